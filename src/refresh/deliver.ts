// Sends the messages that are due: at once when a refresh ends, and at each tick. At least once: whoever is stopped
// between sending and noting it sends again when the lease has run out, under the same id.

import { batch, type Statement } from "../d1/batch.ts";
import {
  claimDeliveries,
  forgetDeliveries,
  forgetDeliveriesTo,
  tryAgain,
  type Delivery,
  type Retry,
} from "../d1/deliveries.ts";
import { ensureVapid, placeOfDevice, removeDevices } from "../d1/devices.ts";
import { forgetPlaces, noteFailed, noteWorked, type PlaceFailure } from "../d1/places.ts";
import { findRecipients, type Recipients } from "../d1/recipients.ts";
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

type Attempt = Pick<Delivery, "id" | "place" | "message" | "attempts">;

interface Outcome {
  delivery: Attempt;
  result: Delivered | "no-such-place";
}

/** As many as this invocation may still send. Never throws: what could not be sent is due again later. */
export async function deliverDue(context: AppContext): Promise<void> {
  const { db, deliveriesLeft } = context;
  if (deliveriesLeft.count <= 0) return;
  try {
    const due = await claimDeliveries(db, seconds(context.now()), deliveriesLeft.count);
    if (due.length === 0) return;
    deliveriesLeft.count -= due.length;
    const recipients = await findRecipients(db);
    const attempts = await Promise.allSettled(
      due.map((delivery) => attempt(context, recipients, delivery)),
    );
    await note(
      context,
      attempts.flatMap((one) => (one.status === "fulfilled" ? [one.value] : [])),
    );
    for (const one of attempts) if (one.status === "rejected") throw one.reason;
  } catch (error) {
    context.log("deliveries-failed", { detail: error instanceof Error ? error.name : "" });
  }
}

/**
 * Sends a test now, by the same way as any message, and notes how it went. It is tried once, and not where we were asked
 * to wait. null: there is no such place.
 */
export async function sendTest(context: AppContext, place: string): Promise<Delivered | null> {
  const recipients = await findRecipients(context.db);
  const left = (recipients.waits.get(place) ?? 0) - seconds(context.now());
  if (left > 0) return { ok: false, status: null, retryAfterSeconds: left, why: waitWords(left) };
  const message: NotifyMessage = {
    type: "test",
    country: context.settings.country,
    at: seconds(context.now()),
    lines: [],
    films: 0,
    link: pageNew(context.settings, recipients),
  };
  const delivery = { place, message, id: `test_${crypto.randomUUID()}`, attempts: 1 };
  const outcome = await attempt(context, recipients, delivery);
  if (outcome.result === "no-such-place") return null;
  await note(context, [outcome]);
  return outcome.result;
}

function waitWords(left: number): string {
  const minutes = Math.ceil(left / 60);
  return `It asked to wait, for ${minutes === 1 ? "a minute" : `${minutes} minutes`} more, so nothing was sent.`;
}

async function attempt(
  { db, settings, notifier }: AppContext,
  recipients: Recipients,
  delivery: Attempt,
): Promise<Outcome> {
  const { place, message, id } = delivery;
  const target = (await placesOfTargets(settings.notify)).get(place);
  if (target) return { delivery, result: await notifier.send(target, message, id) };
  const device = recipients.devices.find((one) => placeOfDevice(one) === place);
  if (!device) return { delivery, result: "no-such-place" };
  const keys = recipients.vapid ?? (await ensureVapid(db, makeVapid));
  const subject = vapidSubject(settings.contact, settings.publicUrl ?? recipients.origin);
  return { delivery, result: await notifier.push(device, { ...keys, subject }, message) };
}

/** Writes down how it went, in one batch. What is gone gets nothing more. */
async function note(context: AppContext, outcomes: readonly Outcome[]): Promise<void> {
  const { db } = context;
  const now = seconds(context.now());
  const worked: string[] = [];
  const failed: PlaceFailure[] = [];
  const retries: Retry[] = [];
  const over: string[] = [];
  const unknown: string[] = [];
  const devices: number[] = [];
  for (const { delivery, result } of outcomes) {
    const { id, place, attempts } = delivery;
    const device = deviceIn(place);
    if (result === "no-such-place") unknown.push(place);
    else if (result.ok) {
      worked.push(place);
      over.push(id);
    } else if (device !== null && DEVICE_IS_GONE.has(result.status ?? 0)) {
      context.log("device-gone", { status: result.status });
      devices.push(device);
    } else {
      context.log("delivery-failed", { id, status: result.status });
      const wait = WAITS_SECONDS[attempts - 1];
      failed.push(failureOf(place, result, now, { isLast: wait === undefined, attempts }));
      const pause = Math.max(wait ?? 0, result.retryAfterSeconds ?? 0);
      if (wait === undefined) over.push(id);
      else retries.push({ id, attempts, notBefore: now + pause });
    }
  }
  const gone = failed.filter(({ isGone }) => isGone).map(({ place }) => place);
  const statements: Statement[] = [];
  if (worked.length > 0) statements.push(noteWorked(db, worked, now));
  if (failed.length > 0) statements.push(noteFailed(db, failed, now));
  if (retries.length > 0) statements.push(tryAgain(db, retries));
  if (over.length > 0) statements.push(forgetDeliveries(db, over));
  if (gone.length + unknown.length > 0) {
    statements.push(forgetDeliveriesTo(db, [...gone, ...unknown]));
  }
  if (unknown.length > 0) statements.push(forgetPlaces(db, unknown));
  if (devices.length > 0) statements.push(...removeDevices(db, devices));
  await batch(db, statements);
}

function failureOf(
  place: string,
  { status, retryAfterSeconds, why }: Extract<Delivered, { ok: false }>,
  now: number,
  { isLast, attempts }: { isLast: boolean; attempts: number },
): PlaceFailure {
  return {
    place,
    failure: isLast ? `${why} After ${attempts} attempts, this message was given up.` : why,
    isGone: status === GONE,
    waitUntil: retryAfterSeconds === null ? null : now + retryAfterSeconds,
  };
}

/** The device's number; null: this place is an address of NOTIFY. */
function deviceIn(place: string): number | null {
  const number = /^device-(\d{1,10})$/.exec(place)?.[1];
  return number === undefined ? null : Number(number);
}
