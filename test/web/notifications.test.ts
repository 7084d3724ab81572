// The page of messages, and Web Push to a stand-in that decrypts.

import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { findValue } from "../../src/d1/kv.ts";
import { createNotifier } from "../../src/notify/index.ts";
import type { Fetch } from "../../src/ports.ts";
import { readNotify } from "../../src/settings/notify.ts";
import type { Settings } from "../../src/settings/index.ts";
import { deviceName } from "../../src/web/device-name.ts";
import { createApp } from "../../src/worker.ts";
import { createTestContext } from "../context.ts";
import { startPushService } from "../notify/push-service.ts";
import { startReceivers } from "../notify/receivers.ts";

const SITE = "https://films.example.com";
const PASSWORD = "correct horse";
const OWNER = { Authorization: `Basic ${btoa(`owner:${PASSWORD}`)}` };
const NOTIFY = "ntfys://tk_SECRET@ntfy.test/SECRET tgram://123:SECRET/9 discord://12345/SECRET";

function appWith(fetch: Fetch, settings: Partial<Settings> = {}) {
  const notify = readNotify(NOTIFY);
  const context = createTestContext({
    settings: { adminPassword: PASSWORD, notify: notify.ok ? notify.value : [], ...settings },
  });
  context.notifier = createNotifier({ fetch, now: context.now });
  const app = createApp(() => ({ ok: true, context }));
  const ask = async (path: string, init?: RequestInit) => app.request(SITE + path, init);
  const post = async (path: string, fields: object = {}, headers: object = OWNER) =>
    ask(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", ...headers },
      body: JSON.stringify(fields),
    });
  const see = async (headers: HeadersInit = OWNER) =>
    (await ask("/notifications", { headers })).text();
  return { context, ask, post, see };
}

beforeEach(async () => {
  for (const table of ["deliveries", "devices", "places", "memory"]) {
    await createTestContext().db.run(sql.raw(`delete from ${table}`));
  }
});

const placesIn = (html: string) =>
  [...html.matchAll(/name="place" value="([^"]+)"/g)].map(([, place]) => place ?? "");

describe("The page of messages", () => {
  it("names each place without its secret, and is the owner’s alone", async () => {
    const { ask, see } = appWith(startReceivers().fetch);
    expect((await ask("/notifications")).status).toBe(401);
    const html = await see();
    for (const name of ["ntfy on ntfy.test", "Telegram", "Discord"]) expect(html).toContain(name);
    expect(html).not.toContain("SECRET");
    expect(placesIn(html)).toHaveLength(3);
    expect(html).not.toContain("ntfy.sh and Discord are unreliable");
  });

  it("on Cloudflare says what is unreliable there, and without a password shows nothing", async () => {
    const { see } = appWith(startReceivers().fetch, { atHome: false });
    expect(await see()).toContain("ntfy.sh and Discord are unreliable");
    const locked = appWith(startReceivers().fetch, { atHome: false, adminPassword: null });
    const html = await locked.see();
    expect(html).toContain("no password yet");
    expect(html).not.toContain("ntfy.test");
    expect((await locked.post("/notifications/key", {}, {})).status).toBe(403);
  });

  it("sends a test, and says when it last worked and what went wrong", async () => {
    const receivers = startReceivers();
    const { ask, see, post } = appWith(receivers.fetch);
    const [place = ""] = placesIn(await see());
    const answer = await ask("/notifications/test", {
      method: "POST",
      headers: { ...OWNER, Accept: "text/html", Origin: SITE },
      body: new URLSearchParams({ place }),
    });
    expect(answer.headers.get("Location")).toBe("/notifications?done=tested");
    expect(receivers.wrong).toEqual([]);
    expect(await see()).toMatch(/Last worked <time/);
    receivers.answers.push(new Response("SECRET", { status: 403 }));
    const failed = await post("/notifications/test", { place });
    expect(failed.status).toBe(424);
    expect(JSON.stringify(await failed.json())).not.toContain("SECRET");
    expect(await see()).toContain("It refused the token or the password (403).");
    expect((await post("/notifications/test", { place: "elsewhere" })).status).toBe(404);
  });

  it("sends no test where it was asked to wait", async () => {
    const receivers = startReceivers();
    const { see, post } = appWith(receivers.fetch);
    const [place = ""] = placesIn(await see());
    receivers.answers.push(new Response("", { status: 429, headers: { "Retry-After": "600" } }));
    await post("/notifications/test", { place });
    const again = await post("/notifications/test", { place });
    expect(await again.json()).toMatchObject({ message: expect.stringContaining("10 minutes") });
    expect(receivers.taken).toHaveLength(1);
  });
});

describe("The address in messages", () => {
  const press = { Origin: "https://nas.example.com" };

  it("is where the owner last sent a form from", async () => {
    const { context, post, see } = appWith(startReceivers().fetch);
    expect(await see()).toContain("Messages have no link in them yet");
    await post("/notifications/key", {}, { ...OWNER, Origin: SITE });
    expect(await findValue(context.db, "owners-origin")).toEqual({ origin: SITE });
    expect(await see()).toContain(`${SITE}/new`);
  });

  it("is not a stranger’s: without the password, from another site, or by a Host alone", async () => {
    const { context, ask, post } = appWith(startReceivers().fetch);
    expect((await post("/notifications/key", {}, press)).status).toBe(403);
    await post("/notifications/key", {}, { Origin: SITE });
    await post("/notifications/key", {}, { ...OWNER, ...press });
    await post("/notifications/key", {}, { ...OWNER, Host: "evil.test" });
    for (const [path, field, value] of [
      ["/choose-lists", "choice", "list=1"],
      ["/choose-country", "country", "GB"],
      ["/not-tonight", "film", "1"],
    ] as const) {
      const body = new URLSearchParams([[field, value]]);
      const answer = await ask(path, { method: "POST", headers: { Origin: SITE }, body });
      expect(answer.status).toBeLessThan(400);
    }
    expect(await findValue(context.db, "owners-origin")).toBeNull();
    const open = appWith(startReceivers().fetch, { atHome: false, adminPassword: null });
    await open.ask("/refresh", { method: "POST", headers: { Origin: SITE } });
    expect(await findValue(context.db, "owners-origin")).toBeNull();
  });

  it("is PUBLIC_URL where that is set", async () => {
    const { context, post, see } = appWith(startReceivers().fetch, {
      publicUrl: "https://a.example",
    });
    await post("/notifications/key", {}, { ...OWNER, Origin: SITE });
    expect(await findValue(context.db, "owners-origin")).toBeNull();
    expect(await see()).toContain("https://a.example/new");
  });
});

describe("Push to a device", () => {
  it("is encrypted for it alone, signed with one key, and declares what is shown", async () => {
    const service = await startPushService();
    const { post, see } = appWith(service.fetch, { contact: "ada@example.org" });
    const { key } = await (await post("/notifications/key")).json<{ key: string }>();
    expect((await (await post("/notifications/key")).json<{ key: string }>()).key).toBe(key);
    const added = await post("/notifications/devices", service.subscription, {
      ...OWNER,
      Origin: SITE,
      "User-Agent":
        "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36",
    });
    expect(added.status).toBe(200);
    const { id } = await added.json<{ id: number }>();
    expect(await see()).toContain("Chrome on Android");
    const test = await post("/notifications/test", { place: `device-${id}` });
    expect(test.status).toBe(200);
    const [pushed] = service.pushed;
    expect(JSON.parse(pushed?.text ?? "")).toMatchObject({
      web_push: 8030,
      notification: {
        title: "A test from watchwhere",
        navigate: `${SITE}/new`,
      },
    });
    expect(pushed?.claims).toMatchObject({
      aud: "https://push.test",
      sub: "mailto:ada@example.org",
    });
    expect(pushed?.headers.get("authorization")).toContain(`k=${key}`);
    expect(pushed?.headers.get("topic")).toBe("test");
  });

  it.each([404, 410])("ends when its push service answers %i", async (status) => {
    const service = await startPushService();
    const { context, post, see } = appWith(service.fetch);
    const added = await post("/notifications/devices", service.subscription);
    const { id } = await added.json<{ id: number }>();
    service.answers.push(status);
    await post("/notifications/test", { place: `device-${id}` });
    expect(placesIn(await see())).toHaveLength(3);
    expect(await context.db.all(sql`select * from places`)).toEqual([]);
  });

  it("goes on after other failures, which are said in words", async () => {
    const service = await startPushService();
    const { post, see } = appWith(service.fetch);
    const added = await post("/notifications/devices", service.subscription);
    const { id } = await added.json<{ id: number }>();
    service.answers.push(500);
    await post("/notifications/test", { place: `device-${id}` });
    expect(await see()).toContain("It has problems of its own (500).");
    await post("/notifications/test", { place: `device-${id}` });
    expect(service.pushed).toHaveLength(1);
    expect(await see()).not.toContain("problems of its own");
  });

  it("is for ten devices at most; one that asks again is the same, and each can be removed", async () => {
    const { context, post, ask, see } = appWith(startReceivers().fetch);
    const services = await Promise.all(Array.from({ length: 11 }, () => startPushService()));
    const answers = await Promise.all(
      services.map(({ subscription }) => post("/notifications/devices", subscription)),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      ...Array(10).fill(200),
      409,
    ]);
    const known = services[answers.findIndex(({ status }) => status === 200)];
    expect((await post("/notifications/devices", known?.subscription)).status).toBe(200);
    const devices = () => context.db.all<{ id: number }>(sql`select id from devices`);
    expect(await devices()).toHaveLength(10);
    const [device] = await devices();
    const removed = await ask("/notifications/devices/remove", {
      method: "POST",
      headers: { ...OWNER, Accept: "text/html" },
      body: new URLSearchParams({ id: `${device?.id}` }),
    });
    expect(removed.headers.get("Location")).toBe("/notifications?done=removed");
    expect(await devices()).toHaveLength(9);
    expect(placesIn(await see())).toHaveLength(12);
  });

  it("stays the same when its browser takes messages elsewhere", async () => {
    const { context, post } = appWith(startReceivers().fetch);
    const [one, two, three] = await Promise.all(
      Array.from({ length: 3 }, () => startPushService().then(({ subscription }) => subscription)),
    );
    const { id } = await (await post("/notifications/devices", one)).json<{ id: number }>();
    const renewed = await post("/notifications/devices", { ...two, old: one?.endpoint });
    expect(await renewed.json()).toMatchObject({ id });
    const devices = () => context.db.all(sql`select id, endpoint from devices order by rowid`);
    expect(await devices()).toEqual([{ id, endpoint: two?.endpoint }]);
    // Delivered twice, and of one that nobody knows.
    await post("/notifications/devices", { ...two, old: one?.endpoint });
    expect(await devices()).toHaveLength(1);
    await post("/notifications/devices", { ...three, old: "https://push.test/unknown" });
    expect(await devices()).toHaveLength(2);
  });

  it("is refused to what is no browser’s subscription", async () => {
    const { post } = appWith(startReceivers().fetch);
    const { subscription } = await startPushService();
    for (const wrong of [
      {},
      { ...subscription, endpoint: "http://push.test/a" },
      { ...subscription, endpoint: "https://user:pass@push.test/a" },
      { ...subscription, endpoint: `https://push.test/${"a".repeat(1000)}` },
      { ...subscription, p256dh: subscription.auth },
      { ...subscription, auth: subscription.p256dh },
      { ...subscription, auth: "not base64!" },
    ]) {
      expect((await post("/notifications/devices", wrong)).status).toBe(400);
    }
  });

  it("needs the password", async () => {
    const { post } = appWith(startReceivers().fetch);
    const { subscription } = await startPushService();
    for (const path of ["/key", "/devices", "/test", "/devices/remove"]) {
      expect((await post(`/notifications${path}`, subscription, {})).status).toBe(401);
    }
  });
});

it.each([
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Mobile Safari/604.1",
    "Safari on an iPhone",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0 Safari/537.36 Edg/130.0",
    "Edge on Windows",
  ],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", "Firefox on Linux"],
  ["<script>", "A browser on an unknown system"],
])("%s is called %s", (userAgent, name) => {
  expect(deviceName(userAgent)).toBe(name);
});

it("the service worker is served at the root", async () => {
  const { ask } = appWith(startReceivers().fetch);
  const answer = await ask("/service-worker.js");
  expect(answer.headers.get("Content-Type")).toContain("text/javascript");
  expect(await answer.text()).toContain("showNotification");
});
