// The first invocation after an upgrade migrates the previous version's data. Every invocation that touches data
// passes through here; a running Worker remembers that it is done.

import { isUpgraded, markUnused, upgrade } from "../d1/upgrade.ts";
import { findUnderWay } from "../d1/under-way.ts";
import type { AppContext } from "../context.ts";
import { seconds } from "../time.ts";
import { updateSnapshot } from "./snapshot.ts";
import { sendLookups } from "./wake.ts";

let isDone = false;

/** True: this invocation has migrated data, which took about half of its statements on Cloudflare. */
export async function ensureUpgraded(context: AppContext): Promise<boolean> {
  if (isDone) return false;
  const { db, settings } = context;
  const now = seconds(context.now());
  // A new app's first tick begins its first refresh, too, and has 50 statements on Cloudflare for both.
  const hasToMigrate = !(await isUpgraded(db)) && !(await markUnused(db, now));
  const hasMigrated = hasToMigrate && (await upgrade(db, settings, now));
  if (hasMigrated) await goOnAfter(context);
  isDone = true;
  return hasMigrated;
}

async function goOnAfter(context: AppContext): Promise<void> {
  context.log("upgraded");
  const underWay = await findUnderWay(context.db);
  // The reading is started by a later tick, which finds that it has stalled.
  if (underWay) await sendLookups(context, underWay.refresh.id);
  await updateSnapshot(context);
}
