import { beforeEach, describe, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { bringFile } from "./bring-file.ts";
import { done } from "../../src/failure.ts";
import { startRefresh } from "../../src/refresh/start.ts";
import { deliver, runToTheEnd } from "../refresh/deliver.ts";
import { emptyDatabase } from "../refresh/list.ts";
import {
  arrivalsOf,
  choose,
  createMatchWorld,
  DAY_MS,
  filmOf,
  refresh,
  storeArrival,
  twoOf,
} from "../match-neighbours.ts";

beforeEach(emptyDatabase);

describe("the owner's choice", () => {
  it("takes the wrong film's offers away at once, and is looked up without asking Letterboxd", async () => {
    const context = createMatchWorld(3);
    await refresh(context);
    await choose(context, 2, { link: "tv/500" });
    expect(await filmOf(context, 2)).toMatchObject({
      match: "owner",
      key: "tv/500",
      service: null,
      checkedAt: null,
    });

    await runToTheEnd(context);
    expect(await filmOf(context, 2)).toMatchObject({
      match: "owner",
      key: "tv/500",
      service: 500,
      failure: null,
    });
    expect(context.pagesAsked).toEqual([]);
  });

  it("waits for no neighbour", async () => {
    const context = createMatchWorld(3);
    await refresh(context);
    context.read.length = 0;
    context.tmdb.listProviders = () => {
      throw new Error("TMDB was asked");
    };
    for (const fields of [{ link: "500" }, { choice: "undo" }, { choice: "not-on-tmdb" }]) {
      expect((await choose(context, 2, fields as Record<string, string>)).status).toBe(303);
    }
    expect(context.read).toEqual([]);
  });

  it("forgets what came and went of the wrong title, and nothing if it only confirms what was found", async () => {
    const context = createMatchWorld(3);
    await refresh(context);
    await storeArrival(context, 1);
    await storeArrival(context, 2);
    await choose(context, 1, { link: "movie/1" });
    await choose(context, 2, { link: "500" });
    expect([await arrivalsOf(context, 1), await arrivalsOf(context, 2)]).toEqual([1, 0]);
  });

  it("keeps the offers if it only confirms what was found", async () => {
    const context = createMatchWorld(3);
    await refresh(context);
    const before = await filmOf(context, 2);
    await choose(context, 2, { link: "movie/2" });
    expect(await filmOf(context, 2)).toMatchObject({
      ...before,
      match: "owner",
      why: "You picked it",
    });
    expect(context.sent).toEqual([]);
  });
});

describe("a choice that was made", () => {
  it("outlasts refreshes, another country, and an import of the film", async () => {
    const context = createMatchWorld(3);
    await refresh(context);
    await choose(context, 2, { link: "500" });
    await choose(context, 3, { choice: "not-on-tmdb" });
    await runToTheEnd(context);
    context.pass(9 * DAY_MS);
    await refresh(context);
    context.settings = { ...context.settings, country: "DE" };
    await refresh(context);
    const films = context.mood.list.map((film) => ({ ...film, addedOn: null }));
    await bringFile(context.db, context.settings, { fileName: "x.csv", films, now: 1 });
    await startRefresh(context, "import");
    await runToTheEnd(context);

    expect(await filmOf(context, 2)).toMatchObject({
      match: "owner",
      key: "movie/500",
      service: 500,
      country: "DE",
    });
    expect(await filmOf(context, 3)).toMatchObject({
      match: "not-on-tmdb",
      key: null,
      service: null,
    });
    expect(context.read.filter((id) => id === 3).length).toBe(1);
  });

  it("whose title died is shown as such, keeps its offers, and is never searched for", async () => {
    const context = createMatchWorld(3);
    await refresh(context);
    await choose(context, 2, { link: "500" });
    await runToTheEnd(context);
    context.mood.gone.add(500);
    context.pass(2 * DAY_MS);
    await refresh(context);
    expect(await filmOf(context, 2)).toMatchObject({
      match: "owner",
      key: "movie/500",
      service: 500,
      failure: "tmdb-title-gone",
    });

    context.mood.gone.delete(500);
    await choose(context, 2, { link: "500" });
    await runToTheEnd(context);
    expect(await filmOf(context, 2)).toMatchObject({ service: 500, failure: null });
  });
});

describe("a choice that is taken back", () => {
  it("is undone by looking the film up as if it were new", async () => {
    const context = createMatchWorld(3);
    context.mood.found["Film 2"] = twoOf("Film 2");
    context.mood.page = () => done({ type: "movie", id: 22 });
    await refresh(context);
    await choose(context, 2, { choice: "not-on-tmdb" });
    expect(await filmOf(context, 2)).toMatchObject({
      match: "not-on-tmdb",
      key: null,
      service: null,
    });
    await choose(context, 2, { choice: "undo" });
    expect(await filmOf(context, 2)).toMatchObject({ match: "pending" });
    await runToTheEnd(context);
    expect(await filmOf(context, 2)).toMatchObject({
      match: "film-page",
      key: "movie/22",
      service: 22,
    });
  });

  it("that was never made cannot be undone", async () => {
    const context = createMatchWorld(3);
    await refresh(context);
    const before = await filmOf(context, 2);
    await choose(context, 2, { choice: "undo" });
    expect(await filmOf(context, 2)).toEqual(before);
  });
});

describe("a choice while a refresh is under way", () => {
  const choices: [string, Record<string, string>, object][] = [
    ["a title", { link: "500" }, { match: "owner", key: "movie/500", service: 500 }],
    ["not on TMDB", { choice: "not-on-tmdb" }, { match: "not-on-tmdb", key: null, service: null }],
  ];

  it.each(choices)("(%s) stands, made before the film's look-up", async (_, fields, expected) => {
    const context = createMatchWorld(3);
    await refresh(context);
    context.pass(2 * DAY_MS);
    await startRefresh(context, "button");
    const [page] = context.sent.splice(0);
    if (page) await deliver(context, page);
    await choose(context, 2, fields);
    await runToTheEnd(context);
    expect(await filmOf(context, 2)).toMatchObject(expected);
  });

  it.each(choices)("(%s) stands, made during the film's look-up", async (_, fields, expected) => {
    const context = createMatchWorld(3);
    await refresh(context);
    context.pass(2 * DAY_MS);
    context.mood.beforeReading = async ({ id }) => {
      if (id !== 2) return;
      context.mood.beforeReading = () => {};
      await choose(context, 2, fields);
    };
    await refresh(context);
    expect(await filmOf(context, 2)).toMatchObject(expected);
  });

  it.each(choices)("(%s) stands, made after the film's look-up", async (_, fields, expected) => {
    const context = createMatchWorld(12);
    await refresh(context);
    context.pass(2 * DAY_MS);
    context.read.length = 0;
    context.mood.beforeReading = async ({ id }) => {
      if (!context.read.includes(12) || id > 5) return;
      context.mood.beforeReading = () => {};
      await choose(context, 12, fields);
    };
    await refresh(context);
    expect(await filmOf(context, 12)).toMatchObject(expected);
  });
});

describe("a choice made while others know nothing of it", () => {
  it("stands while the film's page is asked, and before it is", async () => {
    const context = createMatchWorld(3);
    for (const n of [1, 2]) context.mood.found[`Film ${n}`] = twoOf(`Film ${n}`);
    let chosen: Promise<unknown> | null = null;
    context.letterboxd.readFilmPage = async (slug) => {
      context.pagesAsked.push(slug);
      chosen ??= Promise.all([
        choose(context, 1, { link: "501" }),
        choose(context, 2, { link: "502" }),
      ]);
      await chosen;
      return done({ type: "movie", id: 9 });
    };
    await refresh(context);
    expect(context.pagesAsked.length).toBe(1);
    expect(await filmOf(context, 1)).toMatchObject({
      match: "owner",
      key: "movie/501",
      service: 501,
    });
    expect(await filmOf(context, 2)).toMatchObject({
      match: "owner",
      key: "movie/502",
      service: 502,
    });
  });

  it("is not brought back by a look-up that was under way when it was undone", async () => {
    const context = createMatchWorld(3);
    await refresh(context);
    await choose(context, 2, { link: "500" });
    await runToTheEnd(context);
    context.pass(2 * DAY_MS);
    context.mood.beforeReading = async ({ id }) => {
      if (id !== 500) return;
      context.mood.beforeReading = () => {};
      await choose(context, 2, { choice: "undo" });
    };
    await refresh(context);
    expect(await filmOf(context, 2)).toMatchObject({ match: "exact", key: "movie/2", service: 2 });
    expect(await context.db.all(sql`select id from refreshes where state <> 'ended'`)).toEqual([]);
  });
});
