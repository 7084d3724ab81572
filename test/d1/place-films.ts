// Puts stored films on a list, as a proven reading or an import would.

import { sql, type SQL } from "drizzle-orm";
import type { Database } from "../../src/d1/database.ts";

interface Placing {
  kind: "watchlist" | "file";
  /** null: no member was configured. */
  member?: string | null;
  /** An SQL condition. */
  which: SQL;
  /** An SQL expression; by default the film's id. */
  place?: SQL;
  addedOn?: string | null;
}

export async function placeFilms(
  db: Database,
  { kind, member = "ada", which, place = sql`id`, addedOn = null }: Placing,
): Promise<void> {
  const isIt = sql`kind = ${kind} and member is ${member}`;
  await db.run(sql`
    insert into lists (kind, member, created_at) select ${kind}, ${member}, 1
    where not exists (select 1 from lists where ${isIt})`);
  await db.run(sql`
    insert into list_films (list_id, film_id, place, added_on, listed_at)
    select (select id from lists where ${isIt}), id, ${place}, ${addedOn}, listed_at
    from films where ${which}`);
}
