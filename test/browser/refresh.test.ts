import type { Page } from "playwright-core";
import { expect, inject, onTestFinished, test } from "vitest";
import { untilIdle } from "../home/ask.ts";
import { filmOf } from "../stand-ins/film.ts";
import { command, styleOf, titles, visit } from "./reader.ts";

const REFRESH_MS = 60_000;

/** A refresh that has something to do, and takes its time about it. */
async function addFilm(title: string): Promise<void> {
  const { letterboxdOrigin, tmdbOrigin } = inject("app");
  const film = filmOf({ title, year: 2020 });
  await command(tmdbOrigin, { add: film, latencyMs: 1500 });
  await command(letterboxdOrigin, { add: { film } });
  onTestFinished(async () => {
    await command(tmdbOrigin, { latencyMs: 0 });
    await untilIdle(inject("app").url, REFRESH_MS);
  });
}

test("a pressed refresh shows how far it is, and ends with the new film on the page", async () => {
  await addFilm("A Film Added Just Now");
  const page = await visit("/");
  await page.getByRole("button", { name: "Refresh" }).click();
  const progress = page.locator("[data-progress]");
  await progress.waitFor();
  expect(await page.getByRole("button", { name: "Refreshing" }).isDisabled()).toBe(true);
  await expect
    .poll(() => progress.locator("p").first().textContent(), { timeout: REFRESH_MS })
    .toMatch(/Looking up where films stream: \d of 1/);
  await progress.waitFor({ state: "detached", timeout: REFRESH_MS });
  expect(await titles(page)).toContain("A Film Added Just Now");
  const ended = page.locator("main > output.sr:not(#found)");
  await expect.poll(() => ended.textContent()).toBe("The refresh has ended: 1 film added.");
  await page.getByRole("link", { name: "1 added" }).click();
  await page.waitForURL(/\/refreshes$/);
});

test("progress goes on after the line was down", async () => {
  await addFilm("Added Behind a Tunnel");
  const page = await visit("/", { expects: /ERR_INTERNET_DISCONNECTED/ });
  await page.getByRole("button", { name: "Refresh" }).click();
  await page.locator("[data-progress]").waitFor();
  await page.context().setOffline(true);
  await untilIdle(inject("app").url, REFRESH_MS);
  expect(await page.locator("[data-progress]").count()).toBe(1);
  await page.context().setOffline(false);
  await page.locator("[data-progress]").waitFor({ state: "detached", timeout: REFRESH_MS });
  expect(await titles(page)).toContain("Added Behind a Tunnel");
});

test("whoever is about to do something is not interrupted by the end of a refresh", async () => {
  await addFilm("Added Meanwhile");
  const page = await visit("/");
  await page.getByRole("button", { name: "Refresh" }).click();
  await page.locator("[data-progress]").waitFor();
  await page.locator(".card h3 a").first().click();
  await page.getByRole("dialog").waitFor();
  await untilIdle(inject("app").url, REFRESH_MS);
  const done = page.getByRole("link", { name: "Show the latest" });
  await done.waitFor({ state: "attached", timeout: REFRESH_MS });
  const words = "The refresh has ended: 1 film added.";
  const progress = page.locator("[data-progress]");
  expect(await progress.locator("p").textContent()).toBe(`${words} Show the latest`);
  expect(await progress.locator("output").textContent()).toBe(words);
  expect(await page.getByRole("dialog").isVisible()).toBe(true);
  await page.keyboard.press("Escape");
  await done.click();
  await expect.poll(() => titles(page)).toContain("Added Meanwhile");
});

const STARTED = "2026-11-01T12:00:00.000Z";
const IDLE = { pagesRead: 0, pagesTotal: null, filmsDone: 0, filmsTotal: 0, waiting: null };

/** What the app answers while a refresh is under way. */
function underWay(state: string, progress: Partial<Record<keyof typeof IDLE, unknown>>) {
  return { state, progress: { ...IDLE, startedAt: STARTED, secondsLeft: 100, ...progress } };
}

/** What it answers when the refresh has ended so. */
function over(more: Record<string, unknown>) {
  const counts = { added: 0, removed: 0, lookedUp: 0, lookupsFailed: 0 };
  const last = { trigger: "button", startedAt: STARTED, failure: null, ...counts, ...more };
  return { state: "idle", progress: IDLE, lastRefresh: last };
}

interface Followed {
  page: Page;
  /** Shows the page as it was while the refresh was under way. */
  open: () => Promise<void>;
  /** The next answer; the page's clock goes on until it is asked for. */
  answer: (status: unknown) => Promise<void>;
}

/**
 * A page on which a refresh is under way, and goes as the test says, as fast as it says. It has no pictures: a page
 * that the test hands over may ask no other port for them.
 */
async function follow(title: string): Promise<Followed> {
  await addFilm(title);
  const { url } = inject("app");
  await fetch(`${url}/refresh`, { method: "POST" });
  const body = await (await fetch(`${url}/import`)).text();
  expect(body).toContain("data-progress");
  const page = await visit("/healthz");
  let status: unknown;
  await page.route("**/import", (route) => route.fulfill({ body, contentType: "text/html" }));
  await page.route("**/api/status", (route) => route.fulfill({ json: status }));
  await page.clock.install();
  const open = async () => {
    status = underWay("reading", {});
    await page.goto("/import");
    await page.getByText("Reading the watchlist… About 2 minutes left.").waitFor();
    await page.locator("input[type=file]").focus();
  };
  const answer = async (next: unknown) => {
    status = next;
    const asked = page.waitForResponse("**/api/status");
    await page.clock.runFor(10_000);
    await asked;
  };
  await open();
  return { page, open, answer };
}

test("a screen reader hears the turns and the quarters of a refresh, not every film", async () => {
  const { page, answer } = await follow("Added While Somebody Listens");
  await page.evaluate(`(() => {
    const [line, output] = document.querySelectorAll("[data-progress] > p, [data-progress] > output");
    globalThis.heard = [output.textContent];
    globalThis.seen = [];
    const watch = (node, into) => new MutationObserver(() => into.push(node.textContent))
      .observe(node, { childList: true, characterData: true, subtree: true });
    watch(line, seen);
    watch(output, heard);
  })()`);
  const line = page.locator("[data-progress] > p");
  const until = new Date(Date.now() + 60_000).toISOString();
  const waiting = { kind: "rate-limited", message: "Letterboxd asked us to slow down.", until };
  for (let pagesRead = 1; pagesRead < 8; pagesRead++) {
    const progress = { pagesRead, pagesTotal: 8 };
    await answer(underWay("reading", progress));
    await line.getByText(`page ${pagesRead} of 8`).waitFor();
    if (pagesRead !== 1) continue;
    for (let turn = 0; turn < 3; turn++)
      await answer(underWay("reading", { ...progress, waiting }));
    await line.getByText("slow down").waitFor();
  }
  for (let filmsDone = 0; filmsDone <= 12; filmsDone++) {
    await answer(underWay("looking-up", { filmsDone, filmsTotal: 12 }));
    await line.getByText(`: ${filmsDone} of 12.`).waitFor();
  }
  await answer(over({ added: 2, removed: 1 }));
  await line.getByText("The refresh has ended: 2 films added, 1 removed.").waitFor();

  const heard = await page.evaluate<string[]>("heard");
  expect(heard.map((words) => words.replace(/ Trying again .*/, ""))).toEqual([
    "Reading the watchlist…",
    "Letterboxd asked us to slow down.",
    "Reading the watchlist: page 2 of 8.",
    "Reading the watchlist: page 4 of 8.",
    "Reading the watchlist: page 6 of 8.",
    "Looking up where films stream: 0 of 12.",
    "Looking up where films stream: 3 of 12.",
    "Looking up where films stream: 6 of 12.",
    "Looking up where films stream: 9 of 12.",
    "The refresh has ended: 2 films added, 1 removed.",
  ]);
  expect((await page.evaluate<string[]>("seen")).length).toBeGreaterThan(20);
  expect(await page.locator(":is(output, [aria-live], [role=status]) > p").count()).toBe(0);
});

const ENDINGS: [words: string, last: Record<string, unknown>][] = [
  ["The refresh has ended: nothing changed on the list.", { lookedUp: 3 }],
  ["The refresh has ended: 1 film removed.", { removed: 1 }],
  ["The refresh has ended: 3 films looked up.", { trigger: "import", lookedUp: 3 }],
  [
    "The refresh has ended: 1,200 films added, 2 films couldn’t be looked up.",
    { added: 1200, lookupsFailed: 2 },
  ],
  [
    "The refresh failed. This watchlist is private.",
    { failure: { message: "This watchlist is private." } },
  ],
  // That is another refresh: what ended was the look-up of a single film.
  ["The refresh has ended.", { startedAt: "2026-10-01T12:00:00.000Z", added: 477 }],
];

test("what came of a refresh is said at its end", async () => {
  const { page, open, answer } = await follow("Added Before the End");
  for (const [words, last] of ENDINGS) {
    await open();
    await answer(over(last));
    const line = page.locator("[data-progress] > p");
    await line.getByRole("link").waitFor();
    expect(await line.textContent()).toBe(`${words} Show the latest`);
  }
});

test("a moment that heads a refresh in the history begins with a capital letter", async () => {
  const page = await visit("/refreshes");
  const heading = page.locator(".refresh h2 time").first();
  expect(await heading.textContent()).toMatch(/^[a-z\d]/);
  const style = `getComputedStyle(document.querySelector(".refresh h2 time"), "::first-letter")`;
  expect(await page.evaluate(`${style}.textTransform`)).toBe("uppercase");
  // Only a block has a first letter.
  expect(await styleOf(page, ".refresh h2 time", "display")).toBe("block");
});

test("a refresh is pressed in a view, and stays in it, as far down as it was", async () => {
  await addFilm("Added In A View");
  const page = await visit("/?order=title&genre=Drama");
  const y = () => page.evaluate<number>("scrollY");
  await page.evaluate("scrollTo(0, 40)");
  await page.getByRole("button", { name: "Refresh" }).click();
  await page.locator(".status [data-progress]").waitFor();
  expect(new URL(page.url()).search).toBe("?order=title&genre=Drama");
  expect(await y()).toBe(40);
  await page.getByRole("link", { name: "1 added" }).waitFor({ timeout: REFRESH_MS });
  expect(await y()).toBe(40);
  expect(await page.locator("[data-progress]").count()).toBe(0);
});
