// Which lists a view is of. Pure.

import type { Query } from "./query.ts";
import type { ShownList, Snapshot } from "./snapshot.ts";

/** A choice of lists, as a query has it. */
export type ListChoice = Pick<Query, "lists" | "all">;

/** A list as a chip calls it. */
export function shownName({ name, member }: ShownList): string {
  return name ?? member ?? "the file";
}

/** The lists of a choice, in the order in which they are shown; where it names none that is there, the watchlists. */
export function chosenLists(
  { lists }: Pick<Snapshot, "lists">,
  choice: Pick<ListChoice, "lists">,
): readonly ShownList[] {
  const named = lists.filter(({ id }) => choice.lists?.includes(id));
  return named.length > 0 ? named : lists.filter(({ kind }) => kind === "watchlist");
}

const NO_CHOICE: ListChoice = { lists: null, all: false };

/** The choice without numbers that are no list's. With one list, there is nothing to choose. */
export function knownChoice(
  snapshot: Pick<Snapshot, "lists">,
  { lists, all }: ListChoice,
): ListChoice {
  if (snapshot.lists.length < 2) return NO_CHOICE;
  if (lists === null || lists.length === 0) return { lists, all };
  const known = lists.filter((id) => snapshot.lists.some((list) => list.id === id));
  return known.length > 0 ? { lists: known, all } : NO_CHOICE;
}

/** Whether these are just the watchlists, and whatever any of them has: what is shown where nothing is chosen. */
export function isUsual(
  lists: readonly ShownList[],
  chosen: readonly ShownList[],
  { all }: Pick<ListChoice, "all">,
): boolean {
  const watchlists = lists.filter(({ kind }) => kind === "watchlist");
  return (
    !(all && chosen.length > 1) &&
    chosen.length === watchlists.length &&
    chosen.every((list) => watchlists.includes(list))
  );
}
