// How far off a time is, in words that any sentence can take: "updated 3 hours ago", "next in 1 day", and never "tomorrow"
// or "last month". The server and the browser's script say it alike, because both have it from here.

/** "past": it has happened. "next": it is still to come, so that a time which has just passed is due any moment. */
export type Direction = "past" | "next";

const STEPS: [seconds: number, unit: string][] = [
  [86_400 * 365, "year"],
  [86_400 * 30, "month"],
  [86_400 * 7, "week"],
  [86_400, "day"],
  [3600, "hour"],
  [60, "minute"],
];

/**
 * "3 hours ago", "just now"; "in 2 days", "in a moment". `difference` in seconds, positive if it lies ahead. Clocks may
 * differ, so a past time that lies ahead is one of just now.
 */
export function relativeWords(difference: number, direction: Direction): string {
  const distance = direction === "next" ? difference : -difference;
  const step = STEPS.find(([seconds]) => distance >= seconds);
  if (!step) return direction === "next" ? "in a moment" : "just now";
  const [seconds, unit] = step;
  const n = Math.round(distance / seconds);
  // Not by Intl, whose first use costs a phone 150 ms.
  const words = `${n} ${unit}${n === 1 ? "" : "s"}`;
  return direction === "next" ? `in ${words}` : `${words} ago`;
}

/** How long something waits, counted down: "now", "in 20 s", "in 2 min", "in 1 h 5 min". `seconds` until then. */
export function waitWords(seconds: number): string {
  if (seconds < 1) return "now";
  if (seconds < 90) return `in ${Math.round(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return `in ${minutes} min`;
  const rest = minutes % 60;
  return `in ${Math.floor(minutes / 60)} h${rest === 0 ? "" : ` ${rest} min`}`;
}
