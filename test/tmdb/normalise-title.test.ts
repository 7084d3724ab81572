import { describe, expect, it } from "vitest";
import { foldTitle, normaliseTitle } from "../../src/tmdb/normalise-title.ts";

describe("a normalised title", () => {
  it.each([
    ["WALL·E", "Wall-E"],
    ["Amélie", "AMELIE"],
    ["S.W.A.T.", "SWAT"],
    ["Ocean’s Eleven", "Ocean's  Eleven"],
    ["Fast & Furious", "Fast and Furious"],
    ["Ødipus Æøß", "Odipus AEoss"],
    ["8½", "8 1/2"],
    ["Spider-Man: No Way Home", "Spider‑Man – No Way Home"],
    ["Zażółć", "ZAZOLC"],
    ["千と千尋の神隠し", "千と千尋の 神隠し"],
  ])("is the same for %s and %s", (one, other) => {
    expect(normaliseTitle(one)).toBe(normaliseTitle(other));
  });

  it.each([
    ["Kill Bill: Vol. 1", "Kill Bill: Vol. 2"],
    ["Rocky II", "Rocky III"],
    ["The Thing", "Thing"],
    ["$", "…"],
    ["กา", "กี"],
    ["Glass Onion", "Glass Onion: A Knives Out Mystery"],
  ])("differs for %s and %s", (one, other) => {
    expect(normaliseTitle(one)).not.toBe(normaliseTitle(other));
  });

  it("that is only folded keeps the signs", () => {
    expect(foldTitle(" Don’t  LOOK – Now ")).toBe("don't look - now");
    expect(foldTitle("+1")).not.toBe(foldTitle("1"));
    expect(normaliseTitle("+1")).toBe(normaliseTitle("1"));
  });
});
