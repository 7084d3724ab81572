// The whole app with sample data: no key, no account, no network. Only the neighbours are stand-ins; cron,
// queues, database and readers are the real ones, and everything on the page has gone through them.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { databaseFile } from "../../src/home/database-file.ts";
import { bystanders, films, hostileFilms } from "../stand-ins/films.ts";
import { manyFilms } from "../stand-ins/many-films.ts";
import type { ServedStandIns } from "../stand-ins/serve.ts";
import { serveStandIns } from "../stand-ins/serve.ts";
import { STAND_IN_KEY } from "../stand-ins/tmdb.ts";
import { addHistory } from "./history.ts";
import { addCredits } from "./credits.ts";
import { serveMediaServers } from "./media-servers.ts";
import { CHANGES, LATECOMERS } from "./changes.ts";
import { addNews, announceComing } from "./news.ts";

const HOME_PROGRAM = fileURLToPath(new URL("../../src/home/main.ts", import.meta.url));
const USAGE = `npm run demo -- [--changes] [--hostile] [--servers] [--many 1000]
  --changes   every minute something happens: press "Refresh" to see it
  --servers   adds a Jellyfin that has some of the films, and a Plex that refuses its key
  --hostile   adds films with names that try to break things
  --many N    adds N invented films`;

/** What the demo follows beside the two watchlists. */
const LIST = "letterboxd.com/dave/list/a-gentle-halloween/";

const { values: asked } = parseArgs({
  options: {
    changes: { type: "boolean", default: false },
    hostile: { type: "boolean", default: false },
    servers: { type: "boolean", default: false },
    many: { type: "string", default: "0" },
    help: { type: "boolean", default: false },
  },
});
if (asked.help) console.log(USAGE);
else process.exitCode = await runDemo();

async function runDemo(): Promise<number> {
  const extra = [...(asked.hostile ? hostileFilms : []), ...manyFilms(Number(asked.many) || 0)];
  const listed = [...extra, ...films.filter((film) => !LATECOMERS.includes(film.slug))];
  const context = await serveStandIns({
    letterboxd: { films: listed },
    tmdb: { films: [...films, ...bystanders, ...extra] },
  });
  const folder = mkdtempSync(join(tmpdir(), "watchwhere-demo-"));
  const servers = asked.servers ? await serveMediaServers(listed) : null;
  const environment = { ...demoEnvironment(context, folder), ...servers?.settings };
  const address = `http://localhost:${environment.PORT}/`;
  console.log(`A demo with sample data: ${listed.length} films, invented offers, drawn posters.
It keeps nothing, asks nobody outside, and ends with Ctrl-C. The page: ${address}
The neighbours can be watched and steered: ${context.letterboxdOrigin}/_control and ${context.tmdbOrigin}/_control\n`);
  void followList(address);
  const { COUNTRY: country, DATA_DIR: dataDir } = environment;
  announceComing(context, country);
  void addPast(address, dataDir, (db) => {
    addHistory(db);
    addCredits(db, listed);
    addNews(db, country);
  });
  const timer = asked.changes ? startChanges(context, environment) : undefined;
  try {
    return await runHomeProgram(environment);
  } finally {
    clearInterval(timer);
    await context.close();
    servers?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Adds a list of others, as somebody would on the page, once the app answers. */
async function followList(address: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    await sleep(200);
    // It joins the first refresh: before that has begun it would be read ahead of the watchlists.
    if (!(await isReading(address))) continue;
    const body = new URLSearchParams({ url: LIST });
    const answer = await fetch(`${address}lists`, { method: "POST", body }).catch(() => null);
    if (answer?.ok) return;
  }
}

/** Writes into the database once the first refresh has ended, and has another one see what is new. */
async function addPast(
  address: string,
  dataDir: string,
  write: (db: DatabaseSync) => void,
): Promise<void> {
  if (!(await hasRefreshed(address))) return;
  const db = new DatabaseSync(databaseFile(dataDir), { timeout: 5000 });
  // In one piece: workerd, which writes here too, waits for nobody.
  db.exec("begin immediate");
  write(db);
  db.exec("commit");
  db.close();
  await fetch(`${address}refresh?offers=1`, { method: "POST" });
}

async function hasRefreshed(address: string): Promise<boolean> {
  for (let tries = 0; tries < 600; tries++) {
    await sleep(500);
    const answer = await fetch(`${address}refreshes.json`).catch(() => null);
    if (answer?.ok !== true) continue;
    const { refreshes } = (await answer.json()) as { refreshes: unknown[] };
    if (refreshes.length > 0) return true;
  }
  return false;
}

async function isReading(address: string): Promise<boolean> {
  const answer = await fetch(`${address}api/status`).catch(() => null);
  return answer?.ok === true && /"state":"(?:reading|looking-up)"/.test(await answer.text());
}

/** Only this: neither a .dev.vars nor this shell's own settings get into the demo. */
function demoEnvironment(context: ServedStandIns, folder: string) {
  const { PATH, HOME, TZ, HOST, PORT = "8000", COUNTRY = "US" } = process.env;
  return {
    ...given({ PATH, HOME, TZ, HOST }),
    PORT,
    COUNTRY,
    LETTERBOXD_USERNAME: "demo,ann",
    TMDB_API_KEY: STAND_IN_KEY,
    LETTERBOXD_ORIGIN: context.letterboxdOrigin,
    TMDB_ORIGIN: context.tmdbOrigin,
    TMDB_IMAGE_ORIGIN: context.tmdbOrigin,
    LETTERBOXD_PAUSE_SECONDS: "0.2",
    REFRESH_COOLDOWN_MINUTES: "0",
    SAMPLE_DATA: "true",
    DATA_DIR: folder,
    SETTINGS_DIR: folder,
  };
}

function given(variables: Record<string, string | undefined>): Record<string, string> {
  const pairs = Object.entries(variables).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(pairs);
}

/** Runs until the program ends by itself or is told to end, and gives its exit code. */
async function runHomeProgram(env: Record<string, string>): Promise<number> {
  const program = spawn(process.execPath, [HOME_PROGRAM], { env, stdio: "inherit" });
  const pass = (signal: NodeJS.Signals) => void program.kill(signal);
  // From a terminal, Ctrl-C reaches the program as well; a second signal does it no harm.
  process.on("SIGINT", pass);
  process.on("SIGTERM", pass);
  process.on("SIGHUP", pass);
  const [code] = (await once(program, "exit")) as [number | null];
  process.off("SIGINT", pass);
  process.off("SIGTERM", pass);
  process.off("SIGHUP", pass);
  return code ?? 0;
}

function startChanges(
  context: ServedStandIns,
  { COUNTRY: country, DATA_DIR }: { COUNTRY: string; DATA_DIR: string },
): NodeJS.Timeout {
  const changes = [...CHANGES];
  const [home = country] = country.split(",");
  return setInterval(() => {
    const change = changes.shift();
    if (change === undefined) return;
    change.apply(context, home);
    passDay(DATA_DIR);
    console.log(`\nIn the world outside, a day later: ${change.say}. Press "Refresh" to see it.\n`);
  }, 60_000);
}

/** The app asks TMDB nothing again that it has just asked: so its answers grow old meanwhile. */
function passDay(dataDir: string): void {
  const db = new DatabaseSync(databaseFile(dataDir), { timeout: 5000 });
  db.exec("update films set checked_at = checked_at - 86400");
  db.close();
}
