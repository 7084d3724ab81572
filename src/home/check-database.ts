// Whether a database file is whole, this app's, and of a version that this one knows: asked of a copy before
// it takes the place of the database, and of the database itself at every start. Nothing is written.

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
      const damage = findDamage(db, "integrity_check");
      if (damage !== null) return { kind: "damaged", why: damage };
      return findStranger(db, migrationsFolder);
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

/** The first thing that is wrong; null: nothing. "quick_check" passes over the indexes. */
export function findDamage(
  db: DatabaseSync,
  check: "integrity_check" | "quick_check",
): string | null {
  const found = String(db.prepare(`pragma ${check}(1)`).get()?.[check]);
  return found === "ok" ? null : found.replaceAll(/\s+/g, " ");
}

/** The columns, as "table.column", that these migrations of the folder make and that are not there. */
export function findAbsentColumns(
  db: DatabaseSync,
  migrations: string[],
  folder: string,
): string[] {
  const model = new DatabaseSync(":memory:");
  try {
    for (const name of migrations) model.exec(readFileSync(join(folder, name), "utf8"));
    const columns = columnsIn(db);
    return [...columnsIn(model)].filter((path) => !columns.has(path));
  } finally {
    model.close();
  }
}

/**
 * Another app on D1 has the same table of migrations, so its names are compared, and then what those
 * migrations make.
 */
function findStranger(db: DatabaseSync, migrationsFolder: string): DatabaseFault | null {
  if (!columnsIn(db).has(`${APPLIED_TABLE}.name`)) {
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
  const absent = findAbsentColumns(db, ours, migrationsFolder);
  if (absent.length === 0) return null;
  return { kind: "foreign", why: `it has no ${absent.slice(0, 3).join(", no ")}` };
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
