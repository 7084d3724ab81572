import { expect, inject, onTestFinished, test } from "vitest";
import { visit } from "./reader.ts";

const PUSHED = JSON.stringify({
  web_push: 8030,
  notification: {
    title: "2 films came to your services",
    body: "Heat (1995) is on Netflix",
    navigate: "/new",
    tag: "arrivals",
  },
});

test("a device is told: the button subscribes, and the service worker shows what is pushed", async () => {
  const { url } = inject("app");
  const page = await visit("/new", { inWholeBrowser: true });
  await page.context().grantPermissions(["notifications"], { origin: url });
  await page.reload();
  // This browser has no push service, so the subscription alone is made up.
  await page.evaluate(`
    PushManager.prototype.subscribe = async ({ applicationServerKey }) => ({
      toJSON: () => ({
        endpoint: "https://push.test/" + applicationServerKey.length,
        keys: { p256dh: applicationServerKey, auth: "AAAAAAAAAAAAAAAAAAAAAA" },
      }),
    });`);
  await page.getByRole("button", { name: "Notify me on this device" }).click();
  await page.getByText("This device will be notified from now on.").waitFor();

  const registered = `navigator.serviceWorker.getRegistration("/")`;
  const devtools = await page.context().newCDPSession(page);
  const registrationId = new Promise<string>((resolve) => {
    devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const [first] = registrations;
      if (first) resolve(first.registrationId);
    });
  });
  await devtools.send("ServiceWorker.enable");
  await devtools.send("ServiceWorker.deliverPushMessage", {
    origin: url,
    registrationId: await registrationId,
    data: PUSHED,
  });
  const shown = `${registered}.then((it) => it.getNotifications())
    .then((all) => all.map(({ title, body }) => title + ": " + body))`;
  await expect
    .poll(() => page.evaluate(shown))
    .toEqual(["2 films came to your services: Heat (1995) is on Netflix"]);

  await page.goto("/notifications");
  await page.getByRole("heading", { name: / on Linux$/ }).waitFor();
  await page.getByRole("button", { name: /^Remove/ }).click();
  await page.getByText("The device was removed.").waitFor();
  onTestFinished(async () => {
    await page.evaluate(`${registered}.then((it) => it?.unregister())`);
  });
});
