// "Notify me on this device": asks for permission, subscribes at the browser's push service, and names the subscription to
// the app. Loaded only by the pages that have the button.

const box = document.querySelector("[data-push]");
const button = box.querySelector("button");
const said = box.querySelector("[data-said]");

const NOT_SECURE =
  "Browsers only accept notifications over https: open this page at its https address.";
const NOT_ABLE =
  "This browser can’t receive notifications. On an iPhone or iPad, add this page to the Home Screen, and open it from there.";
const DENIED =
  "This browser blocks notifications from this page: allow them in its settings for this site, then press again.";

function say(words) {
  said.textContent = words;
  said.hidden = words === "";
}

async function post(address, body = {}) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (answer.ok) return JSON.parse(text);
  throw new Error(
    answer.headers.get("Content-Type")?.includes("json")
      ? JSON.parse(text).message
      : text.slice(0, 300),
  );
}

/** A subscription made with other keys, before the database was made anew, would take nothing from us. */
async function dropForeign(manager, key) {
  const old = await manager.getSubscription();
  const bytes = new Uint8Array(old?.options.applicationServerKey ?? []);
  const theirs = btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_");
  if (old && theirs.replaceAll("=", "") !== key) await old.unsubscribe();
}

async function subscribe() {
  // First of all: some browsers ask only directly after the press.
  if ((await Notification.requestPermission()) !== "granted") return say(DENIED);
  const { key } = await post("/notifications/key");
  await navigator.serviceWorker.register("/service-worker.js");
  const { pushManager } = await navigator.serviceWorker.ready;
  await dropForeign(pushManager, key);
  const subscription = await pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: key,
  });
  const { endpoint, keys } = subscription.toJSON();
  await post("/notifications/devices", { endpoint, p256dh: keys.p256dh, auth: keys.auth });
  if (location.pathname === "/notifications") location.assign("/notifications?done=added");
  else say("This device will be notified from now on.");
}

async function press() {
  button.disabled = true;
  say("");
  try {
    await subscribe();
  } catch (error) {
    say(`That didn’t work: ${error.message}`);
  } finally {
    button.disabled = false;
  }
}

button.addEventListener("click", () => void press());

const isAble = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
if (!isSecureContext) say(NOT_SECURE);
else if (!isAble) say(NOT_ABLE);
else {
  button.hidden = false;
  if (Notification.permission === "denied") say(DENIED);
}
