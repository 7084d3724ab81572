// What is marked as seen or hidden, as a view of some lists needs it. Pure.

import type { Film, Filter } from "./filter.ts";
import { chosenLists, type ListChoice } from "./chosen-lists.ts";
import type { Query, Seen } from "./query.ts";
import type { ShownList, Snapshot } from "./snapshot.ts";

/** By film id: whether somebody has seen it whose watchlist is chosen or, if none is, anybody. */
export function seenTest(
  { marks, lists }: Pick<Snapshot, "marks" | "lists">,
  choice: ListChoice,
): (id: number) => boolean {
  const people = chosenLists({ lists }, choice).flatMap(({ member }) => member ?? []);
  const sets = marks.seen.flatMap(({ member, films }) =>
    member === null || people.length === 0 || people.includes(member) ? [films] : [],
  );
  return (id) => sets.some((films) => films.has(id));
}

/** What a query asks for that does not say: of followed lists, only what was not seen yet. */
export function usualSeenOf(chosen: readonly ShownList[], { hidden }: Pick<Query, "hidden">): Seen {
  return !hidden && chosen.some(({ kind }) => kind === "list") ? "no" : "any";
}

/** How many films each answer to "seen?" would show, within all other filters. */
export type SeenCounts = Record<Seen, number>;

/** `missed`: films that fail one filter alone. */
export function countSeen(
  found: readonly Film[],
  missed: readonly (readonly [Filter, readonly Film[]])[] = [],
): SeenCounts {
  const films = found.concat(
    ...missed.flatMap(([filter, those]) => (filter.name === "seen" ? [those] : [])),
  );
  const yes = films.filter(({ isSeen }) => isSeen).length;
  return { yes, no: films.length - yes, any: films.length };
}
