// The clock counts milliseconds since 1970; the tables store whole seconds.

export const DAY_SECONDS = 86_400;

/** `at` in seconds since 1970. ISO 8601, UTC. */
export function iso(at: number): string {
  return new Date(at * 1000).toISOString();
}

export function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}
