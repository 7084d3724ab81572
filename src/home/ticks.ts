// The cron of the home program: one tick at the start, then one every half minute, never two at once.

import { setTimeout as sleep } from "node:timers/promises";

/** Tells the Worker that the queues are new and empty, so that it wakes whatever stands still. */
const AT_START = "@start";

const TICK_EVERY_MS = 30_000;

export interface Ticks {
  /** Ticks until the signal comes and the last tick has ended. Rejects with what a tick throws. */
  run(tick: (cron: string) => Promise<void>, cron: string, signal: AbortSignal): Promise<void>;
  /** Begins again as at the start: at once, or after the tick that is under way. */
  startOver(): void;
}

export function createTicks(everyMs = TICK_EVERY_MS): Ticks {
  let isStart = true;
  let pause = new AbortController();
  return {
    async run(tick, cron, signal) {
      while (!signal.aborted) {
        pause = new AbortController();
        const due = isStart ? AT_START : cron;
        isStart = false;
        await tick(due);
        if (isStart) continue;
        const woken = AbortSignal.any([signal, pause.signal]);
        await sleep(everyMs, undefined, { signal: woken }).catch(() => {});
      }
    },
    startOver() {
      isStart = true;
      pause.abort();
    },
  };
}
