// A copy of the database that is whole at one moment, and the way back. Between them only SQLite touches
// the files, so the app may go on running while a copy is made.

import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { backup, DatabaseSync } from "node:sqlite";
import { CannotStart } from "./cannot-start.ts";

/** More pages than there are: the copy is made in one step, so that no writer can make it begin again. */
const ALL_PAGES = 1_000_000_000;

/** Writes a copy to `target`: one file, which is either complete or not there. */
export async function copyDatabase(source: string, target: string): Promise<void> {
  if (!existsSync(source)) throw new CannotStart(`There is no database to copy: ${source}`);
  mkdirSync(dirname(target), { recursive: true });
  const unfinished = `${target}.unfinished`;
  rmSync(unfinished, { force: true });
  const db = new DatabaseSync(source, { readOnly: true, timeout: 10_000 });
  try {
    await backup(db, unfinished, { rate: ALL_PAGES });
  } finally {
    db.close();
  }
  const copy = new DatabaseSync(unfinished);
  copy.exec("pragma journal_mode = delete"); // or there would be a journal beside it
  copy.close();
  renameSync(unfinished, target);
}

/**
 * Puts a copy in the place of the database, which nobody may have open. What was there is moved into the
 * folder `replaced`, in case it was the wrong copy; false: there was none.
 */
export async function restoreDatabase(
  copy: string,
  file: string,
  replaced: string,
): Promise<boolean> {
  checkCopy(copy);
  const parts = [file, `${file}-wal`, `${file}-shm`].filter((path) => existsSync(path));
  if (parts.length > 0) mkdirSync(replaced, { recursive: true });
  for (const part of parts) renameSync(part, join(replaced, basename(part)));
  await copyDatabase(copy, file);
  return parts.length > 0;
}

function checkCopy(file: string): void {
  if (!existsSync(file)) throw new CannotStart(`There is no file ${file}.`);
  try {
    const db = new DatabaseSync(file, { readOnly: true });
    const found = db.prepare("pragma integrity_check").get()?.integrity_check;
    db.prepare(`select count(*) from "d1_migrations"`).get();
    db.close();
    if (found !== "ok") throw new Error(String(found));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CannotStart(`${file} is no whole copy of a database of watchwhere: ${why}`);
  }
}
