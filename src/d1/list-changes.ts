// The films that came to the watchlists and left them, as readings saw it. A film that comes back keeps the time at which
// it was first seen, so that it is not among those that came.

import { sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { jsonRows } from "./json-rows.ts";
import type { Whose } from "./listed.ts";

export interface ListChange {
  /** 1: it came; 0: it left. */
  came: number;
  /** Seconds since 1970. */
  at: number;
  id: number;
  slug: string | null;
  title: string;
  year: number | null;
}

/** More than any history names. */
const MOST_CHANGES = 1000;

/** The newest first, each film once for each time. `since` in seconds since 1970. Reads the watchlists' rows once. */
export async function listChanges(
  db: Database,
  { members }: Whose,
  since: number,
): Promise<ListChange[]> {
  return db.all<ListChange>(sql`
    with ours as (select id from lists where kind = 'watchlist'
      and member in (select value from ${jsonRows(members)}))
    select distinct came, iif(came, moved.listed_at, left_at) as at, films.id, slug, title, year
    from (
      select film_id, list_films.listed_at, left_at from list_films
      where list_id in (select id from ours) and (list_films.listed_at >= ${since} or left_at >= ${since})
    ) as moved cross join (select 1 as came union all select 0) cross join films on films.id = moved.film_id
    where iif(came, moved.listed_at, left_at) >= ${since}
    order by at desc, films.id limit ${sql.raw(String(MOST_CHANGES))}`);
}
