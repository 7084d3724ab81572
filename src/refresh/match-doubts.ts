// What speaks against a match that title and year alone would settle: another film, at Letterboxd or on the list, has
// the same. Pure.

import type { FilmToLookUp } from "../d1/looked-up-films.ts";
import { COUNTED, SHARED } from "../d1/shared-titles.ts";
import { isByTitle, isSameKey, type Decision } from "../film.ts";
import { doubtWithoutYear } from "../tmdb/match.ts";

/** Letterboxd tells namesakes apart by their year, and those of one year by a counter: `circus-2024-1`. */
function hasCounter(slug: string | null): boolean {
  return slug !== null && /-(?:18|19|20|21)\d\d-\d{1,3}$/.test(slug);
}

/** Whether the title that the film is matched with does not stand: it is to be searched again. */
export function isToBeDecided(film: FilmToLookUp, thisYear: number): boolean {
  if (film.match === "pending") return true;
  if (!isByTitle(film.match)) return false;
  if (hasCounter(film.slug)) return true;
  if (film.match !== "only-title") return false;
  const [best] = film.candidates ?? [];
  return best !== undefined && doubtWithoutYear(best, thisYear) !== null;
}

/** Why what the search found is not certain, in words; null: it is. */
export function doubtOfList(film: FilmToLookUp, { key }: Decision): string | null {
  if (hasCounter(film.slug)) return COUNTED;
  const why = film.match === "unsure" ? film.matchWhy : null;
  if (why !== SHARED && why !== COUNTED) return null;
  const [claimed] = film.candidates ?? [];
  return claimed !== undefined && isSameKey(claimed.key, key) ? why : null;
}
