// The first fill at home, against the stand-ins, at the default pace: npm exec -- node test/bench/first-fill.ts
// [films, 1000 unless told] [how many of them are in doubt, so that their pages are asked for; 0 unless told]. When the first offers are on the page, how many films it shows as time goes on, and how
// long the whole takes, compared with what the pauses before Letterboxd alone take.

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { StandInFilm } from "../stand-ins/film.ts";
import { manyFilms } from "../stand-ins/many-films.ts";
import { serveStandIns } from "../stand-ins/serve.ts";
import { STAND_IN_KEY } from "../stand-ins/tmdb.ts";

const FILMS = Number(process.argv[2] ?? 1000);
const DOUBTS = Number(process.argv[3] ?? 0);
const PAUSE_SECONDS = 2;
const EVERY_MS = 1000;

const status = z.object({
  state: z.string(),
  progress: z.object({ pagesRead: z.number(), filmsDone: z.number(), filmsTotal: z.number() }),
  lastRefresh: z.object({ outcome: z.string().nullable() }).nullable(),
});

const films = manyFilms(FILMS);
// Spread over the list, each with another film of the same title and year at TMDB.
const twins = Array.from({ length: DOUBTS }, (_, i) => twinOf(Math.floor((i * FILMS) / DOUBTS)));
const standIns = await serveStandIns({
  letterboxd: { films: [...films] },
  tmdb: { films: [...films, ...twins.filter((twin) => twin !== null)] },
});
standIns.tmdb.latencyMs = 60;
const dataDir = mkdtempSync(join(tmpdir(), "watchwhere-fill-"));
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const home = start();
try {
  await watch();
} finally {
  home.kill("SIGTERM");
  await once(home, "exit");
  await standIns.close();
  rmSync(dataDir, { recursive: true, force: true });
}

async function watch(): Promise<void> {
  let startedAt: number | null = null;
  let hasOffers = false;
  for (let turn = 0; ; turn++, await sleep(EVERY_MS)) {
    const is = await askStatus();
    if (is === null) continue;
    if (startedAt === null && is.state !== "idle") startedAt = performance.now();
    if (startedAt === null) continue;
    const after = (performance.now() - startedAt) / 1000;
    const page = await (await fetch(url)).text();
    const cards = page.match(/<li class="card/g)?.length ?? 0;
    if (!hasOffers && /<li class="card[^]*?class="logo/.test(page)) {
      hasOffers = true;
      console.log(`first offers on the page after ${after.toFixed(1)} s`);
    }
    if (turn % 10 === 0 || is.state === "idle") {
      const { pagesRead, filmsDone, filmsTotal } = is.progress;
      console.log(
        `${after.toFixed(0).padStart(4)} s  ${is.state}  ${pagesRead} pages read, ${filmsDone} of ${filmsTotal} ` +
          `looked up, ${standIns.letterboxd.log.requests.length} requests, ${cards} cards`,
      );
    }
    if (is.state !== "idle" || is.lastRefresh === null) continue;
    const asked = standIns.letterboxd.log.requests.length;
    const pauses = asked * PAUSE_SECONDS;
    console.log(
      `${is.lastRefresh.outcome}: ${after.toFixed(1)} s; the pauses of ${asked} requests take ${pauses} s: ` +
        `${(after / pauses).toFixed(3)} times; ${standIns.tmdb.log.requests.length} requests to TMDB`,
    );
    return;
  }
}

async function askStatus() {
  const answer = await fetch(`${url}/api/status`).catch(() => null);
  return answer?.ok ? status.parse(await answer.json()) : null;
}

function start(): ChildProcess {
  return spawn(process.execPath, ["src/home/main.ts"], {
    env: {
      PATH: process.env["PATH"],
      SETTINGS_DIR: dataDir,
      DATA_DIR: dataDir,
      PORT: String(port),
      LETTERBOXD_USERNAME: "demo",
      TMDB_API_KEY: STAND_IN_KEY,
      COUNTRY: "US",
      LETTERBOXD_ORIGIN: standIns.letterboxdOrigin,
      TMDB_ORIGIN: standIns.tmdbOrigin,
      TMDB_IMAGE_ORIGIN: standIns.tmdbOrigin,
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
}

function twinOf(index: number): StandInFilm | null {
  const film = films[index];
  if (!film?.tmdb) return null;
  const key = { type: "movie", id: 5_000_000 + index } as const;
  return { ...film, tmdb: { ...film.tmdb, key } };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port: free } = server.address() as AddressInfo;
  server.close();
  return free;
}
