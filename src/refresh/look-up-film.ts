// One film at TMDB: which title it is, its details, and where it can be watched. Writes nothing.

import type { FilmToLookUp, FoundFilm } from "../d1/looked-up-films.ts";
import { done, failed, type Result } from "../failure.ts";
import {
  isByTitle,
  isSameKey,
  WATCH_KINDS,
  type Decision,
  type DigitalRelease,
  type Offers,
  type TmdbFilm,
  type TmdbKey,
} from "../film.ts";
import { findMatch } from "../tmdb/match.ts";
import type { AppContext } from "../context.ts";
import { compareOffers, type Household } from "../list/ledger.ts";
import { doubtOfList, isToBeDecided } from "./match-doubts.ts";

/** What all films of a look-up share. */
export interface LookUpScope {
  /** The configured ones first; then those whose offers are still kept. */
  countries: string[];
  /** By country: what is mine there. null: what came is shown, but is not to be told. */
  households: ReadonlyMap<string, Household | null>;
  /** When the last refresh began that looked at all listed films, in seconds since 1970; null: none has. */
  wholeAt: number | null;
  /** Seconds since 1970. */
  now: number;
}

export async function lookUpFilm(
  context: AppContext,
  film: FilmToLookUp,
  scope: LookUpScope,
): Promise<Result<FoundFilm>> {
  const thisYear = new Date(context.now()).getUTCFullYear();
  const stored = keyOf(film);
  const known = isToBeDecided(film, thisYear) ? null : stored;
  if (known) {
    const tmdb = await context.tmdb.readFilm(known, scope.countries, {
      withReleases: streamsNowhere(film, scope),
    });
    if (!tmdb.ok) return tmdb;
    if (tmdb.value) return done(foundAs(film, knownDecision(film, known), tmdb.value, scope));
    if (film.match === "owner") {
      return failed("tmdb-title-gone", `TMDB has no ${known.type} ${known.id} any more.`);
    }
    context.log("tmdb-title-gone", { film: film.id, type: known.type, tmdb: known.id });
  }
  const search = await findMatch(context.tmdb, film, thisYear);
  if (!search.ok) return search;
  const decision = withDoubtOfList(film, search.value);
  const { key } = decision;
  const tmdb = key ? await context.tmdb.readFilm(key, scope.countries) : done(null);
  if (!tmdb.ok) return tmdb;
  const settled = key && !tmdb.value ? withoutKey(decision) : decision;
  // One that died was most likely merged into what is found now: that is the same title.
  const isAnother = known === null && stored !== null && key !== null && !isSameKey(stored, key);
  const before = isAnother ? { ...film, countries: null } : film;
  const found = foundAs(before, settled, tmdb.value, scope);
  return done({ ...found, was: film, keyDied: known !== null, isAnother });
}

function withDoubtOfList(film: FilmToLookUp, decision: Decision): Decision {
  const doubt = isByTitle(decision.match) ? doubtOfList(film, decision) : null;
  return doubt === null ? decision : { ...decision, match: "unsure", key: null, why: doubt };
}

/** For a title that TMDB's search still finds, although TMDB no longer has its details. */
function withoutKey({ candidates }: Decision): Decision {
  const why = "TMDB still finds it, but its page there is gone";
  return { match: "unsure", key: null, why, candidates };
}

export function keyOf(film: Pick<FilmToLookUp, "tmdbType" | "tmdbId">): TmdbKey | null {
  return film.tmdbType && film.tmdbId ? { type: film.tmdbType, id: film.tmdbId } : null;
}

function knownDecision(film: FilmToLookUp, key: TmdbKey): Decision {
  return { match: film.match, key, why: film.matchWhy ?? "", candidates: film.candidates ?? [] };
}

function foundAs(
  film: FilmToLookUp,
  decision: Decision,
  tmdb: TmdbFilm | null,
  scope: LookUpScope,
): FoundFilm {
  const { countries } = scope;
  const before = film.countries ?? {};
  const earlier = isFirstLook(film, scope) ? {} : before;
  const answers = Object.entries(tmdb?.countries ?? {}).map(([country, answer]) => {
    const { households, now } = scope;
    const household = households.get(country) ?? null;
    const { offers } = answer;
    const looked = { country, before: earlier[country], after: offers, household, now };
    return { country, answer, compared: compareOffers(looked) };
  });
  const news = answers.map(({ country, answer, compared: { away } }) => {
    const coming = comingIn(tmdb, country, scope.now);
    return [
      country,
      { ...answer, ...(coming && { coming }), ...(away.length > 0 && { away }) },
    ] as const;
  });
  // A country that is missing in this answer keeps its stored offers.
  const kept = Object.entries(before).filter(([country]) => countries.includes(country));
  return {
    id: film.id,
    was: film,
    match: decision.match,
    matchWhy: decision.why,
    key: decision.key,
    candidates: decision.candidates,
    tmdb: tmdb && { ...tmdb, countries: Object.fromEntries([...kept, ...news]) },
    arrivals: answers.flatMap(({ compared }) => compared.arrivals),
    withdrawn: answers.flatMap(({ compared }) => compared.withdrawn),
    failure: null,
    keyDied: false,
    isAnother: false,
  };
}

/** A refresh looks at every listed film whose answer is older than this. */
const ANSWER_GOOD_SECONDS = 20 * 3600;

/**
 * A film that was never checked has just got its title: stored offers may be another title's. And one that a whole
 * refresh has passed over was on no list then: that it is on a service now is nothing that happened to it on ours.
 */
function isFirstLook(film: FilmToLookUp, { wholeAt }: LookUpScope): boolean {
  const { checkedAt, failureKind } = film;
  if (checkedAt === null) return true;
  return wholeAt !== null && failureKind === null && checkedAt < wholeAt - ANSWER_GOOD_SECONDS;
}

/**
 * Whether a film that was looked up before streamed nowhere at home: only then is it asked when it will. Parsing the days
 * of all countries would cost a first fill too much CPU time.
 */
function streamsNowhere({ countries, checkedAt }: FilmToLookUp, scope: LookUpScope): boolean {
  const here = countries?.[scope.countries[0] ?? ""];
  return checkedAt !== null && here !== undefined && !isWatchable(here.offers);
}

function isWatchable(offers: Offers): boolean {
  return WATCH_KINDS.some((kind) => offers[kind].length > 0);
}

/** The next day on which it comes out digitally in a country where it streams nowhere; `now` in seconds since 1970. */
function comingIn(tmdb: TmdbFilm | null, country: string, now: number): DigitalRelease | null {
  const offers = tmdb?.countries[country]?.offers;
  if (offers === undefined || isWatchable(offers)) return null;
  const today = new Date(now * 1000).toISOString().slice(0, 10);
  return tmdb?.releases?.[country]?.find(({ date }) => date >= today) ?? null;
}
