// Queue "pages": one request to Letterboxd, then a message for the next one. Every request to Letterboxd passes
// through here and through one gate, whether for a page of a list or for a film's own page. The database says what is
// next; the message only wakes this step.

import { enterGate, isLeaseLost, leaveGate, type Lease } from "../d1/gate.ts";
import { countAttempt } from "../d1/readings.ts";
import { findIfUnderWay, type UnderWay } from "../d1/under-way.ts";
import { finishRefresh } from "./finish.ts";
import type { PagesMessage } from "../messages.ts";
import { findNextStep, type NextStep } from "./next-step.ts";
import { readFilmPage } from "./read-film-page.ts";
import { sourceOf } from "./lists-to-read.ts";
import { giveUp, readListPage } from "./read-list.ts";
import { seconds } from "../time.ts";
import { updateSnapshot } from "./snapshot.ts";
import { sendLookups, sendStep } from "./wake.ts";
import type { AppContext } from "../context.ts";

/** A wait up to this long is slept through while holding the gate; for a longer one a delayed message is sent. */
const SLEEP_AT_MOST_MS = 5000;

/** Attempts at one page, including killed ones: after so many, something in the page must be killing the Worker. */
const ATTEMPTS_AT_MOST = 20;

/** Random extra, as a share of the pause between requests. */
const JITTER = 0.08;

/** After a slow answer, at least this share of the pause passes before the next request. */
const LEAST_REST = 0.5;

export async function askLetterboxd(context: AppContext, message: PagesMessage): Promise<void> {
  try {
    await askNext(context, message);
  } catch (error) {
    if (!isLeaseLost(error)) throw error;
    // Another reader holds the gate by now. Nothing of what we read was stored: it asks for the same page.
    context.log("lease-lost", { refresh: message.refreshId, step: message.step });
  }
}

async function askNext(context: AppContext, message: PagesMessage): Promise<void> {
  const { db } = context;
  const underWay = await findIfUnderWay(db, message.refreshId);
  if (!underWay) return;
  const step = await findNextStep(db, underWay);
  if (!step || message.step !== step.name) return;

  const lease = await enterGate(db, context.runId, context.now());
  if (!lease) return;
  const notBefore = step.kind === "list-page" ? (step.reading.notBefore ?? 0) * 1000 : 0;
  const waitMs = Math.max(lease.nextAt, notBefore) - context.now();
  if (waitMs > SLEEP_AT_MOST_MS) {
    await leaveGate(db, lease, 0);
    return sendStep(context, { ...message, delaySeconds: Math.ceil(waitMs / 1000) });
  }
  if (waitMs > 0) await context.sleep(waitMs);

  const { refresh } = underWay;
  const gateOpensAt = pause(context);
  if (step.kind === "film-page") {
    await readFilmPage({ context, refresh, lease, filmPage: step.filmPage, gateOpensAt });
  } else if (!(await readNextPage(context, underWay, step, lease))) return;
  await goOn(context, underWay);
}

/** False: the refresh has moved on, and whoever moved it has sent for the next step. */
async function readNextPage(
  context: AppContext,
  { refresh, list }: UnderWay,
  step: NextStep & { kind: "list-page" },
  lease: Lease,
): Promise<boolean> {
  const reading = await countAttempt(context.db, step.reading);
  if (!reading) {
    await leaveGate(context.db, lease, 0);
    return false;
  }
  const here = { context, refresh, reading, lease, gateOpensAt: pause(context) };
  const source = list && sourceOf(list);
  if (!source) {
    const detail = "The list is no longer one of ours.";
    await giveUp(here, { kind: "superseded", detail, retryAfterSeconds: null });
  } else if (reading.attempts > ATTEMPTS_AT_MOST) {
    const detail = `Page ${reading.pagesRead + 1} was begun ${ATTEMPTS_AT_MOST} times and never finished.`;
    await giveUp(here, { kind: "given-up", detail, retryAfterSeconds: null });
  } else await readListPage({ ...here, list, source });
  return true;
}

/** Sends for whatever the refresh needs next. */
async function goOn(context: AppContext, before: UnderWay): Promise<void> {
  const { db } = context;
  const underWay = await findIfUnderWay(db, before.refresh.id);
  if (!underWay) return;
  const { refresh, reading } = underWay;
  await sendLookups(context, refresh.id);
  const step = await findNextStep(db, underWay);
  if (step) {
    const delay = (reading?.notBefore ?? 0) - seconds(context.now());
    await sendStep(context, {
      refreshId: refresh.id,
      step: step.name,
      // Part of the pause has passed, and the rest is slept through.
      delaySeconds: Math.max(delay, Math.floor(context.settings.letterboxdPauseMs / 1000) - 1, 0),
    });
  } else if (await finishRefresh(context, refresh.id)) return;
  // A list that has just been read to its end is shown at once, even if others are still to be read.
  if (before.reading && before.reading.listId !== reading?.listId) await updateSnapshot(context);
}

/** Call it just before a request: the pause is counted from there. */
function pause({ settings: { letterboxdPauseMs }, now }: AppContext): () => number {
  const opensAt = now() + letterboxdPauseMs * (1 + Math.random() * JITTER);
  return () => Math.max(opensAt, now() + letterboxdPauseMs * LEAST_REST);
}
