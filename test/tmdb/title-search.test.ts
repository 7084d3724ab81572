// The owner's search against the stand-in TMDB, and against answers of one's own.

import { describe, expect, it } from "vitest";
import { done } from "../../src/failure.ts";
import type { FoundTitles, TitleQuestion } from "../../src/found-title.ts";
import { createPace } from "../../src/tmdb/pace.ts";
import { createTitleSearch, MOST_SHOWN } from "../../src/tmdb/title-search.ts";
import { filmOf } from "../stand-ins/film.ts";
import { createTmdb as createStandIn, STAND_IN_KEY } from "../stand-ins/tmdb.ts";
import { imdbIdOf } from "../stand-ins/tmdb/answers.ts";
import { directorOf } from "../stand-ins/tmdb/crew.ts";

const movie = (id: number) => ({ type: "movie" as const, id });
const tv = (id: number) => ({ type: "tv" as const, id });

const SHELF = [
  filmOf({ title: "Dune", year: 1984, tmdb: { key: movie(841), overview: "Spice, and worms." } }),
  filmOf({ title: "Dune", year: 2021, tmdb: { key: movie(438_631), votes: 90_000 } }),
  filmOf({ title: "Dune Drifter", year: 2020, tmdb: { key: movie(9) } }),
  filmOf({ title: "Dune", year: 2000, tmdb: { key: tv(420) } }),
  filmOf({ title: "1917", year: 2019, tmdb: { key: movie(530_915) } }),
  filmOf({ title: "The Making", year: 2001, tmdb: { key: movie(77), isBonusDisc: true } }),
  ...Array.from({ length: 9 }, (_, i) =>
    filmOf({ title: `Sequel ${i}`, slug: `s${i}`, year: 1990 + i, tmdb: { key: movie(100 + i) } }),
  ),
];

function connect(value = STAND_IN_KEY) {
  const { fetch, control } = createStandIn({ films: SHELF });
  const rests: number[] = [];
  const pace = createPace({ perSecond: 10_000, burst: 10_000 });
  const search = createTitleSearch({
    fetch,
    key: { kind: "api-key", value },
    origin: "https://tmdb.test",
    pace: { run: (request) => pace.run(request), rest: (ms) => void rests.push(ms) },
  });
  return {
    ...search,
    control,
    rests,
    asked: () => control.log.requests.map(({ path }) => path),
  };
}

async function found(question: TitleQuestion): Promise<FoundTitles> {
  const result = await connect().find(question);
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
}

const title = (text: string, year: number | null = null): TitleQuestion => ({
  kind: "title",
  title: text,
  year,
});
const keys = ({ titles }: FoundTitles) => titles.map(({ key }) => `${key.type}/${key.id}`);

describe("the owner's search", () => {
  it("finds films and series by title, the likeliest first, with who made them and what they are about", async () => {
    const answer = await found(title("dune"));
    expect(keys(answer).toSorted()).toEqual(["movie/438631", "movie/841", "movie/9", "tv/420"]);
    // Those of this very title come first, and of them those that many know.
    expect(keys(answer)[0]).toBe("movie/438631");
    expect(keys(answer).at(-1)).toBe("movie/9");
    for (const { key, by } of answer.titles) expect(by).toEqual([directorOf({ key })]);
    const old = answer.titles.find(({ key }) => key.id === 841);
    expect(old).toMatchObject({ year: 1984, overview: "Spice, and worms." });
    expect(answer).toMatchObject({ more: false, otherYears: false });
  });

  it("is narrowed by a year, unless nothing is of that year", async () => {
    expect(keys(await found(title("dune", 2021)))).toEqual(["movie/438631"]);
    const other = await found(title("dune", 1995));
    expect(other.otherYears).toBe(true);
    expect(keys(other)).toHaveLength(4);
    expect(await found(title("nothing like it", 1995))).toEqual({
      titles: [],
      more: false,
      otherYears: false,
    });
  });

  it("shows a few, says that there are more, and asks for the makers of those alone", async () => {
    const search = connect();
    const answer = await search.find(title("sequel", 1990));
    expect(answer).toMatchObject({ value: { more: false } });
    const wide = connect();
    const many = await wide.find(title("sequel"));
    expect(many.ok && many.value.titles).toHaveLength(MOST_SHOWN);
    expect(many).toMatchObject({ value: { more: true } });
    expect(wide.asked().filter((path) => path.endsWith("/credits"))).toHaveLength(MOST_SHOWN);
    expect(wide.asked()).toHaveLength(2 + MOST_SHOWN);
  });

  it("shows exactly the one title of a number, bonus disc or not, in three requests at most", async () => {
    const search = connect();
    const one = await search.find({ kind: "key", key: movie(77) });
    expect(one).toMatchObject({ value: { titles: [{ key: movie(77), title: "The Making" }] } });
    expect(search.asked()).toEqual(["/3/movie/77", "/3/movie/77/credits"]);
    expect(keys(await found({ kind: "key", key: tv(420) }))).toEqual(["tv/420"]);
    expect(keys(await found({ kind: "key", key: tv(841) }))).toEqual([]);
  });

  it("knows IMDb's numbers of films and of series", async () => {
    for (const key of [movie(841), tv(420)]) {
      const answer = await found({ kind: "imdb", id: imdbIdOf({ key }) });
      expect(keys(answer)).toEqual([`${key.type}/${key.id}`]);
    }
    expect(keys(await found({ kind: "imdb", id: "tt9999999" }))).toEqual([]);
  });

  it("is content without the makers if TMDB does not name them", async () => {
    const search = connect();
    search.control.play({ mode: "server-error", path: "/3/movie" });
    const answer = await search.find(title("1917"));
    expect(answer).toMatchObject({ value: { titles: [{ key: movie(530_915), by: null }] } });
    expect(search.asked()).toHaveLength(3);
  });
});

describe("what goes wrong", () => {
  it.each([
    ["unauthorized", "tmdb-key-refused"],
    ["server-error", "tmdb-unreachable"],
    ["html", "tmdb-unrecognised"],
    ["cut-short", "tmdb-unrecognised"],
    ["reset", "tmdb-unreachable"],
  ] as const)("at TMDB (%s) has a name, and is not tried twice", async (mode, kind) => {
    for (const question of [title("dune", 2021), { kind: "key" as const, key: movie(841) }]) {
      const search = connect();
      search.control.mode = mode;
      const answer = await search.find(question);
      expect(answer).toMatchObject({ ok: false, failure: { kind } });
      expect(JSON.stringify(answer)).not.toContain(STAND_IN_KEY);
      expect(search.asked().length).toBe(question.kind === "title" ? 2 : 1);
    }
  });

  it("is a limit, which is passed on and kept by all", async () => {
    const search = connect();
    search.control.play({ mode: "rate-limited", retryAfterSeconds: 7 });
    const answer = await search.find({ kind: "imdb", id: "tt0087182" });
    expect(answer).toMatchObject({
      failure: { kind: "tmdb-rate-limited", retryAfterSeconds: 7 },
    });
    expect(search.rests).toEqual([7000]);
  });

  it("is another title than the one that was asked for", async () => {
    const search = createTitleSearch({
      fetch: async () => Response.json({ id: 8, title: "Other", release_date: "" }),
      key: { kind: "api-key", value: STAND_IN_KEY },
      origin: "https://tmdb.test",
      pace: createPace({ perSecond: 10_000, burst: 10_000 }),
    });
    const answer = await search.find({ kind: "key", key: movie(7) });
    expect(answer).toMatchObject({ failure: { kind: "tmdb-unrecognised" } });
    expect(answer).not.toEqual(done(expect.anything()));
  });

  it("is a body that never ends, which is given up", async () => {
    const endless = () =>
      new ReadableStream({
        type: "bytes",
        pull: (controller) => controller.enqueue(new Uint8Array(100_000)),
      });
    const search = createTitleSearch({
      fetch: async () => new Response(endless()),
      key: { kind: "api-key", value: STAND_IN_KEY },
      origin: "https://tmdb.test",
      pace: createPace({ perSecond: 10_000, burst: 10_000 }),
    });
    const answer = await search.find({ kind: "key", key: movie(7) });
    expect(answer).toMatchObject({ failure: { kind: "tmdb-unrecognised" } });
  });
});
