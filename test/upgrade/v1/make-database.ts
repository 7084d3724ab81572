// Makes the databases beside this file: eighty days in the life of the kept Worker, with the stand-ins for
// neighbours. Was run once, by hand, and takes five minutes or more: node test/upgrade/v1/make-database.ts
// Nothing is filled in by SQL: each row is as that version wrote it.
//
//   idle         no refresh is under way
//   reading      a refresh has read three pages of the list, and looked up some of what is new on them
//   looking-up   a refresh has proven the list, and looked up a third of it
//
// messages.json holds what was in the queues at that moment.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { brotliCompressSync, constants } from "node:zlib";
import { databaseFile } from "../../../src/home/database-file.ts";
import { applyMigrations } from "../../../src/home/migrations.ts";
import { serveStandIns } from "../../stand-ins/serve.ts";
import { runWorker, type HeldMessage, type RunningWorker } from "../run-worker.ts";
import { settingsFor } from "../settings.ts";
import { atTmdb, first } from "./films.ts";
import { liveInBritain, liveInTheStates, lookUpHalf, readHalf, type Scene } from "./life.ts";
import { readV1Worker, V1_MADE_AT, V1_MIGRATIONS_DIR, V1_SETTINGS, type V1State } from "./open.ts";

const worker = readV1Worker();
const folder = mkdtempSync(join(tmpdir(), "watchwhere-v1-"));
const standIns = await serveStandIns({
  letterboxd: { films: [...first], others: atTmdb },
  tmdb: { films: atTmdb },
});

try {
  const life = join(folder, "idle");
  applyMigrations(databaseFile(life), V1_MIGRATIONS_DIR);
  await withWorker(life, { COUNTRY: "US" }, liveInTheStates);
  await withWorker(life, {}, liveInBritain);
  const messages: Record<V1State, HeldMessage[]> = { idle: [], reading: [], "looking-up": [] };
  for (const [state, half] of [
    ["reading", readHalf],
    ["looking-up", lookUpHalf],
  ] as const) {
    const dataDir = join(folder, state);
    copyWhole(databaseFile(life), databaseFile(dataDir));
    const list = [...standIns.letterboxd.films];
    messages[state] = await withWorker(dataDir, {}, half);
    standIns.letterboxd.films = list;
    standIns.tmdb.clear();
  }
  for (const state of Object.keys(messages)) pack(state);
  const text = `${JSON.stringify(messages, null, 1)}\n`;
  writeFileSync(join(import.meta.dirname, "messages.json"), text);
} finally {
  await standIns.close();
  rmSync(folder, { recursive: true, force: true });
}

async function withWorker<T>(
  dataDir: string,
  settings: Record<string, string>,
  play: (scene: Scene) => Promise<T>,
): Promise<T> {
  const running: RunningWorker = await runWorker(worker, dataDir, {
    ...settingsFor(standIns, V1_SETTINGS),
    ...settings,
  });
  try {
    return await play({ worker: running, standIns, now: V1_MADE_AT });
  } finally {
    await running.stop();
  }
}

/** With what workerd had not yet written into the file itself. */
function copyWhole(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  const db = new DatabaseSync(from);
  db.prepare("vacuum into ?").run(to);
  db.close();
}

function pack(state: string): void {
  const whole = join(folder, `${state}.sqlite`);
  copyWhole(databaseFile(join(folder, state)), whole);
  const packed = brotliCompressSync(readFileSync(whole), {
    params: { [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS },
  });
  writeFileSync(join(import.meta.dirname, `${state}.sqlite.br`), packed);
  console.log(`${state}: ${packed.length} bytes`);
}
