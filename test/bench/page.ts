// What a view costs the Worker, in CPU time above that of GET /healthz: npm exec -- node test/bench/page.ts
// [films, 1000,3000,10000 unless told] [rounds, 15] [views: the first so many, or the one of this address; all of them] [further services, 0]. Cold: the code is loaded and compiled, and the Worker holds
// no part of the snapshot, as most often on Cloudflare. Warm: it holds all of it, as at home. Neither counts SQLite:
// D1's answers are recorded, and given again at once. `decoded` is cold and reads D1's answer from its bytes, which
// D1's client does. ABROAD=US,DE in the environment adds countries; `real` is warm with D1 itself, SQLite included.

import { readdirSync, readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { Miniflare } from "miniflare";
import { bundle, cpuMs, findWorkerd } from "./workerd.ts";

const SIZES = (process.argv[2] ?? "1000,3000,10000").split(",").map(Number);
const ROUNDS = Number(process.argv[3] ?? 15);
/** In one invocation. */
const TIMES = 20;
/** Invocations, until V8 has compiled what it will. */
const WARM_UP = 6;

const ALL_VIEWS = [
  "/",
  "/?page=3&order=title",
  "/?q=night+love",
  "/?service=12&order=rating",
  "/?service=11&service=12&service=13&service=14&kind=stream&kind=ads&kind=rent&order=title",
  "/?genre=Drama&decade=1980&minutes=120&released=1",
  "/?show=mine&order=random",
  "/pick?seed=4&turn=7",
  "/new",
  "/services",
  "/worth",
  "/api/worth",
];
const asked = process.argv[4] ?? "Infinity";
const VIEWS = asked.startsWith("/") ? [asked] : ALL_VIEWS.slice(0, Number(asked));
/** Beside the usual eighteen. */
const SERVICES = Number(process.argv[5] ?? 0);
const HOW = ["cold", "decoded", "warm", "real"] as const;

const manifest = bundle("show-page");
for (const films of SIZES) await measure(films);

async function measure(films: number): Promise<void> {
  const miniflare = await start();
  const url = await miniflare.ready;
  const workerd = findWorkerd();
  const ask = async (path: string, query: Record<string, string | number>): Promise<void> => {
    const to = new URL(path, url);
    for (const [name, value] of Object.entries(query)) to.searchParams.set(name, String(value));
    const answer = await fetch(to);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    await answer.arrayBuffer();
  };
  /** The CPU time of one view, in milliseconds. */
  const cost = async (how: string, path: string): Promise<number> => {
    const before = cpuMs(workerd);
    await ask("/show", { how, path, times: TIMES });
    return (cpuMs(workerd) - before) / TIMES;
  };
  await ask("/fill", { n: films, services: SERVICES, abroad: process.env.ABROAD ?? "" });
  for (const path of [...VIEWS, "/healthz"]) {
    await ask("/record", { path });
    for (const how of HOW) for (let i = 0; i < WARM_UP; i++) await cost(how, path);
  }
  // Other programs disturb the count, so the views take turns, and each round has a health check of its own.
  const floors: number[] = [];
  const costs = new Map(VIEWS.map((path) => [path, HOW.map((): number[] => [])]));
  for (let round = 0; round < ROUNDS; round++) {
    const floor = await cost("warm", "/healthz");
    floors.push(floor);
    for (const [path, measured] of costs) {
      for (const [i, how] of HOW.entries()) measured[i]?.push((await cost(how, path)) - floor);
    }
  }
  const load = loadavg().map((n) => n.toFixed(1));
  console.log(
    `\n${films} films; ms above /healthz (${median(floors).toFixed(2)}), medians of ${ROUNDS} (least); load ${load.join(" ")}`,
  );
  console.log(HOW.map((how) => how.padStart(14)).join(""));
  for (const [path, measured] of costs) {
    console.log(`${measured.map(inWords).join("")}  ${path}`);
  }
  for (const changed of [0, 100]) {
    const before = cpuMs(workerd);
    await ask("/assemble", { changed });
    const ms = (cpuMs(workerd) - before).toFixed(0);
    console.log(
      `${ms.padStart(6)} ms, SQLite included: the snapshot is made, ${changed} films have changed`,
    );
  }
  await tellBytes(miniflare, films);
  await miniflare.dispose();
}

/** What is kept of a film: in its row, and in the snapshot. */
async function tellBytes(miniflare: Miniflare, films: number): Promise<void> {
  const d1 = await miniflare.getD1Database("DB");
  const bytes = await d1
    .prepare(
      `select (select sum(length(cast(countries as blob))) from films) as offers,
        (select sum(length(cast(body as blob))) from snapshot where name like 'films %') as films,
        (select sum(length(cast(body as blob))) from snapshot) as parts`,
    )
    .first<{ offers: number; films: number; parts: number }>();
  if (bytes === null) throw new Error("No bytes were counted.");
  const each = (sum: number): string => (sum / films).toFixed(0);
  console.log(
    `${each(bytes.films)} bytes a film in the snapshot, ${each(bytes.parts)} with all of its parts; ${each(bytes.offers)} for its offers beside it`,
  );
}

function inWords(costs: readonly number[]): string {
  return `${median(costs).toFixed(2)} (${Math.min(...costs).toFixed(2)})`.padStart(14);
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
}

async function start(): Promise<Miniflare> {
  const miniflare = new Miniflare({
    cf: false,
    enableDevRegistry: false,
    telemetry: { enabled: false },
    logRequests: false,
    workers: [
      {
        config: {
          name: "bench",
          compatibilityDate: "2026-11-01",
          manifest,
          env: { DB: { type: "d1", id: "DB" } },
        },
        dev: { rootPath: process.cwd() },
      },
    ],
  });
  const d1 = await miniflare.getD1Database("DB");
  for (const name of readdirSync("migrations").filter((file) => file.endsWith(".sql"))) {
    const file = readFileSync(join("migrations", name), "utf8");
    for (const statement of file.split("--> statement-breakpoint")) {
      await d1.prepare(statement).run();
    }
  }
  return miniflare;
}
