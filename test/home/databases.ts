// Data folders with a database in them, as the home program makes it, without starting it.

import { readdirSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { databaseFile } from "../../src/home/database-file.ts";
import { applyMigrations } from "../../src/home/migrations.ts";
import { MIGRATIONS_DIR } from "../../src/home/project.ts";

/** The database in `dataDir`, with one film of that title. */
export function makeDatabase(dataDir: string, title: string): string {
  const file = databaseFile(dataDir);
  applyMigrations(file, MIGRATIONS_DIR);
  const db = new DatabaseSync(file);
  db.prepare("insert into films (title, source, created_at) values (?, 'export', 0)").run(title);
  db.close();
  return file;
}

/** null: there is no database, or none that can be read. */
export function titlesIn(file: string): string[] | null {
  try {
    const db = new DatabaseSync(file, { readOnly: true });
    try {
      const rows = db.prepare("select title from films order by id").all();
      return rows.map(({ title }) => String(title));
    } finally {
      db.close();
    }
  } catch {
    return null;
  }
}

/** Every name in a folder and below it. */
export function namesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).toSorted();
}
