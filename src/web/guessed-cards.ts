// A view mostly shows the films that it showed last time. Their cards are asked for beside the snapshot, so that one
// round trip does for both; where the view has changed since, another follows.

import type { AskedCards } from "../d1/film-cards.ts";

const MOST_VIEWS = 50;
const MOST_CARDS = 200;
/** Whoever writes longer addresses can wait for a second round trip. */
const LONGEST_VIEW = 1000;

/** What each view last showed, by its path and query; those asked for last are at the end. */
const shownLast = new Map<string, AskedCards>();

/** null: the view has not been shown lately. */
export function guessCards(view: string): AskedCards | null {
  return shownLast.get(view) ?? null;
}

export function noteCards(view: string, { ids, withLists }: AskedCards): void {
  if (view.length > LONGEST_VIEW) return;
  shownLast.delete(view);
  shownLast.set(view, { ids: ids.slice(0, MOST_CARDS), withLists });
  const [oldest] = shownLast.keys();
  if (shownLast.size > MOST_VIEWS && oldest !== undefined) shownLast.delete(oldest);
}
