// The snapshot's entry of a film, built in SQL from its row's columns: for rows that have no entry, or one of an
// older format. The result is the same as list/entry.ts makes, apart from the folded title, which SQLite cannot make:
// that comes from the older entry or the first version's table `shelf`, or is only in lower case until `mendEntries`
// has run.

import { sql, type SQL } from "drizzle-orm";
import { OFFER_KINDS } from "../film.ts";
import {
  bitOf,
  FORMAT,
  makeEntry,
  MOST_GENRES,
  MOST_OFFERS,
  type EntryFilm,
} from "../list/entry.ts";
import { GENRES } from "../tmdb/genres.ts";
import { DIRECTORS, readNames } from "./credits.ts";
import { batch } from "./batch.ts";
import type { Database } from "./database.ts";
import { jsonRows } from "./json-rows.ts";
import { films } from "./schema.ts";

const FORMAT_SQL = sql.raw(`${FORMAT}`);

const SEARCH = sql`substr(coalesce(films.entry ->> 2, (select search from shelf where film_id = films.id),
  lower(films.title || coalesce(char(10) || nullif(films.original_title, films.title), ''))), 1, 300)`;

/** The row's entry, or one built from its columns; for statements that read `films`. */
export const ENTRY: SQL = sql`iif(films.entry ->> 0 = ${FORMAT_SQL}, films.entry, ${entryOfColumns()})`;

/** Whether a row needs `mendEntries`. */
const IS_MISSING = sql`films.entry ->> 0 is not ${FORMAT_SQL}`;

/** For a `set`: removes from the entry whatever came from the TMDB title that the film was matched with. */
export const WITHOUT_TMDB: SQL = sql.raw(
  `json_set(entry, '$[2]', substr(entry ->> 2, 1, instr((entry ->> 2) || char(10), char(10)) - 1), '$[4]', null, '$[5]', null, '$[6]', null, '$[7]', 0, '$[8]', json('[]'), '$[9]', json('{}'))`,
);

function entryOfColumns(): SQL {
  return sql`json_array(${FORMAT_SQL}, films.id, ${SEARCH}, films.year, films.runtime,
    cast(round(films.rating * 10) as integer), unixepoch(films.release_date) / 86400,
    iif(films.tmdb_type = 'tv', 1, 0), ${genreCodes()},
    (select json_group_object(country.key, json(${packedOffers(sql`country.value -> 'offers'`)}))
      from json_each(films.countries) as country))`;
}

function genreCodes(): SQL {
  const known = sql.raw(`json_each('${JSON.stringify(GENRES)}')`);
  return sql`(
    select json_group_array(coalesce((select key from ${known} where value = genre.value), genre.value)
      order by genre.key)
    from json_each(films.genres) as genre where genre.key < ${sql.raw(`${MOST_GENRES}`)})`;
}

function packedOffers(offers: SQL): SQL {
  return sql`(
    select json_group_array(packed order by packed) from (
      select (offer.value ->> 'id') * 32 + sum(distinct ${bitOfKind(sql`kind.key`)}) as packed
      from json_each(${offers}) as kind, json_each(kind.value) as offer
      group by offer.value ->> 'id' order by packed limit ${sql.raw(`${MOST_OFFERS}`)}))`;
}

/** An SQL expression: the bit of a kind, given its name. */
export function bitOfKind(kind: SQL): SQL {
  const cases = OFFER_KINDS.map((name) => `when '${name}' then ${bitOf(name)}`).join(" ");
  return sql`case ${kind} ${sql.raw(cases)} end`;
}

/** Folding titles takes most of the time: two milliseconds for a thousand films. */
const MENDED_AT_ONCE = 1000;

/**
 * Builds the missing entries of listed films, at most `MENDED_AT_ONCE` of them. Returns false if none is missing, which
 * costs one statement.
 */
export async function mendEntries(db: Database, listed: SQL): Promise<boolean> {
  const rows = await db
    .select({
      id: films.id,
      title: films.title,
      originalTitle: films.originalTitle,
      year: films.year,
      runtime: films.runtime,
      rating: films.rating,
      releaseDate: films.releaseDate,
      type: films.tmdbType,
      genres: films.genres,
      countries: films.countries,
      directors: sql<string | null>`${DIRECTORS}`,
    })
    .from(films)
    .where(sql`${listed} and ${IS_MISSING}`)
    .limit(MENDED_AT_ONCE);
  if (rows.length === 0) return false;
  const entries = rows.map(({ genres, countries, directors, ...row }) => {
    const film = { ...row, directors: readNames(directors) };
    const offers = Object.fromEntries(
      Object.entries(countries ?? {}).map(([country, here]) => [country, here.offers]),
    );
    return [film.id, film.title, entryText({ ...film, genres: genres ?? [], offers })];
  });
  await batch(db, [
    db.run(sql`
      update films set entry = made.value ->> 2 from ${jsonRows(entries)} as made
      where films.id = made.value ->> 0 and films.title = made.value ->> 1`),
  ]);
  return true;
}

export function entryText(film: EntryFilm): string {
  return JSON.stringify(makeEntry(film));
}
