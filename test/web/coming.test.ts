import { describe, expect, it } from "vitest";
import { comingWords } from "../../templates/parts/coming-words.ts";
import { offersOf, openPage, titlesOf } from "./app.ts";
import { FILLED_AT, storedFilm } from "./fill.ts";

const inDays = (days: number) =>
  new Date((FILLED_AT + days * 86_400) * 1000).toISOString().slice(0, 10);

const FILMS = [
  storedFilm("Later", { coming: { date: inDays(40), note: null } }),
  storedFilm("Soon", { slug: "soon", coming: { date: inDays(9), note: "Netflix" } }),
  storedFilm("Unknown"),
  storedFilm("Past", { coming: { date: inDays(-1), note: null } }),
  storedFilm("Streams", { offers: offersOf({ stream: [8] }) }),
];

describe("a film that comes out digitally", () => {
  it("is found by a filter and an order", async () => {
    const page = await openPage(FILMS);
    expect(titlesOf(await page.see("/?coming=1"))).toEqual(["Later", "Soon"]);
    expect(titlesOf(await page.see("/?coming=1&order=coming"))).toEqual(["Soon", "Later"]);
    expect(titlesOf(await page.see("/?show=nowhere&order=coming")).slice(0, 2)).toEqual([
      "Soon",
      "Later",
    ]);
  });

  it("says so on its page", async () => {
    const page = await openPage(FILMS);
    // 1,795,000,000 is 18 November 2026.
    expect(await page.see("/film/soon")).toContain(
      "Digital release on 27 November (TMDB’s note: Netflix)",
    );
  });

  it("is told with the year where that is another", () => {
    const day = Date.UTC(2027, 0, 8) / 86_400_000;
    expect(comingWords({ day, note: null }, FILLED_AT)).toBe("Digital release on 8 January 2027");
  });
});
