// Any number of rows as one bound parameter: D1 takes a hundred parameters a statement, and a parameter of
// at most 2 MB. Each row of the JSON array is `key` (from 0) and `value` in SQL.

import { sql, type SQL } from "drizzle-orm";

/** Rows of up to 1 kB, longer than any film, fit into one parameter. */
const ROWS_A_STATEMENT = 2000;

/** Use it in `from`; a field of a row is `value ->> 0`, or `value ->> 'name'`. */
export function jsonRows(rows: readonly unknown[]): SQL {
  return sql`json_each(${JSON.stringify(rows)})`;
}

/** What is too much for one statement, in parts that are not. */
export function chunksOf<T>(rows: readonly T[], size = ROWS_A_STATEMENT): T[][] {
  const chunks: T[][] = [];
  for (let from = 0; from < rows.length; from += size) chunks.push(rows.slice(from, from + size));
  return chunks;
}
