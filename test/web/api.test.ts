import { beforeAll, describe, expect, it } from "vitest";
import { offersOf, openPage, titlesOf, type TestPage } from "./app.ts";
import { storedFilm } from "./fill.ts";

let page: TestPage;

beforeAll(async () => {
  page = await openPage([
    storedFilm("Amélie", {
      year: 2001,
      runtime: 122,
      rating: 7.9,
      offers: offersOf({ stream: [8] }),
    }),
    storedFilm("Zodiac", {
      year: 2007,
      runtime: 157,
      rating: 7.5,
      offers: offersOf({ rent: [2] }),
    }),
    storedFilm("Chernobyl", { year: 2019, runtime: 60, tmdbType: "tv", rating: 8.7 }),
    storedFilm("Gone from the list", { place: null }),
  ]);
});

interface Answer {
  total: number;
  country: string;
  updatedAt: string | null;
  films: { title: string; listed: boolean; offers: Record<string, unknown[]> }[];
}

async function films(query: string): Promise<Answer> {
  const answer = await page.ask(`/api/films${query}`);
  expect(answer.status).toBe(200);
  return answer.json();
}

const titles = ({ films: all }: Answer) => all.map(({ title }) => title);

describe("GET /api/films", () => {
  it("has every film, also those that left the list, and counts those that are on it", async () => {
    const answer = await films("");
    expect(titles(answer)).toEqual(["Amélie", "Zodiac", "Chernobyl", "Gone from the list"]);
    expect(answer).toMatchObject({ total: 3, country: "GB", updatedAt: null });
    expect(answer.films.map(({ listed }) => listed)).toEqual([true, true, true, false]);
  });

  it.each([
    "?order=rating",
    "?q=amelie",
    "?service=8",
    "?kind=rent&order=title",
    "?decade=2000&order=longest",
    "?show=nowhere",
    "?minutes=150",
    "?genre=Drama&released=1&order=oldest",
  ])("takes the page's own query, and answers as the page does: %s", async (query) => {
    const answer = await films(query);
    expect(titles(answer)).toEqual(titlesOf(await page.see(`/${query}`)));
    expect(answer.total).toBe(answer.films.length);
    expect(answer.films.length).toBeGreaterThan(0);
  });

  it("never takes a series for a short film", async () => {
    expect(titles(await films("?minutes=150"))).toEqual(["Amélie"]);
    expect(titles(await films("?order=shortest&show=nowhere")).at(-1)).toBe("Chernobyl");
  });

  it("has the whole view, and not a screen of it", async () => {
    const many = await openPage(Array.from({ length: 50 }, (_, i) => storedFilm(`Film ${i}`)));
    const answer = await (await many.ask("/api/films?order=added")).json<Answer>();
    expect(answer.films).toHaveLength(50);
  });

  it.each([
    ["show=everything", "mine, elsewhere, nowhere, unknown"],
    ["kind=vhs", "stream, free, ads, rent, buy"],
    ["service=netflix", "the number of a service"],
    ["minutes=1e9", "a number of minutes"],
    ["decade=", "the first year of a decade"],
    ["order=drop", "added, first-added"],
    ["new=yes", "1 is expected"],
    [`q=${"a".repeat(101)}`, "at most 100 characters"],
    [Array.from({ length: 13 }, (_, i) => `service=${i}`).join("&"), "12 times at most"],
  ])("says what is expected instead of %s", async (query, expected) => {
    const answer = await page.ask(`/api/films?${query}`);
    expect(answer.status).toBe(400);
    expect((await answer.json<{ message: string }>()).message).toContain(expected);
  });
});
