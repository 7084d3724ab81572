import { beforeEach, describe, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { storeImport } from "../../src/d1/imports.ts";
import { done } from "../../src/failure.ts";
import { startRefresh } from "../../src/refresh/start.ts";
import { deliver, runToTheEnd } from "../refresh/deliver.ts";
import { emptyDatabase } from "../refresh/list.ts";
import { choose, createMatchWorld, DAY_MS, filmOf, refresh, twoOf } from "../match-neighbours.ts";

beforeEach(emptyDatabase);

describe("the owner's choice", () => {
  it("takes the wrong film's offers away at once, and is looked up without asking Letterboxd", async () => {
    const world = createMatchWorld(3);
    await refresh(world);
    await choose(world, 2, { link: "tv/500" });
    expect(await filmOf(world, 2)).toMatchObject({
      match: "owner",
      key: "tv/500",
      service: null,
      checkedAt: null,
    });

    await runToTheEnd(world);
    expect(await filmOf(world, 2)).toMatchObject({
      match: "owner",
      key: "tv/500",
      service: 500,
      failure: null,
    });
    expect(world.pagesAsked).toEqual([]);
  });

  it("waits for no neighbour", async () => {
    const world = createMatchWorld(3);
    await refresh(world);
    world.read.length = 0;
    world.tmdb.listProviders = () => {
      throw new Error("TMDB was asked");
    };
    for (const fields of [{ link: "500" }, { choice: "undo" }, { choice: "not-on-tmdb" }]) {
      expect((await choose(world, 2, fields as Record<string, string>)).status).toBe(303);
    }
    expect(world.read).toEqual([]);
  });

  it("keeps the offers if it only confirms what was found", async () => {
    const world = createMatchWorld(3);
    await refresh(world);
    const before = await filmOf(world, 2);
    await choose(world, 2, { link: "movie/2" });
    expect(await filmOf(world, 2)).toMatchObject({
      ...before,
      match: "owner",
      why: "You picked it",
    });
    expect(world.sent).toEqual([]);
  });
});

describe("a choice that was made", () => {
  it("outlasts refreshes, another country, and an import of the film", async () => {
    const world = createMatchWorld(3);
    await refresh(world);
    await choose(world, 2, { link: "500" });
    await choose(world, 3, { choice: "not-on-tmdb" });
    await runToTheEnd(world);
    world.pass(9 * DAY_MS);
    await refresh(world);
    world.settings = { ...world.settings, country: "DE" };
    await refresh(world);
    const films = world.mood.list.map((film) => ({ ...film, addedOn: null }));
    await storeImport(world.db, world.settings, { fileName: "x.csv", films, now: 1 });
    await startRefresh(world, "import");
    await runToTheEnd(world);

    expect(await filmOf(world, 2)).toMatchObject({
      match: "owner",
      key: "movie/500",
      service: 500,
      country: "DE",
    });
    expect(await filmOf(world, 3)).toMatchObject({
      match: "not-on-tmdb",
      key: null,
      service: null,
    });
    expect(world.read.filter((id) => id === 3).length).toBe(1);
  });

  it("whose title died is shown as such, keeps its offers, and is never searched for", async () => {
    const world = createMatchWorld(3);
    await refresh(world);
    await choose(world, 2, { link: "500" });
    await runToTheEnd(world);
    world.mood.gone.add(500);
    world.pass(2 * DAY_MS);
    await refresh(world);
    expect(await filmOf(world, 2)).toMatchObject({
      match: "owner",
      key: "movie/500",
      service: 500,
      failure: "tmdb-title-gone",
    });

    world.mood.gone.delete(500);
    await choose(world, 2, { link: "500" });
    await runToTheEnd(world);
    expect(await filmOf(world, 2)).toMatchObject({ service: 500, failure: null });
  });
});

describe("a choice that is taken back", () => {
  it("is undone by looking the film up as if it were new", async () => {
    const world = createMatchWorld(3);
    world.mood.found["Film 2"] = twoOf("Film 2");
    world.mood.page = () => done({ type: "movie", id: 22 });
    await refresh(world);
    await choose(world, 2, { choice: "not-on-tmdb" });
    expect(await filmOf(world, 2)).toMatchObject({
      match: "not-on-tmdb",
      key: null,
      service: null,
    });
    await choose(world, 2, { choice: "undo" });
    expect(await filmOf(world, 2)).toMatchObject({ match: "pending" });
    await runToTheEnd(world);
    expect(await filmOf(world, 2)).toMatchObject({
      match: "film-page",
      key: "movie/22",
      service: 22,
    });
  });

  it("that was never made cannot be undone", async () => {
    const world = createMatchWorld(3);
    await refresh(world);
    const before = await filmOf(world, 2);
    await choose(world, 2, { choice: "undo" });
    expect(await filmOf(world, 2)).toEqual(before);
  });
});

describe("a choice while a refresh is under way", () => {
  const choices: [string, Record<string, string>, object][] = [
    ["a title", { link: "500" }, { match: "owner", key: "movie/500", service: 500 }],
    ["not on TMDB", { choice: "not-on-tmdb" }, { match: "not-on-tmdb", key: null, service: null }],
  ];

  it.each(choices)("(%s) stands, made before the film's look-up", async (_, fields, expected) => {
    const world = createMatchWorld(3);
    await refresh(world);
    world.pass(2 * DAY_MS);
    await startRefresh(world, "button");
    const [page] = world.sent.splice(0);
    if (page) await deliver(world, page);
    await choose(world, 2, fields);
    await runToTheEnd(world);
    expect(await filmOf(world, 2)).toMatchObject(expected);
  });

  it.each(choices)("(%s) stands, made during the film's look-up", async (_, fields, expected) => {
    const world = createMatchWorld(3);
    await refresh(world);
    world.pass(2 * DAY_MS);
    world.mood.beforeReading = async ({ id }) => {
      if (id !== 2) return;
      world.mood.beforeReading = () => {};
      await choose(world, 2, fields);
    };
    await refresh(world);
    expect(await filmOf(world, 2)).toMatchObject(expected);
  });

  it.each(choices)("(%s) stands, made after the film's look-up", async (_, fields, expected) => {
    const world = createMatchWorld(12);
    await refresh(world);
    world.pass(2 * DAY_MS);
    world.read.length = 0;
    world.mood.beforeReading = async ({ id }) => {
      if (!world.read.includes(12) || id > 5) return;
      world.mood.beforeReading = () => {};
      await choose(world, 12, fields);
    };
    await refresh(world);
    expect(await filmOf(world, 12)).toMatchObject(expected);
  });
});

describe("a choice made while others know nothing of it", () => {
  it("stands while the film's page is asked, and before it is", async () => {
    const world = createMatchWorld(3);
    for (const n of [1, 2]) world.mood.found[`Film ${n}`] = twoOf(`Film ${n}`);
    let chosen: Promise<unknown> | null = null;
    world.letterboxd.readFilmPage = async (slug) => {
      world.pagesAsked.push(slug);
      chosen ??= Promise.all([
        choose(world, 1, { link: "501" }),
        choose(world, 2, { link: "502" }),
      ]);
      await chosen;
      return done({ type: "movie", id: 9 });
    };
    await refresh(world);
    expect(world.pagesAsked.length).toBe(1);
    expect(await filmOf(world, 1)).toMatchObject({
      match: "owner",
      key: "movie/501",
      service: 501,
    });
    expect(await filmOf(world, 2)).toMatchObject({
      match: "owner",
      key: "movie/502",
      service: 502,
    });
  });

  it("is not brought back by a look-up that was under way when it was undone", async () => {
    const world = createMatchWorld(3);
    await refresh(world);
    await choose(world, 2, { link: "500" });
    await runToTheEnd(world);
    world.pass(2 * DAY_MS);
    world.mood.beforeReading = async ({ id }) => {
      if (id !== 500) return;
      world.mood.beforeReading = () => {};
      await choose(world, 2, { choice: "undo" });
    };
    await refresh(world);
    expect(await filmOf(world, 2)).toMatchObject({ match: "exact", key: "movie/2", service: 2 });
    expect(await world.db.all(sql`select id from refreshes where state <> 'ended'`)).toEqual([]);
  });
});
