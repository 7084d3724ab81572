import { describe, expect, it } from "vitest";
import { searchText } from "../../src/d1/shelf.ts";
import { foldText, parseView, PLAIN_VIEW, viewAddress } from "../../src/shelf/view.ts";

const parse = (query: string) => parseView(new URLSearchParams(query));

describe("A view's address", () => {
  it("is bare for the plain view", () => {
    expect(viewAddress(PLAIN_VIEW)).toBe("/");
    expect(parse("")).toEqual(PLAIN_VIEW);
  });

  it("says all that was chosen, and is read back as it was", () => {
    const query =
      "show=elsewhere&q=l%27eclisse&kind=stream&kind=rent&service=8&service=11&genre=Drama&decade=1960&minutes=100&added=lately&new=1&released=1&order=rating&page=3";
    const view = parse(query);
    expect(parse(viewAddress(view, { page: 3 }).slice(2))).toEqual(view);
    expect(view).toMatchObject({ services: [8, 11], decade: 1960, page: 3, order: "rating" });
  });

  it("goes back to the first page when something else changes", () => {
    expect(viewAddress(parse("q=a&page=4"), { decade: 1980 })).toBe("/?q=a&decade=1980");
  });

  it("cuts a long text between two characters", () => {
    const long = parse(`q=${"a".repeat(99)}🎬&genre=${"b".repeat(49)}🎬`);
    expect(viewAddress(long)).toBe(`/?q=${"a".repeat(99)}&genre=${"b".repeat(49)}`);
  });

  it("passes over what makes no sense", () => {
    const nonsense = parse(
      "show=all&kind=vhs&service=-1&service=x&service=&minutes=1e9&minutes=&decade=NaN&order=drop&page=0&page=-2&seed=99999999999",
    );
    expect(nonsense).toEqual(PLAIN_VIEW);
  });
});

describe("Folding", () => {
  it("leaves case, accents and signs between words aside", () => {
    expect(foldText("Amélie")).toBe("amelie");
    expect(foldText("L'Eclisse")).toBe(foldText("L’éclisse"));
    expect(foldText("Spider-Man: No Way Home")).toBe("spider man no way home");
    expect(foldText("Straße  nach Süden")).toBe("strasse nach suden");
  });

  it("keeps letters of every script", () => {
    expect(foldText("千と千尋の神隠し")).not.toBe("");
    expect(foldText("جدایی")).toBe("جدایی");
  });

  it("puts a leading article behind the title, but for titles that are nothing else", () => {
    expect(searchText("The Third Man")).toBe("third man the");
    expect(searchText("A\nUne vie")).toBe("a\nune vie");
  });

  it("finds words that signs hold together in one piece too", () => {
    expect(searchText("WALL·E")).toBe("wall e walle");
    expect(searchText("Spider-Man: No Way Home")).toBe("spider man no way home spiderman");
  });
});
