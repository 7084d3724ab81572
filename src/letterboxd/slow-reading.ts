// A second try at a page that selectors.ts no longer fits, by what can hardly change: films have addresses
// `/film/<slug>/` and names, lists say how long they are and lead to their next page. Slow, because it builds
// a DOM, which is loaded only when needed; and a guess, so what it finds counts only if the total proves it.

import { done, failed, type Result } from "../failure.ts";
import type { ListedFilm } from "../film.ts";
import type { WatchlistPage } from "../ports.ts";
import { titleAndYear } from "./film-name.ts";

/** The little that this file needs of a DOM: the Workers' types have none. */
interface Tag {
  readonly attributes: Iterable<{ name: string; value: string }>;
  readonly parentElement: Tag | null;
  readonly textContent: string | null;
  getAttribute: (name: string) => string | null;
  querySelectorAll: (selector: string) => Iterable<Tag>;
}

interface Mention {
  slug: string;
  tag: Tag;
}

/**
 * `total` is null where the page states none, or two different ones. Fails with `unrecognised` without any
 * film (unless the page says that there are none), or with more films than the page says.
 */
export async function readSlowly(html: string): Promise<Result<WatchlistPage>> {
  const { parseHTML } = await import("linkedom/worker");
  const { document }: { document: Tag } = parseHTML(html);

  const { grid, mentions } = findGrid(findMentions(document));
  const films = mentions.map((mention) => describe(mention, grid));
  const { hasNext, isOneOfMany } = findPages(document);
  const counts = findCounts(document, grid);
  // A heading was seen that counted its page. Taken for the total, it would cut the list to that page.
  if (isOneOfMany) counts.delete(films.length);
  const [first = null] = counts;
  const total = counts.size === 1 ? first : null;

  const unnamed = films.find(({ title }) => title === "");
  if (unnamed !== undefined) return unread(`the film ${unnamed.slug} has no name`);
  if (films.length === 0 && total !== 0) return unread(`no film of ${total ?? "unknown many"}`);
  if (total !== null && films.length > total) return unread(`${films.length} films of ${total}`);
  return done({ films, total, hasNext });
}

function unread(what: string): ReturnType<typeof failed> {
  return failed("unrecognised", `read slowly: ${what}`);
}

/** Everything that has a film's own address in any attribute, in the order of the page. */
function findMentions(document: Tag): Mention[] {
  return [...document.querySelectorAll("*")].flatMap((tag) => {
    for (const { value } of tag.attributes) {
      const slug = /^(?:https?:\/\/[^/]+)?\/film\/([^/?#\s]+)\/$/.exec(value)?.[1];
      if (slug !== undefined) return [{ slug, tag }];
    }
    return [];
  });
}

/**
 * The grid is the tag with the most children that are about one film each: a page mentions films elsewhere,
 * too. Gives one mention of each film of the grid. `grid` is null where the page mentions at most one film.
 */
function findGrid(mentions: Mention[]): { grid: Tag | null; mentions: Mention[] } {
  const slugsWithin = new Map<Tag, Set<string>>();
  for (const { slug, tag } of mentions) {
    for (const around of ancestorsOf(tag)) {
      slugsWithin.set(around, (slugsWithin.get(around) ?? new Set()).add(slug));
    }
  }

  const grids = new Map<Tag | null, Map<string, Mention>>();
  for (const mention of mentions) {
    const grid = ancestorsOf(mention.tag).find((tag) => (slugsWithin.get(tag)?.size ?? 0) > 1);
    const films = grids.get(grid ?? null) ?? new Map<string, Mention>();
    if (!films.has(mention.slug)) films.set(mention.slug, mention);
    grids.set(grid ?? null, films);
  }

  let best: [Tag | null, Map<string, Mention>] = [null, new Map()];
  for (const entry of grids) if (entry[1].size > best[1].size) best = entry;
  return { grid: best[0], mentions: [...best[1].values()] };
}

/** The tag itself, then what stands around it, to the top. */
function ancestorsOf(tag: Tag): Tag[] {
  const tags: Tag[] = [];
  for (let at: Tag | null = tag; at !== null; at = at.parentElement) tags.push(at);
  return tags;
}

function describe({ slug, tag }: Mention, grid: Tag | null): ListedFilm {
  // What stands nearest to the address, and nothing beyond this film.
  const around = ancestorsOf(tag);
  const own = around.slice(0, grid === null ? 3 : around.indexOf(grid));
  const tags = own.flatMap((at) => [at].concat([...at.querySelectorAll("*")]));
  const values = tags.flatMap(({ attributes }) => [...attributes].map(({ value }) => value));

  const name =
    values.find((value) => titleAndYear(value).year !== null) ??
    firstText(tags.map((at) => at.getAttribute("alt"))) ??
    firstText(tags.map((at) => at.getAttribute("title") ?? at.getAttribute("aria-label"))) ??
    firstText(tags.map((at) => at.textContent));
  return {
    slug,
    lid: firstMatch(values, /"lid":"(\w+)"/),
    ...titleAndYear((name ?? "").replace(/^poster (?:for|of) /i, "")),
    uid: firstMatch(values, /"uid":"([\w:-]+)"/),
  };
}

function firstText(texts: (string | null)[]): string | undefined {
  return texts.find((text) => text !== null && text.trim() !== "") ?? undefined;
}

function firstMatch(values: string[], pattern: RegExp): string | null {
  const value = values.find((text) => pattern.test(text));
  return value === undefined ? null : (pattern.exec(value)?.[1] ?? null);
}

/** "… wants to see 1,234 films" in a heading, and a number that an attribute around the grid calls a count. */
function findCounts(document: Tag, grid: Tag | null): Set<number> {
  const stated = new Set<number>();
  for (const { textContent } of document.querySelectorAll("h1, h2, h3")) {
    const count = [...(textContent ?? "").matchAll(/(\d[\d.,\s]*)films?\b/gi)].at(-1)?.[1];
    if (count === undefined) continue;
    stated.add(Number(count.replace(/\D/g, "")));
    break;
  }
  for (const { attributes } of grid === null ? [] : ancestorsOf(grid)) {
    for (const { name, value } of attributes) {
      if (/entries|total|count/.test(name) && /^\d{1,6}$/.test(value)) stated.add(Number(value));
    }
  }
  return stated;
}

/** What links to other pages of the list say of themselves: by relation, by class or in words. */
function findPages(document: Tag): { hasNext: boolean; isOneOfMany: boolean } {
  const links = [...document.querySelectorAll("a[href], link[href]")].filter((link) =>
    /\/watchlist\/|\bpage\b/.test(link.getAttribute("href") ?? ""),
  );
  const words = links.flatMap((link) => {
    const named = `${link.getAttribute("rel")} ${link.getAttribute("class")}`.split(" ");
    return named.concat((link.textContent ?? "").trim());
  });
  return {
    hasNext: words.some((word) => /^(?:next|older)$/i.test(word)),
    isOneOfMany: words.some((word) => /^(?:next|older|prev|previous|newer)$/i.test(word)),
  };
}
