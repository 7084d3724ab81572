// What the app costs at home, against the stand-ins: npm exec -- node test/bench/home.ts [films, 1000 unless told].
// Time from the start to the first page, memory of both processes, a first refresh and a second one, and the
// processor time of workerd for each page view, less that of a health check.

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { manyFilms } from "../stand-ins/many-films.ts";
import { serveStandIns } from "../stand-ins/serve.ts";
import { STAND_IN_KEY } from "../stand-ins/tmdb.ts";
import { cpuMs } from "./workerd.ts";
import { askJson, untilIdle } from "../home/ask.ts";

const FILMS = Number(process.argv[2] ?? 1000);
const VIEWS = 200;
const PAGES = ["/", "/?page=2", "/?show=all&order=title&q=the", "/api/status"];

const films = manyFilms(FILMS);
const standIns = await serveStandIns({ letterboxd: { films: [...films] }, tmdb: { films } });
standIns.tmdb.latencyMs = 60;
const dataDir = mkdtempSync(join(tmpdir(), "watchwhere-bench-"));
const port = await freePort();
const url = `http://127.0.0.1:${port}`;

let home = start("US");
const startedAt = performance.now();
try {
  await firstPage();
  report("start to the first page", `${Math.round(performance.now() - startedAt)} ms`);
  await refresh("first refresh");
  report("memory", memory());
  await askJson(`${url}/refresh?full=1`, { method: "POST" });
  await refresh("second refresh, read whole");
  await askJson(`${url}/refresh`, { method: "POST" });
  await refresh("third refresh, list unchanged");
  // Another country makes every answer stale: all films are known, and looked up again.
  await stop();
  home = start("GB");
  await firstPage();
  await refresh("all films, another country", "settings");

  const idle = await cpuPerView("/healthz");
  report("/healthz", `${idle.toFixed(2)} ms of workerd's processor time`);
  for (const page of PAGES) {
    const cpu = (await cpuPerView(page)) - idle;
    const bytes = (await (await fetch(url + page)).text()).length;
    report(page, `${cpu.toFixed(2)} ms above that, ${Math.round(bytes / 1024)} kB`);
  }
} finally {
  await stop();
  await standIns.close();
  rmSync(dataDir, { recursive: true, force: true });
}

function start(country: string): ChildProcess {
  return spawn(process.execPath, ["src/home/main.ts"], {
    env: {
      PATH: process.env["PATH"],
      SETTINGS_DIR: dataDir,
      DATA_DIR: dataDir,
      PORT: String(port),
      LETTERBOXD_USERNAME: "demo",
      TMDB_API_KEY: STAND_IN_KEY,
      COUNTRY: country,
      LETTERBOXD_ORIGIN: standIns.letterboxdOrigin,
      TMDB_ORIGIN: standIns.tmdbOrigin,
      TMDB_IMAGE_ORIGIN: standIns.tmdbOrigin,
      REFRESH_COOLDOWN_MINUTES: "0",
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
}

async function stop(): Promise<void> {
  home.kill("SIGTERM");
  await once(home, "exit");
}

async function refresh(name: string, trigger?: string): Promise<void> {
  const from = { at: performance.now(), cpu: cpuMs(workerdPid()), ...asked() };
  const outcome = await untilEnded(trigger);
  const to = asked();
  report(
    name,
    `${((performance.now() - from.at) / 1000).toFixed(1)} s, ${to.letterboxd - from.letterboxd} pages, ` +
      `${to.tmdb - from.tmdb} requests to TMDB (at most ${standIns.tmdb.log.peakPerSecond()} in a second), ` +
      `${Math.round(cpuMs(workerdPid()) - from.cpu)} ms of workerd, ${outcome}`,
  );
}

/** Waits for the end of the refresh that is under way, or of the one that will be begun by that. */
async function untilEnded(trigger?: string): Promise<string | undefined> {
  for (;;) {
    const { lastRefresh } = await untilIdle(url, 600_000);
    if (trigger === undefined || lastRefresh?.trigger === trigger) return lastRefresh?.outcome;
    await sleep(50);
  }
}

function asked() {
  return {
    letterboxd: standIns.letterboxd.log.requests.length,
    tmdb: standIns.tmdb.log.requests.length,
  };
}

async function cpuPerView(page: string): Promise<number> {
  for (let view = 0; view < 20; view++) await (await fetch(url + page)).arrayBuffer();
  const before = cpuMs(workerdPid());
  for (let view = 0; view < VIEWS; view++) await (await fetch(url + page)).arrayBuffer();
  return (cpuMs(workerdPid()) - before) / VIEWS;
}

function workerdPid(): string {
  return String(Number.parseInt(readFileSync(join(dataDir, "workerd.pid"), "utf8"), 10));
}

function memory(): string {
  const of = (pid: number | string | undefined) =>
    /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? "0";
  const mb = (kb: string) => Math.round(Number(kb) / 1024);
  return `${mb(of(home.pid))} MB node, ${mb(of(workerdPid()))} MB workerd`;
}

async function firstPage(): Promise<void> {
  for (;;) {
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
  console.log(`${name.padEnd(36)}${value}`);
}
