// Sends a request and says in words what became of it. Redirects are not followed: a webhook's owner named one address
// and no other. Of the answer only its status and how long to wait are read; its text is shown to nobody, nor is an
// error's own text, which may hold the address.

import { readBody } from "../limits/read-answer.ts";
import { retryAfterSeconds } from "../limits/retry-after.ts";
import type { Delivered, Fetch } from "../ports.ts";
import { userAgent } from "../settings/version.ts";
import type { NotifyRequest } from "./request.ts";

const TIMEOUT_MS = 15_000;
const MOST_BYTES = 16_384;

/** `now` in milliseconds since 1970. */
export async function send(
  fetch: Fetch,
  { url, headers, body }: NotifyRequest,
  now: number,
): Promise<Delivered> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { ...headers, "User-Agent": userAgent(null) },
      body,
      redirect: "manual",
      signal,
    });
    if (answer.ok) {
      void answer.body?.cancel().catch(() => undefined);
      return { ok: true };
    }
    return {
      ok: false,
      status: answer.status,
      retryAfterSeconds: await waitOf(answer, { signal, now }),
      why: wordsOf(answer.status),
    };
  } catch {
    const why = signal.aborted
      ? `It didn’t answer within ${TIMEOUT_MS / 1000} seconds.`
      : "It couldn’t be reached: is the address right, and is it running?";
    return { ok: false, status: null, retryAfterSeconds: null, why };
  }
}

/** Discord and Telegram may say it only in the answer's JSON. */
async function waitOf(
  answer: Response,
  { signal, now }: { signal: AbortSignal; now: number },
): Promise<number | null> {
  const inHeader = retryAfterSeconds(answer.headers, now);
  if (inHeader !== null || answer.status !== 429) {
    void answer.body?.cancel().catch(() => undefined);
    return inHeader;
  }
  const text = await readBody(answer.body, { maxBytes: MOST_BYTES, signal }).catch(() => null);
  return waitIn(text ?? "");
}

const LONGEST_WAIT = 999_999_999;

function waitIn(text: string): number | null {
  try {
    const body = JSON.parse(text) as {
      retry_after?: unknown;
      parameters?: { retry_after?: unknown };
    };
    const seconds = body.retry_after ?? body.parameters?.retry_after;
    if (typeof seconds !== "number" || !(seconds >= 0)) return null;
    return Math.min(LONGEST_WAIT, Math.ceil(seconds));
  } catch {
    return null;
  }
}

function wordsOf(status: number): string {
  if (status >= 300 && status < 400) {
    return `It redirects to another address (${status}), which isn’t followed: set the final address.`;
  }
  switch (status) {
    case 401:
    case 403:
      return `It refused the token or the password (${status}).`;
    case 404:
      return "It doesn’t know this address (404): it may have been deleted or mistyped.";
    case 410:
      return "It says that this address is gone (410), so nothing more is sent there.";
    case 413:
      return "The message is too large for it (413).";
    case 429:
      return "It asked us to wait: too much was sent there (429).";
    default:
      return status >= 500
        ? `It has problems of its own (${status}).`
        : `It didn’t accept the message (${status}).`;
  }
}
