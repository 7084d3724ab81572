// One film with all that its own page shows.

import { sql } from "drizzle-orm";
import type { FilmSource, Match, Offers } from "../film.ts";
import type { FailureKind } from "../failure.ts";
import type { Settings } from "../settings/index.ts";
import type { Database } from "./database.ts";
import { addedOnOf, placeOf } from "./listed.ts";
import { isMadeFor } from "./shelf-made.ts";

export interface FilmDetail {
  id: number;
  slug: string | null;
  lid: string | null;
  title: string;
  originalTitle: string | null;
  year: number | null;
  source: FilmSource;
  listed: boolean;
  addedOn: string | null;
  match: Match;
  tmdbType: "movie" | "tv" | null;
  tmdbId: number | null;
  releaseDate: string | null;
  poster: string | null;
  runtime: number | null;
  genres: string[];
  overview: string;
  rating: number | null;
  /** null: nobody knows yet. */
  offers: Offers | null;
  link: string | null;
  /** In seconds since 1970. */
  checkedAt: number | null;
  failureKind: FailureKind | null;
  arrivedAt: number | null;
  arrivedOn: number | null;
}

interface Row extends Omit<FilmDetail, "genres" | "offers" | "listed" | "overview"> {
  genres: string | null;
  offers: string | null;
  overview: string | null;
  listed: number;
}

/** A statement: the film of that slug or, for one without a slug, of that number. */
export function filmOf(db: Database, name: string, settings: Settings) {
  const here = sql`films.country is ${settings.country}`;
  const isNumber = /^\d{1,15}$/.test(name);
  return db.all<Row>(sql`
    select films.id as id, slug, lid, title, original_title as "originalTitle", films.year as year, source,
      ${placeOf(settings)} is not null as listed, ${addedOnOf(settings)} as "addedOn", "match", tmdb_type as "tmdbType",
      tmdb_id as "tmdbId", films.release_date as "releaseDate", poster, films.runtime as runtime,
      films.genres as genres, overview, films.rating as rating,
      iif(${here}, films.offers, null) as offers, iif(${here}, link, null) as link,
      iif(${here}, checked_at, null) as "checkedAt", failure_kind as "failureKind",
      arrived_at as "arrivedAt", arrived_on as "arrivedOn"
    from films left join shelf on film_id = films.id and ${isMadeFor(settings)}
    where slug = ${name} or films.id = ${isNumber ? Number(name) : -1}
    order by slug is not ${name} limit 1`);
}

/** null: there is no such film. */
export function readFilmDetail([row]: readonly Row[]): FilmDetail | null {
  if (!row) return null;
  return {
    ...row,
    listed: row.listed === 1,
    genres: row.genres === null ? [] : (JSON.parse(row.genres) as string[]),
    offers: row.offers === null ? null : (JSON.parse(row.offers) as Offers),
    overview: row.overview ?? "",
  };
}
