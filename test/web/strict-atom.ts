// Reads Atom as strictly as RFC 4287 is written: what is not well-formed XML, or not a feed, throws.

import { SaxesParser } from "saxes";

const ATOM = "http://www.w3.org/2005/Atom";

interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  text: string;
}

interface StrictEntry {
  id: string;
  title: string;
  updated: string;
  published: string;
  link: string;
  content: string;
  categories: string[];
}

export interface StrictFeed {
  id: string;
  title: string;
  subtitle: string;
  updated: string;
  self: string;
  alternate: string;
  entries: StrictEntry[];
}

export function parseAtom(xml: string): StrictFeed {
  const feed = parseXml(xml);
  if (feed.name !== "feed") throw new Error(`The root is ${feed.name}.`);
  only(feed, ["author", "category", "entry", "id", "link", "subtitle", "title", "updated"]);
  const entries = all(feed, "entry").map(entryOf);
  const author = one(feed, "author");
  if (one(author, "name").text.trim() === "") throw new Error("The author has no name.");
  const keys = entries.map(({ id, updated }) => `${id} ${updated}`);
  if (new Set(keys).size < keys.length) throw new Error("Two entries have the same id and date.");
  const [newest] = entries
    .map(({ updated }) => updated)
    .toSorted()
    .toReversed();
  const updated = dateIn(feed, "updated");
  if (newest !== undefined && newest !== updated) throw new Error(`${updated} is not ${newest}.`);
  return {
    id: idOf(feed),
    title: textOf(feed, "title"),
    subtitle: textOf(feed, "subtitle"),
    updated,
    self: linkOf(feed, "self"),
    alternate: linkOf(feed, "alternate"),
    entries,
  };
}

function entryOf(entry: Element): StrictEntry {
  only(entry, ["category", "content", "id", "link", "published", "title", "updated"]);
  const content = one(entry, "content");
  if (content.attributes["type"] !== "html") throw new Error("The content is not HTML.");
  if (content.children.length > 0) throw new Error("HTML content has child elements.");
  return {
    id: idOf(entry),
    title: textOf(entry, "title"),
    updated: dateIn(entry, "updated"),
    published: dateIn(entry, "published"),
    link: linkOf(entry, "alternate"),
    content: content.text.trim(),
    categories: all(entry, "category").map(({ attributes }) => attributes["term"] ?? ""),
  };
}

/** saxes refuses what is not well-formed, undeclared prefixes, and characters that XML does not allow. */
function parseXml(xml: string): Element {
  const parser = new SaxesParser({ xmlns: true, fragment: false });
  const root: Element = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  const here = () => open.at(-1) ?? root;
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ local, uri, attributes }) => {
    if (uri !== ATOM) throw new Error(`${local} is of ${uri}, not of Atom.`);
    const named = Object.values(attributes).map(({ name, value }) => [name, value]);
    const element = {
      name: local,
      attributes: Object.fromEntries(named) as Record<string, string>,
      children: [],
      text: "",
    };
    here().children.push(element);
    open.push(element);
  });
  parser.on("closetag", () => void open.pop());
  const addText = (text: string) => {
    here().text += text;
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.write(xml).close();
  const [feed] = root.children;
  if (feed === undefined) throw new Error("There is no element.");
  return feed;
}

function all(parent: Element, name: string): Element[] {
  return parent.children.filter((child) => child.name === name);
}

function one(parent: Element, name: string): Element {
  const [child, ...others] = all(parent, name);
  if (child === undefined || others.length > 0) {
    throw new Error(`${parent.name} has ${others.length + (child ? 1 : 0)} times ${name}.`);
  }
  return child;
}

function only(parent: Element, names: readonly string[]): void {
  const other = parent.children.find(({ name }) => !names.includes(name));
  if (other) throw new Error(`${parent.name} has ${other.name}.`);
}

function textOf(parent: Element, name: string): string {
  const { attributes, children, text } = one(parent, name);
  if (children.length > 0) throw new Error(`${name} has child elements.`);
  if (!["text", undefined].includes(attributes["type"]))
    throw new Error(`${name} is no plain text.`);
  if (text.trim() === "") throw new Error(`${name} is empty.`);
  return text.trim();
}

/** An absolute IRI, the same in every reading. */
function idOf(parent: Element): string {
  const { text } = one(parent, "id");
  if (!/^tag:[a-z]+,\d{4}:[!-~]+$/.test(text)) throw new Error(`${text} is no tag URI.`);
  return text;
}

/** RFC 3339, which demands the T, the Z or offset, and seconds. */
function dateIn(parent: Element, name: string): string {
  const { text } = one(parent, name);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text) || Number.isNaN(Date.parse(text))) {
    throw new Error(`${text} is no date.`);
  }
  return text;
}

function linkOf(parent: Element, rel: string): string {
  const links = all(parent, "link").filter(({ attributes }) => attributes["rel"] === rel);
  const href = links[0]?.attributes["href"] ?? "";
  if (links.length !== 1 || !URL.canParse(href)) throw new Error(`${rel}: ${href}`);
  return href;
}
