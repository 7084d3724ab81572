// Which arrivals this browser has seen on the page New, so that the menu can say that there are others. It stands in the
// cookie of the lists (kept-choice.ts). It is the one field that opening a page writes, and only where that page shows
// something newer: whoever opens no page New, as programs and other sites do not, gets no cookie.

import type { Context } from "hono";
import type { App } from "../context.ts";
import { keepSeenAt, readKept } from "./kept-choice.ts";

/** What arrived longer ago is no reason to go and look, even for a browser that never has. */
const NEWS_SECONDS = 14 * 86_400;

/**
 * Whether the menu is to say that something is new. `newestAt`: of the last arrival, in seconds since 1970; null: there
 * is none. `seenAt`: of the last one that this browser has seen; null: none.
 */
export function hasNews(newestAt: number | null, seenAt: number | null, now: number): boolean {
  if (newestAt === null || newestAt <= now - NEWS_SECONDS) return false;
  return seenAt === null || newestAt > seenAt;
}

/** The page New is shown: its arrivals are seen now. */
export function noteVisit(c: Context<App>, newestAt: number | null): void {
  const { seenAt } = readKept(c);
  if (newestAt !== null && newestAt > (seenAt ?? 0)) keepSeenAt(c, newestAt);
}
