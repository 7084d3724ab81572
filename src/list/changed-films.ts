// Which films a refresh has added to the watchlists, and which it has removed. Pure.

import type { EndedRefresh } from "./ended-refresh.ts";

export interface ChangedFilm {
  id: number;
  slug: string | null;
  title: string;
  year: number | null;
}

export interface ChangedFilms {
  came: ChangedFilm[];
  left: ChangedFilm[];
}

interface Change extends ChangedFilm {
  /** 1: it came; 0: it left. */
  came: number;
  /** Seconds since 1970. */
  at: number;
}

/** A list that is read for the first time is all new, which is no news. */
function namesItsFilms({ trigger, films, added, removed }: EndedRefresh): boolean {
  return added + removed > 0 && trigger !== "first" && trigger !== "list" && added !== films;
}

/** By the refresh's number, for those that name their films. */
export function changedFilms(
  refreshes: readonly EndedRefresh[],
  changes: readonly Change[],
): Map<number, ChangedFilms> {
  return new Map(
    refreshes.filter(namesItsFilms).map(({ id, startedAt, finishedAt }) => {
      const from = secondsOf(startedAt);
      const to = finishedAt === null ? Infinity : secondsOf(finishedAt);
      const own = changes.filter(({ at }) => at >= from && at <= to);
      return [
        id,
        { came: own.filter(({ came }) => came === 1), left: own.filter(({ came }) => came === 0) },
      ] as const;
    }),
  );
}

/** Since when changes are wanted, in seconds since 1970; null: no refresh names its films. */
export function changesSince(refreshes: readonly EndedRefresh[]): number | null {
  const starts = refreshes.filter(namesItsFilms).map(({ startedAt }) => secondsOf(startedAt));
  return starts.length === 0 ? null : Math.min(...starts);
}

function secondsOf(iso: string): number {
  return Math.floor(Date.parse(iso) / 1000);
}
