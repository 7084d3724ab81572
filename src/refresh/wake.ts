// Sends the messages that wake the steps. If a message cannot be sent (because the day's quota is used up, say),
// nothing fails: the tick finds what has stalled and sends again.

import { listOpenLookups, takeUnsentLookups } from "../d1/lookups.ts";
import type { AppContext } from "../context.ts";

/** The queue's limit for one call. */
const MESSAGES_A_CALL = 100;

/** A tick wakes no more look-ups than this; the next one goes on. */
const WOKEN_AT_MOST = 1000;

interface Step {
  refreshId: number;
  step: string;
  delaySeconds: number;
}

/** Sends for the next request to Letterboxd. */
export async function sendStep(
  context: AppContext,
  { refreshId, step, delaySeconds }: Step,
): Promise<void> {
  try {
    await context.pages.send({ refreshId, step }, { delaySeconds });
  } catch (error) {
    context.log("send-failed", { refresh: refreshId, queue: "pages", detail: String(error) });
  }
}

/** Sends for the look-ups that were added since the last call. */
export async function sendLookups(context: AppContext, refreshId: number): Promise<void> {
  await sendLookupsOf(context, refreshId, await takeUnsentLookups(context.db, refreshId));
}

/** Sends for every look-up that is not finished, up to the limit of one tick. */
export async function sendOpenLookups(context: AppContext, refreshId: number): Promise<void> {
  await sendLookupsOf(
    context,
    refreshId,
    await listOpenLookups(context.db, refreshId, WOKEN_AT_MOST),
  );
}

async function sendLookupsOf(context: AppContext, refreshId: number, ids: number[]): Promise<void> {
  try {
    for (let from = 0; from < ids.length; from += MESSAGES_A_CALL) {
      const part = ids.slice(from, from + MESSAGES_A_CALL);
      await context.lookups.sendBatch(part.map((lookupId) => ({ body: { refreshId, lookupId } })));
    }
  } catch (error) {
    context.log("send-failed", { refresh: refreshId, queue: "lookups", detail: String(error) });
  }
}

/** Sends for one look-up again, after a delay. */
export async function sendLookupAgain(
  context: AppContext,
  message: { refreshId: number; lookupId: number },
  delaySeconds: number,
): Promise<void> {
  try {
    await context.lookups.send(message, { delaySeconds });
  } catch (error) {
    context.log("send-failed", {
      refresh: message.refreshId,
      queue: "lookups",
      detail: String(error),
    });
  }
}
