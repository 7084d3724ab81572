import { describe, expect, it } from "vitest";
import { combine } from "../../src/list/combine.ts";
import type { ListPart } from "../../src/list/snapshot.ts";
import { randomFrom, type Random } from "./random.ts";

describe("Several lists as one", () => {
  it.each(Array.from({ length: 200 }, (_, n) => n))("are what a naive version says: %s", (n) => {
    const random = randomFrom(`lists ${n}`);
    const lists = Array.from({ length: 1 + random.below(6) }, () => randomList(random));
    for (const all of [true, false]) expect(combine(lists, { all })).toEqual(naive(lists, all));
  });

  it("have first what somebody has highest, or what all of them have high", () => {
    const ann: ListPart = [[1, null], [2, null], [3, null], [4, null]]; // prettier-ignore
    const bob: ListPart = [[5, null], [3, null], [2, null], [1, null]]; // prettier-ignore
    const ids = (all: boolean) => combine([ann, bob], { all }).map(([id]) => id);
    expect(ids(false)).toEqual([1, 5, 2, 3, 4]);
    expect(ids(true)).toEqual([1, 2, 3]);
  });
});

function randomList(random: Random): ListPart {
  const ids = random.some(
    Array.from({ length: 20 }, (_, id) => id),
    0.6,
  );
  return ids
    .map((id) => ({ id, key: random.below(1_000_000) }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ id }) => [id, random.chance(0.3) ? null : random.below(1000)]);
}

function naive(lists: readonly ListPart[], all: boolean): ListPart {
  const [only] = lists;
  if (lists.length === 1 && only) return only;
  const ranks = (id: number) =>
    lists.flatMap((list) => {
      const rank = list.findIndex(([other]) => other === id);
      return rank < 0 ? [] : [rank];
    });
  const key = (id: number) =>
    all ? ranks(id).reduce((sum, rank) => sum + rank, 0) : Math.min(...ranks(id));
  return [...new Set(lists.flat().map(([id]) => id))]
    .filter((id) => !all || ranks(id).length === lists.length)
    .toSorted((a, b) => key(a) - key(b) || a - b)
    .map((id) => [id, addedAt(lists, id)]);
}

function addedAt(lists: readonly ListPart[], id: number): number | null {
  const known = lists.flat().flatMap(([other, at]) => (other === id && at !== null ? [at] : []));
  return known.length === 0 ? null : Math.max(...known);
}
