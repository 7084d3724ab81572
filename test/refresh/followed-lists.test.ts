import { beforeEach, describe, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { done } from "../../src/failure.ts";
import { followList } from "../../src/refresh/follow-list.ts";
import { startRefresh } from "../../src/refresh/start.ts";
import { tick } from "../../src/refresh/tick.ts";
import { findStatus } from "../../src/refresh/status.ts";
import { listedFilm } from "../context.ts";
import { deliver, runToTheEnd } from "./deliver.ts";
import {
  add,
  DAY_MS,
  everyPlace,
  firstFilms,
  followedLists,
  followingContext,
  PATH,
  press,
  settledContext,
  slugs,
  storedFollowed,
  WATCHLIST,
  type ServedList,
} from "./followed.ts";
import { emptyDatabase, storedList } from "./list.ts";
import { candidate, serveTmdb } from "./neighbours.ts";

beforeEach(emptyDatabase);

describe("a list that is added", () => {
  it.each([0, 1, 99, 100, 101, 2000])(
    "is read whole, with %i films",
    { timeout: 60_000 },
    async (n) => {
      const films = firstFilms(n);
      const context = await settledContext({ lists: { [PATH]: { films, name: "Great films" } } });
      await add(context);

      const pages = Math.max(1, Math.ceil(n / 100));
      expect(context.asked).toEqual(Array.from({ length: pages }, (_, i) => `${PATH} ${i + 1}`));
      expect(await storedFollowed(context)).toEqual(slugs(films));
      expect(await followedLists(context)).toMatchObject([
        {
          name: "Great films",
          isProven: 1,
          state: "proven",
          changedOn: "2026-10-01T10:00:00.000Z",
        },
      ]);
      // The watchlist is not read with it, and stays as it was.
      expect(context.members).toEqual(["ada 1"]);
      expect(await storedList(context)).toEqual(slugs(WATCHLIST));
    },
  );

  it("has all its films looked up, and no other film for a second time", async () => {
    const context = await settledContext({ lists: { [PATH]: { films: firstFilms(12) } } });
    context.pass(3 * DAY_MS);
    const tmdb = serveTmdb();
    context.tmdb = { ...context.tmdb, ...tmdb };
    await context.db.run(
      sql`delete from list_films where film_id = (select id from films where slug = 'film-2')`,
    );
    context.served.lists[PATH] = { films: [listedFilm(1), ...firstFilms(12).slice(3)] };
    await add(context);
    // Film 1 is on the list, too, and its answer is three days old; film 3 is not.
    expect(tmdb.asked.toSorted((a, b) => a - b)).toEqual([1, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect((await findStatus(context)).lastRefresh).toMatchObject({
      trigger: "list",
      outcome: "done",
      films: null,
      added: 0,
      lookedUp: 10,
    });
  });

  it("is not held back by the button’s rest, and does not start it", async () => {
    const settings = { cooldownMinutes: 60 };
    const context = await settledContext({ lists: { [PATH]: { films: firstFilms(1) } }, settings });
    expect(await startRefresh(context, "button")).toMatchObject({ reason: "resting" });
    await add(context);
    expect(context.asked).toEqual([`${PATH} 1`]);
    context.pass(61 * 60_000);
    await context.db.run(sql`update lists set proven_at = 0 where path = ${PATH}`);
    await add(context);
    expect(context.asked.length).toBe(2);
    expect((await startRefresh(context, "button")).started).toBe(true);
  });

  it("joins a refresh that is reading, after its lists", async () => {
    const context = followingContext({ lists: { [PATH]: { films: firstFilms(2) } } });
    await startRefresh(context, "button");
    await followList(context, PATH);
    await followList(context, PATH);
    await runToTheEnd(context);
    expect(context.members).toEqual(["ada 1"]);
    expect(context.asked).toEqual([`${PATH} 1`]);
    const refreshes = await context.db.all(sql`select "trigger", films from refreshes`);
    expect(refreshes).toEqual([{ trigger: "button", films: 3 }]);
  });

  it("waits for the tick while films are looked up", async () => {
    const context = followingContext({ lists: { [PATH]: { films: firstFilms(2) } } });
    await startRefresh(context, "button");
    const first = context.sent.shift();
    if (first) await deliver(context, first);
    expect((await findStatus(context)).state).toBe("looking-up");
    await followList(context, PATH);
    await runToTheEnd(context);
    expect(context.asked).toEqual([]);
    await tick(context, { atStart: false });
    await runToTheEnd(context);
    expect(await storedFollowed(context)).toEqual(["film-1", "film-2"]);
  });

  it("waits while Letterboxd shows a wall", async () => {
    const context = await settledContext({ lists: { [PATH]: { films: firstFilms(2) } } });
    await context.db.run(
      sql`insert into gate (name, closed_until) values ('letterboxd', ${context.now() + DAY_MS / 24})
        on conflict (name) do update set closed_until = excluded.closed_until`,
    );
    await add(context);
    await tick(context, { atStart: false });
    expect(context.asked).toEqual([]);
    context.pass(DAY_MS / 12);
    await tick(context, { atStart: false });
    await runToTheEnd(context);
    expect(context.asked).toEqual([`${PATH} 1`]);
  });

  it("is read where no member is configured, and the films’ own pages with it", async () => {
    const settings = { members: [] };
    const context = await settledContext({ lists: { [PATH]: { films: firstFilms(2) } }, settings });
    context.tmdb.searchFilms = async (title) => done(title === "Film 2" ? [] : [candidate(1)]);
    context.letterboxd.readFilmPage = async (slug) => {
      context.asked.push(slug);
      return done({ type: "tv", id: 4711 });
    };
    await add(context);
    expect(context.asked).toEqual([`${PATH} 1`, "film-2"]);
    expect(await context.db.all(sql`select tmdb_id from films where slug = 'film-2'`)).toEqual([
      { tmdb_id: 4711 },
    ]);
  });
});

describe("a list that is read again", () => {
  const films = firstFilms(250);

  async function followed(list: ServedList = { films, name: "Great films" }) {
    const context = await settledContext({ lists: { [PATH]: list } });
    await add(context);
    context.asked.length = 0;
    return context;
  }

  it("within six days is not, by the schedule or the button; a full refresh reads it", async () => {
    const context = await followed();
    context.pass(5.9 * DAY_MS);
    await press(context);
    expect(context.asked).toEqual([]);
    await press(context, { full: true });
    expect(context.asked).toEqual([1, 2, 3].map((page) => `${PATH} ${page}`));
  });

  it("costs one request if total, date and first films are the same", async () => {
    const context = await followed();
    const before = await everyPlace(context);
    context.pass(6 * DAY_MS);
    await press(context);
    expect(context.asked).toEqual([`${PATH} 1`]);
    expect(await everyPlace(context)).toEqual(before);
    // It is proven by that, for another six days.
    context.pass(5 * DAY_MS);
    await press(context);
    expect(context.asked).toEqual([`${PATH} 1`]);
  });

  const changes: [string, ServedList][] = [
    ["date", { films, updatedAt: "2026-11-05T10:00:00.000Z" }],
    ["total", { films: films.slice(0, 249) }],
    ["order of the first films", { films: [listedFilm(2), listedFilm(1), ...films.slice(2)] }],
    ["first films", { films: [listedFilm(900), ...films.slice(1)] }],
    ["date, which is not stated any more", { films, updatedAt: null }],
  ];
  it.each(changes)("is read whole after a change of the %s", async (_, list) => {
    const context = await followed();
    context.pass(6 * DAY_MS);
    context.served.lists[PATH] = list;
    await press(context);
    expect(context.asked).toEqual(
      [1, 2, 3].map((page) => `${PATH} ${page}`).slice(0, Math.ceil(list.films.length / 100)),
    );
    expect(await storedFollowed(context)).toEqual(slugs(list.films));
  });

  it("is read whole once a month, whatever its first page says", async () => {
    const context = await followed();
    for (let week = 1; week <= 5; week++) {
      context.pass(7 * DAY_MS);
      await press(context);
    }
    expect(context.asked.filter((page) => page === `${PATH} 3`).length).toBe(1);
  });

  it("is read whole if it may have been changed while it was read before", async () => {
    // The refresh begins on 1 November at 12:00.
    const context = await followed({ films, updatedAt: "2026-11-01T12:00:30.000Z" });
    expect(await followedLists(context)).toMatchObject([{ isProven: 1, changedOn: null }]);
    context.pass(6 * DAY_MS);
    await press(context);
    expect(context.asked.length).toBe(3);
    expect(await followedLists(context)).toMatchObject([{ changedOn: "2026-11-01T12:00:30.000Z" }]);
  });

  it("keeps the name that the owner gave it", async () => {
    const context = await followed();
    await context.db.run(sql`update lists set name = 'Dave’s' where path = ${PATH}`);
    context.pass(6 * DAY_MS);
    context.served.lists[PATH] = {
      films,
      name: "Greater films",
      updatedAt: "2026-11-05T10:00:00.000Z",
    };
    await press(context);
    expect(await followedLists(context)).toMatchObject([{ name: "Dave’s" }]);
  });
});
