// Temporary failures are retried, with growing pauses; all others are final. Pure.

import { LETTERBOXD_WALLS, type Failure, type FailureKind } from "../failure.ts";

/** Five more attempts over about a quarter of an hour. */
const PAUSES_SECONDS = [20, 60, 120, 240, 420];

/** If a site asks us to stay away for longer than this, the reading ends. */
const LONGEST_WAIT_SECONDS = 3600;

/** After a challenge nothing is asked for this long, unless the owner presses the button. */
export const CHALLENGE_REST_MS = 3_600_000;

const MAY_PASS: ReadonlySet<FailureKind> = new Set([
  "refused",
  "rate-limited",
  "unreachable",
  "incomplete",
]);

/** How long to wait after `retries` retries; null: retrying is pointless. */
export function retryDelaySeconds(failure: Failure, retries: number): number | null {
  if (!MAY_PASS.has(failure.kind)) return null;
  const pause = PAUSES_SECONDS[retries];
  if (pause === undefined) return null;
  const delay = Math.max(pause, failure.retryAfterSeconds ?? 0);
  return delay > LONGEST_WAIT_SECONDS ? null : delay;
}

/** Whether a final failure blocks every list. Any other concerns this list alone. */
export function isWall({ kind }: Failure): boolean {
  return (LETTERBOXD_WALLS as readonly FailureKind[]).includes(kind);
}
