// What a look-up needs to know of a film, and what it writes: one row a film, however much it found.

import { and, inArray, ne, sql } from "drizzle-orm";
import type { Candidate, Match, Offers, TmdbFilm, TmdbKey } from "../film.ts";
import type { FailureKind } from "../failure.ts";
import type { OfferChange } from "../list/offer-changes.ts";
import { DAY_SECONDS } from "../time.ts";
import type { Database } from "./database.ts";
import { entryText, WITHOUT_TMDB } from "./entry-sql.ts";
import { jsonRows } from "./json-rows.ts";
import { films } from "./schema.ts";

export interface FilmToLookUp {
  id: number;
  title: string;
  year: number | null;
  match: Match;
  matchWhy: string | null;
  candidates: Candidate[] | null;
  tmdbType: "movie" | "tv" | null;
  tmdbId: number | null;
  country: string | null;
  offers: Offers | null;
  changes: OfferChange[] | null;
}

/** Without those of which the owner has said, since they were grouped, that TMDB does not have them. */
export async function listFilmsToLookUp(
  db: Database,
  ids: readonly number[],
): Promise<FilmToLookUp[]> {
  return db
    .select({
      id: films.id,
      title: films.title,
      year: films.year,
      match: films.match,
      matchWhy: films.matchWhy,
      candidates: films.candidates,
      tmdbType: films.tmdbType,
      tmdbId: films.tmdbId,
      country: films.country,
      offers: films.offers,
      changes: films.changes,
    })
    .from(films)
    .where(and(inArray(films.id, [...ids]), ne(films.match, "not-on-tmdb")));
}

/** What one look-up found out. */
export interface FoundFilm {
  id: number;
  /** What the film was matched with when the look-up began: it counts only if that still stands. */
  was: Pick<FilmToLookUp, "match" | "tmdbType" | "tmdbId" | "title" | "year">;
  match: Match;
  matchWhy: string | null;
  key: TmdbKey | null;
  candidates: Candidate[] | null;
  /** null: nothing new was learnt of any title. */
  tmdb: TmdbFilm | null;
  country: string;
  changes: OfferChange[] | null;
  /** Why there is no new answer; null: there is one, even if it is that TMDB has no such film. */
  failure: FailureKind | null;
  /** The title it was matched with is gone from TMDB: Letterboxd's page may link to another one now. */
  keyDied: boolean;
}

/** What TMDB says of a film, and of the offers of a country. */
export const TMDB_COLUMNS = [
  "original_title",
  "release_date",
  "poster",
  "runtime",
  "genres",
  "overview",
  "rating",
  "offers",
  "link",
  "changes",
] as const;

/** A film's page that was read not longer ago is not asked for again, even if the title it named is gone. */
const ASKED_AGAIN_AFTER_SECONDS = 30 * DAY_SECONDS;

/**
 * What becomes of what is stored: it is replaced by what was learnt; it stays, for the look-up failed; it stays
 * while the film's own page can still say which title it is instead of one that died; or it goes, for there is
 * no title any more that it could be of.
 */
function keepOrReplace(asksLetterboxd: boolean, now: number) {
  return sql`case
    when row.value ->> 'learnt' then 'new'
    when row.value ->> 'failure' is not null then 'failed'
    when ${asksLetterboxd ? 1 : 0} and slug is not null and (film_page_asked_at is null
      or row.value ->> 'keyDied' and film_page_asked_at < ${now - ASKED_AGAIN_AFTER_SECONDS}) then 'waits'
    else 'gone' end`;
}

function keptOrReplaced(name: (typeof TMDB_COLUMNS)[number]) {
  return sql.raw(`${name} = case fate when 'new' then value ->> '${name}' when 'gone' then null
    else films.${name} end`);
}

export interface LookUpMoment {
  /** Seconds since 1970. */
  now: number;
  /** A member is configured, so that films' pages are asked. */
  asksLetterboxd: boolean;
}

/**
 * A statement for all of them, one row each. What the owner chose or undid, and what a film's page said, while
 * the look-up was under way is not overwritten.
 */
export function saveFoundFilms(
  db: Database,
  found: readonly FoundFilm[],
  { now, asksLetterboxd }: LookUpMoment,
) {
  const answerStays = sql`fate = 'failed' or (fate = 'waits' and films.offers is not null)`;
  return db.run(sql`
    with found as materialized (
      select row.value, films.id as film_id, ${keepOrReplace(asksLetterboxd, now)} as fate
      from ${jsonRows(found.map(rowOf))} as row join films on films.id = row.value ->> 'id'
      where ("match", tmdb_type, tmdb_id)
        is (row.value ->> 'wasMatch', row.value ->> 'wasType', row.value ->> 'wasId'))
    update films set
      "match" = value ->> 'match', match_why = value ->> 'why',
      tmdb_type = value ->> 'type', tmdb_id = value ->> 'tmdbId',
      candidates = value ->> 'candidates',
      failure_kind = value ->> 'failure',
      film_page_asked_at = iif(fate = 'waits', null, film_page_asked_at),
      country = iif(${answerStays}, films.country, value ->> 'country'),
      checked_at = iif(${answerStays}, films.checked_at, ${now}),
      entry = case fate when 'new' then iif((films.title, films.year) is (value ->> 'title', value ->> 'year'),
        value ->> 'entry', null) when 'gone' then ${WITHOUT_TMDB} else entry end,
      ${sql.join(TMDB_COLUMNS.map(keptOrReplaced), sql`, `)}
    from found where films.id = film_id`);
}

function entryOf({ id, was: { title, year }, country }: FoundFilm, tmdb: TmdbFilm): string {
  const { originalTitle, runtime, rating, releaseDate, genres, offers, key } = tmdb;
  return entryText({
    id,
    title,
    originalTitle,
    year,
    runtime,
    rating,
    releaseDate,
    type: key.type,
    genres,
    offers: { [country]: offers },
  });
}

type Columns = Record<(typeof TMDB_COLUMNS)[number], string | number | null>;

function rowOf(film: FoundFilm) {
  return {
    id: film.id,
    wasMatch: film.was.match,
    wasType: film.was.tmdbType,
    wasId: film.was.tmdbId,
    match: film.match,
    why: film.matchWhy,
    type: film.key?.type ?? null,
    tmdbId: film.key?.id ?? null,
    candidates: film.candidates && JSON.stringify(film.candidates),
    country: film.country,
    failure: film.failure,
    keyDied: film.keyDied,
    title: film.was.title,
    year: film.was.year,
    learnt: film.tmdb !== null,
    entry: film.tmdb && entryOf(film, film.tmdb),
    ...(film.tmdb && columnsOf(film.tmdb, film.changes)),
  };
}

function columnsOf(tmdb: TmdbFilm, changes: OfferChange[] | null): Columns {
  return {
    original_title: tmdb.originalTitle,
    release_date: tmdb.releaseDate,
    poster: tmdb.poster,
    runtime: tmdb.runtime,
    genres: JSON.stringify(tmdb.genres),
    overview: tmdb.overview,
    rating: tmdb.rating,
    offers: JSON.stringify(tmdb.offers),
    link: tmdb.link,
    changes: changes && JSON.stringify(changes),
  };
}
