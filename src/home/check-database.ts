// Whether a database file is whole, this app's, and of a version that this one knows. It is asked before a
// copy takes the place of the database. The file is opened for reading alone.

import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { APPLIED_TABLE, listMigrations } from "./migrations.ts";
import { explainTrouble } from "./sqlite-trouble.ts";

export type DatabaseFault =
  | { kind: "missing" }
  | { kind: "unreadable"; why: string }
  | { kind: "damaged"; why: string }
  | { kind: "foreign"; why: string }
  | { kind: "newer"; migrations: string[] };

/** null: nothing is wrong with it. An older schema is no fault, since the next start brings it up to date. */
export function findFault(file: string, migrationsFolder: string): DatabaseFault | null {
  if (!existsSync(file)) return { kind: "missing" };
  if (statSync(file).size === 0) return { kind: "foreign", why: "it is empty" };
  try {
    const db = new DatabaseSync(file, { readOnly: true });
    try {
      return findDamage(db) ?? findStranger(db, migrationsFolder);
    } finally {
      db.close();
    }
  } catch (error) {
    const why = explainTrouble(error);
    if (why === null) throw error;
    return { kind: "unreadable", why };
  }
}

export function explainFault(file: string, fault: DatabaseFault): string {
  switch (fault.kind) {
    case "missing":
      return `There is no file ${file}.`;
    case "unreadable":
      return `${file} cannot be read as a database: ${fault.why}.`;
    case "damaged":
      return `${file} is damaged: ${fault.why}.`;
    case "foreign":
      return `${file} is not a database of watchwhere: ${fault.why}.`;
    case "newer":
      return (
        `${file} was written by a newer version of watchwhere: it has ${fault.migrations.join(", ")}. ` +
        "Install that version first."
      );
  }
}

function findDamage(db: DatabaseSync): DatabaseFault | null {
  const found = db.prepare("pragma integrity_check(1)").get()?.integrity_check;
  return found === "ok" ? null : { kind: "damaged", why: String(found).replaceAll(/\s+/g, " ") };
}

/**
 * Another app on D1 has the same table of migrations, so its names are compared, and then what those
 * migrations make.
 */
function findStranger(db: DatabaseSync, migrationsFolder: string): DatabaseFault | null {
  const columns = columnsIn(db);
  if (!columns.has(`${APPLIED_TABLE}.name`)) {
    return { kind: "foreign", why: `it has no table ${APPLIED_TABLE}` };
  }
  const known = listMigrations(migrationsFolder);
  const rows = db.prepare(`select name from "${APPLIED_TABLE}"`).all();
  const applied = new Set(rows.map(({ name }) => String(name)));
  const ours = known.filter((name) => applied.has(name));
  const others = [...applied].filter((name) => !known.includes(name));
  if (ours.length === 0) return { kind: "foreign", why: "none of its migrations is ours" };
  if (others.length > 0) {
    return ours.length === known.length
      ? { kind: "newer", migrations: others }
      : { kind: "foreign", why: `it has ${others.join(", ")}, which this app never had` };
  }
  const absent = [...columnsAfter(ours, migrationsFolder)].filter((name) => !columns.has(name));
  if (absent.length === 0) return null;
  return { kind: "foreign", why: `it has no ${absent.slice(0, 3).join(", no ")}` };
}

/** Every column, as "table.column", that these migrations leave behind. */
function columnsAfter(migrations: string[], folder: string): Set<string> {
  const db = new DatabaseSync(":memory:");
  try {
    for (const name of migrations) db.exec(readFileSync(join(folder, name), "utf8"));
    return columnsIn(db);
  } finally {
    db.close();
  }
}

function columnsIn(db: DatabaseSync): Set<string> {
  const rows = db
    .prepare(
      `select t.name || '.' || c.name as path from sqlite_master t, pragma_table_info(t.name) c
       where t.type = 'table' and t.name not like 'sqlite_%'`,
    )
    .all();
  return new Set(rows.map(({ path }) => String(path)));
}
