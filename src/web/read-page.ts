// The first of a view's two round trips: the layout's data and the snapshot. Asks nobody outside.

import { assembleSnapshot } from "../d1/assemble-snapshot.ts";
import { readSnapshot, snapshotOf } from "../d1/snapshot.ts";
import { batch } from "../d1/batch.ts";
import { layoutOf, readLayout, type StoredLayout } from "../d1/layout.ts";
import { emptySnapshot, type Snapshot } from "../list/snapshot.ts";
import type { AppContext } from "../context.ts";
import { ensureUpgraded } from "../refresh/upgrade.ts";
import { seconds } from "../time.ts";

export interface PageData {
  layout: StoredLayout;
  snapshot: Snapshot;
}

/** After an upgrade there is no snapshot in this version's format: the first request has it assembled. */
export async function readPage(context: AppContext): Promise<PageData> {
  const page = await tryToRead(context);
  if (page.snapshot !== null) return { ...page, snapshot: page.snapshot };
  const { db, settings } = context;
  await ensureUpgraded(context);
  await batch(db, assembleSnapshot(db, settings, seconds(context.now())));
  const again = await tryToRead(context);
  return { ...again, snapshot: again.snapshot ?? emptySnapshot(settings.country) };
}

async function tryToRead({ db, settings }: AppContext) {
  const [layout, parts] = await batch(db, [layoutOf(db, settings), snapshotOf(db, settings)]);
  return { layout: readLayout(layout, settings), snapshot: readSnapshot(parts, settings) };
}
