// What is said of a film's match, and of what the owner decided about it.

import type { MatchedFilm } from "../src/d1/matches.ts";
import type { Doubt } from "../src/doubts.ts";
import type { TmdbKey } from "../src/film.ts";

export const DOUBT_WORDS: Record<Doubt, string> = {
  gone: "Gone from TMDB",
  unsure: "Not sure",
  "not-found": "Not found",
  likely: "Probably right",
  decided: "Your choices",
};

export const TYPE_WORDS: Record<TmdbKey["type"], string> = { movie: "Film", tv: "Television" };

export function nameOf({ title, year }: { title: string; year: number | null }): string {
  return year === null ? title : `${title} (${year})`;
}

/** By the owner. */
export function isDecided({ match }: Pick<MatchedFilm, "match">): boolean {
  return match === "owner" || match === "not-on-tmdb";
}

export function tmdbAddress({ type, id }: TmdbKey): string {
  return `https://www.themoviedb.org/${type}/${id}`;
}

export function sameKey(a: TmdbKey | null, b: TmdbKey): boolean {
  return a?.type === b.type && a.id === b.id;
}

/** How it stands with the film, in a sentence or two. */
export function matchWords(film: MatchedFilm): string {
  const why = film.why === null ? "" : `: ${lower(film.why)}`;
  if (film.failureKind === "tmdb-title-gone") {
    return "TMDB no longer has the title that you picked. Pick another one.";
  }
  switch (film.match) {
    case "pending":
      return "Being looked up.";
    case "exact":
      return `Matched with certainty${why}.`;
    case "near-year":
    case "only-title":
      return `Probably right${why}.`;
    case "film-page":
      return `Matched with certainty${why}.`;
    case "owner":
      return "You picked this one; it is kept until you undo it.";
    case "not-on-tmdb":
      return "You said that TMDB does not have it. It is not looked up until you undo that.";
    case "unsure":
      return `Not sure${why}.${filmPageWords(film)}`;
    case "not-found":
      return `Not found${why}.${filmPageWords(film)}`;
  }
}

function filmPageWords({ filmPageAnswered }: MatchedFilm): string {
  return filmPageAnswered ? " Letterboxd’s own page of it does not settle it either." : "";
}

/** What came of the owner's choice. */
export function choiceWords(film: MatchedFilm): string {
  const name = `“${nameOf(film)}”`;
  if (film.match === "not-on-tmdb") {
    return `${name} is marked as not on TMDB. It is not looked up any more.`;
  }
  if (film.match !== "owner" || film.key === null) {
    return `Your choice for ${name} is undone: it is matched by itself again.`;
  }
  const { key } = film;
  const known = film.candidates.find((candidate) => sameKey(key, candidate.key));
  const number = `TMDB’s ${TYPE_WORDS[key.type].toLowerCase()} ${key.id}`;
  const title = known === undefined ? number : `“${nameOf(known)}”, ${number}`;
  return film.checkedAt === null
    ? `${name} is now ${title}, and is being looked up.`
    : `${name} is ${title}, by your choice now.`;
}

function lower(words: string): string {
  return /^[A-Z][a-z]/.test(words) && !/^(TMDB|Letterboxd)/.test(words)
    ? words.charAt(0).toLowerCase() + words.slice(1)
    : words;
}
