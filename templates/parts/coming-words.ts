// When a film comes out digitally, in words. TMDB promises no service, so its note is given as what it is.

import type { Coming } from "../../src/list/snapshot.ts";

const DAY_MS = 86_400_000;

/** "Digital release on 4 December (TMDB’s note: Netflix)"; `now` in seconds since 1970. */
export function comingWords({ day, note }: Coming, now: number): string {
  const words = `Digital release on ${dayWords(day, now)}`;
  return note === null ? words : `${words} (TMDB’s note: ${note})`;
}

/** A day of the calendar, whatever the reader's time zone: "4 December", and the year if it is another than this. */
export function dayWords(day: number, now: number): string {
  const date = new Date(day * DAY_MS);
  const isOfThisYear = date.getUTCFullYear() === new Date(now * 1000).getUTCFullYear();
  return date.toLocaleDateString("en-GB", {
    timeZone: "UTC",
    day: "numeric",
    month: "long",
    ...(isOfThisYear ? {} : { year: "numeric" }),
  });
}
