// The end of a refresh: when nothing is left to do, matches that contradict each other become doubts, the page's own
// tables are brought up to date, and the refresh is closed. Can be called at any time and by anybody; until all is done it does nothing.

import { batch } from "../d1/batch.ts";
import { forgetLookups } from "../d1/lookups.ts";
import { forgetOldReadings } from "../d1/readings.ts";
import { endRefresh, forgetOldRefreshes, findAllDone } from "../d1/refreshes.ts";
import { keepFreshness } from "../d1/layout.ts";
import { keepCoverage } from "./keep-coverage.ts";
import { deliverDue } from "./deliver.ts";
import { doubtSharedTitles } from "./doubt-shared-titles.ts";
import { startLibraries, withoutStopping } from "./read-libraries.ts";
import { refreshProviders } from "./providers.ts";
import { updateMended, updateSnapshot } from "./snapshot.ts";
import { tellArrivals } from "./tell.ts";
import { seconds } from "../time.ts";
import type { AppContext } from "../context.ts";

/**
 * Returns false if something is still to be done. `afterImport`: this invocation has begun the refresh for an import,
 * whose own batch has assembled the snapshot, and no film has changed since. If there was nothing to look up, the rest
 * is left to the next refresh: an import has hardly a statement to spare. `delivers`: whether this invocation sends what
 * there is to tell, too, and not the next tick.
 */
export async function finishRefresh(
  context: AppContext,
  refreshId: number,
  { afterImport = false, delivers = true } = {},
): Promise<boolean> {
  const { db } = context;
  const done = await findAllDone(db, refreshId);
  if (done === null) return false;
  const doubts = await doubtSharedTitles(context, refreshId);
  if (doubts === "asking") return false;
  const isShort = afterImport && done.filmsTotal === 0;
  if (!isShort) await refreshProviders(context);
  if (isShort && doubts === "nothing") await updateMended(context);
  else await updateSnapshot(context);
  const { ended, tells } = await end(context, refreshId, done.lookedUp);
  if (!ended) return true;
  await batch(db, [forgetLookups(db, refreshId), forgetOldRefreshes(db), forgetOldReadings(db)]);
  if (!isShort) {
    await keepCoverage(context);
    await withoutStopping(context, startLibraries);
  }
  context.log("refresh-ended", { refresh: refreshId });
  if (tells && delivers) await deliverDue(context);
  return true;
}

/** With what there is to tell in the same batch. `ended`: by us; `tells`: messages were written. */
async function end(
  context: AppContext,
  refreshId: number,
  lookedUp: number,
): Promise<{ ended: boolean; tells: boolean }> {
  const { db, settings } = context;
  const ending = [
    endRefresh(db, refreshId, seconds(context.now())),
    keepFreshness(db, settings),
  ] as const;
  // Without a look-up there is nothing to tell, and an import has no statement to spare.
  if (lookedUp === 0) {
    const [ended] = await batch(db, ending);
    return { ended: ended.length > 0, tells: false };
  }
  const { statements, tells } = await tellArrivals(context, refreshId);
  const [, , ended] = await batch(db, [...statements, ...ending]);
  return { ended: ended.length > 0, tells };
}
