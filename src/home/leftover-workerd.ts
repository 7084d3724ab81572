// A workerd may outlive a home program that was killed, and would hold the port and the database. The data
// folder says which process it is; this file ends that process, but only if it is certainly ours: the number
// may belong to another program by now, and the folder may be a copy of one that another instance runs on.

import { execFileSync } from "node:child_process";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CannotStart, codeOf } from "./cannot-start.ts";

/** SIGKILL needs a moment. */
const PATIENCE_MS = 5000;

/** Three lines: the process, when it started, and in which folder this was written. */
export function rememberWorkerd(dataDir: string, pid: number): void {
  const lines = [pid, startOf(pid) ?? "", identify(dataDir)];
  try {
    writeFileSync(pidFile(dataDir), `${lines.join("\n")}\n`);
  } catch {
    // On a full disk the app can still be read, and this file is hardly ever needed.
  }
}

/** Answers whether there was one. */
export async function endLeftoverWorkerd(dataDir: string): Promise<boolean> {
  const [pid, start, folder] = readLines(pidFile(dataDir));
  if (!pid || !start || folder !== identify(dataDir)) return false;
  const isThere = () => startOf(Number(pid)) === start;
  if (!isThere()) return false;
  try {
    process.kill(Number(pid), "SIGKILL");
  } catch (error) {
    if (codeOf(error) === "ESRCH") return false;
    throw new CannotStart(
      `An earlier watchwhere was killed and left process ${pid} running, which this user may not end. End it first: sudo kill ${pid}`,
    );
  }
  for (const end = performance.now() + PATIENCE_MS; isThere();) {
    if (performance.now() > end)
      throw new CannotStart(`Process ${pid} of an earlier watchwhere won’t end.`);
    await sleep(20);
  }
  return true;
}

/** A copy of the folder is another folder, even if it has the same path in another container. */
function identify(folder: string): string {
  const { dev, ino } = statSync(folder, { bigint: true });
  return `${dev}:${ino}`;
}

/** When a process started, in the system's own words. null: there is none of that number. */
function startOf(pid: number): string | null {
  try {
    if (process.platform !== "linux") {
      return execFileSync("ps", ["-p", String(pid), "-o", "lstart="], { encoding: "utf8" }).trim();
    }
    // Behind the name, which may hold anything: the state first, and 19 fields later the start.
    const [, fields = ""] = /^.*\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
    const [state, ...others] = fields.split(" ");
    return state === "Z" ? null : (others[18] ?? null);
  } catch {
    return null;
  }
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, "utf8").split("\n");
  } catch {
    return [];
  }
}

function pidFile(dataDir: string): string {
  return join(dataDir, "workerd.pid");
}
