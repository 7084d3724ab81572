// How many uploads this Worker takes at a time. Each may hold some thirty megabytes and compute for a second, so ten at
// once would take all the memory of a small machine, and all of Cloudflare's.

const PLACES = 3;

/** A place that nobody has left is free again then: whoever hangs up may end a request before it can leave its own. */
export const PLACE_MS = 360_000;

/** When each was taken, in milliseconds since 1970. */
const taken = new Set<{ at: number }>();

/** Answers how to leave the place again; null: all are taken. */
export function takeUploadPlace(now: number): (() => void) | null {
  for (const place of taken) if (now - place.at >= PLACE_MS) taken.delete(place);
  if (taken.size >= PLACES) return null;
  const place = { at: now };
  taken.add(place);
  return () => void taken.delete(place);
}
