// Which entries of a ZIP are the watchlist, the films seen and the lists. By their whole path: `deleted/` and
// `orphaned/` hold what is gone under the same names, and `lists/watchlist.csv` is a list of that name.

import type { ZipEntry } from "./zip-directory.ts";

/** What can be taken from an export. */
export const PARTS = ["watchlist", "seen", "lists"] as const;
export type Part = (typeof PARTS)[number];

export interface FoundFiles {
  watchlist: ZipEntry | null;
  seen: ZipEntry | null;
  lists: ZipEntry[];
}

export function findFiles(entries: readonly ZipEntry[]): FoundFiles {
  const there = entries.filter(
    ({ name }) => !/(^|[/\\])(deleted|orphaned|__MACOSX)[/\\]/i.test(name),
  );
  const top = there.filter(({ name }) => !/(^|[/\\])(likes|lists)[/\\][^/\\]*$/i.test(name));
  return {
    watchlist: findBest(top, /^watchlist\.csv$/i, /^watchlist.*\.csv$/i),
    seen: findBest(top, /^watched\.csv$/i, /^watched.*\.csv$/i),
    lists: there.filter(({ name }) => /(^|[/\\])lists[/\\][^/\\]+\.csv$/i.test(name)),
  };
}

/**
 * At the top, or in a folder if the ZIP was unpacked and packed again. Where there are several, the exact name is the
 * one that Letterboxd gave; `watchlist (1).csv` and the like are copies that somebody put beside it.
 */
function findBest(entries: readonly ZipEntry[], exact: RegExp, similar: RegExp): ZipEntry | null {
  const candidates = entries.filter((entry) => similar.test(fileNameOf(entry)));
  const best = candidates
    .filter((entry) => exact.test(fileNameOf(entry)))
    .toSorted((a, b) => depth(a) - depth(b));
  return best[0] ?? candidates[0] ?? null;
}

/** Without its folders. */
export function fileNameOf({ name }: Pick<ZipEntry, "name">): string {
  return name.split(/[/\\]/).at(-1) ?? "";
}

function depth({ name }: ZipEntry): number {
  return name.split(/[/\\]/).length;
}
