import { describe, expect, it } from "vitest";
import { makeEntry } from "../../src/list/entry.ts";
import type { Film } from "../../src/list/filter.ts";
import { inOrder, bestFirst } from "../../src/list/order.ts";
import { searchFor } from "../../src/list/search.ts";

const TITLES: [title: string, year: number | null, original?: string][] = [
  ["Children of Dune", 2003],
  ["Dune: Part Two", 2024],
  ["Dune", 2021],
  ["The Grand Budapest Hotel", 2014],
  ["…", 2019],
  ["8½", 1963],
  ["👽", null],
  ["Parasite", 2019, "기생충"],
  ["Rocky II", 1979],
  ["Sandúnes", 2001],
  ["Üç Kağıt", 1990],
  ["Þrestir", 2015],
  ["Đurđevak", 2016],
  ["The The", 1999],
  ["Prestalker", 1979],
  ["The Wish Machine", 1979, "Stalker"],
];

const FILMS = TITLES.map(([title, year, originalTitle = title], i) =>
  filmOf(i, title, year, originalTitle),
);

function filmOf(
  id: number,
  title: string,
  year: number | null,
  originalTitle: string | null,
  directors: string[] = [],
): Film {
  const entry = makeEntry({
    id,
    title,
    originalTitle,
    directors,
    year,
    runtime: null,
    rating: null,
    releaseDate: null,
    type: "movie",
    genres: [],
    offers: {},
  });
  const rest = {
    brands: [],
    addedAt: null,
    movement: undefined,
    coming: undefined,
    abroad: [],
    servers: [],
    isSeen: false,
  };
  return { id, entry, availability: "nowhere", ...rest };
}

function found(text: string, films = FILMS): string[] {
  const search = searchFor(text, films);
  return bestFirst(films.filter(search.finds), search.fitOf).map(({ id }) => TITLES[id]?.[0] ?? "");
}

describe("A search", () => {
  it("has titles that begin with the text first, then words that do, then the others", () => {
    expect(found("dune")).toEqual(["Dune: Part Two", "Dune", "Children of Dune", "Sandúnes"]);
    expect(found("the grand b")).toEqual(["The Grand Budapest Hotel"]);
  });

  it("understands a year and a number", () => {
    expect(found("2019")).toEqual(["…", "Parasite"]);
    expect(found("dune 2")[0]).toBe("Dune: Part Two");
    expect(found("dune 2021")).toEqual(["Dune"]);
    expect(found("rocky 2")).toEqual(["Rocky II"]);
  });

  it("prefers a word that begins the original title to one within another word", () => {
    expect(found("stalker 1979")).toEqual(["The Wish Machine", "Prestalker"]);
  });

  it("forgives one wrong letter a word, if nothing is found without", () => {
    for (const text of ["grand budapst", "grand budapets", "grnad budappest", "grand budatest"]) {
      expect(found(text)).toEqual(["The Grand Budapest Hotel"]);
    }
    expect(found("dume")).toContain("Dune");
    expect(found("grand bdpst")).toEqual([]);
  });

  it("finds titles of signs, and letters that are no plain ones", () => {
    expect(found("…")).toEqual(["…"]);
    expect(found("👽")).toEqual(["👽"]);
    expect(found("8½")).toEqual(["8½"]);
    expect(found("uc kagit")).toEqual(["Üç Kağıt"]);
    expect(found("threstir")).toEqual(["Þrestir"]);
    expect(found("durdevak")).toEqual(["Đurđevak"]);
    expect(found("  ")).toEqual([]);
  });
});

describe("The order by title", () => {
  it("leaves out only what is written as an article", () => {
    const titles = ["Thé au Sahara", "The Bat", "An-Nisa", "À nos amours", "A.I.", "A Bat Dies"];
    const films = titles.map((title, i) => filmOf(i, title, 2000, title));
    expect(inOrder(films, "title", 0).map(({ id }) => titles[id])).toEqual([
      "A.I.",
      "À nos amours",
      "An-Nisa",
      "A Bat Dies",
      "The Bat",
      "Thé au Sahara",
    ]);
  });
});

describe("A search for a director", () => {
  const DIRECTED = [
    filmOf(0, "Parasite", 2019, "기생충", ["Bong Joon Ho"]),
    filmOf(1, "Heat", 1995, null, ["Michael Mann"]),
    filmOf(2, "A Man Called Mann", 2001, null, ["Ann Other"]),
    filmOf(3, "Oldboy", 2003, "올드보이", ["Park Chan-wook"]),
    filmOf(4, "Heat", 1986, null, ["Dick Richards"]),
  ];
  const idsOf = (text: string) => {
    const search = searchFor(text, DIRECTED);
    return bestFirst(DIRECTED.filter(search.finds), search.fitOf).map(({ id }) => id);
  };

  it("finds their films, after those that have the name in their title", () => {
    expect(idsOf("bong joon-ho")).toEqual([0]);
    expect(idsOf("mann")).toEqual([2, 1]);
    expect(idsOf("chanwook")).toEqual([3]);
  });

  it("may have a title and a year beside it, and one letter wrong", () => {
    expect(idsOf("mann heat")).toEqual([1]);
    expect(idsOf("1995 mann")).toEqual([1]);
    expect(idsOf("micheal mann")).toEqual([1]);
  });

  it("does not put films of one title in order by their directors", () => {
    expect(inOrder([...DIRECTED], "title", 1).map(({ id }) => id)).toEqual([4, 1, 2, 3, 0]);
  });
});
