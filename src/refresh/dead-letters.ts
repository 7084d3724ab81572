// Queue "dead-letters": messages that failed again and again. Their work is given up, and noted as failed in the
// refresh.

import { batch } from "../d1/batch.ts";
import { failReading } from "../d1/readings.ts";
import { findIfUnderWay } from "../d1/under-way.ts";
import { claimLookup, settleLookup } from "../d1/lookups.ts";
import { dropAllFilmPages } from "../d1/film-pages.ts";
import { giveUpFilms } from "../d1/unchecked-films.ts";
import { finishRefresh } from "./finish.ts";
import type { LookupsMessage, PagesMessage } from "../messages.ts";
import { findNextStep } from "./next-step.ts";
import { goOnToNextList } from "./read-list.ts";
import { seconds } from "../time.ts";
import { sendLookups, sendStep } from "./wake.ts";
import type { AppContext } from "../context.ts";

export async function giveUpMessage(
  context: AppContext,
  message: PagesMessage | LookupsMessage,
): Promise<void> {
  context.log("message-given-up", { refresh: message.refreshId });
  if ("step" in message) await giveUpStep(context, message);
  else await giveUpLookup(context, message);
  await finishRefresh(context, message.refreshId);
}

/** Does nothing if another message has moved the refresh past this step. Otherwise goes on with the next step. */
async function giveUpStep(context: AppContext, message: PagesMessage): Promise<void> {
  const { db } = context;
  const underWay = await findIfUnderWay(db, message.refreshId);
  const step = underWay && (await findNextStep(db, underWay));
  if (step?.name !== message.step) return;
  if (step.kind === "film-page") {
    await dropAllFilmPages(db);
    return;
  }
  const detail = `Failed again and again at: ${message.step}.`;
  await batch(db, [
    failReading(db, step.reading, { kind: "given-up", detail, retryAfterSeconds: null }),
    ...goOnToNextList(context, message.refreshId),
  ]);
  await sendLookups(context, message.refreshId);
  const after = await findIfUnderWay(db, message.refreshId);
  const next = after && (await findNextStep(db, after));
  if (next) {
    await sendStep(context, { refreshId: message.refreshId, step: next.name, delaySeconds: 0 });
  }
}

async function giveUpLookup(context: AppContext, message: LookupsMessage): Promise<void> {
  const lookup = await claimLookup(context.db, message.refreshId, message.lookupId);
  if (!lookup) return;
  const outcome = { leftIds: [], lookedUp: 0, failed: lookup.leftIds.length };
  await batch(context.db, [
    giveUpFilms(context.db, lookup),
    ...settleLookup(context.db, { lookup, ...outcome, now: seconds(context.now()) }),
  ]);
}
