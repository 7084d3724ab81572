// What the page New tells, day by day: what came, what left, what was added and is there already, what is coming. Pure.

import { isAddedLately, isComing, LATELY_DAYS, type Film } from "./filter.ts";
import { gatherArrivals, type LedgerRow } from "./gather-arrivals.ts";
import type { View } from "./view.ts";

/** Of each part of the page. */
const MOST_FILMS = 36;

/** What was seen on one day of the calendar. */
export interface NewsDay {
  /** Days since 1970. */
  day: number;
  films: Film[];
  /** So many films at once that they are one line: the brand's number, and how many. */
  many: { service: number; films: number }[];
}

export interface News {
  /** The newest day first. */
  came: NewsDay[];
  left: NewsDay[];
  /** Added lately, and on my services already: that is no arrival. The last added first. */
  added: Film[];
  /** The next day first; films of the same day and note stand together. */
  coming: Film[];
}

/** `now` in seconds since 1970; a day is one in this time zone. */
export function newsOf({ films, whole }: View, now: number, timeZone: string): News {
  const listed = whole.films.length;
  const isAdded = isAddedLately(now - LATELY_DAYS * 86_400);
  const isNext = isComing(Math.floor(now / 86_400));
  return {
    came: byDay(films, true, listed, timeZone),
    left: byDay(films, false, listed, timeZone),
    added: films
      .filter((film) => film.availability === "mine" && !film.movement?.came && isAdded(film))
      .toSorted((one, other) => (other.addedAt ?? 0) - (one.addedAt ?? 0) || one.id - other.id)
      .slice(0, MOST_FILMS),
    coming: films
      .filter(isNext)
      .toSorted((one, other) => compare(comingKey(one), comingKey(other)) || one.id - other.id)
      .slice(0, MOST_FILMS),
  };
}

function comingKey({ coming }: Film): string {
  return `${String(coming?.day ?? 0).padStart(6, "0")} ${coming?.note ?? ""}`;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

interface Moved extends LedgerRow {
  film: Film;
}

function byDay(films: readonly Film[], came: boolean, listed: number, timeZone: string): NewsDay[] {
  const moved = films
    .flatMap((film): Moved[] =>
      film.movement?.came === came
        ? [
            {
              filmId: film.id,
              country: "",
              brand: film.movement.service,
              came,
              at: film.movement.at,
              film,
            },
          ]
        : [],
    )
    .toSorted((one, other) => other.at - one.at);
  const days = new Map<number, NewsDay>();
  for (const { rows, isMany } of gatherArrivals(moved, listed).slice(0, MOST_FILMS)) {
    const [{ at, film, brand }] = rows;
    const number = dayIn(at, timeZone);
    const day = days.get(number) ?? { day: number, films: [], many: [] };
    days.set(number, day);
    if (isMany) day.many.push({ service: brand, films: rows.length });
    else day.films.push(film);
  }
  return [...days.values()];
}

let format: { timeZone: string; dates: Intl.DateTimeFormat } | undefined;

/** The day of the calendar in a time zone, in days since 1970. Making a formatter takes far longer than using it. */
function dayIn(at: number, timeZone: string): number {
  if (format?.timeZone !== timeZone) {
    const dates = new Intl.DateTimeFormat("en-CA", {
      timeZone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
    });
    format = { timeZone, dates };
  }
  return Date.parse(`${format.dates.format(at * 1000)}T00:00:00Z`) / 86_400_000;
}
