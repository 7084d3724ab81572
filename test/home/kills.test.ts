// The power goes, ten times during one first refresh of 1,000 films. Each time both processes die at once,
// wherever they are; each time the program is started again and nobody does anything else.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { manyFilms } from "../stand-ins/many-films.ts";
import { serveStandIns } from "../stand-ins/serve.ts";
import { askJson, untilIdle, type FilmAnswer, type StatusAnswer } from "./ask.ts";
import { makeFolder, settingsFor, startHome, type Home } from "./home-program.ts";

const FILMS = 1000;
const KILLS = 10;
const PAGES = Math.ceil(FILMS / 28);

async function kill(home: Home): Promise<void> {
  const workerd = home.workerdPid();
  process.kill(home.pid, "SIGKILL");
  try {
    process.kill(workerd, "SIGKILL");
  } catch {
    // It had died with the home program already.
  }
  await home.ended;
}

it("survives ten kills and ends with the right list", { timeout: 300_000 }, async () => {
  const films = manyFilms(FILMS);
  const standIns = await serveStandIns({ letterboxd: { films: [...films] }, tmdb: { films } });
  onTestFinished(() => standIns.close());
  const settings = {
    ...settingsFor(standIns),
    DATA_DIR: makeFolder(),
    // Slow enough that kills fall into the reading, too.
    LETTERBOXD_PAUSE_SECONDS: "0.2",
  };
  const pagesAsked = () =>
    standIns.letterboxd.log.requests.filter(({ path }) => path.includes("/watchlist/")).length;

  const fell: string[] = [];
  for (let nth = 0; nth < KILLS; nth++) {
    const home = await startHome(settings);
    await home.said("ready");
    // Every third kill falls right after the start.
    await sleep(nth % 3 === 2 ? Math.random() * 300 : 400 + Math.random() * 2500);
    const { state, progress } = await askJson<StatusAnswer>(`${home.url}/api/status`);
    fell.push(`${state}, page ${progress.pagesRead}, film ${progress.filmsDone}`);
    await kill(home);
  }
  const home = await startHome(settings);
  await home.said("ready");
  const { lastRefresh } = await untilIdle(home.url, 120_000);
  const answer = await askJson<{ films: FilmAnswer[] }>(`${home.url}/api/films`);
  process.kill(home.pid, "SIGTERM");
  expect(await home.ended).toBe(0);
  console.log(`${fell.join(" | ")} | ${pagesAsked()} pages asked of ${PAGES}`);

  expect(lastRefresh).toMatchObject({ trigger: "first", outcome: "done", films: FILMS });
  expect(answer.films.map(({ slug }) => slug)).toEqual(films.map(({ slug }) => slug));
  expect(answer.films.filter((film) => !film.listed || film.checkedAt === null)).toEqual([]);
  // A page can be asked for twice only if the kill fell between the question and its transaction.
  expect(pagesAsked()).toBeLessThanOrEqual(PAGES + KILLS);
  expect(standIns.letterboxd.log.violations).toEqual([]);
  expect(standIns.letterboxd.log.peakInFlight()).toBe(1);
  // As requests arrive: one may be late on a busy machine, and the next in time. Over ten that makes little difference.
  expect(standIns.letterboxd.log.leastPauseMs()).toBeGreaterThanOrEqual(150);
  expect(standIns.letterboxd.log.leastPauseMs(10)).toBeGreaterThanOrEqual(10 * 195);
  expect(integrity(settings.DATA_DIR)).toBe("ok");
});

function integrity(dataDir: string): unknown {
  const folder = join(dataDir, "v3/d1/miniflare-D1DatabaseObject");
  const isOurs = (name: string) => name.endsWith(".sqlite") && name !== "metadata.sqlite";
  const database = new DatabaseSync(join(folder, readdirSync(folder).find(isOurs) ?? ""));
  const row = database.prepare("pragma integrity_check").get();
  database.close();
  return row?.["integrity_check"];
}
