// What the benches share: a Worker bundled as wrangler makes it, and the CPU time of the workerd that runs it.
// Read from the kernel's count for the process (Linux), because inside workerd the clock stands still while
// code runs.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

type Modules = Record<string, { type: "esm" | "text"; contents: string }>;

/** The Worker of test/bench/in-workerd/, and the texts beside it. */
export function bundle(name: string): { mainModule: string; modules: Modules } {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const worker = `test/bench/in-workerd/${name}.ts`;
  execFileSync("wrangler", ["deploy", worker, "--dry-run", `--outdir=${folder}`], {
    env: { ...process.env, WRANGLER_SEND_METRICS: "false" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const mainModule = `${basename(name)}.js`;
  const names = readdirSync(folder).filter((file) => /\.(js|css)$/.test(file));
  const modules = names.map((file) => {
    const type = file === mainModule ? ("esm" as const) : ("text" as const);
    return [file, { type, contents: readFileSync(join(folder, file), "utf8") }] as const;
  });
  rmSync(folder, { recursive: true });
  return { mainModule, modules: Object.fromEntries(modules) };
}

/** The newest workerd that this process has started: miniflare tells nobody its number. */
export function findWorkerd(): string {
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, "utf8").trim();
  const found = children.split(" ").findLast((pid) => {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("workerd");
  });
  if (found === undefined) throw new Error("workerd is not running");
  return found;
}

/** The CPU time that a process has used so far, in milliseconds, to the nanosecond. */
export function cpuMs(pid: string): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const spent = threads.map((thread) => {
    const [nanoseconds] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ");
    return Number(nanoseconds);
  });
  return spent.reduce((sum, nanoseconds) => sum + nanoseconds, 0) / 1e6;
}
