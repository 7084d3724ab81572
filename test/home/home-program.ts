// Starts the real home program, as `npm start` would, on a port and a folder of its own, and listens to
// what it says. Nothing of this shell's settings and of a .dev.vars gets into it.

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { ServedStandIns } from "../stand-ins/serve.ts";
import { STAND_IN_KEY } from "../stand-ins/tmdb.ts";

const HOME_PROGRAM = fileURLToPath(new URL("../../src/home/main.ts", import.meta.url));

/** Enough to start without asking anybody. */
export const ENOUGH = {
  LETTERBOXD_USERNAME: "",
  TMDB_API_KEY: "0123456789abcdef0123456789abcdef",
  TMDB_ORIGIN: "http://127.0.0.1:9",
  COUNTRY: "GB",
};

/** What a home program needs in order to know nobody but the stand-ins. */
export function settingsFor(standIns: ServedStandIns): Record<string, string> {
  return {
    LETTERBOXD_USERNAME: "demo",
    TMDB_API_KEY: STAND_IN_KEY,
    COUNTRY: "GB",
    LETTERBOXD_ORIGIN: standIns.letterboxdOrigin,
    TMDB_ORIGIN: standIns.tmdbOrigin,
    TMDB_IMAGE_ORIGIN: standIns.tmdbOrigin,
    LETTERBOXD_PAUSE_SECONDS: "0.05",
    TMDB_REQUESTS_PER_SECOND: "40",
    REFRESH_COOLDOWN_MINUTES: "0",
  };
}

interface LogLine {
  event: string;
  [field: string]: unknown;
}

export interface Home {
  url: string;
  process: ChildProcess;
  pid: number;
  workerdPid: () => number;
  log: LogLine[];
  errors: () => string;
  /** The next line of an event, or the one that was said already. */
  said: (event: string) => Promise<LogLine>;
  /** The exit status, once it has one. */
  ended: Promise<number | null>;
}

/** A folder that goes with the test. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "watchwhere-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Does not wait for it to be ready: `said("ready")` does. */
export async function startHome(
  settings: Record<string, string>,
  options: { ownGroup?: boolean } = {},
): Promise<Home> {
  const dataDir = settings.DATA_DIR ?? makeFolder();
  const port = settings.PORT ?? String(await findFreePort());
  const { PATH = "" } = process.env;
  const program = spawn(process.execPath, [HOME_PROGRAM], {
    env: { PATH, SETTINGS_DIR: tmpdir(), ...settings, DATA_DIR: dataDir, PORT: port },
    stdio: ["ignore", "pipe", "pipe"],
    detached: options.ownGroup ?? false,
  });
  const log: LogLine[] = [];
  let errors = "";
  const ended = once(program, "exit").then(([code]) => code as number | null);
  const lines = createInterface(program.stdout);
  lines.on("line", (line) => log.push(JSON.parse(line) as LogLine));
  program.stderr.on("data", (text) => (errors += String(text)));
  onTestFinished(async () => {
    program.kill("SIGTERM");
    await ended;
  });

  async function said(event: string): Promise<LogLine> {
    for (;;) {
      const line = log.find((one) => one.event === event);
      if (line !== undefined) return line;
      const next = await Promise.race([once(lines, "line"), ended.then(() => "ended")]);
      if (next === "ended") throw new Error(`It ended without saying "${event}": ${errors}`);
    }
  }

  return {
    url: `http://127.0.0.1:${port}`,
    process: program,
    pid: program.pid ?? 0,
    workerdPid: () => workerdPidIn(dataDir),
    log,
    errors: () => errors,
    said,
    ended,
  };
}

/** The process that serves what is in the folder. */
export function workerdPidIn(dataDir: string): number {
  return Number.parseInt(readFileSync(join(dataDir, "workerd.pid"), "utf8"), 10);
}

export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
