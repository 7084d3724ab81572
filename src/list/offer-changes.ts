// What came and what went between two looks at a film's offers. Pure.

import { OFFER_KINDS, type OfferKind, type Offers } from "../film.ts";

export interface OfferChange {
  /** TMDB's number of the service. */
  id: number;
  kind: OfferKind;
  came: boolean;
  /** When we saw it, in seconds since 1970: the look-up, not the day on which the service acted. */
  at: number;
}

/** Older changes are forgotten. */
export const CHANGES_KEPT_DAYS = 60;

/** The changes to keep after a look-up. The first look at a film is no arrival: then `before` is null. */
export function offerChanges(
  before: Offers | null,
  after: Offers,
  earlier: readonly OfferChange[],
  at: number,
): OfferChange[] {
  const kept = earlier.filter((change) => at - change.at < CHANGES_KEPT_DAYS * 86_400);
  if (before === null) return kept;
  for (const kind of OFFER_KINDS) {
    const had = new Set(before[kind].map(({ id }) => id));
    const has = new Set(after[kind].map(({ id }) => id));
    for (const id of has) if (!had.has(id)) kept.push({ id, kind, came: true, at });
    for (const id of had) if (!has.has(id)) kept.push({ id, kind, came: false, at });
  }
  return kept;
}
