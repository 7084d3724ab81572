// Reads one page of a list and stores it, until the pages read prove the list. Called with the gate held. Nothing of
// the stored list changes before the proof; a failure ends the reading and leaves every film as it was.
// pages-queue.ts decides what is read next.

import { batch } from "../d1/batch.ts";
import { addWaitingFilmPages, dropAllFilmPages } from "../d1/film-pages.ts";
import { closeGate, holdGate, leaveGate, type Lease } from "../d1/gate.ts";
import { countGone, enterFilms, settleLiveList } from "../d1/live-list.ts";
import { noteProof, type ListToRead } from "../d1/lists.ts";
import { addDueLookups, addEarlyLookups, countFilmsTotal } from "../d1/lookups.ts";
import { EARLIER_ROUND, forgetPages, listPages, storePage, type StoredPage } from "../d1/pages.ts";
import {
  endReading,
  failReading,
  failReadingsLeft,
  notePage,
  noteRetry,
  startRoundAgain,
  sumUpReadings,
  type OpenReading,
} from "../d1/readings.ts";
import type { ActiveRefresh } from "../d1/under-way.ts";
import type { Failure } from "../failure.ts";
import type { ReadFilm } from "../list/proof.ts";
import { askForPage, type AskedPage } from "./ask-for-page.ts";
import { findTooManyInAll, tooLong } from "./film-limits.ts";
import type { Source } from "./lists-to-read.ts";
import { checkPage, incomplete, PAGES_AT_MOST } from "./page-check.ts";
import { proveList } from "./prove-list.ts";
import { CHALLENGE_REST_MS, isWall, retryDelaySeconds } from "./retry-policy.ts";
import { seconds } from "../time.ts";
import type { AppContext } from "../context.ts";

/** A list that changes while it is read is read again, up to this many times in one refresh. */
const ROUNDS = 3;

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
  list: ListToRead;
  source: Source;
}

export async function readListPage(at: AtListPage): Promise<void> {
  const { context, reading, source } = at;
  const number = reading.pagesRead + 1;
  const page = await askForPage(context, reading, { source, page: number });
  if (!page.ok) return waitOrGiveUp(at, page.failure);

  const isFollowed = source.kind === "list";
  const earlier = number === 1 ? [] : await listPages(context.db, reading.refreshId);
  const problem = checkPage(page.value, earlier, { mayLackTotal: isFollowed });
  if (problem?.kind === "wait") return waitOrGiveUp(at, problem.failure);
  if (problem?.kind === "again") return readAgain(at, problem.failure);
  if (problem?.kind === "end") return giveUp(at, problem.failure);
  const long = isFollowed ? tooLong(page.value, earlier) : null;
  if (long) return giveUp(at, long);
  return keepPage(at, number, page.value, earlier);
}

async function keepPage(
  at: AtListPage,
  number: number,
  page: AskedPage,
  earlier: readonly StoredPage[],
): Promise<void> {
  const { context, refresh, reading, lease, list } = at;
  const { db } = context;
  const now = seconds(context.now());
  const films = await enterFilms(db, page.films, now);
  const all = [...earlier.flatMap((before) => before.films), ...films];
  const ids = all.map(({ id }) => id);
  const tooMany = list.kind === "list" ? await findTooManyInAll(context, list.id, ids) : null;
  if (tooMany) return giveUp(at, tooMany);

  const read = {
    page: number,
    pagesTotal: pagesIn(page, number, earlier[0]?.films.length ?? Math.max(films.length, 1)),
    oddItems: films.filter(({ uid }) => uid !== null && !uid.startsWith("film:")).length,
    slow: page.slow,
  };
  const proof = await proveList(context, { refresh, list, films: all, page, pages: number });
  if (proof.kind === "proven") {
    const { proven, changedOn } = proof;
    const total = page.total ?? all.length;
    const added = proven.stored.filter((place) => place === null).length;
    const { readWholeAt } = proven;
    await batch(db, [
      holdGate(db, lease),
      endReading(db, reading, { ...read, films: total, added, removed: countGone(proven) }),
      ...settleLiveList(db, proven),
      noteProof(db, list.id, { provenAt: now, readWholeAt, changedOn, name: page.name }),
      ...goOnToNextList(context, reading.refreshId),
      leaveGate(db, lease, at.gateOpensAt()),
    ]);
    context.log("list-proven", { ...namesOf(reading), total, read: all.length });
    return;
  }
  if (proof.kind === "confirm") {
    const failure = incomplete(
      "The list does not say how many films it has, and it was found to have lost some.",
    );
    return readAgain(at, failure, all);
  }
  if (number >= PAGES_AT_MOST) {
    return readAgain(at, incomplete(`The list has more than ${PAGES_AT_MOST} pages.`));
  }
  const { total } = page;
  await batch(db, [
    holdGate(db, lease),
    storePage(db, { refreshId: reading.refreshId, page: number, films, total }),
    notePage(db, reading, read),
    addEarlyLookups(db, reading.refreshId, context.settings, {
      // Of the page before, too: what did not fill a group there fills one here.
      ids: [...(earlier.at(-1)?.films ?? []), ...films].map(({ id }) => id),
      now,
    }),
    countFilmsTotal(db, reading.refreshId, now),
    leaveGate(db, lease, at.gateOpensAt()),
  ]);
}

/** How many pages the list has, as far as can be told. */
function pagesIn({ total, hasNext }: AskedPage, number: number, perPage: number): number {
  if (total === null) return number + (hasNext ? 1 : 0);
  return Math.max(number, Math.ceil(total / perPage));
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
    addWaitingFilmPages(db, context.settings, refreshId),
  ] as const;
}

/**
 * For a list that changed while it was read, or whose pages contradict each other. `found`: all films of this round,
 * for the next one to confirm.
 */
async function readAgain(
  at: AtPage,
  failure: Failure,
  found: readonly ReadFilm[] | null = null,
): Promise<void> {
  const { context, reading, lease } = at;
  const { refreshId } = reading;
  if (reading.round >= ROUNDS) return giveUp(at, failure);
  const kept = { refreshId, page: EARLIER_ROUND, films: found ?? [], total: null };
  await batch(context.db, [
    holdGate(context.db, lease),
    startRoundAgain(context.db, reading),
    forgetPages(context.db),
    ...(found === null ? [] : [storePage(context.db, kept)]),
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
