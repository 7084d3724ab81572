import { describe, expect, it } from "vitest";
import { parseCredits } from "../../src/tmdb/credits.ts";
import { aMovie, aPerson, aTv, aVideo } from "./answers.ts";
import { createTmdbOf, json } from "./answering.ts";

const MOVIE = { type: "movie", id: 7 } as const;

const directed = (name: string) => aPerson(name, { job: "Director", department: "Directing" });

function withCredits(fields: Record<string, unknown> = {}) {
  return aMovie({
    credits: {
      cast: ["Ann", "Bo", "Cy", "Di", "Ed", "Flo"].map((name) => aPerson(name)),
      crew: [aPerson("Gil", { job: "Editor" }), directed("Hal"), directed("Ivy")],
    },
    videos: { results: [aVideo("AAAAAAAAAA-")] },
    production_countries: [{ iso_3166_1: "GB" }, { iso_3166_1: "FR" }],
    origin_country: ["US"],
    ...fields,
  });
}

function creditsOf(answer: unknown, key: { type: "movie" | "tv"; id: number } = MOVIE) {
  const read = parseCredits(answer, key);
  if (!read.ok) throw new Error(read.failure.detail);
  return read.value;
}

describe("who made a film", () => {
  it("is its directors, five of the cast, a trailer and the countries", () => {
    expect(creditsOf(withCredits())).toEqual({
      directors: ["Hal", "Ivy"],
      cast: ["Ann", "Bo", "Cy", "Di", "Ed"],
      trailer: "AAAAAAAAAA-",
      countries: ["GB", "FR"],
    });
  });

  it("is those who created it, for a series", () => {
    const series = aTv({ ...withCredits(), created_by: [aPerson("Jo")] });
    expect(creditsOf(series, { type: "tv", id: 7 }).directors).toEqual(["Jo"]);
  });

  it("names each once, three directors at most, and no longer than a name is", () => {
    const crew = ["A", "A", "", " ", "B".repeat(400), "C", "D"].map(directed);
    const { directors } = creditsOf(withCredits({ credits: { cast: [], crew } }));
    expect(directors).toEqual(["A", `${"B".repeat(99)}…`, "C"]);
  });

  it("comes from the country of origin where no production is named", () => {
    expect(creditsOf(withCredits({ production_countries: [] })).countries).toEqual(["US"]);
  });

  it("reads whatever can be read", () => {
    const odd = withCredits({
      credits: { cast: "x", crew: [null, 1, { job: "Director" }, directed("Hal")] },
      videos: null,
      production_countries: [{ iso_3166_1: "gb" }, null, { iso_3166_1: "XYZ" }],
      origin_country: [3],
    });
    expect(creditsOf(odd)).toEqual({ directors: ["Hal"], cast: [], trailer: null, countries: [] });
  });

  it("is not read from another title’s answer, nor from one without credits", () => {
    for (const wrong of [null, [], "x", {}, withCredits({ id: 8 }), aMovie()]) {
      expect(parseCredits(wrong, MOVIE)).toMatchObject({
        failure: { kind: "tmdb-unrecognised" },
      });
    }
  });
});

describe("a trailer", () => {
  const trailerOf = (...results: unknown[]) =>
    creditsOf(withCredits({ videos: { results } })).trailer;

  it("is an official one in English, if there is one", () => {
    expect(
      trailerOf(
        aVideo("notATrailer", { type: "Teaser" }),
        aVideo("inFrench---", { iso_639_1: "fr" }),
        aVideo("notOfficial", { official: false }),
        aVideo("theOfficial"),
      ),
    ).toBe("theOfficial");
    expect(trailerOf(aVideo("inFrench---", { iso_639_1: "fr" }))).toBe("inFrench---");
  });

  it("is at YouTube, under a key that can go into an address", () => {
    expect(
      trailerOf(
        aVideo("onVimeo1234", { site: "Vimeo" }),
        aVideo("too-short"),
        aVideo('"><script>x'),
        aVideo("../../../.."),
        aVideo("twelve-signs"),
        { ...aVideo("x"), key: 12_345_678_901 },
      ),
    ).toBeNull();
  });
});

describe("The question who made a film", () => {
  it("is one request, which also asks for trailers in other languages", async () => {
    const { tmdb, asked } = createTmdbOf([json(withCredits())]);
    expect(await tmdb.readCredits(MOVIE)).toMatchObject({ ok: true });
    const { pathname, searchParams } = asked[0]?.url ?? new URL("http://none.test");
    expect(asked).toHaveLength(1);
    expect(pathname).toBe("/3/movie/7");
    expect(searchParams.get("append_to_response")).toBe("credits,videos");
    expect(searchParams.get("include_video_language")).toContain("en,");
  });

  it("is answered with null where TMDB has no such title", async () => {
    const { tmdb } = createTmdbOf([json({ status_code: 34 }, { status: 404 })]);
    expect(await tmdb.readCredits(MOVIE)).toEqual({ ok: true, value: null });
  });
});
