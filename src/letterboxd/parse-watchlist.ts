// A page of a watchlist → the films on it, in one pass of HTMLRewriter, because building a DOM takes ten times
// the CPU time that the Free plan grants. In doubt it fails rather than guesses. Selectors: selectors.ts.

import { done, failed, type Result } from "../failure.ts";
import type { WatchlistPage } from "../ports.ts";
import { faultOfGrid, onGrid, withoutRepeats, type Grid } from "./grid.ts";
import { rewrite } from "./rewrite.ts";
import { WATCHLIST } from "./selectors.ts";

/**
 * Reads page `page` of a watchlist. A page with a total but no films is valid: it is past the end,
 * or Letterboxd had a hiccup. Fails with `unrecognised` if the page contradicts itself.
 */
export async function parseWatchlist(html: string, page: number): Promise<Result<WatchlistPage>> {
  const seen: Seen = { hasContent: false, total: null, films: [], hasNext: false };
  const fault = (await collect(html, seen)) ?? faultOf(seen, page);
  if (fault !== null) return failed("unrecognised", `page ${page} of the watchlist: ${fault}`);
  return done({ films: withoutRepeats(seen.films), total: seen.total, hasNext: seen.hasNext });
}

interface Seen extends Grid {
  hasContent: boolean;
  total: number | null;
}

/** In words, why the page was not read to its end; null: it was. */
async function collect(html: string, seen: Seen): Promise<string | null> {
  const rewriter = new HTMLRewriter().on(WATCHLIST.content, {
    element(content) {
      seen.hasContent = true;
      seen.total = parseTotal(content.getAttribute(WATCHLIST.total));
    },
  });
  return await rewrite(onGrid(rewriter, WATCHLIST, seen), html);
}

/** An empty attribute does not mean 0: only a list that says it is empty may replace one that is not. */
function parseTotal(written: string | null): number | null {
  return written !== null && /^\d{1,12}$/.test(written.trim()) ? Number(written) : null;
}

/** Says in words why the page contradicts itself; null: it does not. */
function faultOf(seen: Seen, page: number): string | null {
  const { hasContent, total, hasNext } = seen;
  if (!hasContent) return `there is no ${WATCHLIST.content}`;
  if (total === null) return `${WATCHLIST.content} has no number in ${WATCHLIST.total}`;
  const fault = faultOfGrid(seen);
  if (fault !== null) return fault;
  const count = withoutRepeats(seen.films).length;
  if (count > total) return `it shows ${count} films of only ${total}`;
  // How many films a later page should have cannot be known here.
  if (page === 1 && count === 0 && total > 0) return `it shows none of ${total} films`;
  if (page === 1 && count < total !== hasNext) {
    return `it shows ${count} of ${total} films and leads to ${hasNext ? "a" : "no"} next page`;
  }
  return null;
}
