// Which of TMDB's titles is this film? Searches with as few requests as possible, and takes the likeliest
// candidate if it is far likelier than the next. In doubt it takes none: a wrong film is worse. Measured by
// test/bench/match.ts; do not change a number here or in likelihood.ts without it.

import { type Result, done } from "../failure.ts";
import type { Candidate, Decision, Match } from "../film.ts";
import type { Tmdb } from "../ports.ts";
import { type Ranked, type WantedFilm, rank, reason } from "./likelihood.ts";

/** How many times likelier than the next the best has to be. About 2 films in 100 have a namesake of their year,
 * so this alone keeps wrong matches below 1 in 2,000. */
const CLEAR_LEAD = 50;

/** With this many votes an entry is the one that people talk about, and the search need go no further. */
const SERIOUS_VOTES = 50;

const MOST_CANDIDATES = 5;

const MORE_THAN_ONE = "More than one of these could be it";

/** What decides only about a film without a year: such a film is new, and only its title tells it from others. */
interface Circumstances {
  /** null: not known, so that whatever has a date may be old. */
  thisYear?: number | null;
  /** TMDB has found more than it named. */
  more?: boolean;
}

/**
 * Searches until it is clear which film it is, in one to three requests: films of its year; films of any year,
 * which finds a namesake a year off or a film that TMDB dates later; television. Fails as the searches do.
 */
export async function findMatch(
  tmdb: Pick<Tmdb, "searchFilms" | "searchTelevision">,
  film: WantedFilm,
  thisYear: number | null = null,
): Promise<Result<Decision>> {
  const films: Candidate[] = [];
  let more = false;
  for (const year of film.year === null ? [null] : [film.year, null]) {
    const found = await tmdb.searchFilms(film.title, year);
    if (!found.ok) return found;
    films.push(...found.value.filter(({ key }) => !films.some((known) => known.key.id === key.id)));
    more ||= found.more === true;
    const decision = decide(film, films, null, { thisYear, more });
    if (isSettled(decision)) return done(decision);
  }
  const television = await tmdb.searchTelevision(film.title, film.year);
  if (!television.ok) return television;
  more ||= television.more === true;
  return done(decide(film, films, television.value, { thisYear, more }));
}

/** An entry with few votes may be a namesake of what the next search finds, and one a year off that of a series. */
function isSettled({ match, candidates: [best] }: Decision): boolean {
  const isSure = match === "exact" || match === "only-title";
  return isSure && best !== undefined && best.votes >= SERIOUS_VOTES;
}

/** Pure. `television` is null if it was not searched. */
export function decide(
  film: WantedFilm,
  films: readonly Candidate[],
  television: readonly Candidate[] | null,
  circumstances: Circumstances = {},
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
  const doubt = doubtOf([best, next], ranked, circumstances);
  if (doubt !== null) return { match: "unsure", key: null, why: doubt, candidates };
  return { match: certainty(best), key: best.candidate.key, why: reason(best), candidates };
}

/** The owner is shown namesakes of any year, and films of about that year under another title. */
function isWorthShowing({ title, year }: Ranked): boolean {
  return title !== "other" || year === "same" || year === "later" || year === "earlier";
}

/** Says in words why the best is not certain enough; null: it is. */
function doubtOf(
  [best, next]: [Ranked, Ranked | undefined],
  all: Ranked[],
  circumstances: Circumstances,
): string | null {
  if (best.title === "other") return "TMDB has nothing with this title; these come closest";
  switch (best.year) {
    case "unknown":
      return "TMDB has the title, but doesn’t say from which year";
    case "far":
    case "twoLater":
      return "TMDB has the title, but from another year";
    case "later":
    case "earlier":
      if (best.title === "original")
        return "Only a film of the year before or after has this as its original title";
      if (!isSerious(best)) return "The year is one off, and it is little known";
      // However little known it is, there is one with this title and of this year.
      if (all.some(({ title, year }) => title !== "other" && year === "same")) return MORE_THAN_ONE;
      break;
    case "same":
      if (!isSerious(best) && all.some(isKnownByAnotherTitle)) {
        return "The one with this title is little known; a better known film of that year may be meant";
      }
      break;
    case "any":
      if (next !== undefined && next.odds > 0) return MORE_THAN_ONE;
      if (circumstances.more === true) return "TMDB finds more with this title than it names";
      return doubtWithoutYear(best.candidate, circumstances.thisYear ?? null);
  }
  return next !== undefined && best.odds < CLEAR_LEAD * next.odds ? MORE_THAN_ONE : null;
}

/**
 * A film without a year is one that nobody has seen yet. If TMDB has no date for the only one of its title either,
 * fame means nothing; one with a date has to be new, and so well known that it is the one.
 */
export function doubtWithoutYear(
  { year, votes }: Pick<Candidate, "year" | "votes">,
  thisYear: number | null,
): string | null {
  if (year === null) return null;
  if (thisYear === null || year < thisYear - 1) {
    return "Your list has no year, and the one with this title was released long ago";
  }
  if (votes < SERIOUS_VOTES)
    return "Your list has no year, and the one with this title is little known";
  return null;
}

/** If TMDB has another title for the film, whatever has this one is only a namesake. */
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
