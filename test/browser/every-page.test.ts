import { beforeAll, expect, test } from "vitest";
import { findViolations } from "./axe.ts";
import { open, overflow, styleOf, visit } from "./reader.ts";

const PAGES = {
  "the first page": "/",
  "a filtered view": "/?genre=Horror&kind=stream&released=1&order=title",
  "a view without films": "/?q=zzzz&decade=1950",
  "films with hostile titles": "/?order=newest&q=a",
  "a film": "/film/heat-1995",
  "a film on a service with a long name": "/film/moonlight-2016",
  "a film with a script for a title": "/film/hostile-1",
  "a film with three hundred letters": "/film/hostile-5",
  "a film with one long word": "/film/hostile-6",
  "a film in Arabic": "/film/hostile-7",
  "what is new": "/new",
  "a pick": "/pick?seed=3",
  "a pick from nothing": "/pick?minutes=1&seed=3",
  services: "/services",
  "what it is worth": "/worth",
  matches: "/matches",
  "one match": "/matches/1",
  refreshes: "/refreshes",
  "the import": "/import",
  "the lists": "/lists",
  notifications: "/notifications",
  "access for programs": "/tokens",
  "no such page": "/nowhere",
  "no such film": "/film/nowhere",
};

const NOT_FOUND = /status of 404/;

/** One reader goes through all of the pages: to open a browser's window for each takes as long as to look at it. */
let reader: Awaited<ReturnType<typeof open>>;
beforeAll(async () => {
  reader = await open({ expects: NOT_FOUND });
  return () => reader.page.context().close();
});

test.for(Object.entries(PAGES))(
  "%s breaks no rule of axe in light and in dark, and fits a desk, a phone, a small one and large text",
  async ([, path]) => {
    const { page, complaints } = reader;
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(path);
    expect(await findViolations(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(await page.locator("main h1").count()).toBe(1);
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await findViolations(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.evaluate(`document.documentElement.style.fontSize = "24px"`);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(complaints.splice(0)).toEqual([]);
  },
);

test("titles are shown as they are, and no script in them runs", async () => {
  const page = await visit("/?q=alert");
  const shown = await page.locator(".card h3").allTextContents();
  expect(shown).toContain("<script>alert(1)</script>");
  expect(shown).toContain(`"><img src=x onerror="alert('title')">`);
});

test("a title from right to left is set so, and lets the page alone", async () => {
  const page = await visit("/film/hostile-7", { width: 360 });
  expect(await page.locator("main h1").textContent()).toBe("باب الحديد");
  expect(await styleOf(page, "main h1", "direction")).toBe("rtl");
  expect(await styleOf(page, "body", "direction")).toBe("ltr");
  await page.goto(`/?q=${encodeURIComponent("باب")}`);
  expect(await styleOf(page, ".card h3 a", "direction")).toBe("rtl");
  expect(await styleOf(page, ".card h3 a", "textAlign")).toBe("left");
});

test("nothing moves while the first page arrives", async () => {
  const page = await visit("/");
  await page.waitForLoadState("networkidle");
  const shift = await page.evaluate<number>(`new Promise((resolve) => {
    let sum = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) sum += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => resolve(sum), 300);
  })`);
  expect(shift).toBeLessThan(0.01);
});

test("on a phone the first poster stands on the upper half of the screen", async () => {
  const page = await visit("/", { width: 360 });
  const top = await page
    .locator("#results .poster")
    .first()
    .evaluate((one) => one.getBoundingClientRect().top);
  expect(top).toBeLessThanOrEqual(330);
});

test("the bar with the search stays in reach while one scrolls, unless it would cover much", async () => {
  const page = await visit("/", { width: 360 });
  const top = () => page.locator(".bar").evaluate((bar) => bar.getBoundingClientRect().top);
  await page.mouse.wheel(0, 900);
  await expect.poll(top).toBe(0);
  await page.setViewportSize({ width: 320, height: 256 });
  expect(await top()).toBeLessThan(0);
});

test("who wants less motion gets none", async () => {
  const page = await visit("/", { context: { reducedMotion: "reduce" } });
  await page.locator(".card h3 a").first().click();
  await page.getByRole("dialog").waitFor();
  expect(await styleOf(page, "dialog", "animationName")).toBe("none");
});

test("on paper there are films, and nothing to press", async () => {
  const page = await visit("/");
  await page.emulateMedia({ media: "print" });
  expect(await page.locator(".card").first().isVisible()).toBe(true);
  for (const pressed of [".filters", ".top nav", ".paging", "form button"]) {
    for (const one of await page.locator(pressed).all()) expect(await one.isVisible()).toBe(false);
  }
});

test("paper says how many of the films are on it, and an open film has it for itself", async () => {
  const page = await visit("/");
  expect(await page.locator(".on-paper").isVisible()).toBe(false);
  await page.locator(".card h3 a").first().click();
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  await page.emulateMedia({ media: "print" });
  expect(await page.locator(".card").first().isVisible()).toBe(false);
  expect(await styleOf(page, "dialog", "position")).toBe("absolute");
  await page.emulateMedia({ media: "screen" });
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await page.emulateMedia({ media: "print" });
  expect(await page.locator(".on-paper").isVisible()).toBe(true);
});

test("the page can be put on a phone's home screen", async () => {
  const page = await visit("/");
  const manifest = (await (await page.request.get("/manifest.webmanifest")).json()) as {
    display: string;
    icons: { src: string; sizes: string; type: string }[];
  };
  expect(manifest.display).toBe("standalone");
  const touch = await page.locator('link[rel="apple-touch-icon"]').getAttribute("href");
  for (const src of [...manifest.icons.map((icon) => icon.src), touch ?? ""]) {
    const answer = await page.request.get(src);
    expect(answer.status()).toBe(200);
    expect(answer.headers()["content-type"]).toBe(
      src.endsWith(".svg") ? "image/svg+xml" : "image/png",
    );
  }
});

test("a long number is grouped as the reader does", async () => {
  const page = await visit("/", { context: { locale: "de-DE" } });
  // It comes with another view, as the script gets one from the server.
  await page.route("**/?order=title", async (route) => {
    const answer = await route.fetch();
    const html = (await answer.text()).replace(
      '<ol class="grid">',
      '<ol class="grid"><li><data value="12345">12,345</data></li>',
    );
    await route.fulfill({ response: answer, body: html });
  });
  await page.getByLabel("Order by").selectOption("title");
  const grouped = page.locator("#results data", { hasText: "12.345" });
  await expect.poll(() => grouped.count()).toBeGreaterThan(0);
});

test("a time that is pointed at says when it was where the reader is", async () => {
  const page = await visit("/", { context: { timezoneId: "Asia/Tokyo" } });
  const time = page.locator(".status time").first();
  const at = new Date((await time.getAttribute("datetime")) ?? "");
  const there = new Intl.DateTimeFormat("en-GB", {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: "Asia/Tokyo",
  });
  await expect
    .poll(async () => {
      await page.mouse.move(0, 0);
      await time.hover();
      return time.getAttribute("title");
    })
    .toBe(there.format(at));
});
