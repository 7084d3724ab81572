// The closed list of what can go wrong outside, and what each means in words. What is not in this
// list is a defect of ours: it is thrown, retried by the queue, and then visible.

export const LETTERBOXD_FAILURES = [
  "challenged", // a bot wall stands before the page
  "refused", // 403 or 5xx without a reason, from Letterboxd's edge
  "rate-limited", // 429
  "private", // the watchlist or the list is not public
  "no-such-member", // 404 in place of a watchlist
  "no-such-list", // 404 in place of a list, or a page that is no list
  "unreachable", // time-out, connection reset, DNS
  "unrecognised", // the page came, and we no longer understand it
  "incomplete", // the films read do not add up to the total that Letterboxd states
] as const;

/** Those that keep us from every page of Letterboxd's, not from one list or one film. */
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
  | "tmdb-title-gone"; // the title that the owner picked is not at TMDB any more

type OwnFailureKind =
  | "out-of-budget" // this invocation has used up its subrequests: the rest goes back on the queue
  | "given-up" // begun again and again, never finished
  | "superseded"; // the settings changed while it ran

type LetterboxdFailureKind = (typeof LETTERBOXD_FAILURES)[number];
export type FailureKind = LetterboxdFailureKind | TmdbFailureKind | OwnFailureKind;

export interface Failure {
  kind: FailureKind;
  /** For the log and in small print: what exactly was seen. Never holds a key. */
  detail: string;
  /** What the site asked for with `Retry-After`, in seconds; null where it did not. */
  retryAfterSeconds: number | null;
}

/** An expected failure travels as a value, so that every caller has to look at it. */
export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure };

export function done<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** A detail may quote what came from outside, and is stored: it is cut after so many characters. */
const LONGEST_DETAIL = 500;

export function failed(
  kind: FailureKind,
  detail: string,
  retryAfterSeconds: number | null = null,
): { ok: false; failure: Failure } {
  const short = detail.slice(0, LONGEST_DETAIL).toWellFormed();
  return { ok: false, failure: { kind, detail: short, retryAfterSeconds } };
}
