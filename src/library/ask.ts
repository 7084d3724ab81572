// Asks a media server for JSON. Nothing that it answers is trusted: redirects are not followed, for the key would go
// along, and the answer is read up to a limit.

import { readBody } from "../limits/read-answer.ts";
import type { Fetch } from "../ports.ts";
import type { LibraryFailure } from "../list/library-state.ts";

const TIMEOUT_MS = 20_000;
/** A page of 250 films is a tenth of it. */
const MAX_BYTES = 4_000_000;

export type Answer = { ok: true; json: unknown } | { ok: false; failure: LibraryFailure };

export async function askForJson(
  fetch: Fetch,
  url: string,
  headers: Record<string, string>,
): Promise<Answer> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const accept = { Accept: "application/json", ...headers };
  try {
    const answer = await fetch(url, { headers: accept, redirect: "manual", signal });
    const failure = failureOf(answer);
    if (failure !== null) {
      await answer.body?.cancel();
      return { ok: false, failure };
    }
    const text = await readBody(answer.body, { maxBytes: MAX_BYTES, signal });
    return text === null ? { ok: false, failure: "nonsense" } : parse(text);
  } catch {
    return { ok: false, failure: "off" };
  }
}

function failureOf({ status, headers }: Response): LibraryFailure | null {
  if (status === 401 || status === 403) return "refused";
  if ((status >= 300 && status < 400) || status === 404) return "moved";
  if (status >= 500) return "off";
  const isJson = /\bjson\b/i.test(headers.get("Content-Type") ?? "");
  return status === 200 && isJson ? null : "nonsense";
}

function parse(text: string): Answer {
  try {
    return { ok: true, json: JSON.parse(text.replace(/^\uFEFF/, "")) as unknown };
  } catch {
    return { ok: false, failure: "nonsense" };
  }
}

/** A field of whatever it is; undefined: it has none of that name. */
export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

const LONGEST_TEXT = 200;

/** null also for half a character, which no address can hold. */
export function textOf(value: unknown): string | null {
  if (typeof value === "number" && Number.isSafeInteger(value)) return `${value}`;
  if (typeof value !== "string" || value.length === 0 || value.length > LONGEST_TEXT) return null;
  return value.isWellFormed() ? value : null;
}

/** A number of TMDB's, given as a text or a number. */
export function tmdbIdOf(value: unknown): number | null {
  const text = textOf(value);
  return text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}
