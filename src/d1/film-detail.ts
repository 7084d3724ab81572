// One film with all that its page shows.

import type { FilmDetail, OffersAbroad } from "../list/film-detail.ts";
import { sql } from "drizzle-orm";
import type { Mark, Offers } from "../film.ts";
import type { Coming } from "../list/snapshot.ts";
import type { OwnItem } from "../list/shown-film.ts";
import type { Settings } from "../settings/index.ts";
import { checkedAtHere, comingHere, linkHere, offersAbroad, offersHere } from "./country-offers.ts";
import { CREDITS, readCredits } from "./credits.ts";
import type { Database } from "./database.ts";
import { ownOf } from "./library.ts";
import { MARKS_OF_FILM, seenBy } from "./marks.ts";
import { addedOnOf, areSeveral, placeOf, shownListsOf } from "./listed.ts";

interface Row extends Omit<
  FilmDetail,
  | "genres"
  | "own"
  | "offers"
  | "coming"
  | "abroad"
  | "listed"
  | "lists"
  | "marks"
  | "seenBy"
  | "overview"
  | "made"
> {
  made: string | null;
  abroad: string | null;
  genres: string | null;
  own: string;
  offers: string | null;
  coming: string | null;
  overview: string | null;
  listed: number;
  lists: string;
  marks: string;
  seenBy: string;
}

/** A statement that finds the film with this slug or, for one without a slug, with this id. */
export function filmOf(db: Database, name: string, settings: Settings) {
  const isNumber = /^\d{1,15}$/.test(name);
  return db.all<Row>(sql`
    select id, slug, lid, title, original_title as "originalTitle", year, source,
      ${placeOf(settings)} is not null as listed,
      iif(${areSeveral(settings)}, ${shownListsOf(settings)}, '[]') as lists,
      ${MARKS_OF_FILM} as marks, ${seenBy(settings)} as "seenBy", ${addedOnOf(settings)} as "addedOn", "match",
      tmdb_type as "tmdbType", tmdb_id as "tmdbId", release_date as "releaseDate", poster, runtime, genres,
      overview, rating, ${offersHere(settings)} as offers, ${linkHere(settings)} as link, ${comingHere(settings)} as coming,
      ${offersAbroad(settings)} as abroad, ${ownOf(settings)} as own,
      ${CREDITS} as made, ${checkedAtHere(settings)} as "checkedAt", failure_kind as "failureKind"
    from films
    where slug = ${name} or id = ${isNumber ? Number(name) : -1}
    order by slug is not ${name} limit 1`);
}

/** null: there is no such film. */
export function readFilmDetail([row]: readonly Row[]): FilmDetail | null {
  if (!row) return null;
  return {
    ...row,
    listed: row.listed === 1,
    lists: JSON.parse(row.lists) as number[],
    marks: JSON.parse(row.marks) as Mark[],
    seenBy: JSON.parse(row.seenBy) as string[],
    genres: row.genres === null ? [] : (JSON.parse(row.genres) as string[]),
    own: JSON.parse(row.own) as OwnItem[],
    offers: row.offers === null ? null : (JSON.parse(row.offers) as Offers),
    coming: row.coming === null ? null : (JSON.parse(row.coming) as Coming),
    abroad: row.abroad === null ? [] : (JSON.parse(row.abroad) as OffersAbroad[]),
    overview: row.overview ?? "",
    made: readCredits(row.made),
  };
}
