// Queue "dead-letters": a message that failed again and again. What it was to do is given up, and its refresh
// remembers that.

import { together } from "../d1/batch.ts";
import { failReading, findIfActive } from "../d1/refreshes.ts";
import { addDueLookups, claimLookup, countFilmsTotal, settleLookup } from "../d1/lookups.ts";
import { dropAllFilmPages } from "../d1/film-pages.ts";
import { finishRefresh } from "./finish.ts";
import type { LookupsMessage, PagesMessage } from "../messages.ts";
import { seconds } from "../time.ts";
import { sendLookups } from "./wake.ts";
import type { World } from "../context.ts";

export async function buryMessage(
  world: World,
  message: PagesMessage | LookupsMessage,
): Promise<void> {
  world.log("message-buried", { refresh: message.refreshId });
  if ("step" in message) await buryPage(world, message);
  else await buryLookup(world, message);
  await finishRefresh(world, message.refreshId);
}

async function buryPage(world: World, { refreshId, step }: PagesMessage): Promise<void> {
  const { db } = world;
  const refresh = await findIfActive(db, refreshId);
  if (!refresh) return;
  const now = seconds(world.now());
  const detail = `Failed again and again at: ${step}.`;
  await together(db, [
    failReading(db, refreshId, { kind: "given-up", detail, retryAfterSeconds: null }, now),
    dropAllFilmPages(db),
    addDueLookups(db, refreshId, world.settings, now),
    countFilmsTotal(db, refreshId),
  ]);
  await sendLookups(world, refreshId);
}

async function buryLookup(world: World, message: LookupsMessage): Promise<void> {
  const lookup = await claimLookup(world.db, message.refreshId, message.lookupId);
  if (!lookup) return;
  const outcome = { leftIds: [], lookedUp: 0, failed: lookup.leftIds.length };
  await together(
    world.db,
    settleLookup(world.db, { lookup, ...outcome, now: seconds(world.now()) }),
  );
}
