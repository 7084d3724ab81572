// What an import writes: its films, their places, and the dates on which they were added. These are statements for
// one transaction; they write only rows that change, and no other list's. `list` is an SQL expression for the id of
// the file's list.

import { sql, type SQL } from "drizzle-orm";
import type { Database } from "./database.ts";
import { decidedAgain } from "./decided-again.ts";
import type { IncomingFilm } from "./film-identity.ts";
import { jsonRows } from "./json-rows.ts";
import { IS_AT_LETTERBOXD } from "./listed.ts";
import { renewSources } from "./merge-films.ts";

export interface ImportedFilm extends IncomingFilm {
  /** ISO date; null: unknown. */
  addedOn: string | null;
}

export interface PlacedFilm extends ImportedFilm {
  /** null: it has no row yet. */
  id: number | null;
  place: number;
}

/** A statement that takes all films but these off the file's list. */
export function leaveFile(db: Database, list: SQL, staying: readonly number[], now: number) {
  return db.run(sql`
    update list_films set place = null, left_at = ${now}
    where list_id = ${list} and place is not null
      and film_id not in (select value from ${jsonRows(staying)})`);
}

export type KnownFilm = PlacedFilm & { id: number };

export function placeFilms(db: Database, list: SQL, films: readonly KnownFilm[], now: number) {
  const rows = films.map(({ id, place, addedOn }) => [id, place, addedOn]);
  return db.run(sql`
    insert into list_films (list_id, film_id, place, added_on, listed_at)
    select ${list}, value ->> 0, value ->> 1, value ->> 2, ${now} from ${jsonRows(rows)} where true
    ${OR_CHANGE}`);
}

const OR_CHANGE = sql`
  on conflict (list_id, film_id) do update set place = excluded.place, left_at = null,
    added_on = coalesce(excluded.added_on, list_films.added_on),
    listed_at = coalesce(list_films.listed_at, excluded.listed_at)
  where (list_films.place, list_films.added_on)
    is not (excluded.place, coalesce(excluded.added_on, list_films.added_on))`;

/**
 * A statement that adds missing codes, and updates title and year unless a list at Letterboxd has the film: what its
 * page says is newer than a file.
 */
export function describeFilms(db: Database, films: readonly KnownFilm[], now: number) {
  const rows = films.map(({ id, slug, lid, title, year }) => [id, slug, lid, title, year]);
  return db.run(sql`
    with incoming as materialized (
      select films.id as id, coalesce(films.slug, value ->> 1) as slug, coalesce(films.lid, value ->> 2) as lid,
        iif(${IS_AT_LETTERBOXD}, films.title, value ->> 3) as title,
        iif(${IS_AT_LETTERBOXD}, films.year, coalesce(value ->> 4, films.year)) as year
      from ${jsonRows(rows)} join films on films.id = value ->> 0)
    update films set slug = incoming.slug, lid = incoming.lid, title = incoming.title, year = incoming.year,
      entry = iif((films.title, films.year) is (incoming.title, incoming.year), entry, null),
      ${decidedAgain(sql`incoming.title`, sql`incoming.year`)},
      listed_at = coalesce(films.listed_at, ${now})
    from incoming
    where films.id = incoming.id
      and (films.slug, films.lid, films.title, films.year, films.listed_at is null)
        is not (incoming.slug, incoming.lid, incoming.title, incoming.year, 0)`);
}

/** Statements. The films get the ids that follow the greatest one. */
export function insertFilms(db: Database, list: SQL, films: readonly PlacedFilm[], now: number) {
  const rows = films.map(({ slug, lid, title, year, place, addedOn }) => [
    slug,
    lid,
    title,
    year,
    place,
    addedOn,
  ]);
  const last = sql`(select coalesce(max(id), 0) from films)`;
  return [
    db.run(sql`
      insert into films (id, slug, lid, title, year, source, created_at, listed_at)
      select ${last} + 1 + key, value ->> 0, value ->> 1, value ->> 2, value ->> 3, 'export', ${now}, ${now}
      from ${jsonRows(rows)}`),
    db.run(sql`
      insert into list_films (list_id, film_id, place, added_on, listed_at)
      select ${list}, ${last} - ${rows.length} + 1 + key, value ->> 4, value ->> 5, ${now}
      from ${jsonRows(rows)} where true ${OR_CHANGE}`),
  ];
}

/**
 * Statements that restore the list from `before` of an import. `importId` is an SQL expression; if it is null,
 * nothing is restored. Dates that the import brought for other films are deleted.
 */
export function putBack(db: Database, list: SQL, importId: SQL, now: number) {
  const before = sql`imports join json_each(imports.before) as b on imports.id = ${importId}`;
  return [
    db.run(sql`
      update list_films set place = null, added_on = null, left_at = ${now}
      where list_id = ${list} and place is not null and ${importId} is not null
        and film_id not in (select b.value ->> 0 from ${before})`),
    db.run(sql`
      insert into list_films (list_id, film_id, place, added_on, listed_at)
      select ${list}, b.value ->> 0, b.value ->> 1, b.value ->> 2, ${now} from ${before} where true
      on conflict (list_id, film_id) do update set place = excluded.place, left_at = null,
        added_on = excluded.added_on
      where (list_films.place, list_films.added_on) is not (excluded.place, excluded.added_on)`),
    renewFileSources(db, list),
  ];
}

export function renewFileSources(db: Database, list: SQL) {
  return renewSources(
    db,
    sql`films.id in (select film_id from list_films where list_id = ${list})`,
  );
}
