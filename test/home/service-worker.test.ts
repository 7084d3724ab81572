import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { PROJECT_DIR } from "../../src/home/project.ts";

const SOURCE = readFileSync(
  join(PROJECT_DIR, "templates/browser/service-worker.client.js"),
  "utf8",
);

interface Shown {
  title: string;
  data: { navigate: string };
}

type Listener = (event: Record<string, unknown>) => void;

function subscription(endpoint: string) {
  return { endpoint, toJSON: () => ({ endpoint, keys: { p256dh: "p", auth: "a" } }) };
}

/** Runs the script as a browser does, with an app that answers so. */
async function change(event: Record<string, unknown>, status = 200) {
  const listeners = new Map<string, Listener>();
  const posted: [address: string, body: unknown][] = [];
  const shown: Shown[] = [];
  const asked: unknown[] = [];
  const registration = {
    pushManager: {
      subscribe: async (options: unknown) => {
        asked.push(options);
        return subscription("https://push.test/new");
      },
    },
    showNotification: async (title: string, { data }: Omit<Shown, "title">) =>
      void shown.push({ title, data }),
  };
  runInNewContext(SOURCE, {
    self: { registration },
    addEventListener: (name: string, listener: Listener) => listeners.set(name, listener),
    fetch: async (address: string, { body }: { body: string }) => {
      posted.push([address, JSON.parse(body)]);
      return Response.json({ key: "our-key" }, { status });
    },
    location: { origin: "https://watchwhere.test" },
    URL,
  });
  let done: Promise<unknown> = Promise.resolve();
  listeners.get("pushsubscriptionchange")?.({
    ...event,
    waitUntil: (work: Promise<unknown>) => (done = work),
  });
  await done;
  return { posted, shown, asked };
}

const RENEWED = { old: "https://push.test/old", p256dh: "p", auth: "a" };

describe("when the browser changes where it takes messages", () => {
  it("the app is told the new place, with the old one", async () => {
    const { posted, shown, asked } = await change({
      oldSubscription: subscription("https://push.test/old"),
      newSubscription: subscription("https://push.test/given"),
    });
    const device = { ...RENEWED, endpoint: "https://push.test/given" };
    expect(posted.at(-1)).toEqual(["/notifications/devices", device]);
    expect([shown, asked]).toEqual([[], []]);
  });

  it("a new subscription is made with our key where the browser made none", async () => {
    const { posted, asked } = await change({
      oldSubscription: subscription("https://push.test/old"),
      newSubscription: null,
    });
    expect(asked).toEqual([{ userVisibleOnly: true, applicationServerKey: "our-key" }]);
    const device = { ...RENEWED, endpoint: "https://push.test/new" };
    expect(posted.at(-1)).toEqual(["/notifications/devices", device]);
  });

  it("says so where the app does not take it, for its password is asked for", async () => {
    const { shown } = await change({ oldSubscription: null, newSubscription: null }, 401);
    expect(shown).toEqual([
      { title: "This device is no longer notified", data: { navigate: "/notifications" } },
    ]);
  });
});
