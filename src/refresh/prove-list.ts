// Whether the pages read of a list prove it. A watchlist is proven by its stated total alone; a followed list that does
// not state one is proven by its last page and, if it would lose films, by a second round that finds the same.

import {
  findLost,
  findPlaces,
  restIsProven,
  showsNoChange,
  type ProvenList,
} from "../d1/live-list.ts";
import { findEarlierRound } from "../d1/pages.ts";
import type { ListToRead } from "../d1/lists.ts";
import type { ActiveRefresh } from "../d1/under-way.ts";
import { placesFor, type ReadFilm } from "../list/proof.ts";
import { DAY_SECONDS, seconds } from "../time.ts";
import type { AskedPage } from "./ask-for-page.ts";
import type { AppContext } from "../context.ts";

/** Now and then the whole list is read, even if a shortened reading would prove it. */
const READ_WHOLE_EVERY_SECONDS = 30 * DAY_SECONDS;

/** Letterboxd's clock and ours may differ by this much. */
const CLOCKS_DIFFER_SECONDS = 600;

/** What was read of a list in this round. */
export interface ReadSoFar {
  refresh: Pick<ActiveRefresh, "id" | "full" | "startedAt">;
  list: ListToRead;
  /** From the first page on. */
  films: readonly ReadFilm[];
  /** The last page. */
  page: AskedPage;
  pages: number;
}

/** `more`: pages are missing. `confirm`: a second round has to find the same. */
export type Proof =
  | { kind: "proven"; proven: ProvenList; changedOn: string | null }
  | { kind: "more" }
  | { kind: "confirm" };

const MORE: Proof = { kind: "more" };

export async function proveList(context: AppContext, read: ReadSoFar): Promise<Proof> {
  const { db } = context;
  const { refresh, list, films, page } = read;
  const now = seconds(context.now());
  const { total } = page;
  const whole = total === null ? !page.hasNext : films.length === total;
  const readWholeAt = whole ? now : list.readWholeAt;
  const isTooOld = readWholeAt === null || now - readWholeAt >= READ_WHOLE_EVERY_SECONDS;
  if (isTooOld || (refresh.full && !whole)) return MORE;
  const stored = await findPlaces(db, list, films);
  if (!whole && !(await provesItself(context, read, stored))) return MORE;
  const places = placesFor(stored);
  const since = refresh.startedAt;
  const proven = { list, films, stored, places, whole, readWholeAt, since, now };
  if (total === null && !(await isConfirmed(context, read, proven))) return { kind: "confirm" };
  return { kind: "proven", proven, changedOn: whole ? dateOf(read) : list.changedOn };
}

/** Whether the pages read prove the rest of the list, too. */
async function provesItself(
  { db }: AppContext,
  { list, page, pages }: ReadSoFar,
  stored: readonly (number | null)[],
): Promise<boolean> {
  const { total, updatedAt } = page;
  if (total === null) return false;
  if (list.kind !== "list") return restIsProven(db, list, stored, total);
  // Others' lists change anywhere: only one that has not changed at all is not read to its end.
  const hasSameDate = updatedAt !== null && updatedAt === list.changedOn;
  return pages === 1 && hasSameDate && showsNoChange(db, list, stored, total);
}

/**
 * When the list was last changed. null if that may have been while it was read: the pages read before then do not show
 * the change, and the next reading must not take them for it.
 */
function dateOf({ refresh, page: { updatedAt } }: ReadSoFar): string | null {
  if (updatedAt === null) return null;
  const isBefore = seconds(Date.parse(updatedAt)) < refresh.startedAt - CLOCKS_DIFFER_SECONDS;
  return isBefore ? updatedAt : null;
}

/** Whether the list loses no film, or the round before this one found the same films. */
async function isConfirmed(
  { db }: AppContext,
  { refresh, films }: ReadSoFar,
  proven: ProvenList,
): Promise<boolean> {
  if ((await findLost(db, proven)) === 0) return true;
  const before = await findEarlierRound(db, refresh.id);
  if (before?.length !== films.length) return false;
  const ids = new Set(before.map(({ id }) => id));
  return films.every(({ id }) => ids.has(id));
}
