// Settles a doubtful match: Letterboxd's own page of a film links to its TMDB title, with type and number. Called
// with the gate held, for one film. A page that has answered is not asked again, unless TMDB drops the title or the
// owner undoes a choice.

import { forgetArrivalsOf } from "../d1/arrivals.ts";
import { batch } from "../d1/batch.ts";
import {
  countFilmPageAttempt,
  dropFilmPage,
  saveFilmPage,
  stopFilmPages,
  type FilmPageToAsk,
} from "../d1/film-pages.ts";
import { closeGate, holdGate, leaveGate, type Lease } from "../d1/gate.ts";
import { addLookupOf, countEarlierLookupNoMore, countFilmsTotal } from "../d1/lookups.ts";
import type { ActiveRefresh } from "../d1/under-way.ts";
import type { Failure } from "../failure.ts";
import { CHALLENGE_REST_MS } from "./retry-policy.ts";
import { seconds } from "../time.ts";
import type { AppContext } from "../context.ts";

/** Attempts at one film's page: after so many, something in it must be killing the Worker. */
const ATTEMPTS_AT_MOST = 3;

export interface FilmPageReading {
  context: AppContext;
  refresh: Pick<ActiveRefresh, "id">;
  lease: Lease;
  filmPage: FilmPageToAsk;
  /** When Letterboxd may be asked again if the gate is released now, in milliseconds since 1970. */
  gateOpensAt: () => number;
}

export async function readFilmPage(reading: FilmPageReading): Promise<void> {
  const { context, refresh, lease, filmPage } = reading;
  const { db } = context;
  const { filmId } = filmPage;
  if (lease.closedUntil > context.now()) return stopAsking(reading, null);
  if (filmPage.slug === null || filmPage.attempts >= ATTEMPTS_AT_MOST) return passOver(reading);

  await countFilmPageAttempt(db, filmId);
  const answer = await context.letterboxd.readFilmPage(filmPage.slug);
  if (!answer.ok) {
    context.log("film-page-failed", {
      refresh: refresh.id,
      slug: filmPage.slug,
      kind: answer.failure.kind,
      detail: answer.failure.detail,
    });
    return answer.failure.kind === "unrecognised"
      ? passOver(reading)
      : stopAsking(reading, answer.failure);
  }
  const key = answer.value;
  await batch(db, [
    holdGate(db, lease),
    saveFilmPage(db, filmId, key, seconds(context.now())),
    ...(key ? lookUpAgain(reading) : [forgetArrivalsOf(db, [filmId])]),
    dropFilmPage(db, filmId),
    leaveGate(db, lease, reading.gateOpensAt()),
  ]);
}

function lookUpAgain({ context: { db }, refresh, filmPage }: FilmPageReading) {
  return [
    countEarlierLookupNoMore(db, refresh.id, filmPage),
    addLookupOf(db, refresh.id, filmPage.filmId),
    countFilmsTotal(db, refresh.id),
  ];
}

/** This film stays in doubt, and a later refresh asks for its page again; the other films' pages follow now. */
async function passOver({ context, lease, filmPage, gateOpensAt }: FilmPageReading): Promise<void> {
  await batch(context.db, [
    holdGate(context.db, lease),
    dropFilmPage(context.db, filmPage.filmId),
    leaveGate(context.db, lease, filmPage.slug === null ? 0 : gateOpensAt()),
  ]);
}

/** Letterboxd does not answer us now: films in doubt wait for a later refresh. */
async function stopAsking(
  { context, refresh, lease, gateOpensAt }: FilmPageReading,
  failure: Failure | null,
): Promise<void> {
  const wish = context.now() + (failure?.retryAfterSeconds ?? 0) * 1000;
  await batch(context.db, [
    holdGate(context.db, lease),
    ...stopFilmPages(context.db, refresh.id),
    ...(failure?.kind === "challenged"
      ? [closeGate(context.db, context.now() + CHALLENGE_REST_MS)]
      : []),
    leaveGate(context.db, lease, Math.max(wish, gateOpensAt())),
  ]);
}
