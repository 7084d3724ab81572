// A second try at a page that selectors.ts no longer fits, by what can hardly change: films have addresses
// `/film/<slug>/` and names, lists say how long they are and lead to their next page. Slow, because it builds
// a DOM, which is loaded only when needed; and a guess, so what it finds counts only if the total proves it.
// Every step takes time in proportion to the page, or to its tags times their depth, and both have a limit.

import { done, failed, type Result } from "../failure.ts";
import type { ListedFilm } from "../film.ts";
import type { WatchlistPage } from "../ports.ts";
import { titleAndYear } from "./film-name.ts";
import { toListedFilm } from "./listed-film.ts";

/** Real pages have up to 280,000 characters, 3,600 tags (beginnings and ends), 20 levels and 100 films. */
const MOST = { characters: 500_000, tags: 10_000, levels: 60, films: 500 };

/** What is longer is no name and no code: in real pages it is the data of a script. */
const LONGEST_VALUE = 1000;
/** Of a heading that counts films. */
const LONGEST_HEADING = 500;

/** The little that this file needs of a DOM: the Workers' types have none. */
interface Tag {
  readonly attributes: Iterable<{ name: string; value: string }>;
  readonly children: Iterable<Tag>;
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
 * `total` is null where the page states none, or two different ones. Fails with `unrecognised` where the page
 * is beyond the limits, without any film (unless it says that there are none), or with more films than it says.
 */
export async function readSlowly(html: string): Promise<Result<WatchlistPage>> {
  if (html.length > MOST.characters) return unread(`${html.length} characters are too many`);
  if (hasTooManyTags(html)) return unread(`more than ${MOST.tags} tags`);
  const document = await parseDocument(html);
  if (document === null) return unread("no document can be made of it");
  const tags = [...document.querySelectorAll("*")];
  if (isTooDeep(tags)) return unread(`tags within tags on more than ${MOST.levels} levels`);

  const { grid, mentions } = findGrid(findMentions(tags));
  if (mentions.length > MOST.films) return unread(`more than ${MOST.films} films`);
  const films = mentions.map((mention) => describe(mention, grid));
  const { hasNext, isOneOfMany } = findPages(document);
  const counts = findCounts(document, grid);
  // A heading was seen that counted its page. Taken for the total, it would cut the list to that page.
  if (isOneOfMany) counts.delete(films.length);
  const [first = null] = counts;
  const total = counts.size === 1 ? first : null;

  const unnamed = films.find(({ slug, title }) => slug === "" || title === "");
  if (unnamed !== undefined) return unread(`the film “${unnamed.slug}” has no name or no address`);
  if (films.length === 0 && total !== 0) return unread(`no film found, of ${total ?? "so many"}`);
  if (total !== null && films.length > total) return unread(`${films.length} films of ${total}`);
  return done({ films, total, hasNext });
}

function unread(what: string): ReturnType<typeof failed> {
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

/** `tags` in the order of the page, so that what stands around a tag comes before it. */
function isTooDeep(tags: readonly Tag[]): boolean {
  const levels = new Map<Tag | null, number>();
  return tags.some((tag) => {
    const level = (levels.get(tag.parentElement) ?? 0) + 1;
    levels.set(tag, level);
    return level > MOST.levels;
  });
}

/** Everything that has a film's own address in any attribute, in the order of the page. */
function findMentions(tags: readonly Tag[]): Mention[] {
  return tags.flatMap((tag) => {
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

/** Each of these tags with all that it holds; `own` goes outward, so what the one before it held is known. */
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

/** "… wants to see 1,234 films" in a heading, and a number that an attribute around the grid calls a count. */
function findCounts(document: Tag, grid: Tag | null): Set<number> {
  const stated = new Set<number>();
  for (const { textContent } of document.querySelectorAll("h1, h2, h3")) {
    const heading = (textContent ?? "").slice(0, LONGEST_HEADING);
    // So many digits and no more: looked for without end, a heading of digits would take for ever.
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
