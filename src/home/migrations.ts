// Applies the migrations. They are noted as wrangler notes them, so that each knows what the other has applied.
// SQLite works on the file itself: D1 has no transactions but batches, and starting workerd twice for them
// would cost half a second.

import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { CannotStart } from "./cannot-start.ts";
import { explainTrouble } from "./sqlite-trouble.ts";

/** Names what was applied. wrangler's, and so the same for every app on D1. */
export const APPLIED_TABLE = "d1_migrations";

// As wrangler writes it.
const TABLE = `CREATE TABLE IF NOT EXISTS "${APPLIED_TABLE}"(
		id         INTEGER PRIMARY KEY AUTOINCREMENT,
		name       TEXT UNIQUE,
		applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
)`;

/** Applies what is missing, each migration whole or not at all, and answers their names. */
export function applyMigrations(file: string, folder: string): string[] {
  mkdirSync(dirname(file), { recursive: true });
  const db = new DatabaseSync(file);
  try {
    const missing = findMissing(db, folder);
    for (const name of missing) apply(db, folder, name);
    return missing;
  } finally {
    db.close();
  }
}

/** In the order in which they are applied. */
export function listMigrations(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .toSorted();
}

function findMissing(db: DatabaseSync, folder: string): string[] {
  const known = listMigrations(folder);
  db.exec(TABLE);
  const rows = db.prepare(`select name from "${APPLIED_TABLE}"`).all();
  const applied = new Set(rows.map(({ name }) => String(name)));
  const unknown = [...applied].filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new CannotStart(
      `The database was written by a newer version of watchwhere: it has ${unknown.join(", ")}. ` +
        "Install that version again, or restore a backup that is older.",
    );
  }
  return known.filter((name) => !applied.has(name));
}

function apply(db: DatabaseSync, folder: string, name: string): void {
  db.exec("begin immediate");
  try {
    db.exec(readFileSync(join(folder, name), "utf8"));
    db.prepare(`insert into "${APPLIED_TABLE}" (name) values (?)`).run(name);
    db.exec("commit");
  } catch (error) {
    // On a full disk SQLite has rolled back by itself.
    if (db.isTransaction) db.exec("rollback");
    // Trouble with the disk or the file is explained by the caller, which knows where they are.
    if (explainTrouble(error) !== null) throw error;
    throw new CannotStart(`The migration ${name} failed, and changed nothing: ${String(error)}`);
  }
}
