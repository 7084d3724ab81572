// The orders of a view, within each of its groups. Each starts from the list's own order and is stable, so that equal
// films stay in that order and pages are consistent. Pure.

import { AT } from "./entry.ts";
import { minutesOf, type Film } from "./filter.ts";
import { titlesIn } from "./fold.ts";
import type { Order } from "./query.ts";

/** `films` in the list's own order; `seed` is used for the random order only. */
export function inOrder(films: Film[], order: Order, seed: number): Film[] {
  switch (order) {
    case "added":
      return films;
    case "first-added":
      return films.toReversed();
    case "arrival":
      return by(films, ({ movement }) => (movement?.came ? -movement.at : null));
    case "coming":
      return by(films, ({ coming }) => coming?.day ?? null);
    case "title":
      return films
        .map((film) => ({ film, title: titlesIn(film.entry[AT.search]) }))
        .toSorted(compareTitles)
        .map(({ film }) => film);
    case "newest":
      return by(films, ({ entry }) => negative(entry[AT.year]));
    case "oldest":
      return by(films, ({ entry }) => entry[AT.year]);
    case "shortest":
      return by(films, minutesOf);
    case "longest":
      return by(films, (film) => negative(minutesOf(film)));
    case "rating":
      return by(films, ({ entry }) => negative(entry[AT.rating]));
    case "random":
      return shuffled(films, seed);
  }
}

/** The films that fit a search, those that fit best first. */
export function bestFirst(films: Film[], fitOf: (film: Film) => number): Film[] {
  return by(films, fitOf);
}

/** Smallest key first; null comes last. */
function by(films: Film[], keyOf: (film: Film) => number | null): Film[] {
  return films
    .map((film) => ({ film, key: keyOf(film) ?? Infinity }))
    .toSorted((a, b) => (a.key === b.key ? 0 : a.key - b.key))
    .map(({ film }) => film);
}

function negative(n: number | null): number | null {
  return n === null ? null : -n;
}

interface Titled {
  film: Film;
  title: string;
}

function compareTitles(a: Titled, b: Titled): number {
  if (a.title !== b.title) return a.title < b.title ? -1 : 1;
  return (a.film.entry[AT.year] ?? 0) - (b.film.entry[AT.year] ?? 0);
}

/** The order of two films depends only on the seed and on themselves, not on which other films there are. */
export function shuffled(films: readonly Film[], seed: number): Film[] {
  return films
    .map((film) => ({ film, key: hash(seed, film.id) }))
    .toSorted((a, b) => a.key - b.key || a.film.id - b.film.id)
    .map(({ film }) => film);
}

/** The last steps of MurmurHash3, which mix every bit into every other. */
function hash(seed: number, id: number): number {
  let h = Math.imul(id, 0x9e3779b1) ^ Math.imul(seed + 1, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
