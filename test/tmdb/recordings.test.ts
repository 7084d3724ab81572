// Reads TMDB's real answers, where somebody has them: they are no part of this project. Without
// ../shared/pages nothing is read here; the shapes themselves are tested in answers.test.ts.

import { describe, expect, it } from "vitest";
import type { Result } from "../../src/failure.ts";
import { noOffers, OFFER_KINDS, type CountryOffers, type TmdbKey } from "../../src/film.ts";
import {
  parseFilm,
  parseFoundFilms,
  parseFoundTelevision,
  parseProviderList,
} from "../../src/tmdb/answers.ts";
import { findDirectors } from "../../src/tmdb/directors.ts";
import { brandOf } from "../../src/tmdb/brands.ts";
import { expectAlways, oddJson } from "../fuzz.ts";
import { aMovie, aTv } from "./answers.ts";

const FILES: Record<string, string> = import.meta.glob("../../../shared/pages/tmdb/*.json", {
  query: "?raw",
  import: "default",
  eager: true,
});

function recorded(name: string): Record<string, unknown> {
  const text = FILES[`../../../shared/pages/tmdb/${name}.json`];
  if (text === undefined) throw new Error(`there is no recording ${name}`);
  return JSON.parse(text) as Record<string, unknown>;
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
}

/** Recorded apart from the details, but of the same shape as with them. */
function readOffers(key: TmdbKey, name: string, country: string): CountryOffers {
  const title = key.type === "movie" ? aMovie({ id: key.id }) : aTv({ id: key.id });
  const answer = { ...title, "watch/providers": recorded(name) };
  const { countries } = must(parseFilm(answer, key, [country]));
  return countries[country] ?? { offers: noOffers(), link: null };
}

const ids = (providers: { id: number }[]) => providers.map(({ id }) => id);

const isAbsent = Object.keys(FILES).length === 0;

describe.skipIf(isAbsent)("TMDB's recorded answers", () => {
  it.each([
    [{ type: "movie", id: 634649 }, "movie_634649_watch_providers"],
    [{ type: "movie", id: 210577 }, "movie_210577_watch_providers"],
    [{ type: "movie", id: 1291608 }, "movie_1291608_watch_providers"],
    [{ type: "movie", id: 1698863 }, "movie_1698863_watch_providers"],
    [{ type: "tv", id: 1396 }, "tv_1396_watch_providers"],
    [{ type: "tv", id: 60802 }, "tv_60802_watch_providers"],
  ] satisfies [TmdbKey, string][])(
    "of the offers of %o are understood in every country",
    (key, name) => {
      const results = recorded(name)["results"] as Record<string, Record<string, unknown>>;
      for (const [country, wire] of Object.entries(results)) {
        const { offers, link } = readOffers(key, name, country);
        expect(link).toBe(wire["link"]);
        const listed = Object.values(wire).filter((value) => Array.isArray(value));
        const count = OFFER_KINDS.reduce((sum, kind) => sum + offers[kind].length, 0);
        expect(count).toBe(listed.reduce((sum, list) => sum + list.length, 0));
      }
    },
  );

  it("name no offers where there are none", () => {
    const film = readOffers({ type: "movie", id: 91545 }, "movie_91545_watch_providers", "GB");
    expect(film.link).toBeNull();
  });

  it("keep the kinds apart", () => {
    const name = "movie_1698863_watch_providers";
    const { offers } = readOffers({ type: "movie", id: 1698863 }, name, "US");
    expect([ids(offers.free), ids(offers.rent), ids(offers.buy)]).toEqual([[212], [7], [7]]);
  });

  it("of details with offers are understood", () => {
    const movie = recorded("movies__details_with_append_to_response");
    expect(must(parseFilm(movie, { type: "movie", id: 12313 }, ["AT"]))).toMatchObject({
      originalTitle: "Bergkristall",
      countries: { AT: { offers: { stream: [{ id: 119, name: "Amazon Prime Video" }] } } },
    });
    const tv = recorded("tv_series__details_with_append_to_response");
    const { releaseDate, runtime } = must(parseFilm(tv, { type: "tv", id: 1399 }, ["AE"]));
    expect([releaseDate, runtime]).toEqual(["2011-04-17", 60]);
  });

  it.each([
    ["movies__details_with_append_to_response", { type: "movie", id: 12313 }],
    ["tv_series__details_with_append_to_response", { type: "tv", id: 1399 }],
  ] satisfies [string, TmdbKey][])(
    "(%s) are understood or not, whatever is wrong in them, and never thrown",
    async (name, key) => {
      await expectAlways(
        oddJson(recorded(name)),
        (json) => {
          const film = parseFilm(json, key, ["DE"]);
          expect(film.ok ? "read" : film.failure.kind).toMatch(/^(read|tmdb-unrecognised)$/);
        },
        50,
      );
    },
  );

  it("of a series without a usual length still have one", () => {
    const tv = { ...recorded("tv_1396"), "watch/providers": { results: {} } };
    expect(must(parseFilm(tv, { type: "tv", id: 1396 }, ["GB"])).runtime).toBe(56);
  });
});

describe.skipIf(isAbsent)("TMDB's recorded lists", () => {
  it("of searches are understood, without the bonus discs", () => {
    const wide = must(
      parseFoundFilms(recorded("search_movie__query=007__page=1__include_adult=false")),
    );
    expect(wide.length).toBe(17);
    const narrow = must(
      parseFoundFilms(recorded("search_movie__query=007__year=1962__include_adult=false")),
    );
    expect(narrow.map(({ title, year }) => [title, year])).toEqual([["Dr. No", 1962]]);
    const tv = must(
      parseFoundTelevision(recorded("search_tv__query=Breaking+Bad__include_adult=false")),
    );
    expect(tv[0]).toMatchObject({ key: { type: "tv", id: 1396 }, year: 2008 });
  });

  it("of who made a film have its director", () => {
    const { credits } = recorded("movies__details_with_append_to_response");
    expect(findDirectors(JSON.stringify(credits))).toMatchObject([{ name: "Joseph Vilsmaier" }]);
  });

  it("that are errors are no films", () => {
    for (const name of ["invalid-api-key", "validation-error", "movie_999999999__HTTP404"]) {
      expect(parseFilm(recorded(name), { type: "movie", id: 1 }, ["GB"]).ok).toBe(false);
      expect(parseFoundFilms(recorded(name)).ok).toBe(false);
    }
  });

  it("of all services show each channel as one, and leave no stray blank", () => {
    const list = must(parseProviderList(recorded("watch_providers_movie"), "US"));
    expect(list.length).toBe(800);
    const brands = list.map(({ provider }) => brandOf(provider));
    expect(brands.filter(({ name }) => name !== name.trim() || name.includes("  "))).toEqual([]);
    const missed = brands.filter(({ name }) => /(amazon|apple tv|roku).*channel/i.test(name));
    expect(missed.map(({ name }) => name)).toEqual(["The Roku Channel"]);
    expect(brands.filter(({ via }) => via !== null).length).toBeGreaterThan(330);
  });
});
