// Writes a feed as Atom (RFC 4287) and as JSON Feed 1.1, by a library that knows both. Loaded by the feeds' route alone,
// and only when there is something to write: it is as large as a twentieth of all our code.

import { generateAtomFeed, generateJsonFeed } from "feedsmith";
import type { Feed, FeedEntry } from "../list/feed.ts";

const AUTHOR = { name: "watchwhere" };
const LANGUAGE = "en";

export function writeAtom(feed: Feed): string {
  return generateAtomFeed({
    id: feed.id,
    title: { value: feed.title },
    subtitle: { value: feed.description },
    updated: dateOf(feed.updatedAt),
    links: [
      { rel: "self", type: "application/atom+xml", href: feed.self },
      { rel: "alternate", type: "text/html", href: feed.page },
    ],
    authors: [AUTHOR],
    xml: { lang: LANGUAGE },
    entries: feed.entries.map((entry: FeedEntry) => ({
      id: entry.id,
      title: { value: entry.title },
      links: [{ rel: "alternate", href: entry.link }],
      published: dateOf(entry.at),
      updated: dateOf(entry.at),
      categories: [{ term: entry.service }],
      content: { type: "html", value: entry.content },
    })),
  });
}

export function writeJsonFeed(feed: Feed): string {
  const json = generateJsonFeed({
    title: feed.title,
    description: feed.description,
    home_page_url: feed.page,
    feed_url: feed.self,
    language: LANGUAGE,
    authors: [AUTHOR],
    items: feed.entries.map((entry) => ({
      id: entry.id,
      url: entry.link,
      title: entry.title,
      content_html: entry.content,
      ...(entry.image !== null && { image: entry.image }),
      date_published: dateOf(entry.at),
      tags: [entry.service],
    })),
  });
  // The library leaves out an empty list, which the specification demands.
  return JSON.stringify({ items: [], ...(json as object) });
}

function dateOf(at: number): Date {
  return new Date(at * 1000);
}
