import { once } from "node:events";
import { request } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { userAgent } from "../../src/settings/version.ts";
import { films } from "../stand-ins/films.ts";
import { serveStandIns } from "../stand-ins/serve.ts";
import { STAND_IN_KEY } from "../stand-ins/tmdb.ts";
import { askJson, untilIdle, type FilmAnswer } from "./ask.ts";
import { makeFolder, startHome } from "./home-program.ts";

test("a film comes from the watchlist, by cron and both queues, to the page, and is there after a restart", async () => {
  const standIns = await serveStandIns();
  onTestFinished(() => standIns.close());
  const settings = {
    DATA_DIR: makeFolder(),
    LETTERBOXD_USERNAME: "https://letterboxd.com/Demo/watchlist/",
    TMDB_API_KEY: STAND_IN_KEY,
    COUNTRY: "uk",
    LETTERBOXD_ORIGIN: standIns.letterboxdOrigin,
    TMDB_ORIGIN: standIns.tmdbOrigin,
    TMDB_IMAGE_ORIGIN: standIns.tmdbOrigin,
    LETTERBOXD_PAUSE_SECONDS: "0.05",
    CONTACT: "ada@example.org",
  };
  const first = await startHome(settings);
  await first.said("ready");
  const { lastRefresh } = await untilIdle(first.url, 60_000);
  expect(lastRefresh).toMatchObject({ trigger: "first", outcome: "done", films: films.length });

  const { films: shown } = await askJson<{ films: FilmAnswer[] }>(`${first.url}/api/films`);
  const heat = shown.find(({ slug }) => slug === "heat-1995");
  expect(heat).toMatchObject({ title: "Heat", year: 1995, tmdb: { type: "movie", id: 949 } });
  expect(heat?.offers.stream?.map(({ name }) => name)).toEqual(["Disney Plus"]);

  const page = await (await fetch(`${first.url}/?q=heat`)).text();
  expect(page).toContain("Heat");
  expect(page).toContain("Disney");
  expect(page).toContain(`${standIns.tmdbOrigin}/t/p/`);
  expect(page).not.toContain(STAND_IN_KEY);
  expect(JSON.stringify(first.log) + first.errors()).not.toContain(STAND_IN_KEY);
  expect([...standIns.letterboxd.log.violations, ...standIns.tmdb.log.violations]).toEqual([]);
  const names = new Set(standIns.letterboxd.log.requests.map((one) => one.userAgent));
  expect([...names]).toEqual([userAgent("ada@example.org")]);

  first.process.kill("SIGTERM");
  expect(await first.ended).toBe(0);
  const asked = standIns.letterboxd.log.requests.length;
  const second = await startHome(settings);
  await second.said("ready");
  const { films: kept } = await askJson<{ films: FilmAnswer[] }>(`${second.url}/api/films`);
  expect(kept).toEqual(shown);
  expect(standIns.letterboxd.log.requests).toHaveLength(asked);
});

test("a program that asks for no compression gets none, and a browser gets what it asked for", async () => {
  const standIns = await serveStandIns({ letterboxd: { films: [] } });
  onTestFinished(() => standIns.close());
  const home = await startHome({
    LETTERBOXD_USERNAME: "",
    TMDB_API_KEY: STAND_IN_KEY,
    COUNTRY: "GB",
    TMDB_ORIGIN: standIns.tmdbOrigin,
  });
  await home.said("ready");
  const encodingOf = async (path: string, headers: Record<string, string>) => {
    const [answer] = await once(request(home.url + path, { headers }).end(), "response");
    return (answer as { headers: Record<string, string> }).headers["content-encoding"];
  };
  expect(await encodingOf("/api/films", {})).toBeUndefined();
  expect(await encodingOf("/api/films", { "Accept-Encoding": "gzip, deflate" })).toBe("gzip");
});
