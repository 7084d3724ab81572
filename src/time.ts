// The clock counts milliseconds since 1970; the tables store whole seconds.

export const DAY_SECONDS = 86_400;

export function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}
