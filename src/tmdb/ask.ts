// One question to TMDB, asked again if that may help, with a name for every way in which it can go wrong.
// Knows HTTP and the key, and nothing about what the answers say. The key goes into the request and nowhere else.

import { type Failure, type Result, done, failed } from "../failure.ts";
import { readBody } from "../limits/read-answer.ts";
import { retryAfterSeconds } from "../limits/retry-after.ts";
import type { Fetch } from "../ports.ts";
import type { Settings } from "../settings/index.ts";
import type { Pace, Sleep } from "./pace.ts";

export interface AskOptions {
  fetch: Fetch;
  key: Settings["tmdbKey"];
  /** Without a slash at the end. */
  origin: string;
  pace: Pace;
  /** How many requests may be made, repeated ones included; after that every question fails with `out-of-budget`. */
  budget: number;
  sleep: Sleep;
  /** From 0 up to, but not including, 1. */
  random: () => number;
  timeoutMs: number;
  /** How often a question is asked again; absent: as often as a queue may wait for. */
  retries?: number;
  /** Absent: MAX_BODY_BYTES. */
  maxBytes?: number;
  /** Reads an answer's text; undefined: it cannot be read. Absent: as JSON. */
  parse?: (text: string) => unknown;
}

/** `found: false` is TMDB's own "could not be found", and not just any page with status 404. */
export type Answer = { found: true; json: unknown } | { found: false };

/** Asks for `/3/<path>`. Fails with every TMDB kind and with `out-of-budget`. */
export type Ask = (path: string, query?: Record<string, string>) => Promise<Result<Answer>>;

/** Further attempts are left to the queue, which can wait longer than an invocation should. */
const RETRIES = 2;
const FIRST_BACK_OFF_MS = 500;
const LONGEST_WAIT_MS = 10_000;

/** The longest real answers are 110 kB, a series with its offers, and 170 kB, the list of all services. */
const MAX_BODY_BYTES = 2_000_000;

/** TMDB's code for "The resource you requested could not be found" and, for ids, "Invalid id". */
const NOT_FOUND_CODES = new Set<unknown>([34, 6]);

interface Attempt {
  result: Result<Answer>;
  /** The same question may well succeed a moment later. */
  worthRetrying: boolean;
}

export function createAsk(options: AskOptions): Ask {
  const { pace, budget, sleep, random, retries: most = RETRIES } = options;
  let asked = 0;

  return async (path, query = {}) => {
    for (let retries = 0; ; retries++) {
      if (asked >= budget) return failed("out-of-budget", `${asked} requests to TMDB were made`);
      asked += 1;
      const { result, worthRetrying } = await pace.run(() => attempt(options, path, query));
      if (result.ok || !worthRetrying) return result;

      const waitMs = waitBeforeRetry(result.failure, retries, random());
      if (result.failure.kind === "tmdb-rate-limited") pace.rest(Math.min(waitMs, LONGEST_WAIT_MS));
      if (retries === most || waitMs > LONGEST_WAIT_MS) return result;
      await sleep(waitMs);
    }
  };
}

/** What TMDB asks for; otherwise twice as long each time, give or take a half, so that not all try again at once. */
function waitBeforeRetry(failure: Failure, retries: number, random: number): number {
  if (failure.retryAfterSeconds !== null) return failure.retryAfterSeconds * 1000;
  return Math.round(FIRST_BACK_OFF_MS * 2 ** retries * (0.5 + random));
}

async function attempt(
  options: AskOptions,
  path: string,
  query: Record<string, string>,
): Promise<Attempt> {
  const { fetch, key, origin, timeoutMs } = options;
  try {
    const parameters = new URLSearchParams(query);
    const headers = new Headers({ Accept: "application/json" });
    if (key.kind === "access-token") headers.set("Authorization", `Bearer ${key.value}`);
    else parameters.set("api_key", key.value);

    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(`${origin}/3/${path}?${parameters.toString()}`, {
      headers,
      // A redirect would carry the key to another address. (workerd has no "error".)
      redirect: "manual",
      signal,
    });
    return await understand(response, path, { ...options, signal });
  } catch (error) {
    const why =
      error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError")
        ? `no answer within ${timeoutMs / 1000} seconds`
        : // A runtime may name the whole address, with the key in it.
          String(error).replaceAll(key.value, "<key>");
    return { result: failed("tmdb-unreachable", `${path}: ${why}`), worthRetrying: true };
  }
}

async function understand(
  response: Response,
  path: string,
  { maxBytes = MAX_BODY_BYTES, parse = parseJson, signal }: AskOptions & { signal: AbortSignal },
): Promise<Attempt> {
  const { status } = response;
  const detail = `${path}: status ${status}`;
  if (status === 429 || status >= 500) {
    await response.body?.cancel();
    const kind = status === 429 ? "tmdb-rate-limited" : "tmdb-unreachable";
    return {
      result: failed(kind, detail, retryAfterSeconds(response.headers, Date.now())),
      worthRetrying: true,
    };
  }
  if (status === 401) {
    await response.body?.cancel();
    return { result: failed("tmdb-key-refused", detail), worthRetrying: false };
  }
  const text = await readBody(response.body, { maxBytes, signal });
  if (text === null) {
    const tooLong = `${detail}, and more than ${maxBytes} bytes`;
    return { result: failed("tmdb-unrecognised", tooLong), worthRetrying: false };
  }
  const json = parse(text);
  if (status === 404 && NOT_FOUND_CODES.has(statusCode(json))) {
    return { result: done({ found: false }), worthRetrying: false };
  }
  if (status !== 200) {
    return { result: failed("tmdb-unrecognised", detail), worthRetrying: false };
  }
  if (json === undefined) {
    // A network's login page came in between, or the answer was cut short.
    const result = failed("tmdb-unrecognised", `${path}: the answer is not whole JSON`);
    return { result, worthRetrying: true };
  }
  return { result: done({ found: true, json }), worthRetrying: false };
}

/** undefined, which JSON cannot express, if the text is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function statusCode(json: unknown): unknown {
  return typeof json === "object" && json !== null && "status_code" in json
    ? json.status_code
    : undefined;
}
