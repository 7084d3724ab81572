// The list's own face: how many films of each decade, genre and length, since when they have been waiting, and how many
// of each I have. Every group is a view of its own, so each comes with what makes a query show it. Pure.

import { AT, genreName } from "./entry.ts";
import { minutesOf, type Film } from "./filter.ts";
import { MINUTES } from "./counts.ts";
import type { Query } from "./query.ts";

/** TMDB has 27, but a service in between may name as many as it likes. */
export const GENRES_LISTED = 40;

/** The films of one decade, or of one genre, … */
export interface Group<Key> {
  key: Key;
  films: number;
  /** Of them, those that I have. */
  mine: number;
  /** What has to be asked for, to see them. */
  only: Partial<Query>;
}

export interface ListFace {
  /** By the decade's first year, the latest first. */
  decades: Group<number>[];
  /** Those with most films first, at most `GENRES_LISTED`. A film counts in each of its genres. */
  genres: Group<string>[];
  /** By the most minutes: each includes the one before. Series have no length. */
  lengths: Group<number>[];
  /** By the year in which they were added, the earliest first. */
  waiting: Group<number>[];
  /** Films that were on the list when it was first read, without a date. */
  withoutDate: number;
}

/** `has`: the ids of the films that I have. */
export function faceOf(films: readonly Film[], has: ReadonlySet<number>): ListFace {
  const decades = new Tally<number>();
  const genres = new Tally<number | string>();
  const lengths = new Tally<number>();
  const waiting = new Tally<number>();
  const yearOf = yearsOf();
  let withoutDate = 0;
  for (const film of films) {
    const { entry, addedAt } = film;
    const isMine = has.has(film.id);
    const year = entry[AT.year];
    if (year !== null) decades.add(Math.floor(year / 10) * 10, isMine);
    for (const genre of entry[AT.genres]) genres.add(genre, isMine);
    const minutes = minutesOf(film);
    for (const limit of MINUTES)
      if (minutes !== null && minutes <= limit) lengths.add(limit, isMine);
    if (addedAt === null) withoutDate += 1;
    else waiting.add(yearOf(addedAt), isMine);
  }
  return {
    decades: decades.groups((decade) => ({ decade })).toSorted((a, b) => b.key - a.key),
    genres: genres
      .groups((code) => ({ genres: [genreName(code)] }))
      .map(({ key, films: n, mine, only }) => ({ key: genreName(key), films: n, mine, only }))
      .toSorted((a, b) => b.films - a.films || (a.key < b.key ? -1 : 1))
      .slice(0, GENRES_LISTED),
    lengths: lengths.groups((minutes) => ({ minutes })).toSorted((a, b) => a.key - b.key),
    waiting: waiting.groups((since) => ({ since })).toSorted((a, b) => a.key - b.key),
    withoutDate,
  };
}

class Tally<Key> {
  readonly #counts = new Map<Key, { films: number; mine: number }>();

  add(key: Key, isMine: boolean): void {
    let count = this.#counts.get(key);
    if (count === undefined) this.#counts.set(key, (count = { films: 0, mine: 0 }));
    count.films += 1;
    if (isMine) count.mine += 1;
  }

  groups(only: (key: Key) => Partial<Query>): Group<Key>[] {
    return [...this.#counts].map(([key, { films, mine }]) => ({
      key,
      films,
      mine,
      only: only(key),
    }));
  }
}

/** The UTC year of a moment in seconds since 1970. Most films were added in a year that was met before. */
function yearsOf(): (at: number) => number {
  const days = new Map<number, number>();
  return (at) => {
    const day = Math.floor(at / 86_400);
    let year = days.get(day);
    if (year === undefined) days.set(day, (year = new Date(at * 1000).getUTCFullYear()));
    return year;
  };
}
