// Several lists as one: what any of them has, or what all of them have, in one order. Pure.

import type { ListPart } from "./snapshot.ts";

/**
 * A film's rank counts from the top of a list. Of what any list has, the least rank stands first; of what all of them
 * have, the least sum of ranks: what everybody has high. Of films alike, the one with the lower number stands first.
 * A film was added when it came to the last of the lists.
 */
export function combine(lists: readonly ListPart[], { all }: { all: boolean }): ListPart {
  const [only] = lists;
  if (lists.length === 1 && only) return only;
  const films = new Map<
    number,
    { on: number; least: number; sum: number; addedAt: number | null }
  >();
  for (const list of lists) {
    for (const [rank, [id, addedAt]] of list.entries()) {
      const film = films.get(id);
      if (film === undefined) {
        films.set(id, { on: 1, least: rank, sum: rank, addedAt });
        continue;
      }
      film.on += 1;
      film.least = Math.min(film.least, rank);
      film.sum += rank;
      film.addedAt = latest(film.addedAt, addedAt);
    }
  }
  return [...films]
    .filter(([, { on }]) => !all || on === lists.length)
    .toSorted(([id, a], [other, b]) => (all ? a.sum - b.sum : a.least - b.least) || id - other)
    .map(([id, { addedAt }]) => [id, addedAt]);
}

function latest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}
