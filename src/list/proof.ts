// When have we read enough of a watchlist to know all of it? Letterboxd lists the newest films first: additions since
// the last reading, including films taken off and put back, are at the top, and the old films follow in their stored
// order. So a few pages can prove the rest. Pure.

/** A film read from a page, with the id of its row. */
export interface ReadFilm {
  id: number;
  slug: string;
  lid: string | null;
  title: string;
  year: number | null;
  uid: string | null;
}

/** This many films at the end of what was read must be known ones, in stored order. */
export const KNOWN_RUN = 10;

export interface Reading {
  /** The stored places of the films read so far, from the top down; null: not on the stored list. */
  places: readonly (number | null)[];
  /** The length of the list, as Letterboxd states it. */
  total: number;
  /** How many films of the stored list are below a place. */
  countBelow: (place: number) => number;
}

/**
 * Whether the films read, followed by the unread stored films below the last of them, make up the list. This is exact
 * as long as fewer than ten films were put back between two readings: then at least one of the last ten films read
 * was not put back, so below it there are only films of the stored list, in stored order, and the count shows that
 * none is missing.
 */
export function provesTheRest({ places, total, countBelow }: Reading): boolean {
  const tail = places.slice(-KNOWN_RUN);
  const last = tail.at(-1);
  if (tail.length < KNOWN_RUN || last === null || last === undefined) return false;
  for (let i = 1; i < tail.length; i++) {
    const above = tail[i - 1] ?? null;
    const below = tail[i] ?? null;
    if (above === null || below === null || below >= above) return false;
  }
  const readBelow = places.filter((place) => place !== null && place < last).length;
  return total - places.length === countBelow(last) - readBelow;
}

/**
 * Whether the films read are those at the top of the stored list, in the same order, and the list is as long as it
 * was.
 */
export function isStoredStart({ places, total, countBelow }: Reading): boolean {
  const last = places.at(-1) ?? null;
  if (last === null) return false;
  let above = Infinity;
  for (const place of places) {
    if (place === null || place >= above) return false;
    above = place;
  }
  return total - places.length === countBelow(last);
}

/**
 * Gives each film read its place; greater is newer. `stored` goes from the top down; null: not on the list. A film
 * keeps its stored place if the order allows it, so that adding a film at the top changes no other row.
 */
export function placesFor(stored: readonly (number | null)[]): number[] {
  const places: number[] = Array.from({ length: stored.length }, () => 0);
  let below = 0;
  for (let i = stored.length - 1; i >= 0; i--) {
    const kept = stored[i] ?? null;
    below = kept !== null && kept > below ? kept : below + 1;
    places[i] = below;
  }
  return places;
}
