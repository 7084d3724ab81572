// The words for matches that are in doubt: kinds of doubt, and how many films have each. Pure.

/** Films on one screen. */
export const MATCHES_SCREEN = 20;

/** Most doubtful first. `gone`: the title that the owner picked; `likely`: matched, with less than certainty. */
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

/** Films with any doubt. */
export function sumOfDoubts(counts: MatchCounts): number {
  return DOUBTS.reduce((sum, doubt) => sum + counts[doubt], 0);
}
