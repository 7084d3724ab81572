// A film and its match, as the owner checks them. Only a type: d1/matches.ts reads it.

import type { FailureKind } from "../failure.ts";
import type { Candidate, Match, TmdbKey } from "../film.ts";
import type { Doubt } from "./match-counts.ts";

/** A film and its match. */
export interface MatchedFilm {
  id: number;
  slug: string | null;
  lid: string | null;
  title: string;
  year: number | null;
  match: Match;
  why: string | null;
  /** null: it is matched with nothing. */
  key: TmdbKey | null;
  candidates: Candidate[];
  originalTitle: string | null;
  releaseDate: string | null;
  poster: string | null;
  /** Letterboxd's own page of the film has answered; if the match is still doubtful, it did not help. */
  filmPageAnswered: boolean;
  /** The last good answer, in seconds since 1970; null: there was none. */
  checkedAt: number | null;
  failureKind: FailureKind | null;
  /** null: the match is not doubtful. */
  doubt: Doubt | null;
}
