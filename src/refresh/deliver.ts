// Sends the messages that are due: at once when a refresh ends, and at each tick. At least once: whoever is stopped
// between sending and noting it sends again when the lease has run out, under the same id.

import { batch, type Statement } from "../d1/batch.ts";
import {
  claimDeliveries,
  forgetDeliveriesTo,
  forgetDelivery,
  tryAgain,
  type Delivery,
} from "../d1/deliveries.ts";
import { ensureVapid, findDevice, removeDevice } from "../d1/devices.ts";
import { forgetPlace, noteFailed, noteWorked, placesOf } from "../d1/places.ts";
import type { NotifyMessage } from "../notify/message.ts";
import { placesOfTargets } from "../notify/place.ts";
import { makeVapid, vapidSubject } from "../notify/vapid.ts";
import type { Delivered } from "../ports.ts";
import { seconds } from "../time.ts";
import { pageNew } from "./tell.ts";
import type { AppContext } from "../context.ts";

/** The wait after each attempt; after the last there is no other. */
const WAITS_SECONDS = [5, 30, 120, 300, 600, 840, 1200, 1440].map((minutes) => minutes * 60);

/** Devices that these answers come for do not exist any more (RFC 8030). */
const DEVICE_IS_GONE = new Set([404, 410]);
const GONE = 410;

type Outcome = Delivered | "no-such-place";

/** As many as this invocation may still send. Never throws: what could not be sent is due again later. */
export async function deliverDue(context: AppContext): Promise<void> {
  const { db, deliveriesLeft } = context;
  if (deliveriesLeft.count <= 0) return;
  try {
    const due = await claimDeliveries(db, seconds(context.now()), deliveriesLeft.count);
    deliveriesLeft.count -= due.length;
    await Promise.all(due.map((delivery) => deliver(context, delivery)));
  } catch (error) {
    context.log("deliveries-failed", { detail: error instanceof Error ? error.message : "" });
  }
}

async function deliver(context: AppContext, delivery: Delivery): Promise<void> {
  const { db } = context;
  const outcome = await attempt(context, delivery);
  if (outcome === "no-such-place") {
    await batch(db, [forgetDeliveriesTo(db, delivery.place), forgetPlace(db, delivery.place)]);
    return;
  }
  const wait = WAITS_SECONDS[delivery.attempts - 1];
  const isLast = !outcome.ok && wait === undefined;
  const words = isLast ? ` After ${delivery.attempts} attempts this message was given up.` : "";
  if (!outcome.ok) context.log("delivery-failed", { id: delivery.id, status: outcome.status });
  const pause = Math.max(wait ?? 0, outcome.ok ? 0 : (outcome.retryAfterSeconds ?? 0));
  await note(context, delivery.place, outcome, {
    words,
    also: [
      outcome.ok || isLast
        ? forgetDelivery(db, delivery.id)
        : tryAgain(db, delivery, seconds(context.now()) + pause),
    ],
  });
}

/** Writes down how it went with the place, and `also` in the same batch. What is gone gets nothing more. */
async function note(
  context: AppContext,
  place: string,
  outcome: Delivered,
  { words, also }: { words: string; also: Statement[] },
): Promise<void> {
  const { db } = context;
  const now = seconds(context.now());
  if (outcome.ok) {
    await batch(db, [noteWorked(db, place, now), ...also]);
    return;
  }
  const { status, retryAfterSeconds, why } = outcome;
  const device = deviceIn(place);
  if (device !== null && status !== null && DEVICE_IS_GONE.has(status)) {
    await removeDevice(db, device);
    context.log("device-gone", { status });
    return;
  }
  const isGone = status === GONE;
  const waitUntil = retryAfterSeconds === null ? null : now + retryAfterSeconds;
  await batch(db, [
    noteFailed(db, place, now, { failure: why + words, isGone, waitUntil }),
    ...(isGone ? [forgetDeliveriesTo(db, place)] : also),
  ]);
}

/**
 * Sends a test now, by the same way as any message, and notes how it went. It is tried once. null: there is no such place.
 */
export async function sendTest(context: AppContext, place: string): Promise<Delivered | null> {
  const [states] = await batch(context.db, [placesOf(context.db)]);
  const left = (states.find((one) => one.place === place)?.waitUntil ?? 0) - seconds(context.now());
  if (left > 0) return { ok: false, status: null, retryAfterSeconds: left, why: waitWords(left) };
  const message: NotifyMessage = {
    type: "test",
    country: context.settings.country,
    at: seconds(context.now()),
    lines: [],
    films: 0,
    link: await pageNew(context),
  };
  const outcome = await attempt(context, { place, message, id: `test_${crypto.randomUUID()}` });
  if (outcome === "no-such-place") return null;
  await note(context, place, outcome, { words: "", also: [] });
  return outcome;
}

function waitWords(left: number): string {
  const minutes = Math.ceil(left / 60);
  return `It asked to wait, for ${minutes === 1 ? "a minute" : `${minutes} minutes`} more, so nothing was sent.`;
}

async function attempt(
  context: AppContext,
  { place, message, id }: Pick<Delivery, "place" | "message" | "id">,
): Promise<Outcome> {
  const { db, settings, notifier } = context;
  const target = (await placesOfTargets(settings.notify)).get(place);
  if (target) return notifier.send(target, message, id);
  const number = deviceIn(place);
  const device = number === null ? null : await findDevice(db, number);
  if (device === null) return "no-such-place";
  const keys = await ensureVapid(db, makeVapid);
  const subject = vapidSubject(settings.contact, await pageNew(context));
  return notifier.push(device, { ...keys, subject }, message);
}

/** The device's number; null: this place is an address of NOTIFY. */
function deviceIn(place: string): number | null {
  const number = /^device-(\d{1,10})$/.exec(place)?.[1];
  return number === undefined ? null : Number(number);
}
