// A page of a watchlist → the films on it, in one pass of HTMLRewriter, because building a DOM takes ten times
// the CPU time that the Free plan grants. In doubt it fails rather than guesses. Selectors: selectors.ts.

import { done, failed, type Result } from "../failure.ts";
import type { ListedFilm } from "../film.ts";
import type { WatchlistPage } from "../ports.ts";
import { decodeEntities, tidyTitle } from "./film-name.ts";
import { toListedFilm } from "./listed-film.ts";
import { rewrite } from "./rewrite.ts";
import { WATCHLIST } from "./selectors.ts";

/** Visitors are shown 28 a page, the owner 100. */
const MOST_FILMS = 500;

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

interface Seen {
  hasContent: boolean;
  total: number | null;
  films: ListedFilm[];
  hasNext: boolean;
}

/** In words, why the page was not read to its end; null: it was. */
async function collect(html: string, seen: Seen): Promise<string | null> {
  const rewriter = new HTMLRewriter()
    .on(WATCHLIST.content, {
      element(content) {
        seen.hasContent = true;
        seen.total = parseTotal(content.getAttribute(WATCHLIST.total));
      },
    })
    .on(WATCHLIST.items.join(", "), {
      element(item) {
        if (seen.films.length <= MOST_FILMS) seen.films.push(parseItem(item));
      },
    })
    .on(WATCHLIST.oldTitle, {
      element(image) {
        const film = seen.films.at(-1);
        if (film?.title === "")
          film.title = tidyTitle(decodeEntities(image.getAttribute("alt") ?? ""));
      },
    })
    .on(WATCHLIST.next, {
      element() {
        seen.hasNext = true;
      },
    });
  return await rewrite(rewriter, html);
}

/** An empty attribute does not mean 0: only a list that says it is empty may replace one that is not. */
function parseTotal(written: string | null): number | null {
  return written !== null && /^\d{1,12}$/.test(written.trim()) ? Number(written) : null;
}

/** A missing slug or title becomes an empty one, for which the page is then rejected. */
function parseItem(item: Element): ListedFilm {
  const { lid, uid } = parseIdentifier(item.getAttribute(WATCHLIST.identifier));
  const number = item.getAttribute(WATCHLIST.number);
  return toListedFilm({
    slug: firstAttribute(item, WATCHLIST.slug).replace(/^.*\/film\/|\/$/g, ""),
    name: firstAttribute(item, WATCHLIST.name),
    lid,
    uid: uid ?? (number ? `film:${number}` : null),
  });
}

function firstAttribute(element: Element, names: readonly string[]): string {
  for (const name of names) {
    const value = element.getAttribute(name);
    if (value) return decodeEntities(value);
  }
  return "";
}

function parseIdentifier(written: string | null): { lid: string | null; uid: string | null } {
  if (written === null) return { lid: null, uid: null };
  try {
    const { lid, uid }: Record<string, unknown> = JSON.parse(decodeEntities(written));
    return { lid: textOrNull(lid), uid: textOrNull(uid) };
  } catch {
    // A list can do without it: the slug names the film.
    return { lid: null, uid: null };
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

/** Says in words why the page contradicts itself; null: it does not. */
function faultOf({ hasContent, total, films, hasNext }: Seen, page: number): string | null {
  if (!hasContent) return `there is no ${WATCHLIST.content}`;
  if (total === null) return `${WATCHLIST.content} has no number in ${WATCHLIST.total}`;
  if (films.length > MOST_FILMS) return `it shows more than ${MOST_FILMS} films`;
  if (films.some(({ slug, title }) => slug === "" || title === "")) {
    return "a film has no slug or no title";
  }
  const count = withoutRepeats(films).length;
  if (count > total) return `it shows ${count} films of only ${total}`;
  // How many films a later page should have cannot be known here.
  if (page === 1 && count === 0 && total > 0) return `it shows none of ${total} films`;
  if (page === 1 && count < total !== hasNext) {
    return `it shows ${count} of ${total} films and leads to ${hasNext ? "a" : "no"} next page`;
  }
  return null;
}

/** A watchlist holds each film once, so a second mention is the same film again. */
function withoutRepeats(films: ListedFilm[]): ListedFilm[] {
  const known = new Set<string>();
  return films.filter(({ slug }) => !known.has(slug) && known.add(slug));
}
