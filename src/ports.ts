// The ports: everything that the app asks of the world beyond its own database and queues. Steps know
// only these; the adapters behind them are letterboxd/ and tmdb/, and the tests put one-line fakes here.

import type { Candidate, ListedFilm, Provider, TmdbFilm, TmdbKey } from "./film.ts";
import type { Result } from "./failure.ts";

/** The narrow part of `fetch` that the adapters use. (workerd's own must not be called as a method.) */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** Milliseconds since 1970, UTC. */
export type Clock = () => number;

/** One page of a watchlist, newest films first. */
export interface WatchlistPage {
  films: ListedFilm[];
  /** The number of films that the whole list has, by Letterboxd's own statement; null where none was found. */
  total: number | null;
  hasNext: boolean;
}

/** A page that came but was not understood: kept, so that it can be read again in another way. */
/** One page of a list, in the list's own order. `total` is null where the page does not state it. */
export interface ListPage extends WatchlistPage {
  /** The list's own name, at most 200 characters; null where the page does not say. */
  name: string | null;
  /** When the list was last changed, or published: ISO 8601, UTC, to the millisecond; null where none was found. */
  updatedAt: string | null;
}

interface UnrecognisedPage {
  html: string;
}

export interface Letterboxd {
  /**
   * Asks for one page of a watchlist (`page` counts from 1). One request, at most 20 seconds.
   * Fails with any Letterboxd kind but `incomplete`; with `unrecognised`, `page` holds what came.
   */
  readWatchlistPage(
    username: string,
    page: number,
  ): Promise<Result<WatchlistPage> & { unrecognised?: UnrecognisedPage }>;

  /**
   * Reads a page again that the selectors did not understand, slowly, by what cannot change much. Asks
   * nobody. What it finds counts only if the total proves it. Fails with `unrecognised`.
   */
  readUnrecognisedPage(page: UnrecognisedPage): Promise<Result<WatchlistPage>>;

  /**
   * Asks for one page of a list (`page` counts from 1); `path` is one that readListAddress gives. One request,
   * at most 20 seconds. A list without films is a page without films. Fails with any Letterboxd kind but
   * `no-such-member` and `incomplete`; with `unrecognised`, `page` holds what came, for readUnrecognisedListPage.
   */
  readListPage(
    path: string,
    page: number,
  ): Promise<Result<ListPage> & { unrecognised?: UnrecognisedPage }>;

  /** As readUnrecognisedPage, for a page of a list. Fails with `unrecognised` where no total is stated, too. */
  readUnrecognisedListPage(page: UnrecognisedPage): Promise<Result<ListPage>>;

  /**
   * Asks a film's own page which TMDB title it is. null: the page names none, or there is no such film.
   * One request, at most 20 seconds. Fails with challenged, refused, rate-limited, unreachable or unrecognised.
   */
  readFilmPage(slug: string): Promise<Result<TmdbKey | null>>;
}

export interface Tmdb {
  /** Films by title; `year` narrows the search where given. One request. Making-of discs are left out. */
  searchFilms(title: string, year: number | null): Promise<Result<Candidate[]>>;
  /** Television by title and year of the first episode. One request. */
  searchTelevision(title: string, year: number | null): Promise<Result<Candidate[]>>;
  /** Details and the offers of these countries, in one request. null: TMDB has no such title (404). */
  readFilm(key: TmdbKey, countries: readonly string[]): Promise<Result<TmdbFilm | null>>;
  /** The services of a country, in TMDB's order for it. Two requests (films, television). */
  listProviders(country: string): Promise<Result<Provider[]>>;
}
