// What the owner looks for at TMDB to mend a match, and what is shown of it. Only types: tmdb/title-search.ts asks.

import type { Candidate, TmdbKey } from "./film.ts";

export type TitleQuestion =
  /** `year`: of a film's release or of a series' first episode; null: any. */
  | { kind: "title"; title: string; year: number | null }
  | { kind: "key"; key: TmdbKey }
  /** IMDb's number, such as `tt0133093`. */
  | { kind: "imdb"; id: string };

export interface FoundTitle extends Candidate {
  /** TMDB's description, or its beginning; empty if there is none. */
  overview: string;
  /** Names: who directed a film, who created a series. null: that could not be asked. */
  by: string[] | null;
}

export interface FoundTitles {
  /** Best first; see MOST_SHOWN. */
  titles: FoundTitle[];
  /** TMDB found more than are shown. */
  more: boolean;
  /** None is of the year that was asked for, so these are of other years. */
  otherYears: boolean;
}
