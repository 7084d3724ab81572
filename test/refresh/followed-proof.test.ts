import { beforeEach, describe, expect, it } from "vitest";
import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { removeList } from "../../src/d1/followed-lists.ts";
import { done, failed, type FailureKind } from "../../src/failure.ts";
import { followList } from "../../src/refresh/follow-list.ts";
import { startRefresh } from "../../src/refresh/start.ts";
import { tick } from "../../src/refresh/tick.ts";
import { findStatus } from "../../src/refresh/status.ts";
import { listedFilm } from "../context.ts";
import { deliver, runToTheEnd } from "./deliver.ts";
import { countingD1, isKill, mortalD1, randomNumbers, type Counted, type Doom } from "./faults.ts";
import {
  add,
  DAY_MS,
  everyPlace,
  firstFilms,
  followedLists,
  followingContext,
  OTHER,
  PATH,
  pageOf,
  press,
  settledContext,
  slugs,
  storedFollowed,
  WATCHLIST,
} from "./followed.ts";
import { emptyDatabase, storedList } from "./list.ts";

beforeEach(emptyDatabase);

const WEEK_MS = 7 * DAY_MS;

describe("a list that states no total", () => {
  const films = firstFilms(150);

  async function followed() {
    const context = await settledContext({ lists: { [PATH]: { films, total: null } } });
    await add(context);
    context.asked.length = 0;
    context.pass(WEEK_MS);
    return context;
  }

  it("is whole with the last page, and read once where it loses nothing", async () => {
    const context = await followed();
    expect(await storedFollowed(context)).toEqual(slugs(films));
    const more = [...films, listedFilm(151)];
    context.served.lists[PATH] = { films: more, total: null };
    await press(context);
    expect(context.asked).toEqual([`${PATH} 1`, `${PATH} 2`]);
    expect(await storedFollowed(context)).toEqual(slugs(more));
  });

  it("loses films when a second reading agrees", async () => {
    const context = await followed();
    const fewer = films.slice(5, 140);
    context.served.lists[PATH] = { films: fewer, total: null };
    await press(context);
    expect(context.asked).toEqual([1, 2, 1, 2].map((page) => `${PATH} ${page}`));
    expect(await storedFollowed(context)).toEqual(slugs(fewer));
    expect(await followedLists(context)).toMatchObject([{ state: "proven" }]);
  });

  it("stays as it was when no two readings agree", async () => {
    const context = await followed();
    const before = await everyPlace(context);
    let reading = 0;
    context.letterboxd.readListPage = async (path, page) => {
      context.asked.push(`${path} ${page}`);
      if (page === 1) reading += 1;
      return done(pageOf({ films: films.slice(reading), total: null }, page));
    };
    await press(context);
    expect(context.asked.length).toBe(6);
    expect(await everyPlace(context)).toEqual(before);
    expect(await followedLists(context)).toMatchObject([
      { state: "failed", failure: "incomplete" },
    ]);
    expect(await context.db.all(sql`select * from pages`)).toEqual([]);
  });

  it("becomes empty when a second reading agrees", async () => {
    const context = await followed();
    context.served.lists[PATH] = { films: [], total: null };
    await press(context);
    expect(context.asked).toEqual([`${PATH} 1`, `${PATH} 1`]);
    expect(await storedFollowed(context)).toEqual([]);
  });

  it("is not whole while a page leads to a next one that has no films", async () => {
    const context = await followed();
    const before = await everyPlace(context);
    context.letterboxd.readListPage = async (_, page) =>
      done({ ...pageOf({ films: films.slice(0, 100), total: null }, page), hasNext: page === 1 });
    await press(context);
    expect(await everyPlace(context)).toEqual(before);
    expect(await followedLists(context)).toMatchObject([
      { state: "failed", failure: "incomplete" },
    ]);
  });
});

describe("a list that changes while it is read", () => {
  it("is read again from its first page", async () => {
    const films = firstFilms(250);
    const context = await settledContext({ lists: { [PATH]: { films } } });
    const after = { films: [listedFilm(900), ...films] };
    const { readListPage } = context.served;
    context.letterboxd.readListPage = async (path, page) => {
      if (context.asked.length === 2) context.served.lists[PATH] = after;
      return readListPage(path, page);
    };
    await add(context);
    expect(context.asked).toEqual([1, 2, 3, 1, 2, 3].map((page) => `${PATH} ${page}`));
    expect(await storedFollowed(context)).toEqual(slugs(after.films));
  });

  it("is given up in words if it never adds up, and nothing of it is lost", async () => {
    const context = await settledContext({ lists: { [PATH]: { films: firstFilms(150) } } });
    await add(context);
    const before = await everyPlace(context);
    context.pass(WEEK_MS);
    context.served.lists[PATH] = { films: firstFilms(140), total: 145 };
    await press(context);
    expect(await everyPlace(context)).toEqual(before);
    expect(await followedLists(context)).toMatchObject([
      { failure: "incomplete", detail: "The pages hold 140 films, the list states 145." },
    ]);
    expect((await findStatus(context)).lastRefresh).toMatchObject({ outcome: "partial", films: 3 });
  });
});

describe("a list that cannot be read", () => {
  const kinds: FailureKind[] = ["private", "no-such-list", "unrecognised"];
  it.each(kinds)("(%s) loses nothing, and is said to be so", async (kind) => {
    const lists = { [PATH]: { films: firstFilms(20) }, [OTHER]: { films: firstFilms(4) } };
    const context = await settledContext({ lists });
    await add(context);
    await add(context, OTHER);
    const before = await everyPlace(context);
    context.pass(WEEK_MS);
    const { readListPage } = context.served;
    context.letterboxd.readListPage = async (path, page) =>
      path === PATH ? failed(kind, "seen in a test") : readListPage(path, page);
    await press(context);

    expect(await everyPlace(context)).toEqual(before);
    expect(await followedLists(context)).toMatchObject([
      { path: PATH, isProven: 1, state: "failed", failure: kind },
      { path: OTHER, isProven: 1, state: "proven", failure: null },
    ]);
  });

  it("and never could, is not asked for by every tick", async () => {
    const context = await settledContext();
    await add(context);
    expect(await followedLists(context)).toMatchObject([{ isProven: 0, failure: "no-such-list" }]);
    context.pass(DAY_MS / 2);
    await tick(context, { atStart: false });
    await runToTheEnd(context);
    expect(context.asked).toEqual([`${PATH} 1`]);
  });
});

describe("a wall between the first list and the second", () => {
  it("ends the reading of those that are left, and all that was proven stands", async () => {
    const lists = { [PATH]: { films: firstFilms(20) }, [OTHER]: { films: firstFilms(4) } };
    const context = await settledContext({ lists });
    await add(context);
    await add(context, OTHER);
    const before = await storedFollowed(context, OTHER);
    context.pass(WEEK_MS);
    context.served.lists[PATH] = { films: firstFilms(21) };
    const { readListPage } = context.served;
    context.letterboxd.readListPage = async (path, page) =>
      path === OTHER ? failed("challenged", "seen in a test") : readListPage(path, page);
    await press(context);

    expect(await storedFollowed(context)).toEqual(slugs(firstFilms(21)));
    expect(await storedFollowed(context, OTHER)).toEqual(before);
    expect(await followedLists(context)).toMatchObject([
      { state: "proven" },
      { state: "failed", failure: "challenged" },
    ]);
    expect(await storedList(context)).toEqual(slugs(WATCHLIST));
  });
});

describe("a film on twenty lists", () => {
  it(
    "that leaves one of them stays on the others, and costs one place",
    { timeout: 60_000 },
    async () => {
      const paths = Array.from({ length: 20 }, (_, i) => `/dave/list/list-${i + 1}/`);
      const lists = Object.fromEntries(
        paths.map((path, i) => [path, { films: [listedFilm(1), listedFilm(100 + i)] }]),
      );
      const context = await settledContext({ lists });
      for (const path of paths) await followList(context, path);
      await runToTheEnd(context);
      const before = await everyPlace(context);
      context.pass(WEEK_MS);
      context.served.lists["/dave/list/list-7/"] = {
        films: [listedFilm(106)],
        updatedAt: "2026-11-05T10:00:00.000Z",
      };
      await press(context);

      const has = sql`
      select count(*) as n from list_films join films on films.id = film_id join lists on lists.id = list_id
      where slug = 'film-1' and place is not null and lists.kind = 'list'`;
      expect(await context.db.get(has)).toEqual({ n: 19 });
      const after = await everyPlace(context);
      expect(
        after.filter((row, i) => JSON.stringify(row) !== JSON.stringify(before[i])).length,
      ).toBe(1);
      expect(await storedList(context)).toEqual(slugs(WATCHLIST));
    },
  );
});

describe("two listed films that turn out to be one", () => {
  it("give their places on every list to the one that stays", async () => {
    // One list names the film by its slug alone, the other by its code.
    const bySlug = { ...listedFilm(7), lid: null, uid: null };
    const byCode = { ...listedFilm(7), slug: "film-7-as-it-was", title: "Another title" };
    const lists = {
      [PATH]: { films: [bySlug, listedFilm(8)] },
      [OTHER]: { films: [listedFilm(9), byCode] },
    };
    const context = await settledContext({ lists });
    await add(context);
    await add(context, OTHER);
    const films = sql`select count(*) as n from films where slug in ('film-7', 'film-7-as-it-was')`;
    expect(await context.db.get(films)).toEqual({ n: 2 });

    context.pass(WEEK_MS);
    context.served.lists[OTHER] = { films: [listedFilm(9), listedFilm(7)] };
    await press(context);
    expect(await context.db.get(films)).toEqual({ n: 1 });
    expect(await storedFollowed(context)).toEqual(["film-7", "film-8"]);
    expect(await storedFollowed(context, OTHER)).toEqual(["film-9", "film-7"]);
  });
});

describe("a list that is removed", () => {
  it("while it is read is read no further", async () => {
    const context = await settledContext({ lists: { [PATH]: { films: firstFilms(250) } } });
    const added = await followList(context, PATH);
    const first = context.sent.find(({ queue }) => queue === "pages");
    if (first === undefined || added === "too-many" || "kind" in added)
      throw new Error("a page of a list");
    context.sent.splice(context.sent.indexOf(first), 1);
    await deliver(context, first);
    await removeList(context.db, added.list.id, 1);
    await runToTheEnd(context);
    expect(context.asked).toEqual([`${PATH} 1`]);
    expect(await storedFollowed(context)).toEqual([]);

    // Brought back, it is read by the tick at the latest.
    await add(context);
    expect(await storedFollowed(context)).toEqual(slugs(firstFilms(250)));
  });

  it("is forgotten after sixty days, and its films are not", async () => {
    const context = await settledContext({ lists: { [PATH]: { films: firstFilms(20) } } });
    const added = await add(context);
    if (added === "too-many" || "kind" in added) throw new Error("one list");
    await removeList(context.db, added.list.id, Math.floor(context.now() / 1000));
    context.pass(59.9 * DAY_MS);
    await tick(context, { atStart: false });
    expect((await followedLists(context)).length).toBe(1);
    expect((await storedFollowed(context)).length).toBe(20);
    context.pass(0.2 * DAY_MS);
    await tick(context, { atStart: false });
    expect(await followedLists(context)).toEqual([]);
    expect(await storedFollowed(context)).toEqual([]);
    const films = sql`select count(*) as n from films`;
    expect(await context.db.get(films)).toEqual({ n: 20 });
  });
});

describe("followed lists, and a process that is killed at any moment", () => {
  it("are read right, each once", { timeout: 240_000 }, async () => {
    const first = {
      [PATH]: { films: firstFilms(150), total: null },
      [OTHER]: { films: firstFilms(230) },
    };
    for (const seed of [1, 2, 3]) {
      await emptyDatabase();
      const random = randomNumbers(seed);
      let doom: Doom | null = null;
      const context = followingContext({ lists: { ...first }, db: mortalD1(env.DB, () => doom) });
      await followList(context, PATH);
      await followList(context, OTHER);
      await tick(context, { atStart: true });
      await runToTheEnd(context);
      context.pass(WEEK_MS);
      context.asked.length = 0;
      // Two readings have to agree, because films leave and no total is stated.
      context.served.lists[PATH] = { films: firstFilms(120), total: null };
      context.served.lists[OTHER] = { films: firstFilms(231) };
      await startRefresh(context, "button");
      let kills = 0;
      for (let hasEnded = false; !hasEnded;) {
        const calls = 5 + Math.floor(random() * 40);
        doom = kills < 25 ? { calls, carriedOut: random() < 0.5 } : null;
        try {
          await tick(context, { atStart: true });
          await runToTheEnd(context);
          hasEnded = true;
        } catch (error) {
          if (!isKill(error)) throw error;
          kills += 1;
          context.sent.length = 0;
          context.runId = `run-${kills}`;
          context.pass(1000);
        }
      }
      doom = null;
      expect(kills).toBeGreaterThan(5);
      expect(await storedFollowed(context)).toEqual(slugs(firstFilms(120)));
      expect(await storedFollowed(context, OTHER)).toEqual(slugs(firstFilms(231)));
      expect(await followedLists(context)).toMatchObject([
        { state: "proven" },
        { state: "proven" },
      ]);
      expect((await findStatus(context)).lastRefresh).toMatchObject({
        trigger: "button",
        outcome: "done",
      });
      expect(context.asked.length).toBeLessThanOrEqual(7 + kills);
      expect(await context.db.all(sql`select * from pages`)).toEqual([]);
    }
  });
});

describe("what followed lists cost", () => {
  it("is noted, and stays within the Free plan", async () => {
    const counted: Counted = { statements: 0, rowsWritten: 0, rowsRead: 0 };
    const context = await settledContext({
      lists: { [PATH]: { films: firstFilms(253).slice(3) } },
      db: countingD1(env.DB, counted),
    });
    const cost = async (work: () => Promise<unknown>) => {
      Object.assign(counted, { statements: 0, rowsWritten: 0, rowsRead: 0 });
      context.asked.length = 0;
      await work();
      return {
        rowsWritten: counted.rowsWritten,
        rowsRead: counted.rowsRead,
        requests: context.asked.length,
      };
    };
    const added = await cost(async () => add(context));
    context.pass(WEEK_MS);
    await context.db.run(sql`update films set checked_at = ${Math.floor(context.now() / 1000)}`);
    const unchanged = await cost(async () => press(context));
    await context.db.run(sql`update lists set removed_at = 1 where kind = 'list'`);
    const without = await cost(async () => press(context));
    console.log(JSON.stringify({ added, unchanged, without }));

    expect(added.requests).toBe(3);
    expect(added.rowsWritten).toBeLessThan(2500);
    expect(unchanged.requests).toBe(1);
    expect(unchanged.rowsWritten - without.rowsWritten).toBeLessThanOrEqual(10);
  });
});
