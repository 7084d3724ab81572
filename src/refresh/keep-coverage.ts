// At a refresh's end, and when services were chosen: keeps how much of the watchlists the household's services have, one
// row a day. It is only for a picture on the page, so whatever goes wrong here is logged and stops nothing.

import { batch } from "../d1/batch.ts";
import { saveCoverage } from "../d1/coverage.ts";
import { layoutOf, readLayout } from "../d1/layout.ts";
import { readSnapshot, snapshotOf } from "../d1/snapshot.ts";
import { worthView } from "../list/worth-view.ts";
import { seconds } from "../time.ts";
import type { AppContext } from "../context.ts";

export async function keepCoverage(context: AppContext): Promise<void> {
  const { db, settings, log } = context;
  try {
    const [layout, parts] = await batch(db, [layoutOf(db, settings), snapshotOf(db, settings)]);
    const snapshot = readSnapshot(parts, settings);
    if (snapshot === null) return;
    const { choice } = readLayout(layout, settings);
    const { worth } = worthView(snapshot, choice, { lists: null, all: false });
    if (worth.films === 0) return;
    const { country } = snapshot;
    await saveCoverage(db, { country, ...worth }, seconds(context.now()));
  } catch (error) {
    log("coverage-not-kept", { detail: String(error) });
  }
}
