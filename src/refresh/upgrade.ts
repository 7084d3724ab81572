// Whoever comes first after an upgrade moves what the version before had stored. Every invocation that touches data
// passes here; once it is done, a running Worker remembers that and asks no more.

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
    // The lists are sent for by the next tick, which finds that the refresh has none yet.
    if (underWay) await sendLookups(context, underWay.refresh.id);
    await updateSnapshot(context);
  }
  isDone = true;
}
