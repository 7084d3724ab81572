// The end of a refresh: when nothing is left to do, the page's own tables are brought up to date, and the
// refresh is closed. Can be called at any time and by anybody; until all is done it does nothing.

import { together } from "../d1/batch.ts";
import { forgetLookups } from "../d1/lookups.ts";
import { endRefresh, forgetOldRefreshes, isAllDone } from "../d1/refreshes.ts";
import { rebuildShelf } from "../d1/shelf.ts";
import { refreshProviders } from "./providers.ts";
import { seconds } from "../time.ts";
import type { World } from "../context.ts";

/** False: something is still to be done. */
export async function finishRefresh(world: World, refreshId: number): Promise<boolean> {
  const { db } = world;
  if (!(await isAllDone(db, refreshId))) return false;
  await refreshProviders(world);
  await rebuildShelf(world);
  if (!(await endRefresh(db, refreshId, seconds(world.now())))) return true;
  await together(db, [forgetLookups(db, refreshId), forgetOldRefreshes(db)]);
  world.log("refresh-ended", { refresh: refreshId });
  return true;
}
