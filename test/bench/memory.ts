// How much memory the app takes at home while it is used, and what a view costs, against the stand-ins:
// npm exec -- node test/bench/memory.ts [films, 1000] [views, 2000] [refreshes, 20]. V8's flags for workerd are taken from
// MINIFLARE_WORKERD_V8_FLAGS, glibc's from MALLOC_…, and node's from NODE_FLAGS, so that others can be tried.
// Memory is what is resident, by the kernel's count: all of it, and without the pages of the program's own file.

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { askJson, untilIdle } from "../home/ask.ts";
import { manyFilms } from "../stand-ins/many-films.ts";
import { serveStandIns } from "../stand-ins/serve.ts";
import { STAND_IN_KEY } from "../stand-ins/tmdb.ts";
import { cpuMs } from "./workerd.ts";

const [FILMS = 1000, VIEWS = 2000, REFRESHES = 20] = process.argv.slice(2).map(Number);
const PAGES = ["/", "/?page=2", "/?show=all&order=title&q=the", "/api/status"];
const SAMPLE = 40;
const TURNS = 12;

const films = manyFilms(FILMS);
const standIns = await serveStandIns({ letterboxd: { films: [...films] }, tmdb: { films } });
const dataDir = mkdtempSync(join(tmpdir(), "watchwhere-bench-"));
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const startedAt = performance.now();
const home = start();
try {
  await firstPage();
  report("start to the first page", `${Math.round(performance.now() - startedAt)} ms`);
  report("then", memory());
  await untilIdle(url, 3_600_000);
  report(`${FILMS} films looked up`, memory());
  for (let views = 0; views < VIEWS; views += 500) {
    await view(Math.min(500, VIEWS - views));
    report(`${Math.min(views + 500, VIEWS)} views`, memory());
  }
  for (let refreshes = 0; refreshes < REFRESHES; refreshes++) {
    await askJson(`${url}/refresh${refreshes % 4 === 0 ? "?full=1" : ""}`, { method: "POST" });
    await sleep(300);
    await untilIdle(url, 600_000);
    await view(10);
    if (refreshes % 10 === 9) report(`${refreshes + 1} refreshes`, memory());
  }
  if (REFRESHES > 0) await sleep(65_000);
  report("a minute later", memory());
  const costs = await cpuPerView(["/healthz", ...PAGES]);
  const idle = costs.get("/healthz") ?? 0;
  report("/healthz", `${idle.toFixed(2)} ms of workerd's processor time`);
  for (const page of PAGES) {
    report(page, `${((costs.get(page) ?? 0) - idle).toFixed(2)} ms above that`);
  }
  report("at the end", memory());
} finally {
  home.kill("SIGTERM");
  await once(home, "exit");
  await standIns.close();
  rmSync(dataDir, { recursive: true, force: true });
}

function start(): ChildProcess {
  const given = Object.entries(process.env).filter(([name]) =>
    /^(PATH$|MALLOC_|MINIFLARE_)/.test(name),
  );
  const flags = (process.env["NODE_FLAGS"] ?? "").split(" ").filter((flag) => flag !== "");
  return spawn(process.execPath, [...flags, "src/home/main.ts"], {
    env: {
      ...Object.fromEntries(given),
      SETTINGS_DIR: dataDir,
      DATA_DIR: dataDir,
      PORT: String(port),
      LETTERBOXD_USERNAME: "demo",
      TMDB_API_KEY: STAND_IN_KEY,
      COUNTRY: "US",
      LETTERBOXD_ORIGIN: standIns.letterboxdOrigin,
      TMDB_ORIGIN: standIns.tmdbOrigin,
      TMDB_IMAGE_ORIGIN: standIns.tmdbOrigin,
      LETTERBOXD_PAUSE_SECONDS: "0.05",
      TMDB_REQUESTS_PER_SECOND: "40",
      REFRESH_COOLDOWN_MINUTES: "0",
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
}

async function view(times: number): Promise<void> {
  for (let n = 0; n < times; n++) {
    await (await fetch(url + (PAGES[n % PAGES.length] ?? "/"))).arrayBuffer();
    await sleep(2);
  }
}

/** The medians of turns, since a machine that has rested is slow at first. In ms. */
async function cpuPerView(pages: readonly string[]): Promise<Map<string, number>> {
  const turns = new Map(pages.map((page): [string, number[]] => [page, []]));
  for (let turn = 0; turn < TURNS; turn++) {
    for (const [page, costs] of turns) {
      const before = cpuMs(workerdPid());
      for (let n = 0; n < SAMPLE; n++) await (await fetch(url + page)).arrayBuffer();
      if (turn > 0) costs.push((cpuMs(workerdPid()) - before) / SAMPLE);
    }
  }
  return new Map([...turns].map(([page, costs]) => [page, median(costs)]));
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;
}

function workerdPid(): string {
  return String(Number.parseInt(readFileSync(join(dataDir, "workerd.pid"), "utf8"), 10));
}

function memory(): string {
  const [node, workerd] = [home.pid, workerdPid()].map((pid) => {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const of = (field: string) =>
      Math.round(Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
    return { all: of("VmRSS"), own: of("RssAnon") };
  });
  if (node === undefined || workerd === undefined) throw new Error("It does not run.");
  const sum = node.all + workerd.all;
  return (
    `${sum} MB: node ${node.all} (${node.own} of its own), workerd ${workerd.all} (${workerd.own} of its own)` +
    `   load ${loadavg()[0]?.toFixed(1)}`
  );
}

async function firstPage(): Promise<void> {
  while (home.exitCode === null) {
    const page = await fetch(url).catch(() => null);
    if (page?.ok) return;
    await sleep(20);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port: free } = server.address() as AddressInfo;
  server.close();
  return free;
}

function report(name: string, value: string): void {
  console.log(`${name.padEnd(28)}${value}`);
}
