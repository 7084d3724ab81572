// One film at TMDB: which title it is, what it is, and where it can be watched. Writes nothing.

import type { FilmToLookUp, FoundFilm } from "../d1/looked-up-films.ts";
import { done, failed, type Result } from "../failure.ts";
import type { Decision, TmdbFilm, TmdbKey } from "../film.ts";
import { offerChanges } from "../list/offer-changes.ts";
import { seconds } from "../time.ts";
import { findMatch } from "../tmdb/match.ts";
import type { AppContext } from "../context.ts";

export async function lookUpFilm(
  context: AppContext,
  film: FilmToLookUp,
): Promise<Result<FoundFilm>> {
  const stored = keyOf(film);
  if (stored) {
    const tmdb = await context.tmdb.readFilm(stored, context.settings.country);
    if (!tmdb.ok) return tmdb;
    if (tmdb.value) return done(foundAs(context, film, knownDecision(film, stored), tmdb.value));
    if (film.match === "owner") {
      return failed("tmdb-title-gone", `TMDB has no ${stored.type} ${stored.id} any more.`);
    }
    context.log("tmdb-title-gone", { film: film.id, type: stored.type, tmdb: stored.id });
  }
  const decision = await findMatch(context.tmdb, film);
  if (!decision.ok) return decision;
  const { key } = decision.value;
  const tmdb = key ? await context.tmdb.readFilm(key, context.settings.country) : done(null);
  if (!tmdb.ok) return tmdb;
  const settled = key && !tmdb.value ? withoutKey(decision.value) : decision.value;
  const found = foundAs(context, film, settled, tmdb.value);
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
  context: AppContext,
  film: FilmToLookUp,
  decision: Decision,
  tmdb: TmdbFilm | null,
): FoundFilm {
  const { country } = context.settings;
  const sameCountry = film.country === country;
  const before = sameCountry ? film.offers : null;
  const earlier = sameCountry ? (film.changes ?? []) : [];
  return {
    id: film.id,
    was: film,
    match: decision.match,
    matchWhy: decision.why,
    key: decision.key,
    candidates: decision.candidates,
    tmdb,
    country,
    changes: tmdb && offerChanges(before, tmdb.offers, earlier, seconds(context.now())),
    failure: null,
    keyDied: false,
  };
}
