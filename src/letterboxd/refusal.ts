// Which of Letterboxd's answers are not the page that was asked for, and what each of them means. A 403 has
// three meanings, and the member can do something about only one of them, so they are told apart here.

import { failed, type Failure } from "../failure.ts";
import type { Answer } from "./ask.ts";
import { retryAfterSeconds } from "../limits/retry-after.ts";
import { TITLES } from "./selectors.ts";

/** null: this is an ordinary page, whatever it was that was asked for. */
export function refusalOf({ status, headers, html }: Answer): Failure | null {
  const title = titleOf(html);
  const wait = retryAfterSeconds(headers);
  const refused = (kind: Failure["kind"]): Failure => {
    const named = title === "" ? "no title" : `title "${title}"`;
    return failed(kind, `status ${status}, ${named}`, wait).failure;
  };

  if (isChallenge(status, headers, html)) return refused("challenged");
  if (status === 429) return refused("rate-limited");
  // A block is treated as a challenge and not as `refused`: it keeps this address out until somebody lifts it,
  // so asking again does not help. A rate limit may come with the same title, so this is checked after 429.
  if (TITLES.blocks.some((block) => block.test(title))) return refused("challenged");
  if (status >= 200 && status < 300) return null;
  if (status === 404 || status === 410) return refused("no-such-member");
  if (status === 403 && TITLES.forbidden.test(title)) return refused("private");
  return refused("refused");
}

function isChallenge(status: number, headers: Headers, html: string): boolean {
  if (headers.get("cf-mitigated") === "challenge") return true;
  if (TITLES.challenge.test(titleOf(html))) return true;
  // A challenge in another language. On an ordinary page a review might quote this name.
  return status >= 400 && html.includes("window._cf_chl_opt");
}

function titleOf(html: string): string {
  // Stops at the next "<": otherwise a page of nothing but unfinished titles is searched again from each of them.
  const [, title = ""] = /<title[^<>]*>([^<]{0,200})/i.exec(html) ?? [];
  return title.replace(/\s+/g, " ").trim();
}
