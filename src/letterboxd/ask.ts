// One request to Letterboxd, with a limit on everything: time, size, redirects, and where they may lead.
// Knows addresses and HTTP, and nothing about what is on a page.

import { done, failed, type Result } from "../failure.ts";
import { readBody } from "../limits/read-answer.ts";
import type { Fetch } from "../ports.ts";

export interface Connection {
  /** A plain function: workerd's own `fetch` must not be called as a method. */
  fetch: Fetch;
  /** `https://letterboxd.com`, or a stand-in for it. No redirect leads away from it. */
  origin: string;
  /** Says honestly who is asking. */
  userAgent: string;
  /** Covers the headers, the body and all redirects together. */
  timeoutMs?: number;
}

export interface Answer {
  status: number;
  headers: Headers;
  html: string;
  /** Where the redirects ended; a path without the origin. */
  path: string;
}

export type Ask = (path: string) => Promise<Result<Answer>>;

const TIMEOUT_MS = 20_000;
const MAX_REDIRECTS = 3;
/** A watchlist page is about 130 kB long, the longest film pages 320 kB. */
const MAX_BODY_BYTES = 2_000_000;

/**
 * Whatever Letterboxd sends counts as an answer, even a 403. Fails with `unreachable`, with `refused` when a
 * redirect leads to another site, and with `unrecognised` when the body is too long to be a page.
 */
export function createAsk({ fetch, origin, userAgent, timeoutMs = TIMEOUT_MS }: Connection): Ask {
  const home = new URL(origin).origin;
  const headers = { "User-Agent": userAgent, Accept: "text/html", "Accept-Language": "en" };

  return async (path) => {
    const signal = AbortSignal.timeout(timeoutMs);
    let url = new URL(home + path);
    try {
      for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
        const response = await fetch(url.href, { headers, redirect: "manual", signal });
        const target = redirectTarget(response, url);
        if (target === null) return await readAnswer(response, url.pathname, signal);

        await response.body?.cancel();
        if (target.origin !== home) {
          return failed(
            "refused",
            `${url.pathname} is redirected to another site, ${target.origin}`,
          );
        }
        url = target;
      }
      return failed("refused", `${path} is redirected again and again, last to ${url.pathname}`);
    } catch (error) {
      return failed("unreachable", signal.aborted ? `no page in ${timeoutMs} ms` : String(error));
    }
  };
}

/** null: no redirect, or one without a usable target, which is then judged by its status. */
function redirectTarget(response: Response, from: URL): URL | null {
  const location = response.headers.get("location");
  if (![301, 302, 303, 307, 308].includes(response.status) || location === null) return null;
  return URL.parse(location, from.href);
}

async function readAnswer(
  response: Response,
  path: string,
  signal: AbortSignal,
): Promise<Result<Answer>> {
  const html = await readBody(response.body, { maxBytes: MAX_BODY_BYTES, signal });
  if (html === null) {
    return failed("unrecognised", `${path} has more than ${MAX_BODY_BYTES} bytes`);
  }
  return done({ status: response.status, headers: response.headers, html, path });
}
