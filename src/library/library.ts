// A media server of the household's own, as the rest of the app sees it. One more kind of server is one more file
// beside this one, and a line in index.ts.

import type { LibraryFailure } from "../list/library-state.ts";
import type { Fetch } from "../ports.ts";

export interface LibraryLogin {
  /** Where the app asks, with its path and without a slash at the end. */
  url: string;
  key: string;
  /** Where a browser finds it. */
  publicUrl: string;
}

/** A film there. One that stands in two libraries is there twice. */
export interface LibraryItem {
  tmdbId: number;
  /** The item's own page there, for a browser. */
  link: string;
}

interface LibraryPage {
  items: LibraryItem[];
  /** How many films the page had, also those without a number of TMDB's. */
  read: number;
  /** What to go on with; null: that was all. */
  next: string | null;
}

export type LibraryReading =
  | { ok: true; page: LibraryPage }
  | { ok: false; failure: LibraryFailure };

export interface Library {
  /** The next page of films, at most `most`. `from`: an earlier page's `next`; null: the first. A request or two. */
  readPage: (
    ask: { fetch: Fetch; login: LibraryLogin },
    from: string | null,
    most: number,
  ) => Promise<LibraryReading>;
}
