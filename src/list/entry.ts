// A film as the snapshot holds it: one JSON array of some 100 bytes, each field at its place, with what a view
// filters, orders and counts by, and nothing else. Made when a film is looked up; d1/entry-sql.ts makes the same
// of the row's columns where one is missing. As objects these would take twice as long to parse.

import { OFFER_KINDS, type OfferKind, type Offers } from "../film.ts";
import { GENRES } from "../tmdb/genres.ts";
import { searchText } from "./fold.ts";

/** Count it up whenever an entry, or a part of the snapshot, is made in another way: all of them are then made anew. */
export const FORMAT = 1;

/** Longest lengths: with them an entry stays under 4 kB, even in six countries. */
export const MOST_GENRES = 12;
export const MOST_OFFERS = 100;

export type Entry = [
  format: number,
  id: number,
  /** See `searchText`. */
  search: string,
  year: number | null,
  /** Minutes; of a series, an episode's. */
  runtime: number | null,
  /** In tenths; null without votes. */
  rating: number | null,
  /** Days since 1970. */
  releaseDay: number | null,
  isSeries: 0 | 1,
  /** Places in `GENRES`; a genre that is not there by its name. */
  genres: (number | string)[],
  /** By country, packed; one that is missing is not known yet. */
  offers: Record<string, number[]>,
];

/**
 * The places of the fields that views look at. To take one by its place costs a fifth of what it costs to take the
 * entry apart, and a view looks at each film some ten times.
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
    searchText(film.title, film.originalTitle),
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

/** Days since 1970; null where the date is none. */
function dayOf(date: string | null): number | null {
  const day = date === null ? NaN : Math.floor(Date.parse(date) / 86_400_000);
  return Number.isNaN(day) ? null : day;
}

export function genreName(genre: number | string): string {
  return typeof genre === "string" ? genre : (GENRES[genre] ?? "");
}

/**
 * Somebody who offers a film, and the kinds in which they do, are one number: theirs times 32, and a bit for each kind.
 * Lists by kind would take half as long again to parse.
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

/** By the providers' numbers at TMDB. */
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
