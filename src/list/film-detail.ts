// A film with all that its own page shows, and its name alone. Only types: d1/film-detail.ts and film-titles.ts read them.

import type { FailureKind } from "../failure.ts";
import type { FilmCredits, FilmSource, Mark, Match, Offers } from "../film.ts";
import type { OwnItem } from "./shown-film.ts";
import type { Coming } from "./snapshot.ts";

export interface FilmDetail {
  id: number;
  slug: string | null;
  lid: string | null;
  title: string;
  originalTitle: string | null;
  year: number | null;
  source: FilmSource;
  /** Whether a watchlist has it. */
  listed: boolean;
  /** Ids of all lists that have it, as they are shown; empty where there is only one list. */
  lists: number[];
  /** What the household has marked it as. */
  marks: Mark[];
  /** Members whose files say that they have seen it. */
  seenBy: string[];
  addedOn: string | null;
  match: Match;
  tmdbType: "movie" | "tv" | null;
  tmdbId: number | null;
  releaseDate: string | null;
  poster: string | null;
  runtime: number | null;
  genres: string[];
  overview: string;
  rating: number | null;
  /** Who made it, as far as it is known; `failure`: why TMDB last told nothing of it, null: it did, or is still to be asked. */
  made: FilmCredits & { failure: FailureKind | null };
  /** On the household's own servers. */
  own: OwnItem[];
  /** null: not known yet. */
  offers: Offers | null;
  link: string | null;
  /** When it comes out digitally at home, as of the last look-up; null: nothing is known. */
  coming: Coming | null;
  /** Of the other configured countries, in their order. */
  abroad: OffersAbroad[];
  /** In seconds since 1970; null: never. */
  checkedAt: number | null;
  failureKind: FailureKind | null;
}

export interface OffersAbroad {
  country: string;
  /** null: not known yet. */
  offers: Offers | null;
  /** TMDB's page of these offers; null: there is none. */
  link: string | null;
}

export interface FilmTitle {
  id: number;
  slug: string | null;
  title: string;
  year: number | null;
}
