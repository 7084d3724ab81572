// Reads one page of the watchlist, keeps it, and sends for the next, until the pages read prove the list.
// Called with the gate held. Nothing of the stored list changes before the proof; a failure ends the reading
// and leaves every film as it was.

import { together } from "../d1/batch.ts";
import { closeGate, holdGate, leaveGate, type Lease } from "../d1/gate.ts";
import { enterFilms, findPlaces, restIsProven, settleLiveList } from "../d1/live-list.ts";
import { addDueLookups, addEarlyLookups, countFilmsTotal } from "../d1/lookups.ts";
import { recall, remember } from "../d1/kv.ts";
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
import { incomplete, objectionTo } from "./page-check.ts";
import { CHALLENGE_REST_MS, retryDelaySeconds } from "./retry-policy.ts";
import { DAY_SECONDS, seconds } from "../time.ts";
import type { World } from "../context.ts";

/** Readings of the whole list in one refresh: a list that changes while it is read is read again. */
const ROUNDS = 3;

/** Beyond that a list is not read: a thousand pages are 28,000 films. */
const PAGES_AT_MOST = 1000;

/** Now and then the whole list is read, whatever a shortened reading would prove. */
const READ_WHOLE_EVERY_SECONDS = 30 * DAY_SECONDS;

/** Attempts at a slow reading: it may cost more time than this invocation is granted. */
const SLOW_ATTEMPTS = 2;

export interface PageReading {
  world: World;
  refresh: Refresh & { username: string };
  lease: Lease;
  /** When Letterboxd may be asked again if it is left now, milliseconds since 1970. */
  gateOpensAt: () => number;
}

export async function readWatchlist(reading: PageReading): Promise<void> {
  const { world, refresh } = reading;
  const number = refresh.pagesRead + 1;
  const page = await askForPage(reading, number);
  if (!page.ok) return waitOrGiveUp(reading, page.failure);

  const earlier = number === 1 ? [] : await listPages(world.db, refresh.id);
  const objection = objectionTo(page.value, earlier);
  if (objection?.kind === "wait") return waitOrGiveUp(reading, objection.failure);
  if (objection?.kind === "again") return readAgain(reading, objection.failure);
  return keepPage(reading, number, page.value, earlier);
}

/** The slow second reading is noted as a failure before it begins, for it may not survive. */
async function askForPage(
  { world, refresh }: PageReading,
  number: number,
): Promise<Result<WatchlistPage & { slow: boolean }>> {
  const page = await world.letterboxd.readWatchlistPage(refresh.username, number);
  if (page.ok) return done({ ...page.value, slow: false });
  if (!page.unrecognised) return page;
  if (refresh.failureKind === "unrecognised" && refresh.attempts > SLOW_ATTEMPTS) return page;

  await noteFailure(world.db, refresh.id, page.failure);
  const again = await world.letterboxd.readUnrecognisedPage(page.unrecognised);
  if (!again.ok) return again;
  world.log("selectors-need-mending", {
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
  const { world, refresh, lease } = reading;
  const { db } = world;
  const now = seconds(world.now());
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
  await together(db, [
    holdGate(db, lease),
    ...store,
    ...(proven === null
      ? [addEarlyLookups(db, refresh.id, { ids, country: world.settings.country, now })]
      : settle(reading, proven, now)),
    countFilmsTotal(db, refresh.id),
    leaveGate(db, lease, reading.gateOpensAt()),
  ]);
  if (proven) world.log("list-proven", { refresh: refresh.id, total, read: all.length });
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
  { world, refresh }: PageReading,
  films: readonly ReadFilm[],
  total: number,
): Promise<Proof | null> {
  const now = seconds(world.now());
  const whole = films.length === total;
  const list = await recall(world.db, "live-list");
  const known = list?.username === refresh.username;
  const shortenable = known && !refresh.full && now - list.readWholeAt < READ_WHOLE_EVERY_SECONDS;
  if (!whole && !shortenable) return null;
  const stored = known ? await findPlaces(world.db, films) : films.map(() => null);
  if (!whole && !(await restIsProven(world.db, stored, total))) return null;
  return { films, stored, whole, total, readWholeAt: whole ? now : (list?.readWholeAt ?? now) };
}

function settle({ world, refresh }: PageReading, proof: Proof, now: number) {
  const { db } = world;
  const { readWholeAt } = proof;
  return [
    ...settleLiveList(db, {
      ...proof,
      refreshId: refresh.id,
      places: placesFor(proof.stored),
      now,
    }),
    remember(db, "live-list", { username: refresh.username, readWholeAt }),
    endReading(db, refresh.id, now),
    addDueLookups(db, refresh.id, world.settings, now),
    forgetPages(db),
  ];
}

/** The list changed while it was read, or its pages contradict each other. */
async function readAgain(reading: PageReading, failure: Failure): Promise<void> {
  const { world, refresh, lease } = reading;
  if (refresh.round >= ROUNDS) return giveUp(reading, failure);
  await together(world.db, [
    holdGate(world.db, lease),
    startRoundAgain(world.db, refresh.id, seconds(world.now())),
    forgetPages(world.db),
    leaveGate(world.db, lease, reading.gateOpensAt()),
  ]);
  world.log("reading-again", { refresh: refresh.id, why: failure.detail });
}

async function waitOrGiveUp(reading: PageReading, failure: Failure): Promise<void> {
  const { world, refresh, lease } = reading;
  const delay = retryDelaySeconds(failure, refresh.refusals);
  if (delay === null) return giveUp(reading, failure);
  const now = seconds(world.now());
  const notBefore = now + delay;
  await together(world.db, [
    holdGate(world.db, lease),
    noteRefusal(world.db, refresh.id, { failure, notBefore, now }),
    leaveGate(world.db, lease, Math.max(notBefore * 1000, reading.gateOpensAt())),
  ]);
  world.log("page-refused", {
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
  const { world, refresh, lease } = reading;
  const { db } = world;
  const now = seconds(world.now());
  await together(db, [
    holdGate(db, lease),
    failReading(db, refresh.id, failure, now),
    ...(failure.kind === "challenged" ? [closeGate(db, world.now() + CHALLENGE_REST_MS)] : []),
    addDueLookups(db, refresh.id, world.settings, now),
    countFilmsTotal(db, refresh.id),
    forgetPages(db),
    leaveGate(db, lease, reading.gateOpensAt()),
  ]);
  world.log("reading-failed", { refresh: refresh.id, kind: failure.kind, detail: failure.detail });
}
