// The first invocation after an upgrade migrates the previous version's data. Every invocation that touches data
// passes through here; a running Worker remembers that it is done.

import { isUpgraded, upgrade } from "../d1/upgrade.ts";
import { findUnderWay } from "../d1/under-way.ts";
import type { AppContext } from "../context.ts";
import { seconds } from "../time.ts";
import { updateSnapshot } from "./snapshot.ts";
import { sendLookups } from "./wake.ts";

let isDone = false;

export async function ensureUpgraded(context: AppContext): Promise<void> {
  if (isDone) return;
  const { db, settings } = context;
  if (!(await isUpgraded(db)) && (await upgrade(db, settings, seconds(context.now())))) {
    context.log("upgraded");
    const underWay = await findUnderWay(db);
    // The reading is started by a later tick, which finds that it has stalled.
    if (underWay) await sendLookups(context, underWay.refresh.id);
    await updateSnapshot(context);
  }
  isDone = true;
}
