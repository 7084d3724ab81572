// What a view costs, in CPU time above that of GET /healthz: npm exec -- node test/bench/page.ts 10000
// At home SQLite runs inside workerd, so its work counts too.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Miniflare } from "miniflare";
import { bundle, cpuMs, findWorkerd } from "./workerd.ts";

const FILMS = Number(process.argv[2] ?? 10_000);
/** Of a view in one round. */
const REQUESTS = 40;
const ROUNDS = Number(process.argv[3] ?? 9);
const WARM_UP = 60;

const VIEWS = [
  "/",
  "/?page=3&order=title",
  "/?q=night+love",
  "/?service=12&order=rating",
  "/?service=11&service=12&service=13&service=14",
  "/?service=11&service=12&service=13&service=14&kind=stream&kind=ads&kind=rent&order=title",
  "/?genre=Drama&decade=1980&minutes=120&released=1",
  "/?genre=Comedy&order=title",
  "/?show=mine&order=random",
  "/?kind=rent&kind=buy&order=longest",
  "/pick?seed=4&turn=7",
  "/new",
  "/film/77",
  "/services",
];

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
        manifest: bundle("show-page"),
        env: { DB: { type: "d1", id: "DB" } },
      },
      dev: { rootPath: process.cwd() },
    },
  ],
});
const url = await miniflare.ready;
const d1 = await miniflare.getD1Database("DB");
for (const name of readdirSync("migrations").filter((file) => file.endsWith(".sql"))) {
  const file = readFileSync(join("migrations", name), "utf8");
  for (const statement of file.split("--> statement-breakpoint")) await d1.prepare(statement).run();
}

async function ask(path: string): Promise<void> {
  const answer = await fetch(new URL(path, url));
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
}

/** The CPU time of one request, of a series. */
async function costMs(path: string): Promise<number> {
  const before = cpuMs(workerd);
  for (let i = 0; i < REQUESTS; i++) await ask(path);
  return (cpuMs(workerd) - before) / REQUESTS;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
}

await ask(`/fill?n=${FILMS}`);
for (const path of ["/healthz", ...VIEWS]) for (let i = 0; i < WARM_UP; i++) await ask(path);

// Other programs disturb the count, so the views take turns, and each round has a health check of its own.
const workerd = findWorkerd();
const floors: number[] = [];
const costs = new Map<string, number[]>(VIEWS.map((path) => [path, []]));
for (let round = 0; round < ROUNDS; round++) {
  const floor = await costMs("/healthz");
  floors.push(floor);
  for (const [path, measured] of costs) measured.push((await costMs(path)) - floor);
}
console.log(
  `${FILMS} films; ms above /healthz (${median(floors).toFixed(2)}): median (least–most)`,
);
for (const [path, measured] of costs) {
  const [least, most] = [Math.min(...measured), Math.max(...measured)].map((ms) => ms.toFixed(2));
  console.log(`${median(measured).toFixed(2).padStart(6)} (${least}–${most})  ${path}`);
}
for (const path of ["/rebuild?changed=0", "/rebuild?changed=100", "/choose"]) {
  const before = cpuMs(workerd);
  await ask(path);
  console.log(`${(cpuMs(workerd) - before).toFixed(0).padStart(6)} ms  ${path}`);
}
await miniflare.dispose();
