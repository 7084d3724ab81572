import { expect, onTestFinished, test } from "vitest";
import { untilIdle } from "../home/ask.ts";
import { settingsFor, startHome } from "../home/home-program.ts";
import { films, findFilm } from "../stand-ins/films.ts";
import { serveStandIns, type ServedStandIns } from "../stand-ins/serve.ts";
import { findViolations } from "./axe.ts";
import { overflow, type Site, visit } from "./reader.ts";

const FEW = ["heat-1995", "vertigo", "house"].map((slug) => findFilm(slug));

interface Own extends Site {
  standIns: ServedStandIns;
}

/** An app of its own, for a state that the shared one is not in. */
async function start(
  prepare: (standIns: ServedStandIns) => void,
  settings: Record<string, string> = {},
): Promise<Own> {
  const standIns = await serveStandIns({ letterboxd: { films: [...FEW] } });
  onTestFinished(() => standIns.close());
  prepare(standIns);
  const home = await startHome({ ...settingsFor(standIns), ...settings });
  await home.said("ready");
  return { url: home.url, tmdbOrigin: standIns.tmdbOrigin, standIns };
}

test("at first start it says that films are on their way, and shows them when they are there", async () => {
  const many = films.slice(0, 60);
  const site = await start(({ letterboxd }) => (letterboxd.films = many), {
    // Slow enough that nothing changes while the page is looked at.
    LETTERBOXD_PAUSE_SECONDS: "4",
  });
  const page = await visit("/", { site, width: 360 });
  expect(await page.locator("h1").textContent()).toMatch(
    /^Your (films are on their way|first \d+ films)$/,
  );
  expect(await findViolations(page)).toEqual([]);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  const plain = await visit("/", { site, noScript: true });
  expect(await plain.locator('meta[http-equiv="refresh"]').count()).toBe(1);
  await page.locator(".card").first().waitFor({ timeout: 60_000 });
});

test("without a member it asks for an export, and asks nothing of Letterboxd", async () => {
  const site = await start(() => {}, { LETTERBOXD_USERNAME: "" });
  // The page loads itself again when a refresh ends.
  await untilIdle(site.url, 60_000);
  const page = await visit("/", { site });
  expect(await page.locator("h1").textContent()).toBe("Import your films");
  expect(await findViolations(page)).toEqual([]);
  await page.locator("main").getByRole("link", { name: "Import your export" }).first().click();
  await page.waitForURL(/\/import$/);
  expect(await page.locator("main").textContent()).toContain(
    "Letterboxd isn’t asked for a watchlist",
  );
  expect(site.standIns.letterboxd.log.requests).toEqual([]);
});

test("a wall before Letterboxd is named, and the export offered as a way round it", async () => {
  const site = await start(({ letterboxd }) => (letterboxd.mode = "challenged"));
  await untilIdle(site.url, 60_000);
  const page = await visit("/", { site });
  const note = page.locator(".note.failure");
  expect(await note.textContent()).toContain("check for robots");
  expect(await findViolations(page)).toEqual([]);
  await note.getByRole("link", { name: "import your own export" }).click();
  await page.waitForURL(/\/import$/);
});

test("a key that TMDB refuses is named, with the setting and the place to get one", async () => {
  const site = await start(({ tmdb }) => (tmdb.mode = "unauthorized"));
  await untilIdle(site.url, 60_000);
  const page = await visit("/", { site });
  const note = await page.locator(".note.failure").textContent();
  expect(note).toContain("TMDB refused the key.");
  expect(note).toContain("TMDB_API_KEY");
  expect(await findViolations(page)).toEqual([]);
});

test("if the images' host fails, titles and names stand where the pictures were", async () => {
  const page = await visit("/healthz", { expects: /ERR_FAILED/ });
  await page.route("**/t/p/**", (route) => route.abort());
  await page.goto("/?q=heat");
  const card = page.locator(".card").first();
  await expect.poll(() => card.locator(".poster").textContent()).toBe("Heat");
  await expect.poll(() => card.locator(".where .logo").first().textContent()).toMatch(/\w/);
  await expect.poll(() => page.locator(".quick img").count()).toBe(0);
  await page.goto("/film/heat-1995");
  await expect.poll(() => page.locator(".film .poster").textContent()).toBe("Heat");
});
