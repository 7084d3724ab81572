import { describe, expect, it } from "vitest";
import { readSearch } from "../../src/web/read-search.ts";
import { anyText, expectAlways } from "../fuzz.ts";

const read = (text: string) => readSearch(text, 2026);
const titleOf = (title: string, year: number | null = null) => ({
  ok: true,
  question: { kind: "title", title, year },
});

describe("what is typed into the search for a title", () => {
  it.each([
    ["Dune", titleOf("Dune")],
    ["  dune 2021 ", titleOf("dune", 2021)],
    ["Dune (2021)", titleOf("Dune", 2021)],
    ["2001: A Space Odyssey", titleOf("2001: A Space Odyssey")],
    ["2001: A Space Odyssey 1968", titleOf("2001: A Space Odyssey", 1968)],
    ["Blade Runner 2049", titleOf("Blade Runner 2049")],
    ["Blade Runner 2049 2017", titleOf("Blade Runner 2049", 2017)],
    ["Avatar 4 2029", titleOf("Avatar 4", 2029)],
    ["1917 2019", titleOf("1917", 2019)],
    ["“1917”", titleOf("1917")],
    ['"Wonder Woman 1984"', titleOf("Wonder Woman 1984")],
    ["8½", titleOf("8½")],
    ["…", titleOf("…")],
    ["tt", titleOf("tt")],
    ["www", titleOf("www")],
  ])("%s is a title, and a year only behind it", (text, reading) => {
    expect(read(text)).toEqual(reading);
  });

  it.each([
    ["603", "movie", 603],
    ["1917", "movie", 1917],
    ["tv/1399", "tv", 1399],
    ["https://www.themoviedb.org/movie/603-the-matrix?language=de", "movie", 603],
    ["themoviedb.org/tv/1399-game-of-thrones/season/1", "tv", 1399],
  ])("%s is one title of TMDB", (text, type, id) => {
    expect(read(text)).toEqual({ ok: true, question: { kind: "key", key: { type, id } } });
  });

  it.each([
    "tt0133093",
    "TT0133093",
    "https://www.imdb.com/title/tt0133093/?ref_=fn_1",
    "https://m.imdb.com/de/title/tt0133093",
    "imdb.com/title/tt0133093/",
  ])("%s is one title of IMDb", (text) => {
    expect(read(text)).toEqual({ ok: true, question: { kind: "imdb", id: "tt0133093" } });
  });

  it.each([
    ["", "Nothing was typed."],
    [" \n ", "Nothing was typed."],
    ["“”", "There’s no title in it."],
    ["x".repeat(501), "This is too long"],
    [`https://www.themoviedb.org/movie/603?x=${"y".repeat(500)}`, "This is too long"],
    ["https://letterboxd.com/film/heat-1995/", "That isn’t the address of a film or a series."],
    ["https://www.themoviedb.org/person/6384-keanu-reeves", "That isn’t the address"],
    ["www.imdb.com/name/nm0000206", "That isn’t the address"],
  ])("%s is refused with what to do instead", (text, message) => {
    const reading = read(text);
    const said = reading.ok ? "" : reading.message;
    expect(said).toContain(message);
    expect(said).toContain("Type a title");
  });

  it("is always read in no time, and never makes a title of nothing", async () => {
    await expectAlways(anyText, (text) => {
      const reading = read(text);
      const question = reading.ok ? reading.question : null;
      expect(question?.kind === "title" ? question.title.trim() : "none was typed").not.toBe("");
    });
  });
});
