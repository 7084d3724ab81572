import { beforeEach, describe, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { done } from "../../src/failure.ts";
import { findStatus } from "../../src/refresh/status.ts";
import { startRefresh } from "../../src/refresh/start.ts";
import { tick } from "../../src/refresh/tick.ts";
import type { ListedFilm } from "../../src/film.ts";
import { createTestContext, listedFilm } from "../context.ts";
import { deliver, deliverAll, runToTheEnd } from "./deliver.ts";
import { emptyDatabase, storedList } from "./list.ts";
import { candidate, serveList, serveTmdb } from "./neighbours.ts";

beforeEach(emptyDatabase);

const DAY_MS = 86_400_000;

function numbered(from: number, to: number): ListedFilm[] {
  return Array.from({ length: from - to + 1 }, (_, i) => listedFilm(from - i));
}

function slugs(list: readonly ListedFilm[]): string[] {
  return list.map(({ slug }) => slug);
}

/** A context after its first refresh, with a list that can be changed. */
async function settledWorld(count: number) {
  const letterboxd = serveList(() => context.list);
  const tmdb = serveTmdb();
  const context = Object.assign(createTestContext({ letterboxd, tmdb }), {
    list: numbered(count, 1),
    asked: letterboxd.asked,
    lookedUp: tmdb.asked,
  });
  await tick(context, { atStart: true });
  await deliverAll(context);
  letterboxd.asked.length = 0;
  tmdb.asked.length = 0;
  context.pass(DAY_MS / 2);
  return context;
}

describe("the first refresh", () => {
  it("fills an empty database from the first tick to the offers", async () => {
    const list = numbered(60, 1);
    const letterboxd = serveList(() => list);
    const context = createTestContext({ letterboxd, tmdb: serveTmdb() });

    await tick(context, { atStart: true });
    await deliverAll(context);

    expect(await storedList(context)).toEqual(slugs(list));
    expect(letterboxd.asked).toEqual([1, 2, 3]);
    const status = await findStatus(context);
    expect(status.state).toBe("idle");
    expect(status.lastRefresh).toMatchObject({
      trigger: "first",
      outcome: "done",
      films: 60,
      added: 60,
      removed: 0,
      lookedUp: 60,
      failure: null,
    });
    const film = await context.db.get<{ match: string; offers: string }>(
      sql`select "match", countries -> '$.GB.offers' as offers from films where slug = 'film-7'`,
    );
    expect(film.match).toBe("exact");
    expect(JSON.parse(film.offers).stream).toEqual([{ id: 8, name: "Netflix", logo: "/n.jpg" }]);
  });

  it("looks new films up while later pages are still to be read, and shows them to nobody", async () => {
    const context = createTestContext({ letterboxd: serveList(() => numbered(60, 1)) });
    await tick(context, { atStart: true });
    const [firstPage] = context.sent.splice(0);
    if (firstPage) await deliver(context, firstPage);
    for (const message of context.sent.splice(0)) {
      if (message.queue === "lookups") await deliver(context, message);
    }

    const progress = await findStatus(context);
    expect(progress).toMatchObject({ state: "reading", progress: { pagesRead: 1, filmsDone: 25 } });
    expect(await storedList(context)).toEqual([]);
  });

  it("asks for the pages of doubtful films once the list is read, without waiting for a tick", async () => {
    const served = serveList(() => numbered(40, 1));
    const asked: string[] = [];
    const context = createTestContext({
      letterboxd: {
        ...served,
        readFilmPage: async (slug) => {
          asked.push(`${slug} after ${served.asked.length} pages`);
          return done({ type: "tv", id: 4711 });
        },
      },
      tmdb: serveTmdb({
        searchFilms: async (title) =>
          done(
            ["Film 39", "Film 3"].includes(title) ? [] : [candidate(Number(title.split(" ")[1]))],
          ),
      }),
    });
    await tick(context, { atStart: true });
    await deliverAll(context);

    expect(asked.toSorted()).toEqual(["film-3 after 2 pages", "film-39 after 2 pages"]);
    expect((await findStatus(context)).lastRefresh).toMatchObject({
      outcome: "done",
      lookedUp: 40,
    });
    const settled = sql`select slug, tmdb_type as type, tmdb_id as id from films where "match" = 'film-page'`;
    expect((await context.db.all(settled)).length).toBe(2);
  });

  it("asks nothing of Letterboxd when no member is configured", async () => {
    const letterboxd = serveList(() => numbered(5, 1));
    const context = createTestContext({ letterboxd, settings: { members: [] } });
    await tick(context, { atStart: true });
    await deliverAll(context);

    expect(letterboxd.asked).toEqual([]);
    expect((await findStatus(context)).lastRefresh).toMatchObject({ outcome: "done" });
  });
});

describe("a refresh of a known list", () => {
  it("asks one page for an unchanged list and looks up nothing that is fresh", async () => {
    const context = await settledWorld(100);
    await startRefresh(context, "button");
    await deliverAll(context);

    expect(context.asked).toEqual([1]);
    expect(context.lookedUp).toEqual([]);
    expect(await storedList(context)).toEqual(slugs(numbered(100, 1)));
  });

  it("looks up every film whose answer is of the day before, without searching again", async () => {
    const context = await settledWorld(30);
    // The film was looked up late in the previous day's refresh.
    context.pass(DAY_MS / 2 - 600_000);
    await startRefresh(context, "button");
    await deliverAll(context);

    expect(context.lookedUp.toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 30 }, (_, i) => i + 1),
    );
  });

  it("takes films added on top with the page that they stand on", async () => {
    const context = await settledWorld(100);
    context.list = numbered(103, 1);
    await startRefresh(context, "button");
    await deliverAll(context);

    expect(context.asked).toEqual([1]);
    expect(context.lookedUp.length).toBe(3);
    expect(await storedList(context)).toEqual(slugs(context.list));
    expect((await findStatus(context)).lastRefresh).toMatchObject({
      films: 103,
      added: 3,
      removed: 0,
    });
  });

  it("reads down to a film that was removed", async () => {
    const context = await settledWorld(100);
    context.list = context.list.filter(({ slug }) => slug !== "film-40");
    await startRefresh(context, "button");
    await deliverAll(context);

    expect(context.asked).toEqual([1, 2, 3]);
    expect(await storedList(context)).toEqual(slugs(context.list));
    expect((await findStatus(context)).lastRefresh).toMatchObject({
      films: 99,
      added: 0,
      removed: 1,
    });
  });

  it("follows a film that was taken off and put back", async () => {
    const context = await settledWorld(100);
    context.list = [listedFilm(50), ...context.list.filter(({ slug }) => slug !== "film-50")];
    await startRefresh(context, "button");
    await deliverAll(context);

    expect(context.asked).toEqual([1]);
    expect(await storedList(context)).toEqual(slugs(context.list));
  });

  it("reads the whole list when told to, and once in thirty days", async () => {
    const context = await settledWorld(60);
    await startRefresh(context, "button", { full: true });
    await deliverAll(context);
    expect(context.asked).toEqual([1, 2, 3]);

    context.asked.length = 0;
    context.pass(31 * DAY_MS);
    await startRefresh(context, "button");
    await deliverAll(context);
    expect(context.asked).toEqual([1, 2, 3]);
  });

  it("keeps a stored year where the page names none, and follows a renamed slug", async () => {
    const context = await settledWorld(3);
    context.list = context.list.map((film, i) => ({
      ...film,
      year: null,
      slug: i === 0 ? "renamed" : film.slug,
    }));
    await startRefresh(context, "button");
    await deliverAll(context);

    expect(await storedList(context)).toEqual(["renamed", "film-2", "film-1"]);
    expect(await context.db.all(sql`select distinct year from films`)).toEqual([{ year: 2001 }]);
    expect(await context.db.all(sql`select count(*) as n from films`)).toEqual([{ n: 3 }]);
  });

  it("lets two films exchange their slugs", async () => {
    const context = await settledWorld(3);
    const [a, b, c] = context.list;
    if (!a || !b || !c) throw new Error("three films");
    context.list = [{ ...a, slug: b.slug }, { ...b, slug: a.slug }, c];
    await startRefresh(context, "button");
    await runToTheEnd(context);

    expect(await storedList(context)).toEqual(["film-2", "film-3", "film-1"]);
    const swapped = await context.db.get<{ slug: string }>(
      sql`select slug from films where lid = 'L3'`,
    );
    expect(swapped.slug).toBe("film-2");
  });
});
