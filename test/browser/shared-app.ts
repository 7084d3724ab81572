// The one start that most of these tests share: the real home program against the stand-ins, with the demo's films
// and those whose names try to break things, after its first refresh.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { untilIdle } from "../home/ask.ts";
import { findFreePort, settingsFor } from "../home/home-program.ts";
import { bystanders, films, hostileFilms } from "../stand-ins/films.ts";
import { serveStandIns } from "../stand-ins/serve.ts";

const HOME_PROGRAM = fileURLToPath(new URL("../../src/home/main.ts", import.meta.url));

export interface SharedApp {
  url: string;
  letterboxdOrigin: string;
  tmdbOrigin: string;
}

declare module "vitest" {
  interface ProvidedContext {
    app: SharedApp;
  }
}

/** Chosen at the start. */
const MINE = ["8", "9", "11", "337"];

/** Whoever chooses others puts these back. */
export async function chooseServices(url: string, ids = MINE): Promise<void> {
  const body = new URLSearchParams({ form: "1" });
  for (const id of ids) body.append("service", id);
  await fetch(`${url}/services`, { method: "POST", body });
}

const FIRST_REFRESH_MS = 120_000;

export default async function startSharedApp(project: TestProject): Promise<() => Promise<void>> {
  const listed = [...hostileFilms, ...films];
  const standIns = await serveStandIns({
    letterboxd: { films: listed },
    tmdb: { films: [...listed, ...bystanders] },
  });
  const folder = mkdtempSync(join(tmpdir(), "watchwhere-browser-"));
  const port = String(await findFreePort());
  const program = spawn(process.execPath, [HOME_PROGRAM], {
    env: {
      PATH: process.env.PATH,
      SETTINGS_DIR: folder,
      ...settingsFor(standIns),
      DATA_DIR: folder,
      PORT: port,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(program, "exit");
  const stop = async () => {
    program.kill("SIGTERM");
    await ended;
    await standIns.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const url = `http://127.0.0.1:${port}`;
    await Promise.race([
      untilReady(program.stdout),
      ended.then(() => Promise.reject(new Error("The home program ended."))),
    ]);
    await untilIdle(url, FIRST_REFRESH_MS);
    await chooseServices(url);
    const { letterboxdOrigin, tmdbOrigin } = standIns;
    project.provide("app", { url, letterboxdOrigin, tmdbOrigin });
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

/** Goes on listening, so that the program can go on talking. */
function untilReady(output: NodeJS.ReadableStream): Promise<void> {
  return new Promise((resolve) => {
    output.on("data", (text) => {
      if (String(text).includes('"event":"ready"')) resolve();
    });
  });
}
