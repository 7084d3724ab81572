import { describe, expect, it } from "vitest";
import type { ShownList } from "../src/list/snapshot.ts";
import { areSeveral, listsToName, whichFilms } from "../templates/parts/list-words.ts";

const watchlist = (id: number, member: string | null): ShownList => ({
  id,
  kind: "watchlist",
  member,
  name: null,
  path: null,
});
const followed = (id: number, name: string): ShownList => ({
  id,
  kind: "list",
  member: null,
  name,
  path: "/dave/list/x/",
});

const [ANN, BOB, CAT, DAN] = ["ann", "bob", "cat", "dan"].map((member, i) =>
  watchlist(i, member),
) as [ShownList, ShownList, ShownList, ShownList];
const NOBODYS = watchlist(5, null);
const [BEST, WORST] = [followed(7, "The best"), followed(8, "אבג")];
const SOME = Array.from({ length: 5 }, (_, i) => followed(20 + i, `L${i}`));

describe("A view's films in words", () => {
  const TWO = [ANN, BOB, BEST, WORST];
  const FOUR = [ANN, BOB, CAT, DAN];
  it.each<[lists: ShownList[], chosen: ShownList[], all: boolean, words: string | null]>([
    [[ANN], [ANN], false, null],
    [[NOBODYS], [NOBODYS], false, null],
    [[ANN, BEST], [ANN], false, null],
    [[ANN, BEST], [ANN], true, null],
    [[ANN, BEST], [BEST], false, "films on “The best”"],
    [[ANN, BEST], [BEST], true, "films on “The best”"],
    [[ANN, BEST], [ANN, BEST], false, "films on ann’s watchlist or “The best”"],
    [[ANN, BEST], [ANN, BEST], true, "films on both ann’s watchlist and “The best”"],
    [TWO, [ANN, BOB], false, "films either of you wants"],
    [TWO, [ANN, BOB], true, "films you both want"],
    [TWO, [BOB], false, "films bob wants"],
    [TWO, [BEST, WORST], false, "films on “The best” or “\u2068אבג\u2069”"],
    [
      TWO,
      [ANN, BOB, BEST],
      true,
      "films on all of ann’s watchlist, bob’s watchlist and “The best”",
    ],
    [FOUR, FOUR, false, "films any of you wants"],
    [FOUR, FOUR, true, "films you all want"],
    [FOUR, [ANN, CAT], false, "films ann or cat wants"],
    [FOUR, [ANN, CAT], true, "films ann and cat both want"],
    [FOUR, [ANN, BOB, CAT], true, "films ann, bob and cat all want"],
    [[ANN, ...SOME], SOME, false, "films on any of 5 lists"],
    [[ANN, ...SOME], SOME, true, "films on all of 5 lists"],
  ])("%#", (lists, chosen, all, words) => {
    expect(whichFilms({ lists, chosen }, all)).toBe(words);
  });

  it("speak to several people where several have a watchlist", () => {
    expect(areSeveral({ lists: [ANN, BEST] })).toBe(false);
    expect(areSeveral({ lists: [ANN, BOB] })).toBe(true);
  });

  it("leave to the cards the names of lists that not every film is on", () => {
    const named = (chosen: ShownList[], all: boolean) => [
      ...listsToName({ lists: [ANN, BOB, BEST], chosen }, all).values(),
    ];
    expect(named([ANN, BOB], false)).toEqual(["ann", "bob", "The best"]);
    expect(named([ANN, BOB], true)).toEqual(["The best"]);
    expect(named([BEST], false)).toEqual(["ann", "bob"]);
    expect([...listsToName({ lists: [ANN], chosen: [ANN] }, false)]).toEqual([]);
  });
});
