import { beforeAll, describe, expect, it } from "vitest";
import type { OfferKind } from "../../src/film.ts";
import { offersOf, openPage, titlesOf, type TestPage } from "./app.ts";
import { storedFilm } from "./fill.ts";

// More services, and more genres, than an integer has bits. Service n offers film n in two kinds; every second film
// is also offered with ads by the service after its own.

const SERVICES = 70;
const idOf = (n: number) => 5000 + n;

const FILMS = Array.from({ length: SERVICES }, (_, n) => {
  const offers: Partial<Record<OfferKind, number[]>> = { stream: [idOf(n)], rent: [idOf(n)] };
  if (n % 2 === 0) offers.ads = [idOf(n + 1)];
  return storedFilm(`Film ${n}`, {
    offers: offersOf(offers),
    genres: n % 10 === 0 ? ["Drama", `Genre ${n}`] : ["Drama"],
  });
});

let page: TestPage;
beforeAll(async () => {
  page = await openPage(FILMS);
});

const shown = async (query: string) => titlesOf(await page.see(`/?order=first-added&${query}`));

describe("With more services than bits, the list", () => {
  it.each([0, 1, 30, 61, 62, 63, 68])("is filtered exactly by service %i", async (n) => {
    const other = n % 2 === 1 ? [`Film ${n - 1}`] : [];
    expect((await shown(`service=${idOf(n)}`)).toSorted()).toEqual(
      [`Film ${n}`, ...other].toSorted(),
    );
    expect(await shown(`service=${idOf(n)}&kind=stream`)).toEqual([`Film ${n}`]);
    expect(await shown(`service=${idOf(n)}&kind=ads`)).toEqual(other);
    expect(await shown(`service=${idOf(n)}&kind=rent`)).toEqual([`Film ${n}`]);
    expect(await shown(`service=${idOf(n)}&kind=free`)).toEqual([]);
  });

  it("is filtered by several of them, with bits and without", async () => {
    const asked = [2, 40, 69].map((n) => `service=${idOf(n)}`).join("&");
    expect((await shown(`${asked}&kind=stream&kind=rent`)).toSorted()).toEqual([
      "Film 2",
      "Film 40",
      "Film 69",
    ]);
  });

  it("knows no film of a service that nobody has", async () => {
    expect(await shown("service=9999")).toEqual([]);
  });

  it("is filtered by a genre that TMDB did not have before", async () => {
    expect(await shown("genre=Genre+30")).toEqual(["Film 30"]);
    expect(await shown("genre=Genre+30&genre=Genre+40")).toEqual([]);
    expect(await shown("genre=Genre+30&genre=Drama")).toEqual(["Film 30"]);
  });
});
