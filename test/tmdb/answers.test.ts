import { describe, expect, it } from "vitest";
import { noOffers, type TmdbFilm } from "../../src/film.ts";
import {
  parseFilm,
  parseFoundFilms,
  parseFoundTelevision,
  parseProviderList,
} from "../../src/tmdb/answers.ts";
import { aFoundFilm, aMovie, aService, aTv, offering } from "./answers.ts";

function readMovie(answer: unknown): TmdbFilm {
  const film = parseFilm(answer, { type: "movie", id: 7 }, "GB");
  if (!film.ok) throw new Error(film.failure.detail);
  return film.value;
}

function readTv(answer: unknown): TmdbFilm {
  const film = parseFilm(answer, { type: "tv", id: 7 }, "GB");
  if (!film.ok) throw new Error(film.failure.detail);
  return film.value;
}

const LINK = "https://www.themoviedb.org/movie/7-the-meeting/watch?locale=GB";
const UNRECOGNISED = { ok: false, failure: { kind: "tmdb-unrecognised" } };

describe("a film's details", () => {
  it("come in our words", () => {
    expect(readMovie(aMovie())).toEqual({
      key: { type: "movie", id: 7 },
      title: "The Meeting",
      originalTitle: "Das Treffen",
      releaseDate: "1999-03-04",
      poster: "/poster.jpg",
      runtime: 95,
      genres: ["Drama"],
      overview: "Two people meet.",
      rating: 7.5,
      offers: noOffers(),
      link: null,
    });
  });

  it("say null where TMDB has nothing, in each of its ways to say so", () => {
    const blank = { release_date: "", runtime: 0, vote_count: 0, vote_average: 0 };
    const none = { releaseDate: null, runtime: null, rating: null, poster: null };
    expect(readMovie(aMovie({ ...blank, poster_path: null }))).toMatchObject(none);
    const { release_date: _, ...undated } = aMovie({ runtime: null });
    expect(readMovie(undated)).toMatchObject({ releaseDate: null, runtime: null });
    expect(readMovie(aMovie({ overview: null, genres: [] }))).toMatchObject({
      overview: "",
      genres: [],
    });
  });

  it("of television have its own names for the same", () => {
    expect(readTv(aTv())).toMatchObject({
      key: { type: "tv", id: 7 },
      title: "The Meetings",
      originalTitle: "Die Treffen",
      releaseDate: "2001-05-06",
      runtime: 50,
    });
    expect(readTv(aTv({ first_air_date: "" })).releaseDate).toBeNull();
  });

  it("of television take the newest episode's length where there is no usual one", () => {
    expect(readTv(aTv({ episode_run_time: [] })).runtime).toBe(61);
    const unaired = aTv({ episode_run_time: [], last_episode_to_air: null });
    expect(readTv(unaired).runtime).toBeNull();
  });

  it.each([
    ["no JSON object", []],
    ["an error", { errors: ["query must be provided"] }],
    ["no title", aMovie({ title: undefined })],
    ["another number", aMovie({ id: 8 })],
    ["an odd date", aMovie({ release_date: "March 1999" })],
    ["an odd image", aMovie({ poster_path: "https://elsewhere.test/a.jpg" })],
    ["no offers at all", aMovie({ "watch/providers": undefined })],
    ["offers in a list", aMovie({ "watch/providers": { results: [] } })],
    ["an odd country", offering(aMovie(), { GB: { flatrate: "Netflix" } })],
    ["a nameless service", offering(aMovie(), { GB: { buy: [aService(1, "  ")] } })],
  ])("with %s are not understood, rather than half", (_, answer) => {
    expect(parseFilm(answer, { type: "movie", id: 7 }, "GB")).toMatchObject(UNRECOGNISED);
  });
});

describe("a film's offers", () => {
  it("are those of the country, in all five kinds and in TMDB's order", () => {
    const { offers, link } = readMovie(
      offering(aMovie(), {
        US: { link: LINK, flatrate: [aService(9)] },
        GB: {
          link: LINK,
          buy: [aService(4)],
          flatrate: [aService(2), aService(1)],
          ads: [aService(5)],
          rent: [aService(3)],
          free: [aService(6)],
        },
      }),
    );
    expect(offers.stream.map(({ id }) => id)).toEqual([2, 1]);
    const kinds = [offers.free, offers.ads, offers.rent, offers.buy];
    expect(kinds.map(([first]) => first?.id)).toEqual([6, 5, 3, 4]);
    expect(link).toBe(LINK);
  });

  it("are empty for a country that is not there, and for one with nothing but a link", () => {
    const elsewhere = readMovie(offering(aMovie(), { US: { link: LINK, ads: [aService(1)] } }));
    expect(elsewhere).toMatchObject({ offers: noOffers(), link: null });
    const bare = readMovie(offering(aMovie(), { GB: { link: LINK } }));
    expect(bare).toMatchObject({ offers: noOffers(), link: LINK });
  });

  it("name services without stray blanks, with any logo or none", () => {
    const png = { ...aService(1, " Paramount Plus Apple TV Channel "), logo_path: "/a.png" };
    const bare = { ...aService(2), logo_path: null };
    expect(readMovie(offering(aMovie(), { GB: { rent: [png, bare] } })).offers.rent).toEqual([
      { id: 1, name: "Paramount Plus Apple TV Channel", logo: "/a.png" },
      { id: 2, name: "Service 2", logo: null },
    ]);
  });

  it("look into no other country, however odd", () => {
    const answer = offering(aMovie(), { US: { flatrate: "odd" }, GB: { ads: [aService(1)] } });
    expect(readMovie(answer).offers.ads.length).toBe(1);
  });

  it.each([
    "http://www.themoviedb.org/movie/7/watch",
    "https://www.themoviedb.org.elsewhere.test/movie/7/watch",
    "https://www.themoviedb.org:8443/movie/7/watch",
    "https://someone@elsewhere.test/www.themoviedb.org",
    "javascript:alert(1)//https://www.themoviedb.org",
    "/movie/7/watch",
  ])("never lead to %s", (link) => {
    const film = readMovie(offering(aMovie(), { GB: { link, ads: [aService(1)] } }));
    expect([film.link, film.offers.ads.length]).toEqual([null, 1]);
  });
});

describe("what a search finds", () => {
  it("are candidates, undated ones too", () => {
    const { release_date: _, ...undated } = aFoundFilm({ id: 9, poster_path: null });
    const results = [aFoundFilm(), aFoundFilm({ id: 8, release_date: "" }), undated];
    const found = parseFoundFilms({ results });
    expect(found.ok && found.value.map(({ key, year }) => [key.id, year])).toEqual([
      [7, 1999],
      [8, null],
      [9, null],
    ]);
    expect(found.ok && found.value[0]).toMatchObject({
      key: { type: "movie", id: 7 },
      title: "The Meeting",
      originalTitle: "Das Treffen",
      poster: "/poster.jpg",
      votes: 120,
    });
  });

  it("are series, for television", () => {
    const item = { id: 7, name: "A", original_name: "B", first_air_date: "2001-05-06" };
    const found = parseFoundTelevision({ results: [{ ...item, vote_count: 3 }] });
    expect(found.ok && found.value[0]).toMatchObject({
      key: { type: "tv", id: 7 },
      title: "A",
      originalTitle: "B",
      year: 2001,
    });
  });

  it("is not understood without its list", () => {
    expect(parseFoundFilms({ errors: ["query must be provided"] })).toMatchObject(UNRECOGNISED);
    expect(parseFoundTelevision({})).toMatchObject(UNRECOGNISED);
    expect(parseProviderList({ results: [{ provider_id: "8" }] }, "GB")).toMatchObject(
      UNRECOGNISED,
    );
  });
});
