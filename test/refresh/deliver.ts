// Empties the queues of a test's world: each message goes to its step when its time has come.

import { askLetterboxd } from "../../src/refresh/pages-queue.ts";
import { findActive } from "../../src/d1/refreshes.ts";
import { lookUpFilms } from "../../src/refresh/lookups-queue.ts";
import { tick } from "../../src/refresh/start.ts";
import type { Sent, TestWorld } from "../context.ts";

/** What becomes of a message: lost (none), delivered, or doubled. */
export type Fate = (message: Sent) => Sent[];

const TICK_MS = 30_000;

export async function deliver(world: TestWorld, message: Sent): Promise<void> {
  if (message.queue === "pages") await askLetterboxd(world, message.body);
  else await lookUpFilms(world, message.body);
}

/** In the order of their arrival, until no message is left. */
export async function deliverAll(
  world: TestWorld,
  fate: Fate = (message) => [message],
): Promise<void> {
  for (let deliveries = 0; world.sent.length > 0; deliveries++) {
    if (deliveries > 5000) throw new Error("The messages never end.");
    world.sent.sort((a, b) => a.at - b.at);
    const message = world.sent.shift();
    if (!message) return;
    if (message.at > world.now()) world.pass(message.at - world.now());
    for (const arrived of fate(message)) await deliver(world, arrived);
  }
}

/** Delivers, and ticks whenever nothing is left to deliver, until the refresh has ended. */
export async function runToTheEnd(world: TestWorld, fate?: Fate): Promise<void> {
  for (let ticks = 0; ticks < 500; ticks++) {
    await deliverAll(world, fate);
    if (!(await findActive(world.db))) return;
    world.pass(TICK_MS);
    await tick(world, { atStart: false });
  }
  throw new Error("The refresh never ends.");
}
