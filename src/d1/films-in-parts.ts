// A list of any length, in parts. The order is queried once, and each part by ids: with an offset, every part would
// read the whole list again.

import { sql, type SQL } from "drizzle-orm";
import type { Database } from "./database.ts";
import { chunksOf, jsonRows } from "./json-rows.ts";

const FILMS_A_PART = 1000;

interface Wanted {
  which: SQL;
  order: SQL;
  fields: SQL[];
}

/** Never yields an empty part. */
export async function* filmsInParts<Row>(
  db: Database,
  { which, order, fields }: Wanted,
): AsyncGenerator<Row[]> {
  const films = await db.all<{ id: number }>(
    sql`select id from films where ${which} order by ${order}`,
  );
  const ids = films.map(({ id }) => id);
  yield* filmsByNumber<Row>(db, ids, fields);
}

/** The films with these ids, in this order. */
export async function* filmsByNumber<Row>(
  db: Database,
  numbers: readonly number[],
  fields: readonly SQL[],
): AsyncGenerator<Row[]> {
  for (const ids of chunksOf(numbers, FILMS_A_PART)) {
    yield await db.all<Row>(sql`
      select ${sql.join([...fields], sql`, `)}
      from ${jsonRows(ids)} as part join films on films.id = part.value
      order by part.key`);
  }
}
