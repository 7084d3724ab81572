// The sentences about a film's match, and about what the owner decided.

import type { MatchedFilm } from "../../src/list/matched-film.ts";
import type { Doubt } from "../../src/list/match-counts.ts";
import type { TmdbKey } from "../../src/film.ts";

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

/** Whether the owner decided the match. */
export function isDecided({ match }: Pick<MatchedFilm, "match">): boolean {
  return match === "owner" || match === "not-on-tmdb";
}

export function tmdbAddress({ type, id }: TmdbKey): string {
  return `https://www.themoviedb.org/${type}/${id}`;
}

export function sameKey(a: TmdbKey | null, b: TmdbKey): boolean {
  return a?.type === b.type && a.id === b.id;
}

/** The state of a film's match, in a sentence or two. For a matched film, the reasons are given beside its title. */
export function matchWords(film: MatchedFilm): string {
  if (film.failureKind === "tmdb-title-gone") {
    return "TMDB no longer has the one you picked. Please pick another.";
  }
  switch (film.match) {
    case "pending":
      return "Being looked up.";
    case "exact":
      return "No doubt about this one.";
    case "near-year":
    case "only-title":
      return "Very likely this one.";
    case "film-page":
      return "Letterboxd’s own page for the film links to this one.";
    case "owner":
      return "You picked this one, so it stays.";
    case "not-on-tmdb":
      return "You said that TMDB doesn’t have it, so it isn’t looked up.";
    case "unsure":
    case "not-found":
      return `${typographic(film.why ?? DOUBT_WORDS[film.match])}.${filmPageWords(film)}`;
  }
}

/** For the list: whether the heading of the group and the label on the title already say the same. */
export function isSaidByHeading({ doubt, match }: MatchedFilm): boolean {
  return doubt === "likely" || (doubt === "decided" && match === "owner");
}

function filmPageWords({ match, filmPageAnswered }: MatchedFilm): string {
  if (!filmPageAnswered) return "";
  return match === "unsure"
    ? " Letterboxd’s own page doesn’t say which."
    : " Letterboxd’s own page doesn’t link to one either.";
}

/** Reasons stored by older versions have straight apostrophes. */
export function typographic(words: string): string {
  return words.replaceAll("'", "’");
}

/** What came of the owner's choice. */
export function choiceWords(film: MatchedFilm): string {
  const name = `“${nameOf(film)}”`;
  if (film.match === "not-on-tmdb") return `${name} is settled: TMDB doesn’t have it.`;
  if (film.match !== "owner" || film.key === null) {
    return `Your choice for ${name} has been undone. It’s being looked up again.`;
  }
  const next = film.checkedAt === null ? " Where to watch it is being looked up." : "";
  return `${name} is settled${pickedWords(film, film.key)}.${next}`;
}

/** Which title it is, unless its name already says so. */
function pickedWords(film: MatchedFilm, key: TmdbKey): string {
  const known = film.candidates.find((candidate) => sameKey(key, candidate.key));
  if (known === undefined) {
    return `: it’s number ${key.id} among TMDB’s ${key.type === "tv" ? "series" : "films"}`;
  }
  return nameOf(known) === nameOf(film) ? "" : `: it’s “${nameOf(known)}”`;
}
