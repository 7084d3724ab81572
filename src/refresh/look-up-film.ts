// One film at TMDB: which title it is, its details, and where it can be watched. Writes nothing.

import type { FilmToLookUp, FoundFilm } from "../d1/looked-up-films.ts";
import { done, failed, type Result } from "../failure.ts";
import { isByTitle, isSameKey, type Decision, type TmdbFilm, type TmdbKey } from "../film.ts";
import { findMatch } from "../tmdb/match.ts";
import type { AppContext } from "../context.ts";
import { arrivalsBetween, type Household } from "../list/arrivals.ts";
import { servicesOf } from "../list/services.ts";
import { doubtOfList, isToBeDecided } from "./match-doubts.ts";

/** What all films of a look-up share. */
export interface LookUpScope {
  /** The configured ones first; then those whose offers are still kept. */
  countries: string[];
  /** Of each configured country. */
  households: ReadonlyMap<string, Household>;
}

/** In a country that is no longer configured nothing is known to be mine. */
const NOBODYS: Household = { choice: null, services: servicesOf([]) };

export async function lookUpFilm(
  context: AppContext,
  film: FilmToLookUp,
  scope: LookUpScope,
): Promise<Result<FoundFilm>> {
  const thisYear = new Date(context.now()).getUTCFullYear();
  const stored = keyOf(film);
  const known = isToBeDecided(film, thisYear) ? null : stored;
  if (known) {
    const tmdb = await context.tmdb.readFilm(known, scope.countries);
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
  { countries, households }: LookUpScope,
): FoundFilm {
  const before = film.countries ?? {};
  // A film that was never checked has just got this title: stored offers may be another title's.
  const compared = film.checkedAt === null ? {} : before;
  const news = Object.entries(tmdb?.countries ?? {});
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
    arrivals: news.flatMap(([country, { offers }]) => {
      const household = households.get(country) ?? NOBODYS;
      return arrivalsBetween(country, compared[country]?.offers, offers, household);
    }),
    failure: null,
    keyDied: false,
    isAnother: false,
  };
}
