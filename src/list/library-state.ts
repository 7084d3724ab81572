// How the reading of a media server of the household's own goes. Only types: d1/library.ts keeps them.

/**
 * `off`: it does not answer, or not in time · `refused`: it does not take the key · `moved`: it sends us elsewhere, as
 * where the address lacks a path · `nonsense`: it answered, but not what such a server answers.
 */
export type LibraryFailure = "off" | "refused" | "moved" | "nonsense";

/** Times are in seconds since 1970. */
export interface LibraryState {
  /** The reading that is under way; null: none is. */
  reading: { startedAt: number; from: string | null; read: number } | null;
  /** When it was last read from the first film to the last; null: never. */
  readAt: number | null;
  /** Of the last whole reading: the films there, and those without a number of TMDB's are among them. */
  films: number;
  failure: LibraryFailure | null;
  failedAt: number | null;
}
