// The one process that miniflare starts: workerd, which runs the Worker. miniflare hands it to nobody and
// knows one way to end it, SIGKILL; this file takes hold of it as it is spawned. Three things need that:
// Ctrl-C goes to every process of the terminal's group, and workerd would die of it before us; a request
// in flight shall finish; and a workerd that outlived a killed home program has to go.

import childProcess, { execFileSync, type ChildProcess } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

let current: ChildProcess | null = null;

/** Has to be called before miniflare starts anything. */
export function holdWorkerd(dataDir: string): void {
  const spawn = childProcess.spawn.bind(childProcess);
  // miniflare calls spawn as a property of the module, so what stands there is what it calls.
  childProcess.spawn = ((command: string, args: string[], options: childProcess.SpawnOptions) => {
    current = spawn(command, args, { ...options, detached: true });
    writeFileSync(pidFile(dataDir), String(current.pid));
    return current;
  }) as typeof childProcess.spawn;
}

/**
 * Lets workerd finish the requests that it has and take no others, then disposes of miniflare, which kills
 * what is not done in time. It has to be told in the very moment that workerd ends: a microtask later it
 * takes that for a crash, and starts another.
 */
export async function drainWorkerd(withinMs: number, dispose: () => Promise<void>): Promise<void> {
  const workerd = current;
  if (workerd === null || workerd.exitCode !== null || workerd.signalCode !== null)
    return dispose();
  const { promise, resolve } = Promise.withResolvers<void>();
  const end = () => resolve(dispose());
  workerd.once("exit", end);
  const timer = setTimeout(() => {
    workerd.removeListener("exit", end);
    end();
  }, withinMs);
  workerd.kill("SIGTERM");
  await promise;
  clearTimeout(timer);
}

/** Ends the workerd that a home program killed without warning has left: it would hold port and database. */
export async function endLeftoverWorkerd(dataDir: string): Promise<boolean> {
  const pid = leftoverPid(dataDir);
  if (pid === null || !isWorkerd(pid)) return false;
  process.kill(pid, "SIGKILL");
  while (isWorkerd(pid)) await sleep(20);
  return true;
}

function leftoverPid(dataDir: string): number | null {
  try {
    return Number(readFileSync(pidFile(dataDir), "utf8")) || null;
  } catch {
    return null;
  }
}

/** False also where the number belongs to another program by now. */
function isWorkerd(pid: number): boolean {
  try {
    const command =
      process.platform === "linux"
        ? readFileSync(`/proc/${pid}/cmdline`, "utf8")
        : execFileSync("ps", ["-p", String(pid), "-o", "command="], { encoding: "utf8" });
    return command.includes("workerd");
  } catch {
    return false;
  }
}

function pidFile(dataDir: string): string {
  return join(dataDir, "workerd.pid");
}
