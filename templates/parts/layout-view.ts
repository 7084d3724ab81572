// The data that every page shows around its content.

import type { Server } from "../../src/list/own-servers.ts";

export interface LayoutView {
  /** Seconds since 1970. */
  now: number;
  /** When the last refresh that brought answers ended; null: none has yet. */
  updatedAt: number | null;
  /** When the list was last read from Letterboxd; null: never, or no member is configured. */
  listAt: number | null;
  /** When most of the offers were fetched; null: never. */
  offersAt: number | null;
  /**
   * What the last refresh changed on the list, while that is news; null: nothing to show. Both are 0 if somebody
   * pressed the button and nothing changed. `since`: when that refresh began, in seconds since 1970.
   */
  changed: { added: number; removed: number; since: number } | null;
  nextAt: number | null;
  /** The refresh that is under way; null: none is. */
  running: RunningView | null;
  /** The end of the button's cooldown, in seconds since 1970; null: it may be pressed. */
  restUntil: number | null;
  /** Why the last refresh failed, wholly or in part; null: it did not. */
  failure: FailureView | null;
  /** What else the owner should know. */
  notices: NoticeView[];
  /** Those of them that are about the household's own media servers. */
  serverNotices: NoticeView[];
  /** Those that are configured, in their order. */
  servers: readonly Server[];
  /** Whether something arrived that this browser has not seen on the page New. */
  hasNews: boolean;
  /** Whose watchlists are read; none: films come by files only. */
  members: readonly string[];
  /** The code of the country that the page is about. */
  country: string;
  /** The configured countries beside the one at home. */
  abroad: readonly string[];
  sampleData: boolean;
  atHome: boolean;
  /**
   * Who may change something: everybody who can open the page; this reader, who has given the owner's password; only
   * the owner, which this reader is not; or nobody.
   */
  changes: "all" | "owner" | "visitor" | "nobody";
  imageOrigin: string;
  letterboxdOrigin: string;
  assets: AssetsView;
  /** Of this program. */
  version: string;
}

/** Addresses, which change with the content. */
interface AssetsView {
  css: string;
  /** What the films can do without. */
  furtherCss: string;
  js: string;
  /** Of the button "Notify me on this device". */
  pushJs: string;
}

export interface NoticeView {
  text: string;
  /** The moment that ends the text, in seconds since 1970. */
  at?: number;
  /** A link to more about it. */
  link?: { href: string; words: string };
}

export interface RunningView {
  state: "reading" | "looking-up";
  /** Seconds since 1970. */
  startedAt: number;
  pagesRead: number;
  /** null: not known yet. */
  pagesTotal: number | null;
  filmsDone: number;
  filmsTotal: number;
  added: number;
  removed: number;
  /** Estimated seconds until the end; null: no estimate yet. */
  secondsLeft: number | null;
  /** Why it waits, in words, and for how many seconds yet; null: it does not. */
  waiting: { why: string; seconds: number } | null;
}

export interface FailureView {
  /** The lists that it is about, where others were read; none: it is about all of them. */
  lists: string[];
  message: string;
  advice: string;
  /** What exactly was seen. */
  detail: string;
  /** Whether importing the member's own export gets round it. */
  exportHelps: boolean;
  /** Seconds since 1970. */
  at: number;
}
