// Reads one page of a list and stores it, until the pages read prove the list. Called with the gate held. Nothing of
// the stored list changes before the proof; a failure ends the reading and leaves every film as it was.
// pages-queue.ts decides what is read next.

import { batch } from "../d1/batch.ts";
import { dropAllFilmPages } from "../d1/film-pages.ts";
import { closeGate, holdGate, leaveGate, type Lease } from "../d1/gate.ts";
import {
  countGone,
  enterFilms,
  findPlaces,
  restIsProven,
  settleLiveList,
  type ProvenList,
} from "../d1/live-list.ts";
import { noteProof, type ListToRead } from "../d1/lists.ts";
import { addDueLookups, addEarlyLookups, countFilmsTotal } from "../d1/lookups.ts";
import { forgetPages, listPages, storePage, type StoredPage } from "../d1/pages.ts";
import {
  endReading,
  failReading,
  failReadingsLeft,
  noteFailure,
  notePage,
  noteRetry,
  startRoundAgain,
  sumUpReadings,
  type OpenReading,
} from "../d1/readings.ts";
import type { ActiveRefresh } from "../d1/under-way.ts";
import { done, type Failure, type Result } from "../failure.ts";
import { placesFor, type ReadFilm } from "../list/proof.ts";
import type { WatchlistPage } from "../ports.ts";
import { checkPage, incomplete, PAGES_AT_MOST } from "./page-check.ts";
import { CHALLENGE_REST_MS, isWall, retryDelaySeconds } from "./retry-policy.ts";
import { DAY_SECONDS, seconds } from "../time.ts";
import type { AppContext } from "../context.ts";

/** A list that changes while it is read is read again, up to this many times in one refresh. */
const ROUNDS = 3;

/** Now and then the whole list is read, even if a shortened reading would prove it. */
const READ_WHOLE_EVERY_SECONDS = 30 * DAY_SECONDS;

/** Attempts at a slow reading: it may take more CPU time than the invocation has. */
const SLOW_ATTEMPTS = 2;

/** A reading at one of its pages, with the gate held. */
interface AtPage {
  context: AppContext;
  refresh: Pick<ActiveRefresh, "id" | "full" | "startedAt">;
  reading: OpenReading;
  lease: Lease;
  /** When Letterboxd may be asked again if the gate is released now, in milliseconds since 1970. */
  gateOpensAt: () => number;
}

interface AtListPage extends AtPage {
  list: ListToRead & { member: string };
}

export async function readListPage(at: AtListPage): Promise<void> {
  const { context, reading } = at;
  const number = reading.pagesRead + 1;
  const page = await askForPage(at, number);
  if (!page.ok) return waitOrGiveUp(at, page.failure);

  const earlier = number === 1 ? [] : await listPages(context.db, reading.refreshId);
  const problem = checkPage(page.value, earlier);
  if (problem?.kind === "wait") return waitOrGiveUp(at, problem.failure);
  if (problem?.kind === "again") return readAgain(at, problem.failure);
  if (problem?.kind === "end") return giveUp(at, problem.failure);
  return keepPage(at, number, page.value, earlier);
}

/** Before the slow reading begins, its page is noted as a failure, because the invocation may not survive it. */
async function askForPage(
  { context, reading, list }: AtListPage,
  number: number,
): Promise<Result<WatchlistPage & { slow: boolean }>> {
  const page = await context.letterboxd.readWatchlistPage(list.member, number);
  if (page.ok) return done({ ...page.value, slow: false });
  if (!page.unrecognised) return page;
  if (reading.failureKind === "unrecognised" && reading.attempts > SLOW_ATTEMPTS) return page;

  await noteFailure(context.db, reading, page.failure);
  const again = await context.letterboxd.readUnrecognisedPage(page.unrecognised);
  if (!again.ok) return again;
  context.log("selectors-need-mending", {
    refresh: reading.refreshId,
    list: list.id,
    page: number,
    file: "src/letterboxd/selectors.ts",
    seen: page.failure.detail,
  });
  return done({ ...again.value, slow: true });
}

async function keepPage(
  at: AtListPage,
  number: number,
  page: WatchlistPage & { slow: boolean },
  earlier: readonly StoredPage[],
): Promise<void> {
  const { context, reading, lease } = at;
  const { db } = context;
  const now = seconds(context.now());
  const total = page.total ?? 0;
  const films = await enterFilms(db, page.films, now);
  const all = [...earlier.flatMap((before) => before.films), ...films];
  const perPage = earlier[0]?.films.length ?? Math.max(films.length, 1);
  const read = {
    page: number,
    pagesTotal: Math.max(number, Math.ceil(total / perPage)),
    oddItems: films.filter(({ uid }) => uid !== null && !uid.startsWith("film:")).length,
    slow: page.slow,
  };
  const proven = await proveList(at, all, total);
  if (proven) {
    const added = proven.stored.filter((place) => place === null).length;
    await batch(db, [
      holdGate(db, lease),
      endReading(db, reading, { ...read, films: total, added, removed: countGone(proven) }),
      ...settleLiveList(db, proven),
      noteProof(db, at.list.id, { provenAt: now, readWholeAt: proven.readWholeAt }),
      ...goOnToNextList(context, reading.refreshId),
      leaveGate(db, lease, at.gateOpensAt()),
    ]);
    context.log("list-proven", { ...namesOf(reading), total, read: all.length });
    return;
  }
  if (number >= PAGES_AT_MOST) {
    return readAgain(at, incomplete(`The list has more than ${PAGES_AT_MOST} pages.`));
  }
  const ids = all.map(({ id }) => id);
  await batch(db, [
    holdGate(db, lease),
    storePage(db, { refreshId: reading.refreshId, page: number, films, total }),
    notePage(db, reading, read),
    addEarlyLookups(db, reading.refreshId, { ids, country: context.settings.country, now }),
    countFilmsTotal(db, reading.refreshId, now),
    leaveGate(db, lease, at.gateOpensAt()),
  ]);
}

/** The list, if what was read of it so far proves all of it; null: it does not. */
async function proveList(
  { context, refresh, list }: AtListPage,
  films: readonly ReadFilm[],
  total: number,
): Promise<ProvenList | null> {
  const { db } = context;
  const now = seconds(context.now());
  const since = refresh.startedAt;
  const whole = films.length === total;
  const readWholeAt = whole ? now : list.readWholeAt;
  const isTooOld = readWholeAt === null || now - readWholeAt >= READ_WHOLE_EVERY_SECONDS;
  if (isTooOld || (refresh.full && !whole)) return null;
  const stored = await findPlaces(db, list, films);
  if (!whole && !(await restIsProven(db, list, stored, total))) return null;
  return { list, films, stored, places: placesFor(stored), whole, readWholeAt, since, now };
}

/**
 * Statements to follow any that ends the reading of a list. When no list is left, the look-ups that are due are
 * added.
 */
export function goOnToNextList(context: AppContext, refreshId: number) {
  const { db } = context;
  const now = seconds(context.now());
  return [
    forgetPages(db),
    sumUpReadings(db, refreshId, now),
    addDueLookups(db, refreshId, context.settings, { now }),
    countFilmsTotal(db, refreshId),
  ] as const;
}

/** For a list that changed while it was read, or whose pages contradict each other. */
async function readAgain(at: AtPage, failure: Failure): Promise<void> {
  const { context, reading, lease } = at;
  if (reading.round >= ROUNDS) return giveUp(at, failure);
  await batch(context.db, [
    holdGate(context.db, lease),
    startRoundAgain(context.db, reading),
    forgetPages(context.db),
    leaveGate(context.db, lease, at.gateOpensAt()),
  ]);
  context.log("reading-again", { ...namesOf(reading), why: failure.detail });
}

async function waitOrGiveUp(at: AtPage, failure: Failure): Promise<void> {
  const { context, reading, lease } = at;
  const delay = retryDelaySeconds(failure, reading.retries);
  if (delay === null) return giveUp(at, failure);
  const notBefore = seconds(context.now()) + delay;
  await batch(context.db, [
    holdGate(context.db, lease),
    noteRetry(context.db, reading, { failure, notBefore }),
    leaveGate(context.db, lease, Math.max(notBefore * 1000, at.gateOpensAt())),
  ]);
  const { kind, detail } = failure;
  context.log("page-failed", { ...namesOf(reading), kind, detail, delay });
}

/**
 * Ends the reading; the list stays as it was. If Letterboxd blocks us, all remaining lists fail too, and no film's
 * page is asked for. Stored films whose offers are old are looked up all the same: TMDB can be asked even if
 * Letterboxd does not answer.
 */
export async function giveUp(at: AtPage, failure: Failure): Promise<void> {
  const { context, reading, lease } = at;
  const { db } = context;
  const fails = isWall(failure)
    ? [failReadingsLeft(db, reading.refreshId, failure), dropAllFilmPages(db)]
    : [failReading(db, reading, failure)];
  const closes = failure.kind === "challenged";
  await batch(db, [
    holdGate(db, lease),
    ...fails,
    ...(closes ? [closeGate(db, context.now() + CHALLENGE_REST_MS)] : []),
    ...goOnToNextList(context, reading.refreshId),
    leaveGate(db, lease, at.gateOpensAt()),
  ]);
  const { kind, detail } = failure;
  context.log("reading-failed", { ...namesOf(reading), kind, detail });
}

/** For the log. */
function namesOf({ refreshId, listId }: OpenReading) {
  return { refresh: refreshId, list: listId };
}
