// How long a site asks us to wait.

const LONGEST_SECONDS = 999_999_999;

/**
 * `Retry-After` in seconds, or as a date, which is counted from the answer's own `Date` or, without one, from `now`, in
 * milliseconds since 1970; null if it says neither, or there is nothing to count from.
 */
export function retryAfterSeconds(headers: Headers, now: number | null = null): number | null {
  const written = headers.get("retry-after")?.trim() ?? "";
  if (/^\d{1,9}$/.test(written)) return Number(written);
  const sentAt = Date.parse(headers.get("date") ?? "");
  const from = Number.isNaN(sentAt) ? (now ?? Number.NaN) : sentAt;
  const seconds = (Date.parse(written) - from) / 1000;
  return Number.isNaN(seconds) ? null : Math.min(LONGEST_SECONDS, Math.max(0, Math.ceil(seconds)));
}
