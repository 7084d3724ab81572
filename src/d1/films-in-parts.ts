// A list of any length, a part at a time. Its order is asked for once and each part by number: an offset
// would read the whole list again for every part.

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

/** The films of these numbers, in their order. */
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
