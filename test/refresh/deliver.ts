// Empties the queues of a test's context: each message is delivered to its step when it is due.

import { askLetterboxd } from "../../src/refresh/pages-queue.ts";
import { findUnderWay } from "../../src/d1/under-way.ts";
import { lookUpFilms } from "../../src/refresh/lookups-queue.ts";
import { tick } from "../../src/refresh/tick.ts";
import type { Sent, TestContext } from "../context.ts";

/** Turns a sent message into those to deliver: none (it is lost), one, or two. */
export type Fate = (message: Sent) => Sent[];

const TICK_MS = 30_000;

export async function deliver(context: TestContext, message: Sent): Promise<void> {
  if (message.queue === "pages") await askLetterboxd(context, message.body);
  else await lookUpFilms(context, message.body);
}

/** Delivers in the order of arrival, until no message is left. */
export async function deliverAll(
  context: TestContext,
  fate: Fate = (message) => [message],
): Promise<void> {
  for (let deliveries = 0; context.sent.length > 0; deliveries++) {
    if (deliveries > 5000) throw new Error("The messages never end.");
    context.sent.sort((a, b) => a.at - b.at);
    const message = context.sent.shift();
    if (!message) return;
    if (message.at > context.now()) context.pass(message.at - context.now());
    for (const arrived of fate(message)) await deliver(context, arrived);
  }
}

/** Delivers, and ticks whenever nothing is left to deliver, until the refresh has ended. */
export async function runToTheEnd(context: TestContext, fate?: Fate): Promise<void> {
  for (let ticks = 0; ticks < 500; ticks++) {
    await deliverAll(context, fate);
    if (!(await findUnderWay(context.db))) return;
    context.pass(TICK_MS);
    await tick(context, { atStart: false });
  }
  throw new Error("The refresh never ends.");
}
