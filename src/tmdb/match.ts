// Which title of TMDB is this film? Searches with as few requests as may do, and takes the likeliest candidate
// if it is far likelier than the next. In doubt it takes none: a wrong film is worse. Measured by
// test/bench/match.ts; change no number here or in likelihood.ts without it.

import { type Result, done } from "../failure.ts";
import type { Candidate, Decision, Match } from "../film.ts";
import type { Tmdb } from "../ports.ts";
import { type Ranked, type WantedFilm, rank, reason } from "./likelihood.ts";

/** So many times likelier than the next must the best be. Some 2 films in 100 have a namesake of their year, so
 * this alone keeps the wrong ones below 1 in 2,000. */
const CLEAR_LEAD = 50;

/** With so many votes an entry is the one people speak of, and the search need go no further. */
const SERIOUS_VOTES = 50;

const MOST_CANDIDATES = 5;

const MORE_THAN_ONE = "More than one of these could be it";

/**
 * Searches until the film is clear, in one to three requests: the films of its year; films of any year, where
 * a namesake one year off or a film that TMDB dates later shows; television. Fails as the searches do.
 */
export async function findMatch(
  tmdb: Pick<Tmdb, "searchFilms" | "searchTelevision">,
  film: WantedFilm,
): Promise<Result<Decision>> {
  const films: Candidate[] = [];
  for (const year of film.year === null ? [null] : [film.year, null]) {
    const found = await tmdb.searchFilms(film.title, year);
    if (!found.ok) return found;
    films.push(...found.value.filter(({ key }) => !films.some((known) => known.key.id === key.id)));
    const decision = decide(film, films, null);
    if (isSettled(decision)) return done(decision);
  }
  const television = await tmdb.searchTelevision(film.title, film.year);
  if (!television.ok) return television;
  return done(decide(film, films, television.value));
}

/** An entry with few votes may be a namesake of what the next search finds; one a year off, of a series. */
function isSettled({ match, candidates: [best] }: Decision): boolean {
  const isSure = match === "exact" || match === "only-title";
  return isSure && best !== undefined && best.votes >= SERIOUS_VOTES;
}

/** Pure. `television` is null where it was not asked. */
export function decide(
  film: WantedFilm,
  films: readonly Candidate[],
  television: readonly Candidate[] | null,
): Decision {
  const ranked = [...films, ...(television ?? [])]
    .map((candidate) => rank(film, candidate))
    .filter(isWorthShowing)
    .toSorted((a, b) => b.odds - a.odds || b.candidate.votes - a.candidate.votes);
  const candidates = ranked.slice(0, MOST_CANDIDATES).map(explained);

  const [best, next] = ranked;
  if (best === undefined) {
    return {
      match: "not-found",
      key: null,
      why: "TMDB has nothing like it",
      candidates,
    };
  }
  const doubt = doubtOf([best, next], ranked);
  if (doubt !== null) return { match: "unsure", key: null, why: doubt, candidates };
  return { match: certainty(best), key: best.candidate.key, why: reason(best), candidates };
}

/** The owner is shown namesakes of any year, and what the search finds of that year under another title. */
function isWorthShowing({ title, year }: Ranked): boolean {
  return title !== "other" || year === "same" || year === "later" || year === "earlier";
}

/** Why the best is not certain enough, in words; null: it is. */
function doubtOf([best, next]: [Ranked, Ranked | undefined], all: Ranked[]): string | null {
  if (best.title === "other") return "TMDB has nothing of this title; these come closest";
  switch (best.year) {
    case "unknown":
      return "TMDB has the title, but does not say of which year";
    case "far":
    case "twoLater":
      return "TMDB has the title, but of another year";
    case "later":
    case "earlier":
      if (best.title === "original")
        return "Only a film of the year before or after has this as its original title";
      if (!isSerious(best)) return "The year is one off, and it is little known";
      // However much less known: there it is, with this title and of this year.
      if (all.some(({ title, year }) => title !== "other" && year === "same")) return MORE_THAN_ONE;
      break;
    case "same":
      if (!isSerious(best) && all.some(isKnownByAnotherTitle)) {
        return "The one of this title is little known; a better known film of that year may be meant";
      }
      break;
    case "any":
      // Fame says nothing here: a film without a year is one that nobody has seen yet.
      return next !== undefined && next.odds > 0 ? MORE_THAN_ONE : null;
  }
  return next !== undefined && best.odds < CLEAR_LEAD * next.odds ? MORE_THAN_ONE : null;
}

/** Where TMDB titles a film otherwise, all that has its title is a namesake. */
function isKnownByAnotherTitle(one: Ranked): boolean {
  return one.title === "other" && one.year === "same" && isSerious(one);
}

function isSerious({ candidate }: Ranked): boolean {
  return candidate.votes >= SERIOUS_VOTES;
}

function certainty({ year }: Ranked): Match {
  if (year === "any") return "only-title";
  return year === "same" ? "exact" : "near-year";
}

function explained(one: Ranked): Candidate {
  return { ...one.candidate, why: reason(one) };
}
