// The one process that miniflare starts: workerd, which runs the Worker. miniflare hands it to nobody and
// knows one way to end it, SIGKILL, so this file takes hold of it as it is spawned. There are three reasons:
// Ctrl-C reaches every process of the terminal's group, and workerd would die of it before us; a request
// in flight should finish; and no workerd may go on serving, without ticks, when the home program has died.

import childProcess, { spawn as spawnProcess, type ChildProcess } from "node:child_process";
import { rememberWorkerd } from "./leftover-workerd.ts";

let current: ChildProcess | null = null;

/** Has to be called before miniflare starts anything. */
export function holdWorkerd(dataDir: string): void {
  const spawn = childProcess.spawn.bind(childProcess);
  // miniflare calls spawn as a property of the module, so it calls whatever is there.
  childProcess.spawn = ((command: string, args: string[], options: childProcess.SpawnOptions) => {
    const workerd = spawn(command, args, { ...options, detached: true });
    if (workerd.pid !== undefined) {
      rememberWorkerd(dataDir, workerd.pid);
      endWithUs(workerd, workerd.pid);
    }
    current = workerd;
    return workerd;
  }) as typeof childProcess.spawn;
}

/**
 * A shell waits at the other end of a pipe. The system closes our end whichever way we die, also by
 * SIGKILL or for want of memory, and then the shell ends workerd.
 */
function endWithUs(workerd: ChildProcess, pid: number): void {
  const script = 'read -r line; kill -9 "$0"';
  const shell = spawnProcess("sh", ["-c", script, String(pid)], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  // Where there is no shell, the next start ends what was left.
  shell.on("error", () => {});
  shell.unref();
  workerd.once("exit", () => shell.kill("SIGKILL"));
}

/**
 * Lets workerd finish the requests that it has and take no others, then disposes of miniflare, which kills
 * what is not done in time. miniflare has to be told the very moment that workerd ends: a microtask later it
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
