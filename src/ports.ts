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
   * Asks a film's own page which TMDB title it is. null: the page names none, or there is no such film.
   * One request, at most 20 seconds. Fails with challenged, refused, rate-limited, unreachable or unrecognised.
   */
  readFilmPage(slug: string): Promise<Result<TmdbKey | null>>;
}

/** Of all that a search finds TMDB names twenty. `more`: there are others. */
export type Found = Result<Candidate[]> & { more?: boolean };

export interface Tmdb {
  /** Films by title; `year` narrows the search where given. One request. Making-of discs are left out. */
  searchFilms(title: string, year: number | null): Promise<Found>;
  /** Television by title and year of the first episode. One request. */
  searchTelevision(title: string, year: number | null): Promise<Found>;
  /** Details and the offers of these countries, in one request. null: TMDB has no such title (404). */
  readFilm(key: TmdbKey, countries: readonly string[]): Promise<Result<TmdbFilm | null>>;
  /** The services of a country, in TMDB's order for it. Two requests (films, television). */
  listProviders(country: string): Promise<Result<Provider[]>>;
}
