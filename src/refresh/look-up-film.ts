// One film at TMDB: which title it is, what it is, and where it can be watched. Writes nothing.

import type { FilmToLookUp, FoundFilm } from "../d1/looked-up-films.ts";
import { done, failed, type Result } from "../failure.ts";
import type { Decision, TmdbFilm, TmdbKey } from "../film.ts";
import { findMatch } from "../tmdb/match.ts";
import type { AppContext } from "../context.ts";
import { arrivalsBetween, type Household } from "../list/arrivals.ts";

/** For whom films are looked up. */
export interface LookUpScope {
  /** Home first; then those that are kept besides. */
  countries: string[];
  /** At home. */
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
  const thisYear = new Date(context.now()).getUTCFullYear();
  const decision = await findMatch(context.tmdb, film, thisYear);
  if (!decision.ok) return decision;
  const { key } = decision.value;
  const tmdb = key ? await context.tmdb.readFilm(key, scope.countries) : done(null);
  if (!tmdb.ok) return tmdb;
  const settled = key && !tmdb.value ? withoutKey(decision.value) : decision.value;
  const found = foundAs(film, settled, tmdb.value, scope);
  return done({ ...found, keyDied: stored !== null });
}

/** The search still finds what TMDB itself no longer has. */
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
  // Without an answer of its own it is a title that was just picked: what is kept may be another title's.
  const compared = film.checkedAt === null ? {} : before;
  const news = Object.entries(tmdb?.countries ?? {});
  // A country that this answer says nothing readable of keeps what it had.
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
