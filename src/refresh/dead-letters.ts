// Queue "dead-letters": a message that failed again and again. What it was to do is given up, and its refresh
// remembers that.

import { batch } from "../d1/batch.ts";
import { failReading, findIfActive } from "../d1/refreshes.ts";
import { addDueLookups, claimLookup, countFilmsTotal, settleLookup } from "../d1/lookups.ts";
import { dropAllFilmPages } from "../d1/film-pages.ts";
import { finishRefresh } from "./finish.ts";
import type { LookupsMessage, PagesMessage } from "../messages.ts";
import { seconds } from "../time.ts";
import { sendLookups } from "./wake.ts";
import type { AppContext } from "../context.ts";

export async function giveUpMessage(
  context: AppContext,
  message: PagesMessage | LookupsMessage,
): Promise<void> {
  context.log("message-buried", { refresh: message.refreshId });
  if ("step" in message) await giveUpPage(context, message);
  else await giveUpLookup(context, message);
  await finishRefresh(context, message.refreshId);
}

async function giveUpPage(context: AppContext, { refreshId, step }: PagesMessage): Promise<void> {
  const { db } = context;
  const refresh = await findIfActive(db, refreshId);
  if (!refresh) return;
  const now = seconds(context.now());
  const detail = `Failed again and again at: ${step}.`;
  await batch(db, [
    failReading(db, refreshId, { kind: "given-up", detail, retryAfterSeconds: null }, now),
    dropAllFilmPages(db),
    addDueLookups(db, refreshId, context.settings, now),
    countFilmsTotal(db, refreshId),
  ]);
  await sendLookups(context, refreshId);
}

async function giveUpLookup(context: AppContext, message: LookupsMessage): Promise<void> {
  const lookup = await claimLookup(context.db, message.refreshId, message.lookupId);
  if (!lookup) return;
  const outcome = { leftIds: [], lookedUp: 0, failed: lookup.leftIds.length };
  await batch(
    context.db,
    settleLookup(context.db, { lookup, ...outcome, now: seconds(context.now()) }),
  );
}
