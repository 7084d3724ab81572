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

/** Of one parameter, in bytes: D1 takes 2 MB. */
const BYTES_A_PARAMETER = 1_900_000;

/** The same as `jsonRows`, for rows of any number and length: as few pieces as fit into one parameter each. */
export function jsonPieces(rows: readonly unknown[]): { rows: SQL; count: number }[] {
  const pieces: string[][] = [];
  let piece: string[] = [];
  let bytes = 0;
  for (const row of rows) {
    const text = JSON.stringify(row);
    const size = bytesAtMost(text) + 1;
    if (piece.length === 0 || bytes + size > BYTES_A_PARAMETER) {
      piece = [];
      pieces.push(piece);
      bytes = 2;
    }
    piece.push(text);
    bytes += size;
  }
  return pieces.map((texts) => ({
    rows: sql`json_each(${`[${texts.join(",")}]`})`,
    count: texts.length,
  }));
}

/** In UTF-8 a UTF-16 unit takes three bytes at most, and one where it is ASCII. */
function bytesAtMost(text: string): number {
  return /^[ -~]*$/.test(text) ? text.length : 3 * text.length;
}
