// A page of a watchlist → the films on it, in one pass of HTMLRewriter, because a DOM costs ten times the
// CPU time of a Free plan's invocation. Says no rather than something doubtful. Selectors: selectors.ts.

import { done, failed, type Result } from "../failure.ts";
import type { ListedFilm } from "../film.ts";
import type { WatchlistPage } from "../ports.ts";
import { decodeEntities, tidyTitle } from "./film-name.ts";
import { toListedFilm } from "./listed-film.ts";
import { rewrite } from "./rewrite.ts";
import { WATCHLIST } from "./selectors.ts";

/** Visitors are shown 28, and the owner 100. */
const MOST_FILMS = 500;

/**
 * Reads page `page` of a watchlist. No films and a total is a valid page: one past the end, or a hiccup of
 * Letterboxd's in mid-list. Fails with `unrecognised` where the page does not add up in itself.
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

/** An empty attribute is not a total of 0: an empty list has to be stated, or a list would be lost. */
function parseTotal(written: string | null): number | null {
  return written !== null && /^\d{1,12}$/.test(written.trim()) ? Number(written) : null;
}

/** A film without a slug or a title keeps an empty one, and makes the page doubtful. */
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
    // A list can do without: the slug names the film.
    return { lid: null, uid: null };
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

/** In words, why the page cannot be what it seems; null where it adds up. */
function faultOf({ hasContent, total, films, hasNext }: Seen, page: number): string | null {
  if (!hasContent) return `there is no ${WATCHLIST.content}`;
  if (total === null) return `${WATCHLIST.content} has no number in ${WATCHLIST.total}`;
  if (films.length > MOST_FILMS) return `it shows more than ${MOST_FILMS} films`;
  if (films.some(({ slug, title }) => slug === "" || title === "")) {
    return "a film has no slug or no title";
  }
  const count = withoutRepeats(films).length;
  if (count > total) return `it shows ${count} films of only ${total}`;
  // Of a later page nobody knows how many films it should have.
  if (page === 1 && count === 0 && total > 0) return `it shows none of ${total} films`;
  if (page === 1 && count < total !== hasNext) {
    return `it shows ${count} of ${total} films and leads to ${hasNext ? "a" : "no"} next page`;
  }
  return null;
}

/** No film is twice in a watchlist, so a second mention is the same film again. */
function withoutRepeats(films: ListedFilm[]): ListedFilm[] {
  const known = new Set<string>();
  return films.filter(({ slug }) => !known.has(slug) && known.add(slug));
}
