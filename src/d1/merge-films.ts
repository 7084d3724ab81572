// Statements that merge two rows which turn out to be the same film, and that free a slug which Letterboxd has given
// to another film. They take any number of pairs; run them in one transaction with whatever needs the result.

import { getTableColumns, inArray, sql, type SQL } from "drizzle-orm";
import { DAY_SECONDS } from "../time.ts";
import type { Statement } from "./batch.ts";
import type { Database } from "./database.ts";
import { jsonRows } from "./json-rows.ts";
import { SOURCE } from "./listed.ts";
import { films, listFilms } from "./schema.ts";

export interface SameFilm {
  keep: number;
  drop: number;
}

/** Columns that identify a film or say where it comes from. All others come from a look-up and are copied together. */
const NO_LOOKUP = new Set(
  "id slug lid uid title year source livePlace exportPlace addedOn createdAt listedAt entry".split(
    " ",
  ),
);
const LOOKUP = Object.entries(getTableColumns(films))
  .filter(([key]) => !NO_LOOKUP.has(key))
  .map(([, { name }]) => name);
const SETTLED = "in ('owner', 'not-on-tmdb')";
const IS_BETTER = `(dropped.match ${SETTLED}, coalesce(dropped.checked_at, 0))
  > (films.match ${SETTLED}, coalesce(films.checked_at, 0))`;
const BETTER_LOOKUP = sql.raw(
  LOOKUP.map((name) => `${name} = iif(${IS_BETTER}, dropped.${name}, films.${name})`).join(", "),
);

/** If both rows saw the same change within this time, it was one change of one title. */
const SAME_CHANGE_SECONDS = 2 * DAY_SECONDS;

/**
 * The kept row gets the places and dates that only the dropped one has, and its look-up if that is better: decided by
 * the owner, or newer. Afterwards the dropped row's codes are free. An import that can be undone, and the pages read so
 * far of a list, refer to the kept row from then on.
 */
export function mergeFilms(db: Database, pairs: readonly SameFilm[]): Statement[] {
  if (pairs.length === 0) return [];
  const pair = sql`${jsonRows(pairs)} as pair`;
  const both = sql`${pair} join films as dropped on dropped.id = pair.value ->> 'drop'`;
  const drops = sql`(select value ->> 'drop' from ${pair})`;
  const remembered = sql`
    json_each(imports.before) as b left join ${pair} on pair.value ->> 'drop' = b.value ->> 0`;
  const read = sql`
    json_each(pages.films) as b left join ${pair} on pair.value ->> 'drop' = b.value ->> 'id'`;
  return [
    // The snapshot's entry contains the film's id, so it has to be built again.
    db.run(sql`
      update films set ${BETTER_LOOKUP},
        entry = null,
        created_at = min(films.created_at, dropped.created_at),
        listed_at = coalesce(min(films.listed_at, dropped.listed_at), films.listed_at, dropped.listed_at)
      from ${both}
      where films.id = pair.value ->> 'keep'`),
    giveListRows(db, pair),
    db.delete(listFilms).where(inArray(listFilms.filmId, drops)),
    ...giveArrivals(db, pair),
    renewSources(db, sql`films.id in (select value ->> 'keep' from ${pair})`),
    db.run(sql`
      update imports set before = (
        select json_group_array(json_array(
          coalesce(pair.value ->> 'keep', b.value ->> 0), b.value ->> 1, b.value ->> 2))
        from ${remembered})
      where exists (select 1 from ${remembered} where pair.key is not null)`),
    db.run(sql`
      update pages set films = (
        select json_group_array(json_set(b.value, '$.id', coalesce(pair.value ->> 'keep', b.value ->> 'id')))
        from ${read})
      where exists (select 1 from ${read} where pair.key is not null)`),
    db.delete(films).where(inArray(films.id, drops)),
  ];
}

/** If both films are on a list, the kept film's own place wins. */
function giveListRows(db: Database, pair: SQL) {
  return db.run(sql`
    insert into list_films (list_id, film_id, place, added_on, listed_at, left_at)
    select list_id, pair.value ->> 'keep', place, added_on, listed_at, left_at
    from ${pair} join list_films on film_id = pair.value ->> 'drop'
    where true
    on conflict (list_id, film_id) do update set
      place = coalesce(list_films.place, excluded.place),
      added_on = coalesce(list_films.added_on, excluded.added_on),
      listed_at = coalesce(min(list_films.listed_at, excluded.listed_at),
        list_films.listed_at, excluded.listed_at),
      left_at = iif(coalesce(list_films.place, excluded.place) is null,
        coalesce(list_films.left_at, excluded.left_at), null)`);
}

/** A change that both rows saw is kept once. */
function giveArrivals(db: Database, pair: SQL) {
  return [
    db.run(sql`
      delete from arrivals where id in (
        select double.id from ${pair}
        join arrivals as double on double.film_id = pair.value ->> 'drop'
        join arrivals as kept on kept.film_id = pair.value ->> 'keep'
        where (kept.country, kept.provider, kept.kind, kept.came)
            = (double.country, double.provider, double.kind, double.came)
          and abs(kept.at - double.at) < ${SAME_CHANGE_SECONDS})`),
    db.run(sql`
      update arrivals set film_id = pair.value ->> 'keep'
      from ${pair} where film_id = pair.value ->> 'drop'`),
  ];
}

/** A statement that sets films' sources by the lists that have them now. Writes only rows that change. */
export function renewSources(db: Database, which: SQL) {
  return db.run(
    sql`update films set source = ${SOURCE} where ${which} and source is not ${SOURCE}`,
  );
}

/** Removes the slug from rows whose slug now belongs to another film; their lid still identifies them. */
export function releaseSlugs(db: Database, ids: readonly number[]): Statement[] {
  if (ids.length === 0) return [];
  return [
    db.run(sql`update films set slug = null where id in (select value from ${jsonRows(ids)})`),
  ];
}
