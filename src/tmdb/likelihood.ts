// How likely is it that a candidate is the film? The odds are multiplied: how often title, year and kind differ
// in this way, and how well known the candidate is. The odds of years and kinds were counted over 18,000 and
// 12,000 films whose TMDB number is known; those of titles are a judgement. match.ts decides what is enough. Pure.

import type { Candidate } from "../film.ts";
import { foldTitle, normaliseTitle } from "./normalise-title.ts";

/** What is known of a film before it is looked up. */
export interface WantedFilm {
  title: string;
  year: number | null;
}

/** Letterboxd shows TMDB's title, rarely the original one. */
const TITLE_ODDS = { same: 100, alike: 30, original: 1, other: 0 };
type TitleFit = keyof typeof TITLE_ODDS;

/** In a thousand films. Letterboxd goes by the first showing, TMDB by the first in cinemas, which is later if it
 * differs. `far` is the odds of any one year. */
const YEAR_ODDS = {
  same: 945,
  later: 48,
  twoLater: 2.5,
  earlier: 1.4,
  unknown: 1,
  far: 0.03,
  any: 1000,
};
type YearFit = keyof typeof YEAR_ODDS;

/** Of a hundred films on Letterboxd's lists, TMDB has three as television. */
const TYPE_ODDS = { movie: 97, tv: 3 };

export interface Ranked {
  candidate: Candidate;
  title: TitleFit;
  year: YearFit;
  odds: number;
}

/** Without any votes the odds would be zero, yet it may be the film. */
const VOTES_OF_THE_UNKNOWN = 1;

export function rank(film: WantedFilm, candidate: Candidate): Ranked {
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
    case 2:
      return "twoLater";
    case -1:
      return "earlier";
    default:
      return "far";
  }
}

/** In words for the owner, who sees the year and the kind next to it. */
export function reason({ title, year }: Pick<Ranked, "title" | "year">): string {
  const titles = {
    same: "Same title",
    alike: "Same title, spelt differently",
    original: "Same original title",
    other: "Another title",
  };
  const years = {
    same: "same year",
    later: "a year later",
    twoLater: "two years later",
    earlier: "a year earlier",
    unknown: "year unknown",
    far: "another year",
    any: "your list has no year",
  };
  return `${titles[title]}, ${years[year]}`;
}
