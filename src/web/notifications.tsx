// The page of messages: how it went with each place, tests, and the devices that asked to be told. The forms answer
// programs in JSON, among them the script of the button "Notify me on this device".

import { Hono, type Context } from "hono";
import { NotificationsPage, type NotificationsNote } from "../../templates/pages/notifications.tsx";
import type { App } from "../context.ts";
import { ensureVapid, MOST_DEVICES, removeDevice, renewDevice, saveDevice } from "../d1/devices.ts";
import { makeVapid } from "../notify/vapid.ts";
import { sendTest } from "../refresh/deliver.ts";
import { seconds } from "../time.ts";
import { deviceName } from "./device-name.ts";
import { answer } from "./layout-data.ts";
import { findNotifications } from "./notification-data.ts";
import { readFields } from "./read-fields.ts";
import { answerRefusal } from "./answer-refusal.ts";
import { wanted } from "./wanted.ts";
import { wholeNumber } from "./whole-number.ts";

export const notificationsPage = new Hono<App>();

const DONE: Record<string, string> = {
  added: "This device will be notified from now on.",
  removed: "The device was removed. Nothing more will be sent to it.",
  tested: "The test was accepted.",
};

notificationsPage.get("/notifications", async (c) => {
  const done = c.req.query("done") ?? "";
  const words = Object.hasOwn(DONE, done) ? DONE[done] : undefined;
  return answer(c, page(c, words === undefined ? null : { done: words }));
});

notificationsPage.post("/notifications/test", async (c) => {
  const place = (await readFields(c)).get("place") ?? "";
  const outcome = await sendTest(c.var.context, place);
  if (outcome === null) return refuse(c, 404, "That place is no longer here.");
  if (outcome.ok) return accept(c, "tested");
  return refuse(c, 424, `The test didn’t get through. ${outcome.why}`);
});

/** For `PushManager.subscribe`. The keys are made when the first device asks. */
notificationsPage.post("/notifications/key", async (c) => {
  const { publicKey } = await ensureVapid(c.var.context.db, makeVapid);
  return c.json({ key: publicKey });
});

notificationsPage.post("/notifications/devices", async (c) => {
  const { db, now } = c.var.context;
  const fields = await readFields(c);
  const subscription = readSubscription(fields);
  if (subscription === null) {
    const message = "This isn’t a browser’s push subscription: it needs endpoint, p256dh and auth.";
    return refuse(c, 400, message);
  }
  const old = (fields.get("old") ?? "").slice(0, LONGEST_ENDPOINT);
  const renewed = await renewDevice(db, URL.parse(old)?.href ?? "", subscription);
  if (renewed !== null) return accept(c, "added", { id: renewed });
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  const id = await saveDevice(db, {
    id: random + 1,
    name: deviceName(c.req.header("User-Agent") ?? ""),
    ...subscription,
    createdAt: seconds(now()),
  });
  if (id === null) {
    const message = `There are ${MOST_DEVICES} devices, which is the most there can be. Remove one that’s no longer used.`;
    return refuse(c, 409, message);
  }
  return accept(c, "added", { id });
});

notificationsPage.post("/notifications/devices/remove", async (c) => {
  const id = wholeNumber((await readFields(c)).get("id"));
  const isGone = id !== null && (await removeDevice(c.var.context.db, id));
  return isGone ? accept(c, "removed") : refuse(c, 404, "That device is no longer here.");
});

const LONGEST_ENDPOINT = 1000;
/** An uncompressed point of P-256, and the secret, which RFC 8291 makes 16 bytes. */
const KEY_BYTES = { p256dh: 65, auth: 16 };
const UNCOMPRESSED = 4;

/** null: something is missing, or is not what a browser makes. */
function readSubscription(fields: ReadonlyMap<string, string>) {
  const [endpoint = "", p256dh = "", auth = ""] = ["endpoint", "p256dh", "auth"].map((name) =>
    fields.get(name),
  );
  const url = URL.parse(endpoint);
  if (url?.protocol !== "https:" || url.username !== "" || url.href.length > LONGEST_ENDPOINT) {
    return null;
  }
  const [point, secret] = [bytesIn(p256dh), bytesIn(auth)];
  if (point?.length !== KEY_BYTES.p256dh || point[0] !== UNCOMPRESSED) return null;
  return secret?.length === KEY_BYTES.auth ? { endpoint: url.href, p256dh, auth } : null;
}

/** null: this is no base64url. */
function bytesIn(text: string): Uint8Array | null {
  if (!/^[\w-]{1,200}$/.test(text)) return null;
  try {
    const letters = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}

async function accept(c: Context<App>, done: string, more: object = {}): Promise<Response> {
  switch (wanted(c)) {
    case "html":
      return c.redirect(`/notifications?done=${done}`, 303);
    case "json":
      return c.json({ ...more, message: DONE[done] });
    case "any":
      return c.text(`${DONE[done]}\n`);
  }
}

async function refuse(
  c: Context<App>,
  status: 400 | 404 | 409 | 424,
  message: string,
): Promise<Response> {
  return answerRefusal(c, { status, message }, () => page(c, { problem: message }));
}

async function page(c: Context<App>, note: NotificationsNote | null) {
  const data = await findNotifications(c.var.context);
  return <NotificationsPage {...data} note={note} />;
}
