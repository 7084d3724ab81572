// The grid of films, which a watchlist and a list have in common: HTMLRewriter finds its items, and whether there
// is a next page. Selectors: selectors.ts.

import type { ListedFilm } from "../film.ts";
import { decodeEntities, tidyTitle } from "./film-name.ts";
import { toListedFilm } from "./listed-film.ts";
import { ITEM } from "./selectors.ts";

/** Visitors are shown 28 films of a watchlist a page, its owner 100, and everybody 100 of a list. */
const MOST_FILMS = 500;

interface GridSelectors {
  items: readonly string[];
  oldTitle: string;
  next: string;
}

export interface Grid {
  /** In the order of the page. A film may be repeated. */
  films: ListedFilm[];
  hasNext: boolean;
}

/** Notes in `grid` what the rewriter comes across. */
export function onGrid(rewriter: HTMLRewriter, selectors: GridSelectors, grid: Grid): HTMLRewriter {
  return rewriter
    .on(selectors.items.join(", "), {
      element(item) {
        if (grid.films.length <= MOST_FILMS) grid.films.push(parseItem(item));
      },
    })
    .on(selectors.oldTitle, {
      element(image) {
        const film = grid.films.at(-1);
        if (film?.title === "")
          film.title = tidyTitle(decodeEntities(image.getAttribute("alt") ?? ""));
      },
    })
    .on(selectors.next, {
      element() {
        grid.hasNext = true;
      },
    });
}

/** Says in words what no grid can be; null: it is one. */
export function faultOfGrid({ films }: Grid): string | null {
  if (films.length > MOST_FILMS) return `it shows more than ${MOST_FILMS} films`;
  if (films.some(({ slug, title }) => slug === "" || title === "")) {
    return "a film has no slug or no title";
  }
  return null;
}

/** A list holds each film once, so a second mention is the same film again. */
export function withoutRepeats(films: readonly ListedFilm[]): ListedFilm[] {
  const known = new Set<string>();
  return films.filter(({ slug }) => !known.has(slug) && known.add(slug));
}

/** A missing slug or title becomes an empty one, for which the page is then rejected. */
function parseItem(item: Element): ListedFilm {
  const { lid, uid } = parseIdentifier(item.getAttribute(ITEM.identifier));
  const number = item.getAttribute(ITEM.number);
  return toListedFilm({
    slug: firstAttribute(item, ITEM.slug).replace(/^.*\/film\/|\/$/g, ""),
    name: firstAttribute(item, ITEM.name),
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
