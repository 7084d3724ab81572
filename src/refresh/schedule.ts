// When the next refresh is due. The Worker decides this at each tick, so that a schedule means the same at home and
// on Cloudflare, whose own cron knows only UTC and counts weekdays from 1.

import { Cron } from "croner";
import type { Settings } from "../settings/index.ts";

/** The first time of the schedule after `from`, both in seconds since 1970; null: there is none. */
export function nextTime(
  { schedule, timeZone }: Pick<Settings, "schedule" | "timeZone">,
  from: number,
): number | null {
  const next = new Cron(schedule, { timezone: timeZone, paused: true }).nextRun(
    new Date(from * 1000),
  );
  return next ? Math.floor(next.getTime() / 1000) : null;
}
