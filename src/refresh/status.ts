// The status: the refresh that is under way, the last one that ended, and the next. It reads a few rows and counts
// nothing, so it may be asked for every other second.

import type { EndedRefresh, ReadingResult } from "../list/ended-refresh.ts";
import { findFailingSince, findLastEnded, type Refresh } from "../d1/refreshes.ts";
import { findReadings, type PastReading } from "../d1/readings.ts";
import { findUnderWay, type UnderWay } from "../d1/under-way.ts";
import { findValue } from "../d1/kv.ts";
import type { ListKind } from "../film.ts";
import type { FailureKind } from "../failure.ts";
import { FAILURE_WORDS, failureWordsOfAll } from "../failure-words.ts";
import { VERSION } from "../settings/version.ts";
import { nextTime } from "./schedule.ts";
import { iso } from "../time.ts";
import type { AppContext } from "../context.ts";

export interface Status {
  state: "idle" | "reading" | "looking-up";
  progress: {
    /** Summed over all lists of the refresh. */
    pagesRead: number;
    pagesTotal: number | null;
    filmsDone: number;
    filmsTotal: number;
    added: number;
    removed: number;
    lookupsFailed: number;
    startedAt: string | null;
    /** Estimated seconds until the end; null: no estimate yet. */
    secondsLeft: number | null;
    /** Why the reading waits, and until when; null: it does not wait. */
    waiting: { kind: FailureKind; message: string; until: string } | null;
  };
  lastRefresh: EndedRefresh | null;
  nextRefreshAt: string | null;
  /** Of this program. */
  version: string;
}

export async function findStatus(context: AppContext): Promise<Status> {
  const { db, settings } = context;
  const [underWay, last, schedule] = await Promise.all([
    findUnderWay(db),
    findLastEnded(db),
    findValue(db, "schedule"),
  ]);
  const since = last?.failureKind ? await findFailingSince(db, last.failureKind) : null;
  const lists = last ? await findReadings(db, [last.id]) : [];
  const next = schedule && nextTime(settings, schedule.from);
  return {
    state: underWay ? (underWay.refresh.state === "reading" ? "reading" : "looking-up") : "idle",
    progress: progressOf(underWay, context),
    lastRefresh: last && endedRefresh(last, lists, since),
    nextRefreshAt: next === null ? null : iso(next),
    version: VERSION,
  };
}

function progressOf(underWay: UnderWay | null, context: AppContext): Status["progress"] {
  const active = underWay?.refresh;
  const { pagesRead = 0, pagesTotal = null } = underWay ?? {};
  const { failureKind = null, notBefore = null } = underWay?.reading ?? {};
  return {
    pagesRead,
    pagesTotal,
    filmsDone: active?.filmsDone ?? 0,
    filmsTotal: active?.filmsTotal ?? 0,
    added: active?.added ?? 0,
    removed: active?.removed ?? 0,
    lookupsFailed: active?.lookupsFailed ?? 0,
    startedAt: active ? iso(active.startedAt) : null,
    secondsLeft: active ? secondsLeft({ ...active, pagesRead, pagesTotal }, context) : null,
    waiting:
      failureKind && notBefore
        ? { kind: failureKind, message: FAILURE_WORDS[failureKind].what, until: iso(notBefore) }
        : null,
  };
}

interface Progress extends Pick<Refresh, "state" | "filmsDone" | "filmsTotal"> {
  pagesRead: number;
  pagesTotal: number | null;
}

/**
 * Estimates pages by the pause between them and films by TMDB's pace; both go on in parallel, so the longer counts.
 * null: no estimate yet.
 */
export function secondsLeft(
  active: Progress,
  { settings }: Pick<AppContext, "settings">,
): number | null {
  if (active.state === "reading" && active.pagesTotal === null) return null;
  const pages = active.state === "reading" ? (active.pagesTotal ?? 0) - active.pagesRead : 0;
  const films = active.filmsTotal - active.filmsDone;
  const reading = (pages * settings.letterboxdPauseMs * 1.1) / 1000;
  return Math.ceil(Math.max(reading, films / settings.tmdbRequestsPerSecond));
}

/**
 * `readings` may be those of other refreshes, too. `since`: when refreshes began to end with this failure, in seconds
 * since 1970; null: not asked for.
 */
export function endedRefresh(
  refresh: Refresh,
  readings: readonly PastReading[],
  since: number | null,
): EndedRefresh {
  const { id, trigger, outcome, films, added, removed, lookedUp, lookupsFailed, oddItems } =
    refresh;
  const finishedAt = refresh.finishedAt ?? refresh.startedAt;
  const own = readings.filter(({ refreshId }) => refreshId === id);
  const failed = own.filter(({ failureKind }) => failureKind === refresh.failureKind);
  const failure = failureOf(
    refresh,
    failed.map(({ kind }) => kind),
  );
  return {
    id,
    trigger,
    startedAt: iso(refresh.startedAt),
    finishedAt: iso(finishedAt),
    outcome,
    films,
    added,
    removed,
    lookedUp,
    lookupsFailed,
    oddItems,
    selectorsNeedMending: refresh.slowReading,
    failure: failure && { ...failure, since: iso(since ?? finishedAt) },
    lists: own.map(readingResult),
  };
}

function readingResult(reading: PastReading): ReadingResult {
  const { listId, kind, name, state, films, added, removed } = reading;
  return {
    id: listId,
    kind,
    name,
    state,
    films,
    added,
    removed,
    failure: failureOf(reading, [kind]),
  };
}

/** `lists`: the kinds of those that failed so. */
function failureOf(
  { failureKind, failureDetail }: Pick<Refresh, "failureKind" | "failureDetail">,
  lists: readonly ListKind[],
) {
  if (failureKind === null) return null;
  const { what, advice } = failureWordsOfAll(failureKind, lists);
  return { kind: failureKind, message: what, advice, detail: failureDetail ?? "" };
}
