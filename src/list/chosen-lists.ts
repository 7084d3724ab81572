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

/** The choice without numbers that are no list's. With one list, there is nothing to choose. */
export function knownChoice(
  { lists: all }: Pick<Snapshot, "lists">,
  choice: ListChoice,
): ListChoice {
  if (all.length < 2) return { lists: null, all: false };
  const known = choice.lists?.filter((id) => all.some((list) => list.id === id)) ?? [];
  const isNone = known.length === 0 && choice.lists?.length !== 0;
  return { lists: isNone ? null : known, all: choice.all };
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
