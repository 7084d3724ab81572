import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { done, failed, type FailureKind } from "../../src/failure.ts";
import { findStatus } from "../../src/refresh/status.ts";
import { emptyDatabase } from "./list.ts";
import {
  arrivalsOf,
  createMatchWorld,
  DAY_MS,
  filmOf,
  refresh,
  storeArrival,
  twoOf,
} from "../match-neighbours.ts";

beforeEach(emptyDatabase);

describe("the page of a film that is not sure", () => {
  it("is asked once, and the title that it names is looked up", async () => {
    const context = createMatchWorld(3);
    context.mood.found["Film 2"] = twoOf("Film 2");
    context.mood.page = () => done({ type: "tv", id: 77 });
    await refresh(context);

    expect(context.pagesAsked).toEqual(["film-2"]);
    expect(await filmOf(context, 2)).toMatchObject({
      match: "film-page",
      key: "tv/77",
      service: 77,
    });

    context.pass(8 * DAY_MS);
    await refresh(context);
    expect(context.pagesAsked).toEqual(["film-2"]);
  });

  it("is not asked again if it names no title; the film stays in doubt", async () => {
    const context = createMatchWorld(3);
    context.mood.found["Film 2"] = twoOf("Film 2");
    for (let week = 0; week < 3; week++) {
      await refresh(context);
      context.pass(7 * DAY_MS);
    }
    expect(context.pagesAsked).toEqual(["film-2"]);
    expect(await filmOf(context, 2)).toMatchObject({ match: "unsure", key: null, service: null });
  });
});

describe("a film's page that does not answer", () => {
  const refusals: FailureKind[] = ["refused", "rate-limited", "unreachable", "challenged"];
  it.each(refusals)("but refuses (%s) ends the asking for this refresh", async (kind) => {
    const context = createMatchWorld(12);
    for (const { title } of context.mood.list) context.mood.found[title] = twoOf(title);
    // The look-up of one film has to be retried, so it is in doubt only after the refusal.
    const { tmdb } = context;
    let searches = 0;
    context.tmdb = {
      ...tmdb,
      searchFilms: async (title, year) =>
        title === "Film 7" && searches++ === 0
          ? failed("tmdb-unreachable", "HTTP 503", 60)
          : tmdb.searchFilms(title, year),
    };
    context.mood.page = () => failed(kind, "seen in a test");
    await refresh(context);
    expect(context.pagesAsked.length).toBe(1);
    expect((await findStatus(context)).lastRefresh).toMatchObject({
      outcome: "done",
      failure: null,
    });

    context.mood.page = (slug) => done({ type: "movie", id: Number(slug.split("-")[1]) });
    context.pass(3_600_000 + 1);
    await refresh(context);
    expect(context.pagesAsked.length).toBe(13);
    expect(await filmOf(context, 7)).toMatchObject({ match: "film-page", service: 7 });
  });

  it("and is not understood holds up no other, and is asked again by a later refresh", async () => {
    const context = createMatchWorld(3);
    for (const { title } of context.mood.list) context.mood.found[title] = twoOf(title);
    context.mood.page = (slug) =>
      slug === "film-3" ? failed("unrecognised", "no body") : done({ type: "movie", id: 50 });
    await refresh(context);
    expect(await filmOf(context, 1)).toMatchObject({ match: "film-page", service: 50 });
    expect(await filmOf(context, 3)).toMatchObject({ match: "unsure", pageAskedAt: null });

    context.mood.page = () => done({ type: "movie", id: 60 });
    await refresh(context);
    expect(context.pagesAsked.filter((slug) => slug === "film-3").length).toBe(2);
    expect(await filmOf(context, 3)).toMatchObject({ match: "film-page", service: 60 });
  });
});

describe("a film whose look-up nobody can read", () => {
  /** TMDB's answers for film 2 are of a shape that is not known. */
  function unreadable() {
    const context = createMatchWorld(3);
    const { tmdb } = context;
    context.tmdb = {
      ...tmdb,
      searchFilms: async (title, year) =>
        title === "Film 2"
          ? failed("tmdb-unrecognised", "search/movie: came without results")
          : tmdb.searchFilms(title, year),
    };
    return context;
  }

  it("has its page asked, and the title that it names is looked up", async () => {
    const context = unreadable();
    context.mood.page = () => done({ type: "movie", id: 77 });
    await refresh(context);
    expect(context.pagesAsked).toEqual(["film-2"]);
    expect(await filmOf(context, 2)).toMatchObject({
      match: "film-page",
      key: "movie/77",
      service: 77,
      failure: null,
    });
    const { lastRefresh } = await findStatus(context);
    expect(lastRefresh).toMatchObject({ lookedUp: 3, lookupsFailed: 0 });
  });

  it("has it asked once, if it names none, and is searched again", async () => {
    const context = unreadable();
    for (let day = 0; day < 3; day++) {
      await refresh(context);
      context.pass(DAY_MS);
    }
    expect(context.pagesAsked).toEqual(["film-2"]);
    expect(await filmOf(context, 2)).toMatchObject({
      match: "pending",
      key: null,
      failure: "tmdb-unrecognised",
    });
    expect((await findStatus(context)).lastRefresh).toMatchObject({ lookupsFailed: 1 });
  });

  it("keeps its offers, whatever its page says, if it only was called otherwise", async () => {
    const context = createMatchWorld(3);
    await refresh(context);
    const { tmdb } = context;
    const searchFilms = async () => failed("tmdb-unrecognised", "search/movie");
    context.tmdb = { ...tmdb, searchFilms };
    context.mood.list = context.mood.list.map((film) =>
      film.slug === "film-2" ? { ...film, title: "The Second" } : film,
    );
    await refresh(context);
    expect(context.pagesAsked).toEqual(["film-2"]);
    expect(await filmOf(context, 2)).toMatchObject({
      match: "pending",
      key: "movie/2",
      service: 2,
    });
  });
});

describe("a title that died at TMDB", () => {
  it("is searched again, and its offers stay until another one is known", async () => {
    const context = createMatchWorld(2);
    await refresh(context);
    const { checkedAt } = await filmOf(context, 1);
    context.mood.gone.add(1);
    context.mood.found["Film 1"] = twoOf("Film 1");
    context.mood.page = () => failed("refused", "not now");
    context.pass(2 * DAY_MS);
    await refresh(context);
    expect(await filmOf(context, 1)).toMatchObject({
      match: "unsure",
      key: null,
      service: 1,
      checkedAt,
    });

    context.mood.page = () => done({ type: "movie", id: 31 });
    await refresh(context);
    expect(await filmOf(context, 1)).toMatchObject({
      match: "film-page",
      key: "movie/31",
      service: 31,
    });
  });

  it("has no offers any more once nobody can say which film it is", async () => {
    const context = createMatchWorld(2);
    await refresh(context);
    await storeArrival(context, 1);
    context.mood.gone.add(1);
    context.mood.found["Film 1"] = [];
    context.pass(2 * DAY_MS);
    await refresh(context);
    expect(context.pagesAsked).toEqual(["film-1"]);
    expect(await filmOf(context, 1)).toMatchObject({
      match: "not-found",
      key: null,
      service: null,
    });
    expect(await arrivalsOf(context, 1)).toBe(0);
  });

  it("has none, and came nowhere, if its page was asked lately", async () => {
    const context = createMatchWorld(2);
    await refresh(context);
    await storeArrival(context, 1);
    await storeArrival(context, 2);
    await context.db.run(sql`update films set film_page_asked_at = ${context.now() / 1000}`);
    context.mood.gone.add(1);
    context.mood.found["Film 1"] = [];
    context.pass(2 * DAY_MS);
    await refresh(context);
    expect(context.pagesAsked).toEqual([]);
    expect(await filmOf(context, 1)).toMatchObject({ match: "not-found", service: null });
    expect([await arrivalsOf(context, 1), await arrivalsOf(context, 2)]).toEqual([0, 1]);
  });

  it("is not taken again from a search that still finds it", async () => {
    const context = createMatchWorld(2);
    await refresh(context);
    context.mood.gone.add(1);
    context.pass(2 * DAY_MS);
    await refresh(context);
    expect(await filmOf(context, 1)).toMatchObject({ match: "unsure", key: null });
  });
});

describe("a title that is dead, and that the film's page names", () => {
  it("is not asked for again and again", async () => {
    const context = createMatchWorld(2);
    context.mood.found["Film 1"] = twoOf("Film 1");
    context.mood.page = () => done({ type: "movie", id: 66 });
    context.mood.gone.add(66);
    await refresh(context);
    expect(context.pagesAsked.length).toBe(1);
    expect(await filmOf(context, 1)).toMatchObject({ match: "unsure", key: null });
    expect((await findStatus(context)).state).toBe("idle");
  });

  it("has the page asked again, if that was long ago", async () => {
    const context = createMatchWorld(2);
    context.mood.found["Film 1"] = twoOf("Film 1");
    context.mood.page = () => done({ type: "movie", id: 66 });
    await refresh(context);
    context.mood.gone.add(66);
    context.mood.page = () => done({ type: "movie", id: 67 });
    context.pass(40 * DAY_MS);
    await refresh(context);
    expect(context.pagesAsked.length).toBe(2);
    expect(await filmOf(context, 1)).toMatchObject({
      match: "film-page",
      key: "movie/67",
      service: 67,
    });
  });

  it("shows no offers of another country while it is in doubt", async () => {
    const context = createMatchWorld(2);
    await refresh(context);
    context.mood.gone.add(1);
    context.mood.found["Film 1"] = twoOf("Film 1");
    context.mood.page = () => failed("refused", "not now");
    context.settings = { ...context.settings, country: "DE" };
    await refresh(context);
    expect(await filmOf(context, 1)).toMatchObject({ match: "unsure", country: "GB" });
    expect(await filmOf(context, 2)).toMatchObject({ country: "DE", service: 2 });
  });
});
