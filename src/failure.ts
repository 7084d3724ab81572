// The closed list of what can go wrong outside the app. Anything else is a bug of ours: it is thrown, and retried by
// the queue, so that it shows up.

export const LETTERBOXD_FAILURES = [
  "challenged", // a bot check is shown instead of the page
  "refused", // 403 or 5xx without a reason, from Letterboxd's edge
  "rate-limited", // 429
  "private", // the watchlist or the list is not public
  "no-such-member", // 404 in place of a watchlist
  "no-such-list", // 404 in place of a list, or a page that is no list
  "unreachable", // time-out, connection reset, DNS
  "unrecognised", // the page arrived, but we no longer understand it
  "incomplete", // the films read do not add up to the total that Letterboxd states
] as const;

/** Failures that block every page of Letterboxd, not just one list or one film. */
export const LETTERBOXD_WALLS = [
  "challenged",
  "refused",
  "rate-limited",
  "unreachable",
] as const satisfies readonly LetterboxdFailureKind[];

type TmdbFailureKind =
  | "tmdb-key-refused" // 401
  | "tmdb-rate-limited" // 429
  | "tmdb-unreachable" // time-out, connection reset, DNS, 5xx
  | "tmdb-unrecognised" // not JSON, cut short, or of a shape that we do not know
  | "tmdb-title-gone"; // TMDB no longer has the title that the owner picked

type OwnFailureKind =
  | "out-of-budget" // this invocation has used up its subrequests: the rest goes back to the queue
  | "list-too-long" // a followed list has more films than are read
  | "too-many-films" // with a followed list there would be more films in all than are kept
  | "given-up" // started again and again, never finished
  | "superseded"; // the settings changed while it ran

type LetterboxdFailureKind = (typeof LETTERBOXD_FAILURES)[number];
export type FailureKind = LetterboxdFailureKind | TmdbFailureKind | OwnFailureKind;

export interface Failure {
  kind: FailureKind;
  /** What exactly was seen, for the log and the small print. Never contains a key. */
  detail: string;
  /** What the site asked for with `Retry-After`, in seconds; null if it did not. */
  retryAfterSeconds: number | null;
}

/** Expected failures are returned as values, so that every caller has to look at them. */
export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure };

export function done<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** A detail may quote text from outside, and is stored: it is cut to this many characters. */
const LONGEST_DETAIL = 500;

export function failed(
  kind: FailureKind,
  detail: string,
  retryAfterSeconds: number | null = null,
): { ok: false; failure: Failure } {
  const short = detail.slice(0, LONGEST_DETAIL).toWellFormed();
  return { ok: false, failure: { kind, detail: short, retryAfterSeconds } };
}
