// Reads one page of the watchlist, keeps it, and sends for the next, until the pages read prove the list.
// Called with the gate held. Nothing of the stored list changes before the proof; a failure ends the reading
// and leaves every film as it was.

import { batch } from "../d1/batch.ts";
import { closeGate, holdGate, leaveGate, type Lease } from "../d1/gate.ts";
import { enterFilms, findPlaces, restIsProven, settleLiveList } from "../d1/live-list.ts";
import { addDueLookups, addEarlyLookups, countFilmsTotal } from "../d1/lookups.ts";
import { findValue, saveValue } from "../d1/kv.ts";
import { forgetPages, listPages, storePage, type StoredPage } from "../d1/pages.ts";
import {
  endReading,
  failReading,
  noteFailure,
  noteRefusal,
  startRoundAgain,
  type Refresh,
} from "../d1/refreshes.ts";
import { done, type Failure, type Result } from "../failure.ts";
import { placesFor, type ReadFilm } from "../list/proof.ts";
import type { WatchlistPage } from "../ports.ts";
import { checkPage, incomplete, PAGES_AT_MOST } from "./page-check.ts";
import { CHALLENGE_REST_MS, retryDelaySeconds } from "./retry-policy.ts";
import { DAY_SECONDS, seconds } from "../time.ts";
import type { AppContext } from "../context.ts";

/** Readings of the whole list in one refresh: a list that changes while it is read is read again. */
const ROUNDS = 3;

/** Now and then the whole list is read, whatever a shortened reading would prove. */
const READ_WHOLE_EVERY_SECONDS = 30 * DAY_SECONDS;

/** Attempts at a slow reading: it may cost more time than this invocation is granted. */
const SLOW_ATTEMPTS = 2;

export interface PageReading {
  context: AppContext;
  refresh: Refresh & { username: string };
  lease: Lease;
  /** When Letterboxd may be asked again if it is left now, milliseconds since 1970. */
  gateOpensAt: () => number;
}

export async function readWatchlist(reading: PageReading): Promise<void> {
  const { context, refresh } = reading;
  const number = refresh.pagesRead + 1;
  const page = await askForPage(reading, number);
  if (!page.ok) return waitOrGiveUp(reading, page.failure);

  const earlier = number === 1 ? [] : await listPages(context.db, refresh.id);
  const problem = checkPage(page.value, earlier);
  if (problem?.kind === "wait") return waitOrGiveUp(reading, problem.failure);
  if (problem?.kind === "again") return readAgain(reading, problem.failure);
  if (problem?.kind === "end") return giveUp(reading, problem.failure);
  return keepPage(reading, number, page.value, earlier);
}

/** The slow second reading is noted as a failure before it begins, for it may not survive. */
async function askForPage(
  { context, refresh }: PageReading,
  number: number,
): Promise<Result<WatchlistPage & { slow: boolean }>> {
  const page = await context.letterboxd.readWatchlistPage(refresh.username, number);
  if (page.ok) return done({ ...page.value, slow: false });
  if (!page.unrecognised) return page;
  if (refresh.failureKind === "unrecognised" && refresh.attempts > SLOW_ATTEMPTS) return page;

  await noteFailure(context.db, refresh.id, page.failure);
  const again = await context.letterboxd.readUnrecognisedPage(page.unrecognised);
  if (!again.ok) return again;
  context.log("selectors-need-mending", {
    refresh: refresh.id,
    page: number,
    file: "src/letterboxd/selectors.ts",
    seen: page.failure.detail,
  });
  return done({ ...again.value, slow: true });
}

async function keepPage(
  reading: PageReading,
  number: number,
  page: WatchlistPage & { slow: boolean },
  earlier: readonly StoredPage[],
): Promise<void> {
  const { context, refresh, lease } = reading;
  const { db } = context;
  const now = seconds(context.now());
  const total = page.total ?? 0;
  const films = await enterFilms(db, page.films, now);
  const all = [...earlier.flatMap((before) => before.films), ...films];
  const perPage = earlier[0]?.films.length ?? Math.max(films.length, 1);
  const proven = await proveList(reading, all, total);
  if (proven === null && number >= PAGES_AT_MOST) {
    return readAgain(reading, incomplete(`The list has more than ${PAGES_AT_MOST} pages.`));
  }
  const store = storePage(db, {
    refreshId: refresh.id,
    page: number,
    films,
    total,
    pagesTotal: Math.max(number, Math.ceil(total / perPage)),
    oddItems: films.filter(({ uid }) => uid !== null && !uid.startsWith("film:")).length,
    slow: page.slow,
    now,
  });
  const ids = all.map(({ id }) => id);
  await batch(db, [
    holdGate(db, lease),
    ...store,
    ...(proven === null
      ? [addEarlyLookups(db, refresh.id, { ids, country: context.settings.country, now })]
      : settle(reading, proven, now)),
    countFilmsTotal(db, refresh.id),
    leaveGate(db, lease, reading.gateOpensAt()),
  ]);
  if (proven) context.log("list-proven", { refresh: refresh.id, total, read: all.length });
}

interface Proof {
  films: readonly ReadFilm[];
  /** The places that the films read have now. */
  stored: readonly (number | null)[];
  /** The list ends with the last film read; else the stored films below it follow. */
  whole: boolean;
  total: number;
  readWholeAt: number;
}

/** Whether what was read up to now is proof of the whole list. */
async function proveList(
  { context, refresh }: PageReading,
  films: readonly ReadFilm[],
  total: number,
): Promise<Proof | null> {
  const now = seconds(context.now());
  const whole = films.length === total;
  const list = await findValue(context.db, "live-list");
  const known = list?.username === refresh.username;
  const shortenable = known && !refresh.full && now - list.readWholeAt < READ_WHOLE_EVERY_SECONDS;
  if (!whole && !shortenable) return null;
  const stored = known ? await findPlaces(context.db, films) : films.map(() => null);
  if (!whole && !(await restIsProven(context.db, stored, total))) return null;
  return { films, stored, whole, total, readWholeAt: whole ? now : (list?.readWholeAt ?? now) };
}

function settle({ context, refresh }: PageReading, proof: Proof, now: number) {
  const { db } = context;
  const { readWholeAt } = proof;
  return [
    ...settleLiveList(db, {
      ...proof,
      refreshId: refresh.id,
      places: placesFor(proof.stored),
      now,
    }),
    saveValue(db, "live-list", { username: refresh.username, readWholeAt }),
    endReading(db, refresh.id, now),
    addDueLookups(db, refresh.id, context.settings, now),
    forgetPages(db),
  ];
}

/** The list changed while it was read, or its pages contradict each other. */
async function readAgain(reading: PageReading, failure: Failure): Promise<void> {
  const { context, refresh, lease } = reading;
  if (refresh.round >= ROUNDS) return giveUp(reading, failure);
  await batch(context.db, [
    holdGate(context.db, lease),
    startRoundAgain(context.db, refresh.id, seconds(context.now())),
    forgetPages(context.db),
    leaveGate(context.db, lease, reading.gateOpensAt()),
  ]);
  context.log("reading-again", { refresh: refresh.id, why: failure.detail });
}

async function waitOrGiveUp(reading: PageReading, failure: Failure): Promise<void> {
  const { context, refresh, lease } = reading;
  const delay = retryDelaySeconds(failure, refresh.refusalCount);
  if (delay === null) return giveUp(reading, failure);
  const now = seconds(context.now());
  const notBefore = now + delay;
  await batch(context.db, [
    holdGate(context.db, lease),
    noteRefusal(context.db, refresh.id, { failure, notBefore, now }),
    leaveGate(context.db, lease, Math.max(notBefore * 1000, reading.gateOpensAt())),
  ]);
  context.log("page-refused", {
    refresh: refresh.id,
    kind: failure.kind,
    detail: failure.detail,
    delay,
  });
}

/**
 * Ends the reading; the list stays as it was. Films of the stored list whose offers are old are looked up
 * all the same: TMDB can still be asked when Letterboxd does not answer.
 */
export async function giveUp(reading: PageReading, failure: Failure): Promise<void> {
  const { context, refresh, lease } = reading;
  const { db } = context;
  const now = seconds(context.now());
  await batch(db, [
    holdGate(db, lease),
    failReading(db, refresh.id, failure, now),
    ...(failure.kind === "challenged" ? [closeGate(db, context.now() + CHALLENGE_REST_MS)] : []),
    addDueLookups(db, refresh.id, context.settings, now),
    countFilmsTotal(db, refresh.id),
    forgetPages(db),
    leaveGate(db, lease, reading.gateOpensAt()),
  ]);
  context.log("reading-failed", {
    refresh: refresh.id,
    kind: failure.kind,
    detail: failure.detail,
  });
}
