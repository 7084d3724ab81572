// Any number of rows as one bound parameter: D1 allows a hundred parameters per statement, of at most 2 MB each. In
// SQL, each row of the JSON array is `key` (from 0) and `value`.

import { sql, type SQL } from "drizzle-orm";

/** This many rows fit into one parameter if each is under 1 kB, which is longer than any film. */
const ROWS_A_STATEMENT = 2000;

/** For a `from`; a field of a row is `value ->> 0`, or `value ->> 'name'`. */
export function jsonRows(rows: readonly unknown[]): SQL {
  return sql`json_each(${JSON.stringify(rows)})`;
}

/** Splits rows into chunks that each fit into one statement. */
export function chunksOf<T>(rows: readonly T[], size = ROWS_A_STATEMENT): T[][] {
  const chunks: T[][] = [];
  for (let from = 0; from < rows.length; from += size) chunks.push(rows.slice(from, from + size));
  return chunks;
}
