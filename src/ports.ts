// The ports: everything that the app needs from outside its own database and queues. Steps know only these
// interfaces; letterboxd/ and tmdb/ implement them, and the tests use one-line fakes.

import type { Candidate, FilmCredits, ListedFilm, Provider, TmdbFilm, TmdbKey } from "./film.ts";
import type { Result } from "./failure.ts";
import type { FoundTitles, TitleQuestion } from "./found-title.ts";
import type { NotifyMessage, PushDevice, VapidKeys } from "./notify/message.ts";
import type { NotifyTarget } from "./settings/notify.ts";

/** The part of `fetch` that the adapters use. (workerd's own `fetch` must not be called as a method.) */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** Milliseconds since 1970, UTC. */
export type Clock = () => number;

/** One page of a watchlist, newest films first. */
export interface WatchlistPage {
  films: ListedFilm[];
  /** The length of the whole list, as Letterboxd states it; null if the page does not say. */
  total: number | null;
  hasNext: boolean;
}

/** One page of a list, in the list's own order. `total` is null if the page does not state it. */
export interface ListPage extends WatchlistPage {
  /** The list's own name, at most 200 characters; null if the page does not say. */
  name: string | null;
  /** When the list was last changed, or else published: ISO 8601, UTC, to the millisecond; null if none was found. */
  updatedAt: string | null;
}

/** A page that arrived but was not understood. It is returned so that the slow reading can try it. */
interface UnrecognisedPage {
  html: string;
}

export interface Letterboxd {
  /**
   * Asks for one page of a watchlist (`page` counts from 1). One request, at most 20 seconds. Fails with any
   * Letterboxd failure but `incomplete`. With `unrecognised`, the field of that name holds the page, if there is one
   * to try again.
   */
  readWatchlistPage(
    username: string,
    page: number,
  ): Promise<Result<WatchlistPage> & { unrecognised?: UnrecognisedPage }>;

  /**
   * Reads a page that the selectors did not understand, slowly, by features that are unlikely to change. Makes no
   * request. The films it finds count only if the stated total proves them. Fails with `unrecognised`.
   */
  readUnrecognisedPage(page: UnrecognisedPage): Promise<Result<WatchlistPage>>;

  /**
   * Asks for one page of a list (`page` counts from 1); `path` is one that readListAddress gives. One request, at
   * most 20 seconds. A list without films is a page without films. Fails with any Letterboxd failure but
   * `no-such-member` and `incomplete`. With `unrecognised`, the field of that name holds the page, for
   * readUnrecognisedListPage.
   */
  readListPage(
    path: string,
    page: number,
  ): Promise<Result<ListPage> & { unrecognised?: UnrecognisedPage }>;

  /** As readUnrecognisedPage, for a page of a list. Fails with `unrecognised` if the page states no total, too. */
  readUnrecognisedListPage(page: UnrecognisedPage): Promise<Result<ListPage>>;

  /**
   * Asks a film's own page which TMDB title it is. null: the page names none, or there is no such film. One request,
   * at most 20 seconds. Fails with challenged, refused, rate-limited, unreachable or unrecognised.
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
  /**
   * Details and the offers of these countries, in one request. null: TMDB has no such title (404). `withReleases`: when
   * it comes out digitally there, too, which takes more CPU time.
   */
  readFilm(
    key: TmdbKey,
    countries: readonly string[],
    options?: { withReleases?: boolean },
  ): Promise<Result<TmdbFilm | null>>;
  /**
   * Who made it, and its trailer. One request, with an answer of 100 kB and more. null: TMDB has no such title (404).
   */
  readCredits(key: TmdbKey): Promise<Result<FilmCredits | null>>;
  /** The services of a country, in TMDB's order for it. Two requests (films, television). */
  listProviders(country: string): Promise<Result<Provider[]>>;
}

/** For the one page that asks anybody outside, and only when its owner presses. */
export interface TitleSearch {
  /**
   * At most ten requests, of which three follow one another: two of at most 6 seconds, and one of 4, for the directors,
   * whose failure is no failure. No title is none either. Fails with any TMDB kind but `tmdb-title-gone`.
   */
  find(question: TitleQuestion): Promise<Result<FoundTitles>>;
}

/** What became of one attempt to deliver a message. */
export type Delivered =
  | { ok: true }
  | {
      ok: false;
      /** Of the answer; null: none came. */
      status: number | null;
      /** How long the other side asks to wait; null: it does not. */
      retryAfterSeconds: number | null;
      /** For the owner, in a sentence without anything secret. */
      why: string;
    };

/** Each method makes one request, of at most 15 seconds, and follows no redirect. */
export interface Notifier {
  /** `id` names the delivery, the same for each attempt. */
  send(target: NotifyTarget, message: NotifyMessage, id: string): Promise<Delivered>;
  push(device: PushDevice, keys: VapidKeys, message: NotifyMessage): Promise<Delivered>;
}
