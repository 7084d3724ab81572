// The folder in which everything is kept, for one running program at a time.

import { accessSync, constants, mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { CannotStart, codeOf } from "./cannot-start.ts";
import { explainTrouble } from "./sqlite-trouble.ts";

/**
 * Makes the folder and keeps every other instance out for as long as this process lives. The lock is SQLite's,
 * on an empty database: the operating system releases it however the process ends, so none is left behind.
 */
export function claimDataDir(dataDir: string): DatabaseSync {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.W_OK);
  } catch (error) {
    throw new CannotStart(explain(dataDir, error));
  }
  const file = join(dataDir, "lock");
  try {
    const lock = new DatabaseSync(file, { timeout: 0 });
    // Nothing is ever written, so a full disk is no hindrance.
    lock.exec("pragma journal_mode = memory; begin exclusive");
    return lock;
  } catch (error) {
    if (String(error).includes("locked")) {
      throw new CannotStart(
        `watchwhere is already running on ${dataDir}. Stop that one first, or set another DATA_DIR.`,
      );
    }
    throw new CannotStart(
      `${file} cannot be locked: ${explainTrouble(error) ?? String(error)}. Is the folder on a disk of this machine?`,
    );
  }
}

function explain(dataDir: string, error: unknown): string {
  const code = codeOf(error);
  if (code === "EACCES" || code === "EPERM") {
    const user = process.getuid?.();
    return `User ${user} may not write to DATA_DIR ${dataDir}. As root, run: chown -R ${user} "${dataDir}"`;
  }
  if (code === "EROFS") return `DATA_DIR ${dataDir} is on a disk that is mounted read-only.`;
  return `DATA_DIR ${dataDir} cannot be made: ${error instanceof Error ? error.message : String(error)}`;
}
