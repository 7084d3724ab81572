// Statements that make one row of two which turn out to be the same film, and that free a slug which
// Letterboxd has given to another film. For any number of pairs; run them in one transaction with what follows.

import { getTableColumns, sql } from "drizzle-orm";
import type { SQLiteRaw } from "drizzle-orm/sqlite-core/query-builders/raw";
import type { Database } from "./database.ts";
import { jsonRows } from "./json-rows.ts";
import { sourceSql } from "./listed.ts";
import { films } from "./schema.ts";

export interface SameFilm {
  keep: number;
  drop: number;
}

/** What tells where a film comes from. All else is what a look-up found: it is taken as a whole. */
const LISTING = new Set(
  "id slug lid uid title year source livePlace exportPlace addedOn createdAt listedAt entry".split(
    " ",
  ),
);
const lookup = Object.entries(getTableColumns(films))
  .filter(([key]) => !LISTING.has(key))
  .map(([, { name }]) => `${name} = dropped.${name}`);

/**
 * The kept row gets the places and the dates that only the dropped one has, and its look-up if that is the
 * better one: decided by the owner, or newer. The dropped row's codes are free afterwards. An import that
 * can be undone knows the kept row from then on.
 */
export function mergeFilms(db: Database, pairs: readonly SameFilm[]): SQLiteRaw<D1Result>[] {
  if (pairs.length === 0) return [];
  const pair = sql`${jsonRows(pairs)} as pair`;
  const both = sql`${pair} join films as dropped on dropped.id = pair.value ->> 'drop'`;
  const settled = sql.raw("in ('owner', 'not-on-tmdb')");
  const livePlace = sql`coalesce(films.live_place, dropped.live_place)`;
  const exportPlace = sql`coalesce(films.export_place, dropped.export_place)`;
  const remembered = sql`
    json_each(imports.before) as b left join ${pair} on pair.value ->> 'drop' = b.value ->> 0`;
  return [
    db.run(sql`
      update films set ${sql.raw(lookup.join(", "))}, entry = null
      from ${both}
      where films.id = pair.value ->> 'keep'
        and (dropped.match ${settled}, coalesce(dropped.checked_at, 0))
          > (films.match ${settled}, coalesce(films.checked_at, 0))`),
    db.run(sql`
      update films set
        live_place = ${livePlace},
        export_place = ${exportPlace},
        source = ${sourceSql(livePlace, exportPlace)},
        added_on = coalesce(films.added_on, dropped.added_on),
        created_at = min(films.created_at, dropped.created_at),
        listed_at = coalesce(min(films.listed_at, dropped.listed_at), films.listed_at, dropped.listed_at)
      from ${both}
      where films.id = pair.value ->> 'keep'`),
    db.run(sql`
      update imports set before = (
        select json_group_array(json_array(
          coalesce(pair.value ->> 'keep', b.value ->> 0), b.value ->> 1, b.value ->> 2))
        from ${remembered})
      where exists (select 1 from ${remembered} where pair.key is not null)`),
    db.run(sql`delete from films where id in (select value ->> 'drop' from ${pair})`),
  ];
}

/** Takes the slug from rows whose slug now names another film; their lid still names them. */
export function releaseSlugs(db: Database, ids: readonly number[]): SQLiteRaw<D1Result>[] {
  if (ids.length === 0) return [];
  return [
    db.run(sql`update films set slug = null where id in (select value from ${jsonRows(ids)})`),
  ];
}
