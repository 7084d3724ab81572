// When have we read enough of a watchlist to know all of it? Letterboxd lists newest first: what was added
// since, also a film taken off and put back, stands on top, the old films below it in their stored order.
// So a few pages can prove the rest. Pure: asks nobody, and knows neither pages nor tables.

/** A film of a page that was read, with its row's number. */
export interface ReadFilm {
  id: number;
  slug: string;
  lid: string | null;
  title: string;
  year: number | null;
  uid: string | null;
}

/** So many films at the end of what was read must be known ones in stored order. */
export const KNOWN_RUN = 10;

export interface Reading {
  /** The places, in the stored list, of the films read so far, top down; null: not in the stored list. */
  places: readonly (number | null)[];
  /** The length of the list as Letterboxd states it. */
  total: number;
  /** How many films of the stored list stand below a place. */
  countBelow: (place: number) => number;
}

/**
 * Whether the films read, followed by the stored films below the last of them that were not read, are the
 * list. Exact as long as fewer than ten films were put back between two readings: then one of the last ten
 * read was not, so below it stand only films of the stored list, in its order, and the number
 * says that none of them is missing.
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
 * Gives every film read its place, greater is newer. A film keeps the stored place as long as the order
 * allows it, so that a film added on top changes no other row.
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
