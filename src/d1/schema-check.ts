// Whether every table and column that this code knows is in the database. What the migrations have made can be gone
// all the same: a copy that was cut short, a table dropped by hand.

import { getTableName, is, sql, type SQL } from "drizzle-orm";
import { getTableConfig, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Database } from "./database.ts";
import * as schema from "./schema.ts";

/**
 * Throws where one is missing, or the database does not answer. SQLite looks every name up when it prepares the
 * statement, so that no table has to be read; one row is, to see that reading works.
 */
export async function checkSchema(db: Database): Promise<void> {
  await db.run(sql`
    select 1 from refreshes where ${sql.join(tables().map(hasAllColumns), sql` or `)} or true limit 1`);
}

function tables(): SQLiteTable[] {
  return Object.values(schema).filter((value) => is(value, SQLiteTable));
}

/** With the table's name before each, for SQLite takes a name in quotes that it does not find for a text. */
function hasAllColumns(table: SQLiteTable): SQL {
  const columns = getTableConfig(table).columns.map((column) => sql`${column}`);
  return sql`exists (select ${sql.join(columns, sql`, `)} from ${sql.identifier(getTableName(table))} limit 0)`;
}
