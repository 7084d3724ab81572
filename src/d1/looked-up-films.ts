// What a look-up needs to know of a film, and what it writes: one row a film, however much it found.

import { inArray, sql } from "drizzle-orm";
import type { Candidate, Match, Offers, TmdbFilm, TmdbKey } from "../film.ts";
import type { FailureKind } from "../failure.ts";
import type { OfferChange } from "../offer-changes.ts";
import type { Database } from "./database.ts";
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
    .where(inArray(films.id, [...ids]));
}

/** What one look-up found out. */
export interface FoundFilm {
  id: number;
  match: Match;
  matchWhy: string | null;
  key: TmdbKey | null;
  candidates: Candidate[] | null;
  /** null: nothing new was learnt, and what is stored stays, unless it is another country's. */
  tmdb: TmdbFilm | null;
  country: string;
  changes: OfferChange[] | null;
  /** Why there is no new answer; null: there is one, even if it is that TMDB has no such film. */
  failure: FailureKind | null;
  /** The title it was matched with is gone from TMDB: Letterboxd's page may link to another one now. */
  keyDied: boolean;
}

/** What TMDB says of a film: kept as it was where a look-up learnt nothing. */
const DETAILS = [
  "original_title",
  "release_date",
  "poster",
  "runtime",
  "genres",
  "overview",
  "rating",
] as const;

/** What TMDB says of a country: never kept for another one. */
const ANSWER = ["offers", "link", "changes"] as const;

const field = (name: string) => `found.value ->> '${name}'`;

/** A statement for all of them, one row each. The owner's choice, made meanwhile, is not overwritten. */
export function saveFoundFilms(db: Database, found: readonly FoundFilm[], now: number) {
  const learnt = (name: string) =>
    sql.raw(`${name} = iif(${field("learnt")}, ${field(name)}, films.${name})`);
  const ofCountry = (name: string) =>
    sql.raw(`${name} = case when ${field("learnt")} then ${field(name)}
      when ${field("failure")} is null and films.country is not ${field("country")} then null
      else films.${name} end`);
  return db.run(sql`
    update films set
      "match" = found.value ->> 'match', match_why = found.value ->> 'why',
      tmdb_type = found.value ->> 'type', tmdb_id = found.value ->> 'tmdbId',
      candidates = found.value ->> 'candidates',
      failure_kind = found.value ->> 'failure',
      film_page_asked_at = iif(found.value ->> 'keyDied', null, film_page_asked_at),
      country = iif(found.value ->> 'failure' is null, found.value ->> 'country', films.country),
      checked_at = iif(found.value ->> 'failure' is null, ${now}, checked_at),
      ${sql.join([...DETAILS.map(learnt), ...ANSWER.map(ofCountry)], sql`, `)}
    from ${jsonRows(found.map(rowOf))} as found
    where films.id = found.value ->> 'id'
      and (films."match" not in ('owner', 'not-on-tmdb')
        or (films."match", films.tmdb_type, films.tmdb_id)
          is (found.value ->> 'match', found.value ->> 'type', found.value ->> 'tmdbId'))`);
}

type Columns = Record<(typeof DETAILS)[number] | (typeof ANSWER)[number], string | number | null>;

function rowOf(film: FoundFilm) {
  return {
    id: film.id,
    match: film.match,
    why: film.matchWhy,
    type: film.key?.type ?? null,
    tmdbId: film.key?.id ?? null,
    candidates: film.candidates && JSON.stringify(film.candidates),
    country: film.country,
    failure: film.failure,
    keyDied: film.keyDied,
    learnt: film.tmdb !== null,
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
