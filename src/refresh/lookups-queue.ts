// Queue "lookups": up to five films are looked up at TMDB in parallel, and written in one batch. A film that fails
// keeps its stored data, and does not affect the others. The attempt is counted before the work.

import { forgetArrivalsOf, forgetArrivalsOfOthers, saveArrivals } from "../d1/arrivals.ts";
import { batch } from "../d1/batch.ts";
import { filmPartsOf, readServices } from "../d1/snapshot.ts";
import { addFilmPages } from "../d1/film-pages.ts";
import { countFirstLookups } from "../d1/first-lookups.ts";
import {
  filmsToLookUp,
  lookUpFacts,
  readFilmsToLookUp,
  readLookUpFacts,
  saveFoundFilms,
  type FilmToLookUp,
  type FoundFilm,
} from "../d1/looked-up-films.ts";
import { claimLookup, settleLookup, type Lookup } from "../d1/lookups.ts";
import { abortRefresh } from "../d1/refreshes.ts";
import { findIfUnderWay } from "../d1/under-way.ts";
import type { Failure, FailureKind } from "../failure.ts";
import { finishRefresh } from "./finish.ts";
import { keyOf, lookUpFilm, type LookUpScope } from "./look-up-film.ts";
import type { LookupsMessage } from "../messages.ts";
import { findNextStep } from "./next-step.ts";
import { countriesOf } from "../settings/countries.ts";
import { seconds } from "../time.ts";
import { updateFilms } from "./snapshot.ts";
import { sendLookupAgain, sendStep } from "./wake.ts";
import type { AppContext } from "../context.ts";

/** Attempts in which no film was finished, before the films keep their stored data. */
const ATTEMPTS_AT_MOST = 4;

/** The films of the snapshot are brought up to date after every twentieth group. */
const SNAPSHOT_EVERY = 20;

/** Failures that may pass within minutes. */
const MAY_PASS: ReadonlySet<FailureKind> = new Set([
  "tmdb-rate-limited",
  "tmdb-unreachable",
  "tmdb-unrecognised",
]);

export async function lookUpFilms(context: AppContext, message: LookupsMessage): Promise<void> {
  const lookup = await claimLookup(context.db, message.refreshId, message.lookupId);
  if (!lookup) {
    await finishRefresh(context, message.refreshId);
    return;
  }

  const [films, scope] = await findWork(context, lookup);
  const outcomes = await Promise.all(
    films.map(async (film) => ({ film, result: await lookUpFilm(context, film, scope) })),
  );
  const found: FoundFilm[] = [];
  const left: number[] = [];
  const failures: Failure[] = [];
  for (const { film, result } of outcomes) {
    if (result.ok) {
      found.push(result.value);
      continue;
    }
    const { failure } = result;
    failures.push(failure);
    if (failure.kind === "tmdb-key-refused") return stop(context, message.refreshId, failure);
    if (isTriedAgain(failure, lookup)) left.push(film.id);
    else found.push(keptAsItWas(film, failure.kind));
  }
  const unsure = await save(context, lookup, found, left);
  if (unsure.length > 0) await askForFilmPages(context, lookup.refreshId, unsure);
  if (left.length > 0) {
    context.log("films-left", {
      refresh: lookup.refreshId,
      films: left.length,
      ...reason(failures),
    });
    await sendLookupAgain(context, message, delaySeconds(failures, lookup));
    return;
  }
  if (await finishRefresh(context, lookup.refreshId)) return;
  if (lookup.id % SNAPSHOT_EVERY === 0) await updateFilms(context);
}

/** The films, and what they share: one round trip. */
async function findWork(
  { db, settings, now }: AppContext,
  lookup: Lookup,
): Promise<[FilmToLookUp[], LookUpScope]> {
  const [films, facts, services] = await batch(db, [
    filmsToLookUp(db, lookup.leftIds),
    lookUpFacts(db, lookup.refreshId),
    filmPartsOf(db, settings),
  ]);
  const { choices, countries, trigger, wholeAt } = readLookUpFacts(facts, settings.country);
  const configured = countriesOf(settings);
  const others = Object.keys(countries).filter((country) => !configured.includes(country));
  // An update may see things differently, and what is seen first is no news.
  const household = (country: string) =>
    trigger === "upgrade" || trigger === "first"
      ? null
      : { choice: choices.get(country) ?? null, services: readServices(services, country) };
  return [
    readFilmsToLookUp(films),
    {
      countries: [...configured, ...others],
      households: new Map(
        [...configured, ...others].map((country) => [country, household(country)]),
      ),
      wholeAt,
      now: seconds(now()),
    },
  ];
}

/** Answers which films' own pages may have to be asked at Letterboxd. */
async function save(
  context: AppContext,
  lookup: Lookup,
  found: FoundFilm[],
  left: number[],
): Promise<number[]> {
  const now = seconds(context.now());
  const unsure = found.filter(isLeftToFilmPage);
  const failed = found.filter(({ failure }) => failure !== null).length;
  // A film that has been merged into another one since is done, too.
  const lookedUp = lookup.leftIds.length - left.length - failed;
  const first = found.filter(({ was }) => was.checkedAt === null).length;
  const unsureIds = unsure.map(({ id }) => id);
  const lost = unsure.filter(({ was }) => was.countries !== null).map(({ id }) => id);
  const others = found.filter(({ isAnother, key }) => isAnother && key !== null);
  await batch(context.db, [
    ...saveArrivals(context.db, found),
    saveFoundFilms(context.db, found, { now, whose: context.settings }),
    ...(lost.length > 0 ? [forgetArrivalsOf(context.db, lost)] : []),
    ...(others.length > 0
      ? [
          forgetArrivalsOfOthers(
            context.db,
            others.map(({ id }) => id),
          ),
        ]
      : []),
    ...(unsure.length > 0
      ? [addFilmPages(context.db, context.settings, lookup.refreshId, unsureIds)]
      : []),
    ...countFirstLookups(context, { lookup, first, now }),
    ...settleLookup(context.db, { lookup, leftIds: left, lookedUp, failed, now }),
  ]);
  return unsureIds;
}

/** A film that is in doubt; also one whose answers nobody could read, for its page may name its title all the same. */
function isLeftToFilmPage({ match, key, failure }: FoundFilm): boolean {
  const isOpen = key === null || match === "pending";
  return isOpen && (failure === null || failure === "tmdb-unrecognised");
}

/**
 * Sends for the film pages if nothing else does: lists that are still being read come first, and the last of them
 * goes on to the film pages by itself. A message too many does no harm.
 */
async function askForFilmPages(
  context: AppContext,
  refreshId: number,
  ids: number[],
): Promise<void> {
  const underWay = await findIfUnderWay(context.db, refreshId);
  const next = underWay && (await findNextStep(context.db, underWay));
  if (next?.kind !== "film-page" || !ids.includes(next.filmPage.filmId)) return;
  await sendStep(context, { refreshId, step: next.name, delaySeconds: 0 });
}

function isTriedAgain(failure: Failure, lookup: Lookup): boolean {
  if (failure.kind === "out-of-budget") return lookup.attempts <= ATTEMPTS_AT_MOST;
  return MAY_PASS.has(failure.kind) && lookup.attempts < ATTEMPTS_AT_MOST;
}

function keptAsItWas(film: FilmToLookUp, failure: FailureKind): FoundFilm {
  return {
    id: film.id,
    was: film,
    match: film.match,
    matchWhy: film.matchWhy,
    key: keyOf(film),
    candidates: film.candidates,
    tmdb: null,
    arrivals: [],
    withdrawn: [],
    failure,
    keyDied: false,
    isAnother: false,
  };
}

/** No delay if the work was only too much for one invocation. */
function delaySeconds(failures: readonly Failure[], lookup: Lookup): number {
  if (failures.every(({ kind }) => kind === "out-of-budget")) return 0;
  const asked = Math.max(...failures.map(({ retryAfterSeconds }) => retryAfterSeconds ?? 0));
  return Math.max(Math.min(asked, 600), 5 * 4 ** (lookup.attempts - 1));
}

function reason(failures: readonly Failure[]) {
  return { kind: failures[0]?.kind, detail: failures[0]?.detail };
}

/** If TMDB rejects the key, all further requests are pointless. */
async function stop(context: AppContext, refreshId: number, failure: Failure): Promise<void> {
  if (await abortRefresh(context.db, refreshId, failure, seconds(context.now()))) {
    context.log("refresh-ended", { refresh: refreshId, outcome: "failed", kind: failure.kind });
  }
}
