// A second attempt at a page of a watchlist or a list that selectors.ts no longer fits. It relies on what can hardly change: films have
// addresses `/film/<slug>/` and names, lists say how long they are and link to their next page. It is slow, as
// it builds a DOM, and it guesses, so what it finds counts only if the total proves it. Each step takes time in
// proportion to the page's length or to its tags times their depth, and all of these are limited.

import { done, failed, type Result } from "../failure.ts";
import type { ListedFilm } from "../film.ts";
import type { WatchlistPage } from "../ports.ts";
import { titleAndYear } from "./film-name.ts";
import { toListedFilm } from "./listed-film.ts";

/** Real pages have up to 280,000 characters, 3,600 tags (beginnings and ends), 20 levels and 100 films. */
const MOST = { characters: 500_000, tags: 10_000, levels: 60, films: 500 };

/** Anything longer is neither a name nor a code: on real pages it is data for a script. */
const LONGEST_VALUE = 1000;
/** How much of a heading is searched for a count of films. */
const LONGEST_HEADING = 500;

/** The few things that this file needs of a DOM: the types for Workers have none. */
interface Tag {
  readonly attributes: Iterable<{ name: string; value: string }>;
  readonly children: Iterable<Tag>;
  readonly parentElement: Tag | null;
  readonly textContent: string | null;
  closest: (selector: string) => Tag | null;
  getAttribute: (name: string) => string | null;
  querySelectorAll: (selector: string) => Iterable<Tag>;
}

interface Mention {
  slug: string;
  tag: Tag;
}

/**
 * `total` is null if the page states none, or two different ones. Fails with `unrecognised` if the page is
 * beyond the limits, shows no film (unless it says that there are none), or shows more films than it states.
 */
export async function readSlowly(html: string): Promise<Result<WatchlistPage>> {
  return await readGridSlowly(html, { findStated: findCounts, beside: null });
}

interface Frame {
  /** Each number that is stated as the length of the list. */
  findStated: (document: Tag, grid: Tag | null) => Set<number>;
  /** A selector of what stands beside the list: films in it do not count. null: nothing is known to. */
  beside: string | null;
}

/** The same for a list in any frame. */
export async function readGridSlowly(
  html: string,
  { findStated, beside }: Frame,
): Promise<Result<WatchlistPage>> {
  if (html.length > MOST.characters) return unread(`${html.length} characters are too many`);
  if (hasTooManyTags(html)) return unread(`more than ${MOST.tags} tags`);
  const document = await parseDocument(html);
  if (document === null) return unread("no document can be made of it");
  const tags = [...document.querySelectorAll("*")];
  if (isTooDeep(tags)) return unread(`tags within tags on more than ${MOST.levels} levels`);

  const { grid, mentions } = findGrid(findMentions(tags, beside));
  if (mentions.length > MOST.films) return unread(`more than ${MOST.films} films`);
  const films = mentions.map((mention) => describe(mention, grid));
  const { hasNext, isOneOfMany } = findPages(document);
  const counts = findStated(document, grid);
  // A heading may count the films of its page only. Taken for the total, that would cut the list to one page.
  if (isOneOfMany) counts.delete(films.length);
  const [first = null] = counts;
  const total = counts.size === 1 ? first : null;

  const unnamed = films.find(({ slug, title }) => slug === "" || title === "");
  if (unnamed !== undefined) return unread(`the film “${unnamed.slug}” has no name or no address`);
  if (films.length === 0 && total !== 0) return unread(`no film found, of ${total ?? "so many"}`);
  if (total !== null && films.length > total) return unread(`${films.length} films of ${total}`);
  return done({ films, total, hasNext });
}

export function unread(what: string): ReturnType<typeof failed> {
  return failed("unrecognised", `read slowly: ${what}`);
}

function hasTooManyTags(html: string): boolean {
  let at = -1;
  for (let tags = 0; tags <= MOST.tags; tags++) {
    at = html.indexOf("<", at + 1);
    if (at === -1) return false;
  }
  return true;
}

async function parseDocument(html: string): Promise<Tag | null> {
  const { parseHTML } = await import("linkedom/worker");
  try {
    const { document }: { document: Tag } = parseHTML(html);
    return document;
  } catch {
    return null;
  }
}

/** `tags` have to be in the order of the page, so that a tag comes after the one that encloses it. */
function isTooDeep(tags: readonly Tag[]): boolean {
  const levels = new Map<Tag | null, number>();
  return tags.some((tag) => {
    const level = (levels.get(tag.parentElement) ?? 0) + 1;
    levels.set(tag, level);
    return level > MOST.levels;
  });
}

/** Every tag with a film's own address in any attribute, in the order of the page. */
function findMentions(tags: readonly Tag[], beside: string | null): Mention[] {
  return tags.flatMap((tag) => {
    for (const { value } of tag.attributes) {
      const slug = /^(?:https?:\/\/[^/]+)?\/film\/([^/?#\s]+)\/$/.exec(value)?.[1];
      if (slug === undefined) continue;
      return beside === null || tag.closest(beside) === null ? [{ slug, tag }] : [];
    }
    return [];
  });
}

/**
 * The grid is the tag with the most children that are about one film each; pages mention films in other places,
 * too. Returns one mention of each film in the grid. `grid` is null if the page mentions at most one film.
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

/** The tag itself, then the tags that enclose it, up to the top. */
function ancestorsOf(tag: Tag): Tag[] {
  const tags: Tag[] = [];
  for (let at: Tag | null = tag; at !== null; at = at.parentElement) tags.push(at);
  return tags;
}

function describe({ slug, tag }: Mention, grid: Tag | null): ListedFilm {
  // From the address outward, but never as far as the next film.
  const around = ancestorsOf(tag);
  const own = around.slice(0, grid === null ? 3 : around.indexOf(grid));
  const tags = tagsOf(own);
  const values = tags
    .flatMap(({ attributes }) => [...attributes].map(({ value }) => value))
    .filter((value) => value.length <= LONGEST_VALUE);

  const name =
    values.find((value) => titleAndYear(value).year !== null) ??
    firstText(tags, (at) => at.getAttribute("alt")) ??
    firstText(tags, (at) => at.getAttribute("title") ?? at.getAttribute("aria-label")) ??
    firstText(tags, (at) => at.textContent);
  return toListedFilm({
    slug,
    name: (name ?? "").replace(/^poster (?:for|of) /i, ""),
    lid: firstMatch(values, /"lid":"(\w+)"/),
    uid: firstMatch(values, /"uid":"([\w:-]+)"/),
  });
}

/** These tags and all that is in them, each once: as `own` goes outward, each tag contains the one before it. */
function tagsOf(own: readonly Tag[]): Tag[] {
  let known: Tag | null = null;
  return own.flatMap((tag) => {
    const more = [...tag.children].filter((child) => child !== known);
    known = tag;
    return [tag, ...more.flatMap((child) => [child].concat([...child.querySelectorAll("*")]))];
  });
}

function firstText(tags: readonly Tag[], read: (tag: Tag) => string | null): string | undefined {
  for (const tag of tags) {
    const text = read(tag);
    if (text !== null && text.trim() !== "") return text;
  }
  return undefined;
}

function firstMatch(values: string[], pattern: RegExp): string | null {
  const value = values.find((text) => pattern.test(text));
  return value === undefined ? null : (pattern.exec(value)?.[1] ?? null);
}

/** "… wants to see 1,234 films" in a heading, and any attribute around the grid that is named like a count. */
function findCounts(document: Tag, grid: Tag | null): Set<number> {
  const stated = new Set<number>();
  for (const { textContent } of document.querySelectorAll("h1, h2, h3")) {
    const heading = (textContent ?? "").slice(0, LONGEST_HEADING);
    // The number of digits is limited, or a heading of nothing but digits would take minutes to search.
    const count = [...heading.matchAll(/(\d[\d.,\s]{0,15})films?\b/gi)].at(-1)?.[1];
    if (count === undefined) continue;
    stated.add(Number(count.replace(/\D/g, "")));
    break;
  }
  for (const { attributes } of grid === null ? [] : ancestorsOf(grid)) {
    for (const { name, value } of attributes) {
      if (/entries|total|count/.test(name) && /^\d{1,12}$/.test(value)) stated.add(Number(value));
    }
  }
  return stated;
}

/** What the links to other pages of the list call themselves, in `rel`, in `class` or in their text. */
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
