// Brings the snapshot up to date with the tables. Called when a list was proven, now and then during look-ups, and at
// a refresh's end; without a change it writes nothing. Also builds missing entries, such as those of films whose
// title changed.

import { batch } from "../d1/batch.ts";
import { mendEntries } from "../d1/entry-sql.ts";
import { listedAnywhere } from "../d1/listed.ts";
import { assembleFilms, assembleSnapshot } from "../d1/assemble-snapshot.ts";
import type { AppContext } from "../context.ts";
import { seconds } from "../time.ts";

export async function updateSnapshot({ db, settings, now }: AppContext): Promise<void> {
  await mendEntries(db, listedAnywhere(settings));
  await batch(db, assembleSnapshot(db, settings, seconds(now())));
}

/** After an import, whose own batch has assembled the snapshot: only entries may be missing. */
export async function updateMended(context: AppContext): Promise<void> {
  if (await mendEntries(context.db, listedAnywhere(context.settings))) await updateFilms(context);
}

/** Brings up to date what look-ups have changed so far; the end of the refresh does the rest. */
export async function updateFilms({ db, settings, now }: AppContext): Promise<void> {
  await batch(db, assembleFilms(db, settings, seconds(now())));
}
