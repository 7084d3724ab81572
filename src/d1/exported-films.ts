// What an import writes: its films, their places on the lists that it fills, and the dates on which they were added.
// These are statements for one transaction; they write only rows that change, and no other list's.

import { sql, type SQL } from "drizzle-orm";
import type { Statement } from "./batch.ts";
import type { Database } from "./database.ts";
import { decidedAgain } from "./decided-again.ts";
import type { IncomingFilm } from "./film-identity.ts";
import { jsonPieces, jsonRows } from "./json-rows.ts";
import { IS_AT_LETTERBOXD } from "./listed.ts";
import { renewSources } from "./merge-films.ts";

export interface ImportedFilm extends IncomingFilm {
  /** ISO date; null: unknown. */
  addedOn: string | null;
}

export interface PlacedFilm {
  listId: number;
  /** The film's id or, if it has no row yet, its number among the new ones, from 0. */
  film: { id: number } | { nth: number };
  /** Greater is newer, or further up. */
  place: number;
  addedOn: string | null;
}

/** A film of an import, described once however many of its lists have it. */
export interface DescribedFilm extends IncomingFilm {
  /** False: it was only seen, so that it is on no list that is shown. */
  isListed: boolean;
}

export type KnownFilm = DescribedFilm & { id: number };

interface LeavingFilms {
  listIds: readonly number[];
  /** `[list, film]` */
  staying: readonly (readonly [number, number])[];
  now: number;
}

/** A statement that takes all films off the lists but those that stay. */
export function leaveLists(db: Database, { listIds, staying, now }: LeavingFilms) {
  return db.run(sql`
    update list_films set place = null, left_at = ${now}
    where list_id in (select value from ${jsonRows(listIds)}) and place is not null
      and (list_id, film_id) not in (select value ->> 0, value ->> 1 from ${jsonRows(staying)})`);
}

/** Statements, to follow `insertFilms`, which has inserted that many. */
export function placeFilms(
  db: Database,
  films: readonly PlacedFilm[],
  { inserted, now }: { inserted: number; now: number },
): Statement[] {
  const rows = films.map(({ listId, film, place, addedOn }) =>
    "id" in film
      ? [listId, film.id, null, place, addedOn]
      : [listId, null, film.nth, place, addedOn],
  );
  const firstNew = sql`(select max(id) - ${inserted} + 1 from films)`;
  return jsonPieces(rows).map((piece) =>
    db.run(sql`
      insert into list_films (list_id, film_id, place, added_on, listed_at)
      select value ->> 0, coalesce(value ->> 1, ${firstNew} + (value ->> 2)), value ->> 3, value ->> 4, ${now}
      from ${piece.rows} where true
      on conflict (list_id, film_id) do update set place = excluded.place, left_at = null,
        added_on = coalesce(excluded.added_on, list_films.added_on),
        listed_at = coalesce(list_films.listed_at, excluded.listed_at)
      where (list_films.place, list_films.added_on)
        is not (excluded.place, coalesce(excluded.added_on, list_films.added_on))`),
  );
}

/**
 * Statements that add missing codes, and update title and year unless a list at Letterboxd has the film: what its
 * page says is newer than a file.
 */
export function describeFilms(db: Database, films: readonly KnownFilm[], now: number): Statement[] {
  const rows = films.map(({ id, slug, lid, title, year, isListed }) => [
    id,
    slug,
    lid,
    title,
    year,
    isListed ? now : null,
  ]);
  return jsonPieces(rows).map((piece) =>
    db.run(sql`
      with incoming as materialized (
        select films.id as id, coalesce(films.slug, value ->> 1) as slug, coalesce(films.lid, value ->> 2) as lid,
          iif(${IS_AT_LETTERBOXD}, films.title, value ->> 3) as title,
          iif(${IS_AT_LETTERBOXD}, films.year, coalesce(value ->> 4, films.year)) as year,
          coalesce(films.listed_at, value ->> 5) as listed_at
        from ${piece.rows} join films on films.id = value ->> 0)
      update films set slug = incoming.slug, lid = incoming.lid, title = incoming.title, year = incoming.year,
        entry = iif((films.title, films.year) is (incoming.title, incoming.year), entry, null),
        ${decidedAgain(sql`incoming.title`, sql`incoming.year`)},
        listed_at = incoming.listed_at
      from incoming
      where films.id = incoming.id
        and (films.slug, films.lid, films.title, films.year, films.listed_at)
          is not (incoming.slug, incoming.lid, incoming.title, incoming.year, incoming.listed_at)`),
  );
}

/** Statements. The films get the ids that follow the greatest one, in their order. */
export function insertFilms(
  db: Database,
  films: readonly DescribedFilm[],
  now: number,
): Statement[] {
  const rows = films.map(({ slug, lid, title, year, isListed }) => [
    slug,
    lid,
    title,
    year,
    isListed ? now : null,
  ]);
  const last = sql`(select coalesce(max(id), 0) from films)`;
  return jsonPieces(rows).map((piece) =>
    db.run(sql`
      insert into films (id, slug, lid, title, year, source, created_at, listed_at)
      select ${last} + 1 + key, value ->> 0, value ->> 1, value ->> 2, value ->> 3, 'export', ${now}, value ->> 4
      from ${piece.rows}`),
  );
}

/**
 * Statements that restore the list from `before` of an import. `importId` is an SQL expression; if it is null,
 * nothing is restored. Dates that the import brought for other films are deleted, also where the film has left the
 * list since.
 */
export function putBack(db: Database, list: SQL, importId: SQL, now: number): Statement[] {
  const before = sql`imports join json_each(imports.before) as b on imports.id = ${importId}`;
  const importedAt = sql`(select imported_at from imports where id = ${importId})`;
  return [
    db.run(sql`
      update list_films set place = null, added_on = null, left_at = iif(place is null, left_at, ${now})
      where list_id = ${list} and ${importId} is not null
        and (place is not null or added_on is not null and left_at > ${importedAt})
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

/** A statement, for the films that are or were on the lists. `listIds`: what `in` takes. */
export function renewFileSources(db: Database, listIds: SQL) {
  return renewSources(
    db,
    sql`films.id in (select film_id from list_films where list_id in (${listIds}))`,
  );
}
