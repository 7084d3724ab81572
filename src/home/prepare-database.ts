// The database at every start, before anything is served: whole, and brought up to date. Where it cannot be,
// its owner reads what is wrong, where the file is, and what to do.

import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { log } from "../log.ts";
import { CannotStart } from "./cannot-start.ts";
import { findAbsentColumns, findDamage } from "./check-database.ts";
import { backupsIn, databaseFile } from "./database-file.ts";
import { applyMigrations, listMigrations } from "./migrations.ts";
import { explainTrouble, isDamage } from "./sqlite-trouble.ts";

/** Answers the names of the migrations that were applied. */
export function prepareDatabase(dataDir: string, migrationsFolder: string): string[] {
  const file = databaseFile(dataDir);
  try {
    if (isThere(file, dataDir)) refuseDamage(file, (db) => findDamage(db, "quick_check"));
    const applied = applyMigrations(file, migrationsFolder);
    refuseDamage(file, (db) => findLoss(db, migrationsFolder));
    return applied;
  } catch (error) {
    if (error instanceof Damaged)
      throw new CannotStart(adviseOnDamage(error.message, file, dataDir));
    const why = explainTrouble(error);
    if (why === null) throw error;
    if (isDamage(error)) throw new CannotStart(adviseOnDamage(why, file, dataDir));
    throw new CannotStart(
      `The database cannot be opened or brought up to date: ${why}. It was not changed: ${file}\n` +
        `Make sure that this disk has room and that user ${process.getuid?.()} may write there, then start again.`,
    );
  }
}

class Damaged extends Error {}

/** Whether there is a database. One that has been emptied is not taken for none, which would begin anew. */
function isThere(file: string, dataDir: string): boolean {
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size !== undefined && size > 0) return true;
  const wasServed = findTraces(file, dataDir);
  if (wasServed && size === 0) throw new Damaged("it is empty, and used not to be");
  if (wasServed) {
    log("database-note", { note: `The database in ${dataDir} is gone, so a new one is made.` });
  }
  return false;
}

/** What is only there once a database of this folder has been served, or copied. */
function findTraces(file: string, dataDir: string): boolean {
  // workerd keeps this file beside every database that it has served.
  const isServed = existsSync(join(dirname(file), "metadata.sqlite"));
  // SQLite would throw this one away, with all that it holds of the database.
  const hasChanges = (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
  const wasReplaced = readdirSync(dataDir).some((name) => name.startsWith("replaced-"));
  return isServed || hasChanges || wasReplaced || newestBackup(backupsIn(dataDir)) !== null;
}

function refuseDamage(file: string, find: (db: DatabaseSync) => string | null): void {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    const damage = find(db);
    if (damage !== null) throw new Damaged(damage);
  } finally {
    db.close();
  }
}

/** A table that the migrations have made, and that is not there any more, would make every page fail. */
function findLoss(db: DatabaseSync, migrationsFolder: string): string | null {
  const absent = findAbsentColumns(db, listMigrations(migrationsFolder), migrationsFolder);
  return absent.length === 0 ? null : `it has no ${absent.slice(0, 3).join(", no ")}`;
}

function adviseOnDamage(why: string, file: string, dataDir: string): string {
  const newest = newestBackup(backupsIn(dataDir));
  const advice =
    newest === null
      ? `There is no backup in ${backupsIn(dataDir)}. If you have one elsewhere, restore it:\n${commandsFor("FILE")}\n` +
        "If you have none, move the file away: the next start begins with an empty database, and reads your list again."
      : `Restore the newest backup; what is there now is kept beside it:\n${commandsFor(newest)}`;
  return `The database is damaged: ${why}. It is ${file}\n${advice}`;
}

function commandsFor(copy: string): string {
  return (
    `  npm run restore -- ${copy}\n` +
    "or, with Docker:\n" +
    `  docker compose stop && docker compose run --rm app node src/home/restore.ts ${copy}`
  );
}

/** By the time of writing, since its owner may have named it. */
function newestBackup(folder: string): string | null {
  if (!existsSync(folder)) return null;
  const backups = readdirSync(folder)
    .filter((name) => name.endsWith(".sqlite"))
    .map((name) => join(folder, name))
    .toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  return backups[0] ?? null;
}
