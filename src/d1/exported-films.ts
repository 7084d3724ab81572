// What an export writes to the films: their places in it, and the dates on which they were added. Statements,
// to be run in one transaction; they write only rows that change, and never a live place.

import { sql, type SQL } from "drizzle-orm";
import type { Database } from "./database.ts";
import type { IncomingFilm } from "./film-identity.ts";
import { jsonRows } from "./json-rows.ts";
import { sourceSql } from "./listed.ts";

export interface ImportedFilm extends IncomingFilm {
  /** ISO date; null: unknown. */
  addedOn: string | null;
}

export interface PlacedFilm extends ImportedFilm {
  /** null: it has no row yet. */
  id: number | null;
  place: number;
}

export function leaveExport(db: Database, which: SQL) {
  return db.run(sql`
    update films set export_place = null, source = ${sourceSql(sql`live_place`, sql`null`)}
    where export_place is not null and ${which}`);
}

/** What the live list says of a film is newer than any export. */
export function updateFilms(db: Database, films: readonly PlacedFilm[], now: number) {
  const rows = films.map(({ id, place, addedOn, slug, lid, title, year }) => [
    id,
    place,
    addedOn,
    slug,
    lid,
    title,
    year,
  ]);
  return db.run(sql`
    with incoming as materialized (
      select value ->> 0 as id, value ->> 1 as place, value ->> 2 as added_on, value ->> 3 as slug,
        value ->> 4 as lid, value ->> 5 as title, value ->> 6 as year
      from ${jsonRows(rows)})
    update films set
      export_place = incoming.place,
      added_on = coalesce(incoming.added_on, films.added_on),
      slug = coalesce(films.slug, incoming.slug),
      lid = coalesce(films.lid, incoming.lid),
      title = iif(films.live_place is null, incoming.title, films.title),
      year = iif(films.live_place is null, coalesce(incoming.year, films.year), films.year),
      entry = iif(films.live_place is not null
        or (films.title, films.year) is (incoming.title, coalesce(incoming.year, films.year)), entry, null),
      source = ${sourceSql(sql`films.live_place`, sql`incoming.place`)},
      listed_at = coalesce(films.listed_at, ${now})
    from incoming
    where films.id = incoming.id and (
      films.export_place is not incoming.place
      or films.added_on is not coalesce(incoming.added_on, films.added_on)
      or films.slug is null and incoming.slug is not null
      or films.lid is null and incoming.lid is not null
      or films.live_place is null
        and (films.title, films.year) is not (incoming.title, coalesce(incoming.year, films.year)))`);
}

export function insertFilms(db: Database, films: readonly PlacedFilm[], now: number) {
  const rows = films.map(({ slug, lid, title, year, place, addedOn }) => [
    slug,
    lid,
    title,
    year,
    place,
    addedOn,
  ]);
  return db.run(sql`
    insert into films (slug, lid, title, year, export_place, added_on, source, created_at, listed_at)
    select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
      'export', ${now}, ${now}
    from ${jsonRows(rows)}`);
}

/**
 * Puts back what stands in `before` of an import. `importId` is an SQL expression; null: nothing is put back.
 * The dates that the import brought for other films go with it.
 */
export function putBack(db: Database, importId: SQL) {
  const before = sql`imports join json_each(imports.before) as b on imports.id = ${importId}`;
  return [
    db.run(sql`
      update films set export_place = null, added_on = null,
        source = ${sourceSql(sql`live_place`, sql`null`)}
      where export_place is not null and ${importId} is not null
        and id not in (select b.value ->> 0 from ${before})`),
    db.run(sql`
      update films set export_place = b.value ->> 1, added_on = b.value ->> 2,
        source = ${sourceSql(sql`live_place`, sql`b.value`)}
      from ${before}
      where films.id = b.value ->> 0
        and (films.export_place, films.added_on) is not (b.value ->> 1, b.value ->> 2)`),
  ];
}
