// A feed of arrivals, before it is written in any format. Pure.

/** One arrival, as a feed reader shows it. */
export interface FeedEntry {
  /** A tag URI: it survives a change of host, scheme and database file. */
  id: string;
  title: string;
  /** Absolute. */
  link: string;
  /** HTML. */
  content: string;
  /** Seconds since 1970. It never changes. */
  at: number;
  /** The service's name. */
  service: string;
  /** Absolute; null: no poster. */
  image: string | null;
}

export interface Feed {
  id: string;
  title: string;
  /** What it holds or, if it is empty, why. */
  description: string;
  /** Absolute: the feed's own address, without a token, and the page that shows the same. */
  self: string;
  page: string;
  /** Of the newest entry, in seconds since 1970. */
  updatedAt: number;
  /** The newest first. */
  entries: readonly FeedEntry[];
}

/** Neither XML nor any reader allows these, and they come in titles from outside. */
const FORBIDDEN = /(?![\t\n\r])\p{Cc}|[\u{FFFE}\u{FFFF}]/gu;

/** Text that may stand in XML. */
export function cleanText(text: string): string {
  return text.toWellFormed().replace(FORBIDDEN, "");
}
