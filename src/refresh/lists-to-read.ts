// Which lists a refresh reads. Of the settings, only this file decides whose watchlists they name.

import { findOrAddWatchlist, type ListToRead } from "../d1/lists.ts";
import { seconds } from "../time.ts";
import type { AppContext } from "../context.ts";

/** The lists to read, in order. None: Letterboxd is not asked. */
export async function listsToRead({ db, settings, now }: AppContext): Promise<ListToRead[]> {
  const lists: ListToRead[] = [];
  for (const member of settings.members) {
    lists.push(await findOrAddWatchlist(db, member, seconds(now())));
  }
  return lists;
}

/** Whether the settings still want this list to be read. */
export function isStillRead(
  { settings }: Pick<AppContext, "settings">,
  { member }: Pick<ListToRead, "member">,
): boolean {
  return member !== null && settings.members.includes(member);
}
