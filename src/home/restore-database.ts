// Puts a copy in the place of the database, which nobody may have open. The copy is brought beside the
// database and checked there first, so that whatever goes wrong before the last step leaves everything as it was.

import {
  closeSync,
  copyFileSync,
  createWriteStream,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CannotStart } from "./cannot-start.ts";
import { explainFault, findFault } from "./check-database.ts";
import { companionsOf, copyDatabase, makeOneFile, removeDatabase } from "./database-copy.ts";
import { explainTrouble } from "./sqlite-trouble.ts";

export interface Restoring {
  /** A file, or a stream of one's bytes. */
  copy: string | Readable;
  /** Where the database is, or will be. */
  file: string;
  /** The folder for what is there now, in case the copy was the wrong one. Made if it is needed. */
  replaced: string;
  migrationsFolder: string;
}

/** Answers whether there was a database before. Throws, in words, why everything was left as it was. */
export async function restoreDatabase(restoring: Restoring): Promise<boolean> {
  const { copy, file, replaced, migrationsFolder } = restoring;
  const incoming = `${file}.incoming`;
  try {
    if (typeof copy === "string") await bringFile(copy, file, incoming);
    else await bringStream(copy, incoming);
    const fault = findFault(incoming, migrationsFolder);
    if (fault !== null) {
      const name = typeof copy === "string" ? copy : "What came in";
      throw new CannotStart(explainFault(name, fault));
    }
    makeOneFile(incoming);
    return exchange(incoming, file, replaced);
  } catch (error) {
    const why = error instanceof CannotStart ? error.message : explainTrouble(error);
    if (why === null) throw error;
    throw new CannotStart(`Nothing was restored, and the database is as it was. ${why}`);
  } finally {
    removeDatabase(incoming);
  }
}

async function bringFile(copy: string, file: string, incoming: string): Promise<void> {
  if (!existsSync(copy)) throw new CannotStart(explainFault(copy, { kind: "missing" }));
  if (isSameFile(copy, file)) {
    throw new CannotStart(`${copy} is the database itself, and not a copy of it.`);
  }
  await copyDatabase(copy, incoming);
}

async function bringStream(copy: Readable, incoming: string): Promise<void> {
  mkdirSync(dirname(incoming), { recursive: true });
  removeDatabase(incoming);
  await pipeline(copy, createWriteStream(incoming));
}

/** Also by another name: a symbolic link, or a hard one. */
function isSameFile(one: string, other: string): boolean {
  const [a, b] = [one, other].map((path) =>
    statSync(path, { throwIfNoEntry: false, bigint: true }),
  );
  return a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino;
}

/**
 * What was there gets a second name in `replaced` before anything is done to the first, so that there is no
 * moment without a database.
 */
function exchange(incoming: string, file: string, replaced: string): boolean {
  syncToDisk(incoming);
  if (existsSync(file)) foldIn(file);
  const companions = companionsOf(file).filter((path) => existsSync(path));
  const before = existsSync(file) ? [file, ...companions] : companions;
  if (before.length > 0) keepIn(replaced, before);
  // SQLite would take the changes in them for changes to the new database.
  for (const path of companions) rmSync(path);
  renameSync(incoming, file);
  return before.length > 0;
}

/** Brings the latest changes into the file itself. One that is damaged stays as it is. */
function foldIn(file: string): void {
  try {
    makeOneFile(file);
  } catch (error) {
    if (explainTrouble(error) === null) throw error;
  }
}

function keepIn(folder: string, files: string[]): void {
  try {
    mkdirSync(folder, { recursive: true });
    for (const file of files) linkOrCopy(file, join(folder, basename(file)));
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Not every file system has hard links. */
function linkOrCopy(file: string, as: string): void {
  try {
    linkSync(file, as);
  } catch {
    copyFileSync(file, as);
  }
}

/** A file that came in by a stream is in the system's memory only, and the name is about to be its own. */
function syncToDisk(file: string): void {
  const descriptor = openSync(file, "r+");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
