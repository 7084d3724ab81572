// Copies the database as it is at one moment. Only SQLite touches the files, so the app may go on running.

import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { backup, DatabaseSync } from "node:sqlite";
import { CannotStart } from "./cannot-start.ts";
import { explainTrouble } from "./sqlite-trouble.ts";

/** More pages than there are: the copy is made in one step, so that no writer can make it begin again. */
const ALL_PAGES = 1_000_000_000;

/** Writes a copy to `target`: one file, which is either complete or not there. */
export async function copyDatabase(source: string, target: string): Promise<void> {
  if (!existsSync(source)) throw new CannotStart(`There is no database to copy: ${source}`);
  const unfinished = `${target}.unfinished`;
  try {
    mkdirSync(dirname(target), { recursive: true });
    removeDatabase(unfinished);
    await copyPages(source, unfinished);
    makeOneFile(unfinished);
    renameSync(unfinished, target);
  } catch (error) {
    const why = explainTrouble(error);
    if (why === null) throw error;
    throw new CannotStart(`${source} could not be copied to ${target}: ${why}.`);
  } finally {
    removeDatabase(unfinished);
  }
}

async function copyPages(source: string, target: string): Promise<void> {
  const db = new DatabaseSync(source, { readOnly: true, timeout: 10_000 });
  try {
    await backup(db, target, { rate: ALL_PAGES });
  } finally {
    db.close();
  }
}

/** Takes a database out of the mode in which its latest changes are in a second file. */
export function makeOneFile(file: string): void {
  const db = new DatabaseSync(file);
  try {
    db.exec("pragma journal_mode = delete");
  } finally {
    db.close();
  }
}

/** The files that SQLite may keep beside a database. */
export function companionsOf(file: string): string[] {
  return [`${file}-wal`, `${file}-shm`, `${file}-journal`];
}

export function removeDatabase(file: string): void {
  for (const path of [file, ...companionsOf(file)]) rmSync(path, { force: true });
}
