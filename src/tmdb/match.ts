// Which title of TMDB is this film? Every candidate gets odds, the product of what was counted over some
// 18,000 films: how often do title, year and kind differ so, and how well known is it? The best is taken if it
// is far likelier than the next. In doubt it is not taken: a wrong film is worse than none.

import { type Result, done } from "../failure.ts";
import type { Candidate, Decision, Match } from "../film.ts";
import type { Tmdb } from "../outside.ts";
import { foldTitle, normaliseTitle } from "./normalise-title.ts";

/** What is known of a film before it is looked up. */
export interface WantedFilm {
  title: string;
  year: number | null;
}

/** So many times likelier than the next must the best be. */
const CLEAR_LEAD = 100;

/** With so many votes an entry is the one people speak of, and the search need go no further. */
const SERIOUS_VOTES = 50;

/** An entry without votes is still somebody's film. */
const VOTES_OF_THE_UNKNOWN = 2;

const MOST_CANDIDATES = 5;

/** Letterboxd shows TMDB's title, and seldom the original one. */
const TITLE_ODDS = { same: 100, alike: 30, original: 1, other: 0 };
type TitleFit = keyof typeof TITLE_ODDS;

/** Letterboxd counts the first showing, TMDB the first in cinemas: that is later, if it differs. */
const YEAR_ODDS = { same: 945, later: 48, earlier: 2, unknown: 1, far: 0, any: 1000 };
type YearFit = keyof typeof YEAR_ODDS;

/** Of a hundred films on Letterboxd's lists, three are television on TMDB. */
const TYPE_ODDS = { movie: 97, tv: 3 };

interface Ranked {
  candidate: Candidate;
  title: TitleFit;
  year: YearFit;
  odds: number;
}

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
    if (isOfSeriousEntry(decision)) return done(decision);
  }
  const television = await tmdb.searchTelevision(film.title, film.year);
  if (!television.ok) return television;
  return done(decide(film, films, television.value));
}

/** An entry with few votes may be a namesake of something that the next search finds. */
function isOfSeriousEntry(decision: Decision): boolean {
  return decision.key !== null && (decision.candidates[0]?.votes ?? 0) >= SERIOUS_VOTES;
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
  const candidates = ranked
    .slice(0, MOST_CANDIDATES)
    .map((one) => ({ ...one.candidate, why: reason(one, film) }));

  const [best, next] = ranked;
  if (best === undefined) {
    return {
      match: "not-found",
      key: null,
      why: "TMDB's search finds nothing like it",
      candidates,
    };
  }
  const doubt = doubtOf(film, best, next);
  if (doubt !== null) return { match: "unsure", key: null, why: doubt, candidates };
  return { match: certainty(best), key: best.candidate.key, why: reason(best, film), candidates };
}

function rank(film: WantedFilm, candidate: Candidate): Ranked {
  const title = titleFit(film.title, candidate);
  const year = yearFit(film.year, candidate.year);
  const fame = candidate.votes + VOTES_OF_THE_UNKNOWN;
  const odds = TITLE_ODDS[title] * YEAR_ODDS[year] * TYPE_ODDS[candidate.key.type] * fame;
  return { candidate, title, year, odds };
}

function titleFit(title: string, { title: theirs, originalTitle }: Candidate): TitleFit {
  if (foldTitle(theirs) === foldTitle(title)) return "same";
  const normalised = normaliseTitle(title);
  if (normaliseTitle(theirs) === normalised) return "alike";
  return normaliseTitle(originalTitle) === normalised ? "original" : "other";
}

function yearFit(year: number | null, theirs: number | null): YearFit {
  if (year === null) return "any";
  if (theirs === null) return "unknown";
  switch (theirs - year) {
    case 0:
      return "same";
    case 1:
      return "later";
    case -1:
      return "earlier";
    default:
      return "far";
  }
}

/** The owner is shown namesakes of any year, and what the search finds of that year under another title. */
function isWorthShowing({ title, year }: Ranked): boolean {
  return title !== "other" || (year !== "far" && year !== "unknown");
}

/** Why the best is not certain enough, in words; null: it is. */
function doubtOf(film: WantedFilm, best: Ranked, next: Ranked | undefined): string | null {
  if (best.title === "other") return "TMDB finds it only under another title";
  if (best.year === "far") return "TMDB has this title only in another year";
  if (best.year === "unknown") return "TMDB has this title without a date";
  if (best.title === "original" && best.year !== "same") {
    return "It is only the original title of something one year off";
  }
  // Without a year fame says nothing: it is the film that nobody has seen yet which has none.
  const lead = film.year === null ? Number.POSITIVE_INFINITY : CLEAR_LEAD;
  if (next !== undefined && next.odds > 0 && !(best.odds >= lead * next.odds)) {
    return "More than one title of TMDB may be meant";
  }
  return null;
}

function certainty({ year }: Ranked): Match {
  if (year === "any") return "only-title";
  return year === "same" ? "exact" : "near-year";
}

function reason({ candidate, title, year }: Ranked, film: WantedFilm): string {
  const titles = {
    same: "Same title",
    alike: "Same title but for accents and signs",
    original: "Same original title",
    other: "Found under another title",
  };
  const years = {
    same: "same year",
    later: `one year later (${candidate.year})`,
    earlier: `one year earlier (${candidate.year})`,
    unknown: "no date on TMDB",
    far: `but of ${candidate.year}, not ${film.year}`,
    any: "no year on Letterboxd",
  };
  const type = candidate.key.type === "tv" ? "; television" : "";
  return `${titles[title]}, ${years[year]}${type}`;
}
