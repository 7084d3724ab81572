// A film as the snapshot holds it: one JSON array of about 100 bytes, with exactly the fields that a view filters,
// orders and counts by. Made when a film is looked up; if it is missing, d1/entry-sql.ts makes the same from the
// row's columns. As objects these would take twice as long to parse.

import { OFFER_KINDS, type OfferKind, type Offers } from "../film.ts";
import { GENRES } from "../tmdb/genres.ts";
import { searchText } from "./fold.ts";

/** Increase this whenever an entry, or another part of the snapshot, is built differently: all are then rebuilt. */
export const FORMAT = 2;

/** Limits that keep an entry under 4 kB, even with six countries. */
export const MOST_GENRES = 12;
export const MOST_OFFERS = 100;

export type Entry = [
  format: number,
  id: number,
  /** See `searchText`. */
  search: string,
  year: number | null,
  /** Minutes; for a series, the length of an episode. */
  runtime: number | null,
  /** In tenths; null if there are no votes. */
  rating: number | null,
  /** Days since 1970. */
  releaseDay: number | null,
  isSeries: 0 | 1,
  /** Indices into `GENRES`; a genre that is not listed there is kept by its name. */
  genres: (number | string)[],
  /** By country, packed; a country that is missing is not known yet. */
  offers: Record<string, number[]>,
];

/**
 * Indices of the fields that views read. Reading a field by its index costs a fifth of destructuring the entry, and a
 * view looks at each film about ten times.
 */
export const AT = {
  search: 2,
  year: 3,
  runtime: 4,
  rating: 5,
  releaseDay: 6,
  isSeries: 7,
  genres: 8,
  offers: 9,
} as const;

export interface EntryFilm {
  id: number;
  title: string;
  originalTitle: string | null;
  /** As far as they are known: see refresh/read-credits.ts. */
  directors?: readonly string[];
  year: number | null;
  runtime: number | null;
  /** 0 to 10. */
  rating: number | null;
  /** ISO 8601. */
  releaseDate: string | null;
  type: "movie" | "tv" | null;
  genres: readonly string[];
  /** By country. */
  offers: Readonly<Record<string, Offers>>;
}

export function makeEntry(film: EntryFilm): Entry {
  return [
    FORMAT,
    film.id,
    searchText(film.title, film.originalTitle, film.directors),
    film.year,
    film.runtime,
    film.rating === null ? null : Math.round(film.rating * 10),
    dayOf(film.releaseDate),
    film.type === "tv" ? 1 : 0,
    film.genres.slice(0, MOST_GENRES).map((genre) => {
      const code = GENRES.indexOf(genre);
      return code < 0 ? genre : code;
    }),
    Object.fromEntries(
      Object.entries(film.offers).map(([country, offers]) => [country, packOffers(offers)]),
    ),
  ];
}

/** Days since 1970; null if there is no date, or no valid one. */
function dayOf(date: string | null): number | null {
  const day = date === null ? NaN : Math.floor(Date.parse(date) / 86_400_000);
  return Number.isNaN(day) ? null : day;
}

export function genreName(genre: number | string): string {
  return typeof genre === "string" ? genre : (GENRES[genre] ?? "");
}

/**
 * A provider or brand, and the kinds in which it offers a film, are packed into one number: its number times 32, plus
 * one bit for each kind. Separate lists by kind would take half as long again to parse.
 */
const KIND_BITS = 5;

export function pack(number: number, kinds: number): number {
  return number * 2 ** KIND_BITS + kinds;
}

export function numberIn(packed: number): number {
  return Math.floor(packed / 2 ** KIND_BITS);
}

/** The bits of the kinds. */
export function kindsIn(packed: number): number {
  return packed & (2 ** KIND_BITS - 1);
}

export function bitOf(kind: OfferKind): number {
  return 1 << OFFER_KINDS.indexOf(kind);
}

export function bitsOf(kinds: readonly OfferKind[]): number {
  return kinds.reduce((bits, kind) => bits | bitOf(kind), 0);
}

/** By TMDB's ids of the providers. */
function packOffers(offers: Offers): number[] {
  const bits = new Map<number, number>();
  for (const kind of OFFER_KINDS) {
    for (const { id } of offers[kind]) bits.set(id, (bits.get(id) ?? 0) | bitOf(kind));
  }
  return [...bits]
    .toSorted(([a], [b]) => a - b)
    .slice(0, MOST_OFFERS)
    .map(([provider, kinds]) => pack(provider, kinds));
}
