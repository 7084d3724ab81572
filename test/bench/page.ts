// What a view costs, in CPU time above that of GET /healthz: npm exec -- node test/bench/page.ts 10000
// At home SQLite runs inside workerd, so its work counts too. Read from the kernel's count for the process
// (Linux), because inside workerd the clock stands still while code runs.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Miniflare } from "miniflare";

const FILMS = Number(process.argv[2] ?? 10_000);
const REQUESTS = 200;

const VIEWS = [
  "/healthz",
  "/",
  "/?page=3&order=title",
  "/?q=night+love",
  "/?service=12&order=rating",
  "/?service=11&service=12&service=13&service=14",
  "/?genre=Drama&decade=1980&minutes=120&released=1",
  "/?order=random",
  "/?kind=rent&kind=buy&order=longest",
  "/pick?seed=4&turn=7",
  "/new",
  "/film/77",
  "/services",
];

/** The bundle as wrangler makes it: the Worker, and the texts beside it. */
function bundle(): Record<string, { type: "esm" | "text"; contents: string }> {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const worker = "test/bench/in-workerd/show-page.ts";
  execFileSync("wrangler", ["deploy", worker, "--dry-run", `--outdir=${folder}`], {
    env: { ...process.env, WRANGLER_SEND_METRICS: "false" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const names = readdirSync(folder).filter((name) => /\.(js|css)$/.test(name));
  const modules = names.map((name) => {
    const type = name === "show-page.js" ? ("esm" as const) : ("text" as const);
    return [name, { type, contents: readFileSync(join(folder, name), "utf8") }] as const;
  });
  rmSync(folder, { recursive: true });
  return Object.fromEntries(modules);
}

function findWorkerd(): string {
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, "utf8")
    .trim()
    .split(" ");
  const found = children.find((pid) =>
    readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("workerd"),
  );
  if (found === undefined) throw new Error("workerd is not running");
  return found;
}

/** The CPU time that workerd has used so far, in milliseconds. */
function cpuMs(pid: string): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const spent = threads.map((thread) => {
    const [nanoseconds] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ");
    return Number(nanoseconds);
  });
  return spent.reduce((sum, nanoseconds) => sum + nanoseconds, 0) / 1e6;
}

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
        manifest: { mainModule: "show-page.js", modules: bundle() },
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

await ask(`/fill?n=${FILMS}`);
for (const path of VIEWS) for (let i = 0; i < REQUESTS / 4; i++) await ask(path);

const workerd = findWorkerd();
let floor = 0;
for (const path of VIEWS) {
  const before = cpuMs(workerd);
  for (let i = 0; i < REQUESTS; i++) await ask(path);
  const each = (cpuMs(workerd) - before) / REQUESTS;
  if (path === "/healthz") floor = each;
  console.log(`${(each - floor).toFixed(2).padStart(6)} ms  ${path}`);
}
const before = cpuMs(workerd);
await ask("/rebuild");
console.log(`${(cpuMs(workerd) - before).toFixed(0).padStart(6)} ms  making the shelf again`);
await miniflare.dispose();
