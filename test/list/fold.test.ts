import { describe, expect, it } from "vitest";
import { foldText, searchText } from "../../src/list/fold.ts";

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
    expect(searchText("The Third Man", null)).toBe("third man the");
    expect(searchText("A", "Une vie")).toBe("a\nune vie");
  });

  it("finds words that signs hold together in one piece too", () => {
    expect(searchText("WALL·E", null)).toBe("wall e walle");
    expect(searchText("Spider-Man: No Way Home", null)).toBe("spider man no way home spiderman");
  });
});
