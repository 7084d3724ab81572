// What it costs to read a page of Letterboxd's, in CPU time: npm exec -- node test/bench/letterboxd.ts
// On the Free plan an invocation has 10 ms. Inside workerd the clock stands still while code runs, hence this
// reads the kernel's count for the process (Linux), less what a request costs that reads nothing. In November
// 2026, on two busy cores: a watchlist page 2 ms, the first of an isolate 5 to 8 ms; slowly 13 ms and 105 ms.

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Miniflare } from "miniflare";
import { FILMS, filmPage, watchlistPage, type PageFilm } from "../letterboxd/pages.ts";

const REQUESTS = 400;
const CAPTURES = new URL("../../../shared/pages/letterboxd/", import.meta.url);

/** As long as a real page: 28 films, and menus before the grid that have nothing to do with them. */
function longWatchlist(): string {
  const films: PageFilm[] = Array.from({ length: 28 }, (_, i) => {
    const film = FILMS[i % FILMS.length] ?? FILMS[0];
    if (film === undefined) throw new Error("there are no films to write");
    return { ...film, slug: `${film.slug}-${i}` };
  });
  const menu = `<li class="some-menu"><a href="/adaexample/watchlist/on/a-service/" class="item">A Service</a></li>\n`;
  const page = watchlistPage("G4", { films, total: 267, pages: 10 });
  return page.replace('<ul class="smenu-menu">', `<ul class="smenu-menu">${menu.repeat(900)}`);
}

function longFilmPage(): string {
  const review = `<div class="review"><p>A film with <a href="/film/x/">a boat</a> in it.</p></div>\n`;
  const page = filmPage({ link: "https://www.themoviedb.org/movie/5/" });
  return page.replace("<footer>", `${review.repeat(3000)}<footer>`);
}

function capture(name: string): string | null {
  const file = new URL(`${name}.html`, CAPTURES);
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}

function bundle(): string {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const worker = "test/bench/in-workerd/read-pages.ts";
  execFileSync("wrangler", ["deploy", worker, "--dry-run", `--outdir=${folder}`], {
    env: { ...process.env, WRANGLER_SEND_METRICS: "false" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const contents = readFileSync(join(folder, "read-pages.js"), "utf8");
  rmSync(folder, { recursive: true });
  return contents;
}

/** The CPU time that workerd has used so far, in milliseconds, to the nanosecond. */
function cpuMs(pid: string): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const spent = threads.map((thread) => {
    const [nanoseconds] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ");
    return Number(nanoseconds);
  });
  return spent.reduce((sum, nanoseconds) => sum + nanoseconds, 0) / 1e6;
}

/** miniflare tells nobody the number of the process that it has started. */
function findWorkerd(): string {
  const pid = readdirSync("/proc").find((entry) => /^\d+$/.test(entry) && isOurs(entry));
  if (pid === undefined) throw new Error("no workerd runs");
  return pid;
}

function isOurs(pid: string): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [, name, parent] = /\((.*)\) \S (\d+)/.exec(stat) ?? [];
    return name === "workerd" && parent === String(process.pid);
  } catch {
    return false; // it has ended since
  }
}

async function measure(
  contents: string,
  reading: string,
  html: string,
): Promise<{ first: number; sorted: number[] }> {
  const miniflare = new Miniflare({
    cf: false,
    enableDevRegistry: false,
    unsafeLocalExplorer: false,
    logRequests: false,
    telemetry: { enabled: false },
    workers: [
      {
        config: {
          name: "bench",
          compatibilityDate: "2026-11-01",
          manifest: { mainModule: "bench.js", modules: { "bench.js": { type: "esm", contents } } },
        },
      },
    ],
  });
  const url = new URL(reading, await miniflare.ready);
  const idle = new URL("/nothing", url);
  const pid = findWorkerd();
  const costOf = async (address: URL): Promise<number> => {
    const before = cpuMs(pid);
    const answer = await (await fetch(address)).text();
    if (answer !== "read") throw new Error(`${reading}: ${answer}`);
    return cpuMs(pid) - before;
  };

  await fetch(idle, { method: "PUT", body: html });
  const first = await costOf(url);
  const costs: number[] = [];
  const idleCosts: number[] = [];
  for (let i = 0; i < REQUESTS; i++) {
    idleCosts.push(await costOf(idle));
    costs.push(await costOf(url));
  }
  await miniflare.dispose();
  const idleMedian = idleCosts.toSorted((a, b) => a - b)[REQUESTS / 2] ?? 0;
  const sorted = costs.map((cost) => cost - idleMedian).toSorted((a, b) => a - b);
  return { first: first - idleMedian, sorted };
}

const contents = bundle();
const runs: [string, string, string | null][] = [
  ["watchlist", "28 films, written", longWatchlist()],
  ["watchlist", "28 films, a capture", capture("kennytdm-debug_response")],
  ["film", "written", longFilmPage()],
  ["film", "a capture", capture("youngjaek-film-mulholland-drive")],
  ["slowly", "28 films, written", longWatchlist()],
  ["slowly", "28 films, a capture", capture("kennytdm-debug_response")],
];
for (const [reading, page, html] of runs) {
  if (html === null) continue;
  const { first, sorted } = await measure(contents, reading, html);
  const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2);
  console.log(
    `${reading.padEnd(9)} ${page.padEnd(20)} ${String(Math.round(html.length / 1000)).padStart(4)} kB  ` +
      `first ${first.toFixed(1).padStart(5)} ms  median ${at(0.5).padStart(5)} ms  p99 ${at(0.99).padStart(5)} ms`,
  );
}
