// Shows what was pushed to this device, and opens the page when that is pressed; and tells the app where the browser takes
// messages from now on, if that changes. It does nothing else: no page is kept.
// Always shows something, for a push that shows nothing costs the permission on an iPhone.

addEventListener("push", (event) => {
  event.waitUntil(show(read(event.data)));
});

/** The same JSON that Safari understands by itself. */
function read(data) {
  try {
    return data.json().notification ?? {};
  } catch {
    return {};
  }
}

function show({
  title = "watchwhere",
  body = "There’s something new.",
  navigate = "/new",
  tag = "arrivals",
}) {
  return self.registration.showNotification(title, {
    body,
    tag,
    icon: "/icon-192.png",
    data: { navigate },
  });
}

addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { navigate } = event.notification.data ?? {};
  event.waitUntil(self.clients.openWindow(new URL(navigate ?? "/new", location.origin).href));
});

addEventListener("pushsubscriptionchange", (event) => {
  event.waitUntil(renew(event).catch(sayThatItEnded));
});

/** A browser may give itself another address at its push service, or take the old one away. */
async function renew({ oldSubscription, newSubscription }) {
  const { pushManager } = self.registration;
  const { key } = await post("/notifications/key", {});
  const subscription =
    newSubscription ??
    (await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }));
  const { endpoint, keys } = subscription.toJSON();
  const old = oldSubscription?.endpoint ?? "";
  const device = { old, endpoint, p256dh: keys.p256dh, auth: keys.auth };
  await post("/notifications/devices", device);
}

async function post(address, body) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

/** The owner's password may be needed, which nobody is there to type. */
function sayThatItEnded() {
  return show({
    title: "This device is no longer notified",
    body: "The browser has changed its address for messages. Press here to switch messages on again.",
    navigate: "/notifications",
    tag: "device",
  });
}
