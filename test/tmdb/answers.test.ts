import { describe, expect, it } from "vitest";
import type { Result } from "../../src/failure.ts";
import { noOffers, OFFER_KINDS, type CountryOffers, type TmdbFilm } from "../../src/film.ts";
import {
  parseFilm,
  parseFoundFilms,
  parseFoundTelevision,
  parseProviderList,
} from "../../src/tmdb/answers.ts";
import { aFoundFilm, aMovie, aService, aTv, offering } from "./answers.ts";

/** With what Britain offers beside the rest. */
function here(film: TmdbFilm): TmdbFilm & CountryOffers {
  const { offers = noOffers(), link = null } = film.countries["GB"] ?? {};
  return { ...film, offers, link };
}

function readMovie(answer: unknown): TmdbFilm & CountryOffers {
  const film = parseFilm(answer, { type: "movie", id: 7 }, ["GB"]);
  if (!film.ok) throw new Error(film.failure.detail);
  return here(film.value);
}

function readTv(answer: unknown): TmdbFilm & CountryOffers {
  const film = parseFilm(answer, { type: "tv", id: 7 }, ["GB"]);
  if (!film.ok) throw new Error(film.failure.detail);
  return here(film.value);
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
}

const LINK = "https://www.themoviedb.org/movie/7-the-meeting/watch?locale=GB";
const UNRECOGNISED = { ok: false, failure: { kind: "tmdb-unrecognised" } };

describe("a film's details", () => {
  it("come in our words", () => {
    expect(readMovie(aMovie())).toMatchObject({
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
    ["another number", aMovie({ id: 8 })],
    ["no offers at all", aMovie({ "watch/providers": undefined })],
    ["offers in a list", aMovie({ "watch/providers": { results: [] } })],
    ["an odd country", aMovie({ "watch/providers": { results: { GB: "odd" } } })],
    ["nothing but an odd kind", offering(aMovie(), { GB: { flatrate: "Netflix" } })],
    ["nothing but a nameless service", offering(aMovie(), { GB: { buy: [aService(1, "  ")] } })],
  ])("with %s are not understood: that is not the same as no offers", (_, answer) => {
    expect(parseFilm(answer, { type: "movie", id: 7 }, ["GB"])).toMatchObject(UNRECOGNISED);
  });

  it.each([
    ["title", { title: undefined }, { title: "Das Treffen", originalTitle: "Das Treffen" }],
    ["original title", { original_title: 7 }, { originalTitle: "The Meeting" }],
    ["title of any kind", { title: null, original_title: "" }, { title: "", originalTitle: "" }],
    ["poster", { poster_path: "https://elsewhere.test/a.jpg" }, { poster: null }],
    ["poster without end", { poster_path: `/${"a".repeat(500)}.jpg` }, { poster: null }],
    ["length", { runtime: "95" }, { runtime: null }],
    ["length without end", { runtime: 1e300 }, { runtime: null }],
    ["genres", { genres: undefined }, { genres: [] }],
    [
      "genre",
      { genres: [null, { name: " " }, { name: "War" }, {}, { name: "War" }] },
      { genres: ["War"] },
    ],
    ["overview", { overview: ["Two people meet."] }, { overview: "" }],
    ["count of votes", { vote_count: undefined }, { rating: 7.5 }],
    ["average", { vote_average: undefined }, { rating: null }],
    ["average beyond ten", { vote_average: 75 }, { rating: null }],
    ["no votes at all", { vote_count: undefined, vote_average: 0 }, { rating: null }],
  ])("keep their offers and all else with an odd %s", (_, odd, read) => {
    const services = { GB: { link: LINK, ads: [aService(1)] } };
    const whole = readMovie(offering(aMovie(), services));
    expect(readMovie(offering(aMovie(odd), services))).toEqual({ ...whole, ...read });
  });

  it.each([
    ["1999-03-04", "1999-03-04"],
    ["1999-03-04T00:00:00.000Z", "1999-03-04"],
    ["1999-03-04 10:00", "1999-03-04"],
    ["1999", "1999-01-01"],
    ["1999-03", "1999-01-01"],
    ["1999-02-31", "1999-01-01"],
    ["1999-13-01", "1999-01-01"],
    ["March 1999", null],
    ["19990304", null],
    ["0000-00-00", null],
    ["9999-01-01", null],
    [1999, null],
    ["", null],
    [null, null],
  ])("dated %s are of %s", (written, day) => {
    expect(readMovie(aMovie({ release_date: written })).releaseDate).toBe(day);
  });

  it("of a series take the first length that can be read", () => {
    expect(readTv(aTv({ episode_run_time: "50" })).runtime).toBe(61);
    expect(readTv(aTv({ episode_run_time: [null, 55] })).runtime).toBe(61);
    expect(readTv(aTv({ episode_run_time: [], last_episode_to_air: [] })).runtime).toBeNull();
  });
});

describe("what is too long", () => {
  const long = "🎬".repeat(400_000);

  it("is cut between two characters, and the film keeps its offers", () => {
    const genres = [{ name: long }];
    const answer = aMovie({ title: long, original_title: long, overview: long, genres });
    const film = readMovie(offering(answer, { GB: { buy: [aService(1, long)] } }));
    expect(film.title).toBe(`${"🎬".repeat(149)}…`);
    expect(film.originalTitle).toBe(film.title);
    expect(film.overview).toBe(`${"🎬".repeat(1499)}…`);
    expect(film.genres).toEqual([`${"🎬".repeat(29)}…`]);
    expect(film.offers.buy[0]?.name).toBe(`${"🎬".repeat(49)}…`);
  });

  it("is left out where half of it is worth nothing", () => {
    const logo = { ...aService(1), logo_path: `/${"a".repeat(500)}.png` };
    const film = readMovie(
      offering(aMovie(), { GB: { link: `${LINK}${"&x".repeat(500)}`, buy: [logo] } }),
    );
    expect(film).toMatchObject({ link: null, offers: { buy: [{ id: 1, logo: null }] } });
  });

  it("and too much fits into a row all the same: five such films are one statement", () => {
    const wide = "\u{1d7d8}".repeat(2000);
    const services = Array.from({ length: 20_000 }, (_, i) => aService(i + 1, `${i} ${wide}`));
    const kinds = { flatrate: services, free: services, ads: services };
    const genres = Array.from({ length: 20_000 }, (_, i) => ({ name: `${i} ${wide}` }));
    const answer = aMovie({ title: wide, original_title: wide, overview: wide, genres });
    const film = readMovie(
      offering(answer, { GB: { ...kinds, rent: services, buy: services, link: LINK } }),
    );
    expect(film.genres.length).toBe(20);
    for (const kind of OFFER_KINDS) expect(film.offers[kind].length).toBe(60);
    expect(new TextEncoder().encode(JSON.stringify(film)).length).toBeLessThan(200_000);
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

  it("are those that can be read, beside those that cannot", () => {
    const odd = [null, "Netflix", aService(2, " "), { ...aService(3), provider_id: "3" }];
    const { offers } = readMovie(
      offering(aMovie(), {
        GB: { flatrate: [aService(1), ...odd, aService(4)], rent: odd, buy: {}, ads: null },
      }),
    );
    expect(offers).toEqual({
      ...noOffers(),
      stream: [
        { id: 1, name: "Service 1", logo: "/1.jpg" },
        { id: 4, name: "Service 4", logo: "/4.jpg" },
      ],
    });
  });

  it("name each service once in a kind, however often it comes", () => {
    const twice = [aService(1), aService(2), aService(1, "Another Name")];
    const { offers } = readMovie(offering(aMovie(), { GB: { rent: twice, buy: twice } }));
    expect(offers.rent.map(({ name }) => name)).toEqual(["Service 1", "Service 2"]);
    expect(offers.buy.length).toBe(2);
  });

  it("look into no other country, however odd", () => {
    const answer = offering(aMovie(), { US: { flatrate: "odd" }, GB: { ads: [aService(1)] } });
    expect(readMovie(answer).offers.ads.length).toBe(1);
  });

  it("are those of each country that is asked for, and an odd one leaves the others alone", () => {
    const answer = offering(aMovie(), {
      GB: { ads: [aService(1)] },
      US: { flatrate: "odd" },
      SE: { link: LINK, rent: [aService(2)] },
    });
    const film = parseFilm(answer, { type: "movie", id: 7 }, ["GB", "US", "SE", "DE"]);
    expect(film.ok && Object.keys(film.value.countries)).toEqual(["GB", "SE", "DE"]);
    expect(film.ok && film.value.countries["SE"]).toMatchObject({
      link: LINK,
      offers: { rent: [{ id: 2 }] },
    });
    expect(film.ok && film.value.countries["DE"]).toEqual({ offers: noOffers(), link: null });
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

  it("leaves collections out, whose numbers would be other films'", () => {
    const { release_date: _, vote_count: __, ...collection } = aFoundFilm({ id: 9 });
    const found = parseFoundFilms({ results: [collection, aFoundFilm()] });
    expect(found.ok && found.value.map(({ key }) => key.id)).toEqual([7]);
    expect(parseFoundFilms({ results: [collection] })).toEqual({ ok: true, value: [] });
  });

  it.each([
    ["date", { release_date: "2005" }, { year: 2005 }],
    ["date with a time", { release_date: "2005-06-07T00:00:00Z" }, { year: 2005 }],
    ["date in words", { release_date: "some day" }, { year: null }],
    ["date of no kind", { release_date: { year: 2005 } }, { year: null }],
    ["poster", { poster_path: 7 }, { poster: null }],
    ["count of votes", { vote_count: "120" }, { votes: 0 }],
    ["mark", { video: "no" }, {}],
    ["original title", { original_title: null }, { originalTitle: "The Meeting" }],
  ])("is read although it has an odd %s, and spoils no neighbour", (_, odd, read) => {
    const found = parseFoundFilms({ results: [aFoundFilm({ id: 6 }), aFoundFilm(odd)] });
    const [, whole] = must(parseFoundFilms({ results: [aFoundFilm({ id: 6 }), aFoundFilm()] }));
    expect(must(found)[1]).toEqual({ ...whole, ...read });
  });

  it("is what can be read of it; nothing that can is not the same as nothing found", () => {
    const odd = [
      null,
      [],
      {},
      aFoundFilm({ id: "7" }),
      aFoundFilm({ title: 1, original_title: 2 }),
    ];
    const found = parseFoundFilms({ results: [...odd, aFoundFilm()] });
    expect(must(found).map(({ key }) => key.id)).toEqual([7]);
    expect(parseFoundFilms({ results: odd })).toMatchObject(UNRECOGNISED);
    expect(parseFoundFilms({ results: [] })).toEqual({ ok: true, value: [] });
  });

  it("is each film once, and not more than fit on a page", () => {
    const many = Array.from({ length: 5000 }, (_, i) => aFoundFilm({ id: Math.floor(i / 2) + 1 }));
    const found = must(parseFoundFilms({ results: many }));
    expect(found.map(({ key }) => key.id)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });

  it.each([
    ["a full page", { results: Array.from({ length: 20 }, (_, i) => aFoundFilm({ id: i + 1 })) }],
    ["a full page of discs", { results: Array(20).fill(aFoundFilm({ video: true })) }],
    ["several pages", { results: [aFoundFilm()], total_pages: 2 }],
    ["more than it names", { results: [aFoundFilm()], total_results: 2 }],
  ])("is told from all that there is by %s", (_, answer) => {
    expect(parseFoundFilms(answer).more).toBe(true);
  });

  it.each([
    ["one page", { page: 1, results: [aFoundFilm()], total_pages: 1, total_results: 1 }],
    ["nothing said of pages", { results: [aFoundFilm()] }],
    ["odd words of pages", { results: [aFoundFilm()], total_pages: "2", total_results: null }],
    ["nothing found", { page: 1, results: [], total_pages: 1, total_results: 0 }],
  ])("is all that there is with %s", (_, answer) => {
    expect(parseFoundFilms(answer).more ?? false).toBe(false);
  });

  it("is not understood without its list", () => {
    expect(parseFoundFilms({ errors: ["query must be provided"] })).toMatchObject(UNRECOGNISED);
    expect(parseFoundTelevision({})).toMatchObject(UNRECOGNISED);
    expect(parseProviderList({ results: [{ provider_id: "8" }] }, "GB")).toMatchObject(
      UNRECOGNISED,
    );
  });
});

describe("a country's services", () => {
  it("are those that can be read, at most a thousand of a list", () => {
    const odd = [null, { provider_id: 1 }, { ...aService(2), display_priorities: [5] }];
    const list = must(parseProviderList({ results: odd }, "GB"));
    expect(list).toEqual([
      { provider: { id: 2, name: "Service 2", logo: "/2.jpg" }, rank: Number.POSITIVE_INFINITY },
    ]);
    const many = Array.from({ length: 20_000 }, (_, i) => aService(i + 1));
    expect(must(parseProviderList({ results: many }, "GB")).length).toBe(1000);
  });
});
