// One film at TMDB: which title it is, its details, and where it can be watched. Writes nothing.

import type { FilmToLookUp, FoundFilm } from "../d1/looked-up-films.ts";
import { done, failed, type Result } from "../failure.ts";
import type { Decision, TmdbFilm, TmdbKey } from "../film.ts";
import { findMatch } from "../tmdb/match.ts";
import type { AppContext } from "../context.ts";
import { arrivalsBetween, type Household } from "../list/arrivals.ts";

/** What all films of a look-up share. */
export interface LookUpScope {
  /** The configured country first; then those whose offers are still kept. */
  countries: string[];
  /** Of the configured country. */
  household: Household;
}

export async function lookUpFilm(
  context: AppContext,
  film: FilmToLookUp,
  scope: LookUpScope,
): Promise<Result<FoundFilm>> {
  const stored = keyOf(film);
  if (stored) {
    const tmdb = await context.tmdb.readFilm(stored, scope.countries);
    if (!tmdb.ok) return tmdb;
    if (tmdb.value) return done(foundAs(film, knownDecision(film, stored), tmdb.value, scope));
    if (film.match === "owner") {
      return failed("tmdb-title-gone", `TMDB has no ${stored.type} ${stored.id} any more.`);
    }
    context.log("tmdb-title-gone", { film: film.id, type: stored.type, tmdb: stored.id });
  }
  const decision = await findMatch(context.tmdb, film);
  if (!decision.ok) return decision;
  const { key } = decision.value;
  const tmdb = key ? await context.tmdb.readFilm(key, scope.countries) : done(null);
  if (!tmdb.ok) return tmdb;
  const settled = key && !tmdb.value ? withoutKey(decision.value) : decision.value;
  const found = foundAs(film, settled, tmdb.value, scope);
  return done({ ...found, keyDied: stored !== null });
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
  { countries, household }: LookUpScope,
): FoundFilm {
  const [home] = countries;
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
      const choice = country === home ? household.choice : null;
      return arrivalsBetween(country, compared[country]?.offers, offers, { ...household, choice });
    }),
    failure: null,
    keyDied: false,
  };
}
