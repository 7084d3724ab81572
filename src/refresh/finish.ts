// The end of a refresh: when nothing is left to do, matches that contradict each other become doubts, the page's own
// tables are brought up to date, and the refresh is closed. Can be called at any time and by anybody; until all is done it does nothing.

import { batch } from "../d1/batch.ts";
import { forgetLookups } from "../d1/lookups.ts";
import { forgetOldReadings } from "../d1/readings.ts";
import { endRefresh, forgetOldRefreshes, isAllDone } from "../d1/refreshes.ts";
import { keepFreshness } from "../d1/layout.ts";
import { keepCoverage } from "./keep-coverage.ts";
import { deliverDue } from "./deliver.ts";
import { doubtSharedTitles } from "./doubt-shared-titles.ts";
import { startLibraries } from "./read-libraries.ts";
import { refreshProviders } from "./providers.ts";
import { updateSnapshot } from "./snapshot.ts";
import { tellArrivals } from "./tell.ts";
import { seconds } from "../time.ts";
import type { AppContext } from "../context.ts";

/** Returns false if something is still to be done. */
export async function finishRefresh(context: AppContext, refreshId: number): Promise<boolean> {
  const { db } = context;
  if (!(await isAllDone(db, refreshId))) return false;
  if (await doubtSharedTitles(context, refreshId)) return false;
  await refreshProviders(context);
  await updateSnapshot(context);
  const telling = await tellArrivals(context, refreshId);
  const [, , ended] = await batch(db, [
    ...telling.statements,
    endRefresh(db, refreshId, seconds(context.now())),
    keepFreshness(db, context.settings),
  ]);
  if (ended.length === 0) return true;
  await batch(db, [forgetLookups(db, refreshId), forgetOldRefreshes(db), forgetOldReadings(db)]);
  await keepCoverage(context);
  await startLibraries(context);
  context.log("refresh-ended", { refresh: refreshId });
  if (telling.anything) await deliverDue(context);
  return true;
}
