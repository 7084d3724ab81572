import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { bringFile } from "../d1/bring-file.ts";
import { done, failed } from "../../src/failure.ts";
import type { ListedFilm } from "../../src/film.ts";
import {
  arrivalsOf,
  choose,
  createMatchWorld,
  filmOf,
  namesake,
  refresh,
  storeArrival,
  twoOf,
  type MatchWorld,
} from "../match-neighbours.ts";
import { everyFilm, emptyDatabase } from "./list.ts";

beforeEach(emptyDatabase);

/** The film of that number is called otherwise at Letterboxd from now on. */
function rename(context: MatchWorld, n: number, change: Partial<ListedFilm>): void {
  context.mood.list = context.mood.list.map((film) =>
    film.slug === `film-${n}` ? { ...film, ...change } : film,
  );
}

/** Three films, all looked up; the second is matched with number 2. */
async function world(): Promise<MatchWorld> {
  const context = createMatchWorld(3);
  await refresh(context);
  return context;
}

describe("a match whose film changes at Letterboxd", () => {
  it.each([
    ["title", { title: "The Second" }],
    ["year", { year: 2011 }],
  ])("(its %s) is decided again at once", async (_, change) => {
    const context = await world();
    const { title = "Film 2", year = 2001 }: Partial<ListedFilm> = change;
    context.mood.found[title] = [namesake(22, title, year ?? 2001), namesake(2, "Film 2", 1999)];
    rename(context, 2, change);
    await refresh(context);
    expect(await filmOf(context, 2)).toMatchObject({
      match: "exact",
      key: "movie/22",
      service: 22,
    });
  });

  it("is decided again where it rested on a year beside", async () => {
    const context = createMatchWorld(2);
    context.mood.found["Film 2"] = [namesake(2, "Film 2", 2002)];
    await refresh(context);
    expect(await filmOf(context, 2)).toMatchObject({ match: "near-year", key: "movie/2" });
    context.mood.found["Film 2"].push(namesake(3, "Film 2", 2003));
    rename(context, 2, { year: 2003 });
    await refresh(context);
    expect(await filmOf(context, 2)).toMatchObject({ match: "exact", key: "movie/3", service: 3 });
  });

  it("stays the same title if it is found again, and what comes to it is news", async () => {
    const context = await world();
    await storeArrival(context, 2);
    context.mood.found["The Second"] = [namesake(2, "The Second", 2001)];
    rename(context, 2, { title: "The Second" });
    context.mood.serviceOf = () => 50;
    await refresh(context);
    expect(await filmOf(context, 2)).toMatchObject({ match: "exact", key: "movie/2", service: 50 });
    // What had come, and what came now: that the other has left is believed by the next look-up only.
    expect(await arrivalsOf(context, 2)).toBe(2);
    context.pass(21 * 3_600_000);
    await refresh(context);
    expect(await arrivalsOf(context, 2)).toBe(3);
  });

  it("tells no news of another title, and none of the one before", async () => {
    const context = await world();
    await storeArrival(context, 2);
    await storeArrival(context, 1);
    rename(context, 2, { title: "Film 9" });
    await refresh(context);
    expect(await filmOf(context, 2)).toMatchObject({ key: "movie/9", service: 9 });
    expect(await arrivalsOf(context, 2)).toBe(0);
    expect(await arrivalsOf(context, 1)).toBe(1);
  });

  it("keeps its offers while TMDB cannot be asked", async () => {
    const context = await world();
    const { tmdb } = context;
    const { checkedAt } = await filmOf(context, 2);
    rename(context, 2, { title: "The Second" });
    context.tmdb = { ...tmdb, searchFilms: async () => failed("tmdb-unreachable", "HTTP 503") };
    await refresh(context);
    expect(await filmOf(context, 2)).toMatchObject({
      match: "pending",
      key: "movie/2",
      service: 2,
      checkedAt,
      failure: "tmdb-unreachable",
    });

    context.tmdb = tmdb;
    context.mood.found["The Second"] = [namesake(22, "The Second", 2001)];
    await refresh(context);
    expect(await filmOf(context, 2)).toMatchObject({ match: "exact", service: 22, failure: null });
  });

  it("keeps them in doubt until its page has answered, which is asked again", async () => {
    const context = await world();
    context.mood.found["The Second"] = twoOf("The Second");
    context.mood.page = () => failed("refused", "not now");
    await context.db.run(sql`update films set film_page_asked_at = 1`);
    rename(context, 2, { title: "The Second" });
    await refresh(context);
    expect(context.pagesAsked).toEqual(["film-2"]);
    expect(await filmOf(context, 2)).toMatchObject({ match: "unsure", key: null, service: 2 });

    context.mood.page = () => done({ type: "movie", id: 902 });
    context.pass(3_600_001);
    await refresh(context);
    expect(await filmOf(context, 2)).toMatchObject({ match: "film-page", service: 902 });
    expect(await arrivalsOf(context, 2)).toBe(0);
  });

  it("is asked for again where it was in doubt", async () => {
    const context = createMatchWorld(2);
    context.mood.found["Film 2"] = twoOf("Film 2");
    await refresh(context);
    await refresh(context);
    expect(context.pagesAsked).toEqual(["film-2"]);
    context.mood.found["The Second"] = twoOf("The Second");
    context.mood.page = () => done({ type: "movie", id: 902 });
    rename(context, 2, { title: "The Second" });
    await refresh(context);
    expect(context.pagesAsked).toEqual(["film-2", "film-2"]);
    expect(await filmOf(context, 2)).toMatchObject({ match: "film-page", service: 902 });
  });
});

describe("a match that does not rest on title and year", () => {
  it("stands, whatever the film is called: the owner's", async () => {
    const context = await world();
    await choose(context, 2, { link: "movie/77" });
    await choose(context, 3, { choice: "not-on-tmdb" });
    rename(context, 2, { title: "Film 9", year: 1960 });
    rename(context, 3, { title: "Film 8", year: 1960 });
    await refresh(context);
    expect(await filmOf(context, 2)).toMatchObject({
      match: "owner",
      key: "movie/77",
      service: 77,
    });
    expect(await filmOf(context, 3)).toMatchObject({ match: "not-on-tmdb", key: null });
  });

  it("stands, whatever the film is called: that of the film's page", async () => {
    const context = createMatchWorld(2);
    context.mood.found["Film 2"] = twoOf("Film 2");
    context.mood.page = () => done({ type: "tv", id: 77 });
    await refresh(context);
    rename(context, 2, { title: "Film 9", year: 1960 });
    await refresh(context);
    expect(await filmOf(context, 2)).toMatchObject({ match: "film-page", key: "tv/77" });
    expect(context.pagesAsked).toEqual(["film-2"]);
  });
});

describe("a match of a film without a year that an earlier version made", () => {
  it.each([
    ["long ago", 1960, 9000],
    ["lately, and is little known", 2026, 3],
  ])("is decided again if the title was released %s", async (_, year, votes) => {
    const context = createMatchWorld(1);
    context.mood.list = context.mood.list.map((film) => Object.assign(film, { year: null }));
    const only = { ...namesake(1, "Film 1", year), votes };
    context.mood.found["Film 1"] = [only];
    context.mood.page = () => done({ type: "movie", id: 5 });
    await refresh(context);
    await context.db.run(sql`update films set "match" = 'only-title', tmdb_id = 1,
      film_page_asked_at = null, candidates = ${JSON.stringify([only])}`);
    context.pass(2 * 86_400_000);
    await refresh(context);
    expect(context.pagesAsked).toEqual(["film-1", "film-1"]);
    expect(await filmOf(context, 1)).toMatchObject({ match: "film-page", key: "movie/5" });
  });
});

describe("a film whose title changes while it is looked up", () => {
  it("is not matched by the title that it had", async () => {
    const context = createMatchWorld(1);
    context.mood.beforeReading = async () => {
      await context.db.run(sql`update films set title = 'Film 9'`);
    };
    await refresh(context);
    expect(await filmOf(context, 1)).toMatchObject({ match: "pending", key: null });
    context.mood.beforeReading = () => {};
    context.mood.list = context.mood.list.map((film) => ({ ...film, title: "Film 9" }));
    await refresh(context);
    expect(await filmOf(context, 1)).toMatchObject({ match: "exact", key: "movie/9" });
  });
});

describe("a list that is read again", () => {
  it("writes nothing of films that have not changed, and decides nothing again", async () => {
    const context = await world();
    const before = await everyFilm(context);
    const { read } = context;
    read.length = 0;
    await refresh(context);
    expect(await everyFilm(context)).toEqual(before);
    expect(read).toEqual([]);
  });
});

describe("a film that a file calls otherwise", () => {
  const ofFile = (year: number | null) => ({
    slug: null,
    lid: "L1",
    title: "Film 1",
    year,
    addedOn: null,
  });

  it("is decided again if only files name it", async () => {
    const context = createMatchWorld(0, { members: [] });
    const { settings } = context;
    const bring = async (year: number | null) => {
      const films = [ofFile(year)];
      await bringFile(context.db, settings, { fileName: "a.csv", films, now: 1 });
      await refresh(context);
      return context.db.get(
        sql`select "match", tmdb_id as id, countries is null as bare from films`,
      );
    };
    context.mood.found["Film 1"] = [namesake(1, "Film 1", 2001), namesake(2, "Film 1", 2011)];
    expect(await bring(2001)).toEqual({ match: "exact", id: 1, bare: 0 });
    expect(await bring(2011)).toEqual({ match: "exact", id: 2, bare: 0 });
  });
});
