// What a film's card says of the key that the films are ordered by, where the card does not show it anyway.

import type { Order } from "../../src/list/query.ts";
import type { ShownFilm } from "../../src/list/shown-film.ts";
import { dayWords } from "./coming-words.ts";

/** `now` in seconds since 1970. null: the card shows it anyway, or there is nothing to say. */
export function orderKey(film: ShownFilm, order: Order, now: number): string | null {
  switch (order) {
    case "added":
    case "first-added":
      return film.addedAt === null ? null : `Added ${dateWords(film.addedAt, now)}`;
    case "arrival":
      return film.movement?.came ? `Came ${dateWords(film.movement.at, now)}` : null;
    case "coming":
      return film.comingDay === null ? null : `Out ${dayWords(film.comingDay, now)}`;
    case "rating":
      return film.rating ? `★ ${film.rating.toFixed(1)}` : "Not rated";
    case "shortest":
    case "longest":
      return film.runtime || film.isSeries ? null : "Length unknown";
    case "newest":
    case "oldest":
      return film.year === null ? "Year unknown" : null;
    case "title":
    case "random":
      return null;
  }
}

function dateWords(at: number, now: number): string {
  return dayWords(Math.floor(at / 86_400), now);
}
