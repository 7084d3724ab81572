// When the last tick was, so that a health check can tell that no more come: the home program sends them, and
// workerd may go on serving without it. At home all invocations are one process, so its memory is the place for
// that. A row would be written nearly three thousand times a day.

import type { AppContext } from "../context.ts";

/** Four ticks of the home program. */
const LATE_MS = 120_000;

export function noteTick({ lastTick, now }: AppContext): void {
  lastTick.at = now();
}

/**
 * null: they come. On Cloudflare each place has a process of its own, which seldom sees a tick: there, Cloudflare
 * itself sees to it that they come.
 */
export function secondsWithoutTick({ lastTick, now, settings }: AppContext): number | null {
  const ms = now() - lastTick.at;
  return settings.atHome && ms > LATE_MS ? Math.floor(ms / 1000) : null;
}
