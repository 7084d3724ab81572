// A Worker on a database of the first version, as the home program would have them, for the length of one test.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { onTestFinished } from "vitest";
import { databaseFile } from "../../src/home/database-file.ts";
import { applyMigrations } from "../../src/home/migrations.ts";
import { serveStandIns, type ServedStandIns } from "../stand-ins/serve.ts";
import { runWorker, type RunningWorker } from "./run-worker.ts";
import { settingsFor } from "./settings.ts";
import { atTmdb, findListed } from "./v1/films.ts";
import { openV1Database, V1_SETTINGS, type V1State } from "./v1/open.ts";
import type { WorkerBundle } from "./worker-bundle.ts";

interface Opening {
  state?: V1State;
  now?: number;
  /** With the migrations of this folder beyond those that it has. */
  migrations?: string;
}

/** Answers a DATA_DIR with that database in it. */
export function openHome({ migrations, ...opening }: Opening = {}): string {
  const dataDir = mkdtempSync(join(tmpdir(), "watchwhere-upgrade-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  openV1Database(databaseFile(dataDir), opening);
  if (migrations !== undefined) applyMigrations(databaseFile(dataDir), migrations);
  return dataDir;
}

/** `standIns`: without them nobody outside answers. */
export async function runAt(
  dataDir: string,
  worker: WorkerBundle,
  standIns: ServedStandIns | null = null,
): Promise<RunningWorker> {
  const running = await runWorker(worker, dataDir, settingsFor(standIns, V1_SETTINGS));
  onTestFinished(() => running.stop());
  return running;
}

/** The world outside, with the member's list as the database knows it. */
export async function serveWorldOf(dataDir: string): Promise<ServedStandIns> {
  const listed = rowsIn(
    dataDir,
    `select film.value ->> 'slug' as slug from pages, json_each(films) as film
     union all select * from (select slug from films where live_place is not null
       and id not in (select film.value ->> 'id' from pages, json_each(films) as film)
       order by live_place desc)`,
  );
  const standIns = await serveStandIns({
    letterboxd: { films: listed.map(({ slug }) => findListed(String(slug))), others: atTmdb },
    tmdb: { films: atTmdb },
  });
  onTestFinished(() => standIns.close());
  return standIns;
}

/** Rows of the database, whoever else has it open. */
export function rowsIn(dataDir: string, sql: string): Record<string, unknown>[] {
  const db = new DatabaseSync(databaseFile(dataDir), { readOnly: true });
  try {
    return db.prepare(sql).all();
  } finally {
    db.close();
  }
}
