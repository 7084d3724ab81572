// Which lists a refresh reads: the members' watchlists each time, then the followed lists that are due. Of the
// settings, only this file decides whose watchlists they name.

import { listFollowed } from "../d1/followed-lists.ts";
import { findOrAddWatchlist, type ListToRead } from "../d1/lists.ts";
import { DAY_SECONDS, seconds } from "../time.ts";
import type { AppContext } from "../context.ts";

/** Others' lists change seldom, and are read as seldom: by the schedule and by the button. */
const READ_AGAIN_AFTER_SECONDS = 6 * DAY_SECONDS;

/** The lists to read, in order. `full`: all of them, due or not. None: Letterboxd is not asked. */
export async function listsToRead(
  { db, settings, now }: AppContext,
  { full = false }: { full?: boolean } = {},
): Promise<ListToRead[]> {
  const lists: ListToRead[] = [];
  for (const member of settings.members) {
    lists.push(await findOrAddWatchlist(db, member, seconds(now())));
  }
  const followed = await listFollowed(db);
  const due = followed.filter((list) => full || isDue(list, seconds(now())));
  return [...lists, ...due.filter(({ path }) => path !== null)];
}

/** Whether a followed list was not proven for so long that it is to be read again. */
export function isDue({ provenAt }: Pick<ListToRead, "provenAt">, now: number): boolean {
  return provenAt === null || now - provenAt >= READ_AGAIN_AFTER_SECONDS;
}

/** Whether the settings, and the owner, still want this list to be read. */
export function isStillRead(
  { settings }: Pick<AppContext, "settings">,
  { kind, member, removedAt }: ListToRead,
): boolean {
  if (kind === "list") return removedAt === null;
  return member !== null && settings.members.includes(member);
}

/** How Letterboxd is asked for a list. */
export type Source = { kind: "watchlist"; member: string } | { kind: "list"; path: string };

/** null: it is not one of ours any more. */
export function sourceOf({ kind, member, path, removedAt }: ListToRead): Source | null {
  if (kind !== "list") return member === null ? null : { kind: "watchlist", member };
  return path === null || removedAt !== null ? null : { kind, path };
}
