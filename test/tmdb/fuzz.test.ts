// TMDB's shapes with random changes: one anywhere in the answer, or several. Whatever comes, it is read or it is
// not recognised; it is never thrown, never longer than it may be, and an odd field spoils no other.

import * as fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { Result } from "../../src/failure.ts";
import {
  type Candidate,
  OFFER_KINDS,
  type Provider,
  type TmdbFilm,
  type TmdbKey,
} from "../../src/film.ts";
import {
  parseFilm,
  parseFoundFilms,
  parseFoundTelevision,
  parseProviderList,
  type RankedProvider,
} from "../../src/tmdb/answers.ts";
import {
  anyText,
  anyValue,
  changedAt,
  expectAlways,
  FUZZ_TIMEOUT,
  faultsOfText,
  oddJson,
  type Json,
} from "../fuzz.ts";
import { findMatch } from "../../src/tmdb/match.ts";
import { createTmdbOf, json as answerOf } from "./answering.ts";
import { aFoundFilm, aMovie, aService, aTv, offering } from "./answers.ts";

vi.setConfig({ testTimeout: FUZZ_TIMEOUT });

const LINK = "https://www.themoviedb.org/movie/7-the-meeting/watch?locale=GB";
const GB = {
  link: LINK,
  flatrate: [aService(8), aService(9)],
  free: [aService(10)],
  rent: [aService(2), aService(3), aService(10)],
};
const MOVIE = offering(aMovie(), { GB, US: { link: LINK, buy: [aService(4)] } });
const TV = offering(aTv(), { GB });
const FOUND = { page: 1, results: [aFoundFilm({ id: 6 }), aFoundFilm(), aFoundFilm({ id: 8 })] };
const FOUND_TV = {
  results: [{ id: 7, name: "A", original_name: "B", first_air_date: "2001-05-06" }],
};
const LISTED = {
  results: [1, 2, 3].map((id) => Object.assign(aService(id), { display_priorities: { GB: id } })),
};

/** Anything but a record of TMDB's. */
const junk: fc.Arbitrary<Json> = anyValue.filter(
  (value) => !JSON.stringify(value ?? null).includes("_id"),
);

/** The good records in their order, with up to six others before, between and behind them. */
function among(good: readonly Json[]): fc.Arbitrary<Json[]> {
  return fc.array(fc.tuple(fc.nat(good.length), junk), { maxLength: 6 }).map((odds) => {
    const records: Json[] = good.slice();
    for (const [at, odd] of odds.toSorted(([a], [b]) => b - a)) records.splice(at, 0, odd);
    return records;
  });
}

const MOVIE_KEY: TmdbKey = { type: "movie", id: 7 };
const TV_KEY: TmdbKey = { type: "tv", id: 7 };

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
}

function faultsOfProviders(providers: readonly Provider[], most: number): string[] {
  const faults = providers.flatMap(({ id, name, logo }) => {
    const named = faultsOfText("a name", name, 100);
    const isSound = id > 0 && name !== "" && (logo ?? "/").startsWith("/");
    return isSound ? named : named.concat(`service ${id}, “${name}”`);
  });
  if (providers.length > most) faults.push(`${providers.length} services`);
  if (new Set(providers.map(({ id }) => id)).size < providers.length) faults.push("one twice");
  return faults;
}

function faultsOfFilm(film: TmdbFilm): string[] {
  const { runtime, rating, releaseDate, genres } = film;
  const faults = [
    faultsOfText("the title", film.title, 300),
    faultsOfText("the original title", film.originalTitle, 300),
    faultsOfText("the overview", film.overview, 3000),
    ...genres.map((genre) => faultsOfText("a genre", genre, 60)),
    ...OFFER_KINDS.map((kind) => faultsOfProviders(film.countries["GB"]?.offers[kind] ?? [], 60)),
  ].flat();
  if (genres.length > 20) faults.push(`${genres.length} genres`);
  if (releaseDate !== null && !/^\d{4}-\d\d-\d\d$/.test(releaseDate)) faults.push(releaseDate);
  if (runtime !== null && !(runtime > 0 && runtime <= 100_000)) faults.push(`${runtime} minutes`);
  if (rating !== null && !(rating >= 0 && rating <= 10)) faults.push(`a rating of ${rating}`);
  return faults;
}

function faultsOfCandidates(found: readonly Candidate[]): string[] {
  const faults = found.flatMap(({ title, originalTitle, year, votes }) => {
    const titles = [title, originalTitle].flatMap((text) => faultsOfText("a title", text, 300));
    const isSound = title !== "" && votes >= 0 && (year === null || year > 1799);
    return isSound ? titles : titles.concat(`“${title}”, ${year}, ${votes}`);
  });
  if (new Set(found.map(({ key }) => key.id)).size < found.length) faults.push("one twice");
  return faults;
}

/** In words, what no answer may give, whatever was wrong in it. */
function faultsOf<T>(result: Result<T>, faultsOfValue: (value: T) => string[]): string[] {
  if (result.ok) return faultsOfValue(result.value);
  const { kind, detail } = result.failure;
  return [
    ...faultsOfText("a detail", detail.replaceAll(/\p{Cc}/gu, ""), 500),
    ...(kind.startsWith("tmdb-") ? [] : [kind]),
  ];
}

describe("an answer with anything wrong in it", () => {
  it.each([
    ["a film's", MOVIE, MOVIE_KEY],
    ["a series'", TV, TV_KEY],
  ])("(%s) is a film within its limits or not recognised", async (_, answer, key) => {
    await expectAlways(oddJson(answer), (json) => {
      expect(faultsOf(parseFilm(json, key, ["GB"]), faultsOfFilm)).toEqual([]);
    });
  });

  it.each([
    ["films", FOUND, parseFoundFilms],
    ["television", FOUND_TV, parseFoundTelevision],
  ])(
    "(a search for %s) is candidates within their limits or not recognised",
    async (_, answer, parse) => {
      await expectAlways(oddJson(answer), (json) => {
        expect(faultsOf(parse(json), faultsOfCandidates)).toEqual([]);
      });
    },
  );

  it("(the services of a country) is services within their limits or not recognised", async () => {
    await expectAlways(oddJson(LISTED), (json) => {
      const services = (list: readonly RankedProvider[]) =>
        faultsOfProviders(
          list.map(({ provider }) => provider),
          1000,
        );
      expect(faultsOf(parseProviderList(json, "GB"), services)).toEqual([]);
    });
  });

  it("(any bytes at all) is a failure by name", async () => {
    const cut = fc
      .nat(JSON.stringify(MOVIE).length)
      .map((at) => JSON.stringify(MOVIE).slice(0, at));
    const status = fc.constantFrom(200, 200, 201, 302, 400, 401, 404, 429, 500, 503);
    const headers = fc.record(
      { "Retry-After": fc.oneof(fc.nat().map(String), fc.constantFrom("soon", "-1", "1e9")) },
      { requiredKeys: [] },
    );
    const bytes = fc.uint8Array({ maxLength: 200 });
    await expectAlways(
      fc.tuple(fc.oneof(anyText, bytes, cut), status, headers),
      async ([body, code, more]) => {
        const { tmdb } = createTmdbOf([
          () => Promise.resolve(new Response(body, { status: code, headers: more })),
        ]);
        const reading = await tmdb.readFilm(MOVIE_KEY, ["GB"]);
        expect(faultsOf(reading, (film) => (film === null ? [] : faultsOfFilm(film)))).toEqual([]);
      },
      100,
    );
  });
});

describe("what is readable", () => {
  const film = must(parseFilm(MOVIE, MOVIE_KEY, ["GB"]));
  const fields = Object.keys(MOVIE).filter((name) => name !== "id" && name !== "watch/providers");

  /** What of a film may be another where a field of the answer is. */
  const read: Record<string, (keyof TmdbFilm)[]> = {
    title: ["title", "originalTitle"],
    original_title: ["title", "originalTitle"],
    release_date: ["releaseDate"],
    poster_path: ["poster"],
    vote_average: ["rating"],
    vote_count: ["rating"],
  };

  it("of a film is read, whatever stands in one of its fields, and its offers are kept", async () => {
    const inputs = fc.tuple(fc.constantFrom(...fields), fc.option(anyValue, { nil: undefined }));
    await expectAlways(inputs, ([field, value]) => {
      const reading = must(parseFilm(changedAt(MOVIE, [field], value), MOVIE_KEY, ["GB"]));
      const others = Object.keys(film).filter(
        (name) => !(read[field] ?? [field]).includes(name as keyof TmdbFilm),
      ) as (keyof TmdbFilm)[];
      for (const name of others) expect(reading[name]).toEqual(film[name]);
    });
  });

  it("of its offers is read, whatever stands beside them", async () => {
    const inputs = fc.tuple(among(GB.flatrate), among(GB.rent), anyValue);
    await expectAlways(inputs, ([flatrate, rent, ads]) => {
      const answer = changedAt(MOVIE, ["watch/providers", "results", "GB"], {
        ...GB,
        flatrate,
        rent,
        ads,
      });
      const { countries } = must(parseFilm(answer, MOVIE_KEY, ["GB"]));
      const [kept, whole] = [countries["GB"]?.offers, film.countries["GB"]?.offers];
      expect(kept?.stream).toEqual(whole?.stream);
      expect(kept?.rent).toEqual(whole?.rent);
      expect(kept?.free).toEqual(whole?.free);
    });
  });

  it("of other countries is nobody's business", async () => {
    await expectAlways(anyValue, (value) => {
      const answer = changedAt(MOVIE, ["watch/providers", "results", "US"], value);
      expect(must(parseFilm(answer, MOVIE_KEY, ["GB"]))).toEqual(film);
    });
  });

  it("of a search is read, whatever stands beside it", async () => {
    const ids = FOUND.results.map(({ id }) => id);
    await expectAlways(among(FOUND.results), (results) => {
      const found = must(parseFoundFilms({ ...FOUND, results }));
      expect(found.map(({ key }) => key.id).filter((id) => ids.includes(id))).toEqual(ids);
    });
  });

  it("of a look-up settles the film, whatever stands beside it in the search and in the details", async () => {
    const collection = { id: 7, title: "The Meeting", poster_path: "/c.jpg" };
    const odd = fc.constantFrom<Json>(
      collection,
      { ...aFoundFilm({ id: 6 }), release_date: { year: 1999 }, poster_path: 5 },
      { ...aFoundFilm({ id: 5 }), vote_count: "120", release_date: "some day" },
      null,
    );
    const details = fc.tuple(fc.constantFrom(...fields), fc.option(anyValue, { nil: undefined }));
    const inputs = fc.tuple(among([aFoundFilm({ vote_count: 9000 })]), fc.array(odd), details);
    await expectAlways(inputs, async ([results, more, [field, value]]) => {
      const search = { results: [...more.slice(0, 6), ...results] };
      const { tmdb } = createTmdbOf([
        async (address) =>
          answerOf(address.includes("/search/") ? search : changedAt(MOVIE, [field], value)),
      ]);
      const decision = must(await findMatch(tmdb, { title: "The Meeting", year: 1999 }, 2026));
      expect(decision).toMatchObject({ match: "exact", key: MOVIE_KEY });
      const found = must(await tmdb.readFilm(MOVIE_KEY, ["GB"]));
      expect(found?.countries).toEqual(film.countries);
    });
  });

  it("of a country's services is read, whatever stands beside it", async () => {
    const whole = must(parseProviderList(LISTED, "GB"));
    await expectAlways(among(LISTED.results), (results) => {
      expect(must(parseProviderList({ results }, "GB"))).toEqual(whole);
    });
  });
});
