// The status: the refresh that is under way, the last one that ended, and the next. It reads a few rows and counts
// nothing, so it may be asked for every other second.

import { findFailingSince, findLastEnded, type Refresh } from "../d1/refreshes.ts";
import { findUnderWay, type UnderWay } from "../d1/under-way.ts";
import { findValue } from "../d1/kv.ts";
import type { FailureKind } from "../failure.ts";
import { FAILURE_WORDS } from "../failure-words.ts";
import { nextTime } from "./schedule.ts";
import type { AppContext } from "../context.ts";

interface StatusFailure {
  kind: FailureKind;
  message: string;
  advice: string;
  /** What exactly was seen, for the small print. */
  detail: string;
  /** Since when refreshes have ended with this failure, ISO 8601. */
  since: string;
}

export interface EndedRefresh {
  id: number;
  trigger: Refresh["trigger"];
  startedAt: string;
  finishedAt: string | null;
  outcome: Refresh["outcome"];
  films: number | null;
  added: number;
  removed: number;
  lookedUp: number;
  /** Films whose look-up failed: they keep their older offers. */
  lookupsFailed: number;
  /** Entries of the lists that Letterboxd says are not films. */
  oddItems: number;
  /** A page was understood only by the slow reading: src/letterboxd/selectors.ts needs mending. */
  selectorsNeedMending: boolean;
  failure: StatusFailure | null;
}

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
}

export async function findStatus(context: AppContext): Promise<Status> {
  const { db, settings } = context;
  const [underWay, last, schedule] = await Promise.all([
    findUnderWay(db),
    findLastEnded(db),
    findValue(db, "schedule"),
  ]);
  const since = last?.failureKind ? await findFailingSince(db, last.failureKind) : null;
  const next = schedule && nextTime(settings, schedule.from);
  return {
    state: underWay ? (underWay.refresh.state === "reading" ? "reading" : "looking-up") : "idle",
    progress: progressOf(underWay, context),
    lastRefresh: last && endedRefresh(last, since),
    nextRefreshAt: next === null ? null : iso(next),
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
  const reading = (pages * settings.letterboxdPauseMs * 1.2) / 1000;
  return Math.ceil(Math.max(reading, films / settings.tmdbRequestsPerSecond));
}

/** `since`: when refreshes began to end with this failure, in seconds since 1970; null: not asked for. */
export function endedRefresh(refresh: Refresh, since: number | null): EndedRefresh {
  const { id, trigger, outcome, films, added, removed, lookedUp, lookupsFailed, oddItems } =
    refresh;
  const finishedAt = refresh.finishedAt ?? refresh.startedAt;
  const kind = refresh.failureKind;
  const words = kind && FAILURE_WORDS[kind];
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
    failure: kind &&
      words && {
        kind,
        message: words.what,
        advice: words.advice,
        detail: refresh.failureDetail ?? "",
        since: iso(since ?? finishedAt),
      },
  };
}

function iso(secondsSince1970: number): string {
  return new Date(secondsSince1970 * 1000).toISOString();
}
