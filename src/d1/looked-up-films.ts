// What a look-up needs to know of a film, and what it writes: one row per film, however much it found.

import { sql } from "drizzle-orm";
import type { Candidate, CountryOffers, Match, TmdbFilm, TmdbKey } from "../film.ts";
import type { FailureKind } from "../failure.ts";
import type { Arrival, Withdrawn } from "../list/ledger.ts";
import type { KnownCountries } from "../list/countries.ts";
import { choicesOf, type Choices, type StoredChoice } from "../list/choices-by-country.ts";
import type { ServicesChoice } from "../list/services.ts";
import { DAY_SECONDS } from "../time.ts";
import type { Database } from "./database.ts";
import { DIRECTORS, readNames } from "./credits.ts";
import { entryText, WITHOUT_TMDB } from "./entry-sql.ts";
import { jsonRows } from "./json-rows.ts";
import { asksLetterboxd, type Whose } from "./listed.ts";
import type { RefreshTrigger } from "../list/ended-refresh.ts";

export interface FilmToLookUp {
  id: number;
  slug: string | null;
  title: string;
  year: number | null;
  match: Match;
  matchWhy: string | null;
  candidates: Candidate[] | null;
  /** Of that title, as far as they are known. */
  directors: string[];
  tmdbType: "movie" | "tv" | null;
  tmdbId: number | null;
  countries: Record<string, CountryOffers> | null;
  checkedAt: number | null;
  /** Why the last look-up brought nothing new; null if it did. */
  failureKind: FailureKind | null;
}

type Row = Omit<FilmToLookUp, "candidates" | "countries" | "directors"> & {
  directors: string | null;
  candidates: string | null;
  countries: string | null;
};

/** A statement. Leaves out films that the owner has since marked as not on TMDB. */
export function filmsToLookUp(db: Database, ids: readonly number[]) {
  return db.all<Row>(sql`
    select id, slug, title, year, "match", match_why as "matchWhy", candidates, tmdb_type as "tmdbType",
      tmdb_id as "tmdbId", countries, checked_at as "checkedAt", failure_kind as "failureKind", ${DIRECTORS} as directors
    from films where id in (select value from ${jsonRows(ids)}) and "match" <> 'not-on-tmdb'`);
}

/** Does not validate the JSON, because only look-ups write it. */
export function readFilmsToLookUp(rows: readonly Row[]): FilmToLookUp[] {
  return rows.map((row) => ({
    ...row,
    directors: readNames(row.directors),
    candidates: row.candidates === null ? null : (JSON.parse(row.candidates) as Candidate[]),
    countries:
      row.countries === null ? null : (JSON.parse(row.countries) as Record<string, CountryOffers>),
  }));
}

/** A statement that reads what a look-up needs besides its films. */
export function lookUpFacts(db: Database, refreshId: number) {
  return db.all<{ key: string; value: string }>(sql`
    select key, value from memory where key in ('services', 'countries') or key glob 'services:*'
    union all select 'trigger', json_quote("trigger") from refreshes where id = ${refreshId}
    union all select * from (
      select 'whole', started_at from refreshes where state = 'ended' and outcome in ('done', 'partial')
        and "trigger" not in ('import', 'choice', 'list', 'rest') order by id desc limit 1)`);
}

export interface LookUpFacts {
  choices: Choices;
  countries: KnownCountries;
  trigger: RefreshTrigger | null;
  /** When the last refresh began that looked at all listed films, in seconds since 1970; null: none has. */
  wholeAt: number | null;
}

export function readLookUpFacts(
  rows: readonly { key: string; value: string }[],
  home: string,
): LookUpFacts {
  const of = (name: string): unknown => {
    const row = rows.find(({ key }) => key === name);
    return row ? JSON.parse(row.value) : null;
  };
  const abroad = rows.flatMap(({ key }) =>
    key.startsWith("services:")
      ? [[key.slice("services:".length), of(key) as ServicesChoice] as const]
      : [],
  );
  return {
    choices: choicesOf(home, of("services") as StoredChoice | null, abroad),
    countries: (of("countries") ?? {}) as KnownCountries,
    trigger: of("trigger") as RefreshTrigger | null,
    wholeAt: of("whole") as number | null,
  };
}

/** The result of one look-up. */
export interface FoundFilm {
  id: number;
  /** The film as it was when the look-up began: the result counts only if its match is still the same. */
  was: FilmToLookUp;
  match: Match;
  matchWhy: string | null;
  key: TmdbKey | null;
  candidates: Candidate[] | null;
  /** null: nothing new was learnt of any title. */
  tmdb: TmdbFilm | null;
  /** Arrivals and departures since the last look-up, and departures that were none. */
  arrivals: Arrival[];
  withdrawn: Withdrawn[];
  /** Why there is no new answer; null: there is one, even if it is that TMDB has no such film. */
  failure: FailureKind | null;
  /** TMDB has dropped the title that the film was matched with: Letterboxd's page may link to another one by now. */
  keyDied: boolean;
  /** It is matched with another title than before: what came and went was that one's. */
  isAnother: boolean;
}

/** Columns with what TMDB says of a film, and with the offers of each country. */
export const TMDB_COLUMNS = [
  "original_title",
  "release_date",
  "poster",
  "runtime",
  "genres",
  "overview",
  "rating",
  "countries",
] as const;

/** A film's page that was read not longer ago is not asked for again, even if the title it named is gone. */
export const ASKED_AGAIN_AFTER_SECONDS = 30 * DAY_SECONDS;

/**
 * The keep-or-replace rule for the stored TMDB data. `new`: replace it by what was learnt. `failed`: keep it, because
 * the look-up failed. `waits`: keep it while the film's own page can still say which title replaces one that TMDB has
 * dropped. `gone`: delete it, because there is no title that it could belong to.
 */
function keepOrReplace(whose: Whose, now: number) {
  return sql`case
    when row.value ->> 'learnt' then 'new'
    when row.value ->> 'failure' is not null then 'failed'
    when ${asksLetterboxd(whose)} and slug is not null and (film_page_asked_at is null
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
  whose: Whose;
}

/**
 * A statement for all of them, one row each. What the owner chose or undid, and what a film's page said, while
 * the look-up was under way is not overwritten; nor is anything decided by a title that is another one by now.
 */
export function saveFoundFilms(
  db: Database,
  found: readonly FoundFilm[],
  { now, whose }: LookUpMoment,
) {
  const answerStays = sql`fate = 'failed' or (fate = 'waits' and films.countries is not null)`;
  return db.run(sql`
    with found as materialized (
      select row.value, films.id as film_id, ${keepOrReplace(whose, now)} as fate
      from ${jsonRows(found.map(rowOf))} as row join films on films.id = row.value ->> 'id'
      where ("match", tmdb_type, tmdb_id)
        is (row.value ->> 'wasMatch', row.value ->> 'wasType', row.value ->> 'wasId')
      and ("match" in ('owner', 'film-page')
        or (films.title, films.year) is (row.value ->> 'title', row.value ->> 'year')))
    update films set
      "match" = value ->> 'match', match_why = value ->> 'why',
      tmdb_type = value ->> 'type', tmdb_id = value ->> 'tmdbId',
      candidates = value ->> 'candidates',
      failure_kind = value ->> 'failure',
      film_page_asked_at = iif(fate = 'waits', null, film_page_asked_at),
      checked_at = iif(${answerStays}, films.checked_at, ${now}),
      entry = case fate when 'new' then iif((films.title, films.year) is (value ->> 'title', value ->> 'year'),
        value ->> 'entry', null) when 'gone' then ${WITHOUT_TMDB} else entry end,
      ${sql.join(TMDB_COLUMNS.map(keptOrReplaced), sql`, `)}
    from found where films.id = film_id`);
}

function entryOf({ id, was }: FoundFilm, tmdb: TmdbFilm): string {
  const { title, year, tmdbType, tmdbId, directors } = was;
  const { originalTitle, runtime, rating, releaseDate, genres, countries, key } = tmdb;
  return entryText({
    id,
    title,
    originalTitle,
    directors: key.type === tmdbType && key.id === tmdbId ? directors : [],
    year,
    runtime,
    rating,
    releaseDate,
    type: key.type,
    genres,
    offers: Object.fromEntries(
      Object.entries(countries).map(([country, { offers }]) => [country, offers]),
    ),
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
    failure: film.failure,
    keyDied: film.keyDied,
    title: film.was.title,
    year: film.was.year,
    learnt: film.tmdb !== null,
    entry: film.tmdb && entryOf(film, film.tmdb),
    ...(film.tmdb && columnsOf(film.tmdb)),
  };
}

function columnsOf(tmdb: TmdbFilm): Columns {
  return {
    original_title: tmdb.originalTitle,
    release_date: tmdb.releaseDate,
    poster: tmdb.poster,
    runtime: tmdb.runtime,
    genres: JSON.stringify(tmdb.genres),
    overview: tmdb.overview,
    rating: tmdb.rating,
    countries: JSON.stringify(tmdb.countries),
  };
}
