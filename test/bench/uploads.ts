// What hostile and large uploads cost: npm exec -- node test/bench/uploads.ts [part of a name]
// For each, in a workerd of its own: CPU time, memory above what it had before, and how long another request
// had to wait meanwhile at most.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Miniflare } from "miniflare";
import { UPLOADS, type HostileUpload } from "./hostile-uploads.ts";
import { bundle, cpuMs, findWorkerd } from "./workerd.ts";

const NAMED = process.argv[2] ?? "";
const GIVE_UP_MS = 150_000;

const manifest = bundle("take-upload");
console.log("  CPU ms   MB more   another request waited ms   upload");
for (const upload of UPLOADS.filter(({ name }) => name.includes(NAMED))) await measure(upload);
process.exit(0);

async function measure(upload: HostileUpload): Promise<void> {
  const miniflare = await start();
  const url = await miniflare.ready;
  await createTables(miniflare);
  const workerd = findWorkerd();
  await send(url, "/read", { ...upload, body: () => warmUp() });
  for (let i = 0; i < 20; i++) await (await fetch(new URL("/healthz", url))).text();

  writeFileSync(`/proc/${workerd}/clear_refs`, "5");
  const before = { cpu: cpuMs(workerd), memory: memoryMb(workerd, "VmRSS") };
  let isDone = false;
  const waited = watchOthers(url, () => isDone);
  const answer = await send(url, upload.path ?? "/read", upload);
  const cpu = cpuMs(workerd) - before.cpu;
  isDone = true;
  const more = memoryMb(workerd, "VmHWM") - before.memory;
  const columns = [cpu.toFixed(0).padStart(8), more.toFixed(0).padStart(9)];
  console.log(
    `${columns.join(" ")} ${(await waited).toFixed(0).padStart(27)}   ${upload.name}: ${answer}`,
  );
  await miniflare.dispose();
}

function start(): Promise<Miniflare> {
  return Promise.resolve(
    new Miniflare({
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
    }),
  );
}

async function createTables(miniflare: Miniflare): Promise<void> {
  const d1 = await miniflare.getD1Database("DB");
  for (const name of readdirSync("migrations").filter((file) => file.endsWith(".sql"))) {
    const file = readFileSync(join("migrations", name), "utf8");
    for (const statement of file.split("--> statement-breakpoint"))
      await d1.prepare(statement).run();
  }
}

async function send(
  url: URL,
  path: string,
  { fileName, body, form, take }: HostileUpload,
): Promise<string> {
  try {
    const bytes = body();
    const sent = form?.(bytes) ?? formWith(bytes, fileName ?? "watchlist.csv", take);
    const answer = await fetch(new URL(path, url), {
      method: "POST",
      ...sent,
      signal: AbortSignal.timeout(GIVE_UP_MS),
    });
    return `${answer.status} ${(await answer.text()).slice(0, 60).split("\n")[0]}`;
  } catch (error) {
    return `no answer: ${String(error)}`;
  }
}

function formWith(
  bytes: Uint8Array<ArrayBuffer>,
  fileName: string,
  take: readonly string[] = [],
): RequestInit {
  const body = new FormData();
  for (const part of take) body.append("take", part);
  body.set("file", new File([bytes], fileName));
  return { body };
}

/** Asks for the health check again and again; the longest that one took. */
async function watchOthers(url: URL, isDone: () => boolean): Promise<number> {
  let longest = 0;
  while (!isDone()) {
    const from = performance.now();
    await fetch(new URL("/healthz", url)).then(
      (answer) => answer.text(),
      () => undefined,
    );
    longest = Math.max(longest, performance.now() - from);
    await sleep(5);
  }
  return longest;
}

function memoryMb(pid: string, field: "VmRSS" | "VmHWM"): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
}

function warmUp(): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(
    "Date,Name,Year,Letterboxd URI\n2020-01-01,Heat,1995,https://boxd.it/2bbs\n",
  );
}
