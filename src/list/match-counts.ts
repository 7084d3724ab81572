// The kinds of doubtful matches, and how many listed films have each. Pure.

/** Films on one page of the matches. */
export const MATCHES_SCREEN = 20;

/**
 * Most doubtful first. `gone`: TMDB no longer has the title that the owner picked; `likely`: matched, but not for
 * certain; `decided`: by the owner, so no longer in doubt.
 */
export const DOUBTS = ["gone", "unsure", "not-found", "likely", "decided"] as const;
export type Doubt = (typeof DOUBTS)[number];

export interface MatchCounts extends Record<Doubt, number> {
  /** Listed films. */
  total: number;
  /** Listed films that are not looked up yet. */
  pending: number;
  /** Listed films whose look-up failed, so that they are matched with nothing yet. */
  failed: number;
}

/** Films of any kind, including those that the owner has decided. */
export function sumOfDoubts(counts: MatchCounts): number {
  return DOUBTS.reduce((sum, doubt) => sum + counts[doubt], 0);
}
