import { beforeEach, describe, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { removeList } from "../../src/d1/followed-lists.ts";
import { layoutOf, readLayout } from "../../src/d1/layout.ts";
import { followAgain } from "../../src/refresh/follow-list.ts";
import { startRefresh } from "../../src/refresh/start.ts";
import { tick } from "../../src/refresh/tick.ts";
import { findStatus } from "../../src/refresh/status.ts";
import { noOffers } from "../../src/film.ts";
import { listedFilm, type TestContext } from "../context.ts";
import { runToTheEnd } from "./deliver.ts";
import {
  add,
  DAY_MS,
  everyPlace,
  firstFilms,
  followedLists,
  OTHER,
  PATH,
  press,
  settledContext,
  slugs,
  storedFollowed,
  WATCHLIST,
} from "./followed.ts";
import { emptyDatabase, storedList } from "./list.ts";
import { serveTmdb } from "./neighbours.ts";

beforeEach(emptyDatabase);

/** Puts so many other films into Ada's file, as if they had been looked up today. */
async function fillFile(context: TestContext, films: number): Promise<void> {
  const now = Math.floor(context.now() / 1000);
  const nowhere = JSON.stringify({ GB: { offers: noOffers(), link: null } });
  await context.db.run(
    sql`insert into lists (id, kind, member, created_at) values (9, 'file', 'ada', 0)`,
  );
  await context.db.run(sql`
    insert into films (id, title, source, created_at, listed_at, checked_at, "match", tmdb_type, tmdb_id, countries)
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${films})
    select 100000 + i, 'Filler ' || i, 'export', 0, 0, ${now}, 'exact', 'movie', 100000 + i, ${nowhere} from n`);
  await context.db.run(sql`
    insert into list_films (list_id, film_id, place) select 9, id, id from films where id > 100000`);
}

describe("a list with more films than are read", () => {
  it("is refused with the numbers by its first page, and nothing of it is stored", async () => {
    const films = firstFilms(2001);
    const context = await settledContext({ lists: { [PATH]: { films, name: "Endless" } } });
    const before = await context.db.all(sql`select * from films`);
    await add(context);
    expect(context.asked).toEqual([`${PATH} 1`]);
    expect(await context.db.all(sql`select * from films`)).toEqual(before);
    expect(await storedFollowed(context)).toEqual([]);
    expect(await followedLists(context)).toMatchObject([
      { isProven: 0, failure: "list-too-long", detail: "The list has 2,001 films." },
    ]);
  });

  it("is refused when it has become so long, and stays as it was", async () => {
    const context = await settledContext({ lists: { [PATH]: { films: firstFilms(20) } } });
    await add(context);
    const before = await everyPlace(context);
    context.pass(7 * DAY_MS);
    context.served.lists[PATH] = { films: firstFilms(120), total: 5000 };
    await press(context);
    expect(await everyPlace(context)).toEqual(before);
    expect(await followedLists(context)).toMatchObject([{ isProven: 1, failure: "list-too-long" }]);
  });

  it(
    "is refused where it states no total as soon as it is seen to be so",
    { timeout: 60_000 },
    async () => {
      const lists = { [PATH]: { films: firstFilms(2300), total: null } };
      const context = await settledContext({ lists });
      await add(context);
      expect(context.asked.length).toBe(21);
      expect(await everyPlace(context)).toHaveLength(3);
      expect(await followedLists(context)).toMatchObject([
        { failure: "list-too-long", detail: "The list has more than 2,000 films." },
      ]);
    },
  );
});

describe("more films in all than are kept", () => {
  const homes: [string, boolean, number][] = [
    ["on Cloudflare", false, 5000],
    ["at home", true, 20_000],
  ];
  it.each(homes)(
    "are refused of a followed list %s, with the numbers",
    { timeout: 60_000 },
    async (_, atHome, most) => {
      const lists = { [PATH]: { films: firstFilms(13) }, [OTHER]: { films: firstFilms(14) } };
      const context = await settledContext({ lists, settings: { atHome } });
      // With the three films of the watchlist that both lists have, too.
      await fillFile(context, most - 13);
      await add(context);
      await add(context, OTHER);
      expect(await storedFollowed(context)).toEqual(slugs(firstFilms(13)));
      const seen = await followedLists(context);
      expect(seen).toMatchObject([{ isProven: 1 }, { isProven: 0, failure: "too-many-films" }]);
      const [now, then] = [most, most + 1].map((n) => n.toLocaleString("en"));
      expect(seen[1]?.detail).toContain(`${now} different films`);
      expect(seen[1]?.detail).toContain(`would be ${then}`);
    },
  );

  it(
    "are refused of a list that is brought back, and it stays removed",
    { timeout: 60_000 },
    async () => {
      const lists = { [PATH]: { films: firstFilms(13) } };
      const context = await settledContext({ lists, settings: { atHome: false } });
      const added = await add(context);
      if (added === "too-many" || "kind" in added) throw new Error("one list");
      await removeList(context.db, added.list.id, Math.floor(context.now() / 1000));
      await fillFile(context, 4990);
      expect(await followAgain(context, added.list.id)).toMatchObject({
        kind: "too-many-films",
        detail: expect.stringContaining("would be 5,003"),
      });
      expect(await add(context)).toMatchObject({ kind: "too-many-films" });
      await context.db.run(sql`delete from list_films where film_id > 104980`);
      expect(await followAgain(context, added.list.id)).toMatchObject({ was: "removed" });
    },
  );

  it(
    "never refuse a watchlist, nor a list that brings no other film",
    { timeout: 60_000 },
    async () => {
      const lists = { [PATH]: { films: firstFilms(3) } };
      const watchlist = [...WATCHLIST];
      const context = await settledContext({ lists, watchlist, settings: { atHome: false } });
      await fillFile(context, 6000);
      await add(context);
      expect(await storedFollowed(context)).toEqual(slugs(firstFilms(3)));
      watchlist.unshift(listedFilm(4));
      await press(context);
      expect((await findStatus(context)).lastRefresh).toMatchObject({ outcome: "done", films: 4 });
      expect(await storedList(context)).toEqual(slugs(watchlist));
    },
  );
});

describe("the first look-ups of a day", () => {
  const today = (films: number) => sql`
    insert into memory (key, value) values ('first-lookups',
      json_object('day', cast(${DAY} as integer), 'films', cast(${films} as integer)))
    on conflict (key) do update set value = excluded.value`;
  const DAY = Math.floor(Date.UTC(2026, 10, 1) / DAY_MS);

  async function nearTheLimit(atHome: boolean) {
    const context = await settledContext({
      lists: { [PATH]: { films: firstFilms(33) } },
      settings: { atHome },
    });
    const counted = sql`select value ->> 'films' as n from memory where key = 'first-lookups'`;
    const before = await context.db.get<{ n: number } | undefined>(counted);
    await context.db.run(today(2988));
    const tmdb = serveTmdb();
    context.tmdb = { ...context.tmdb, ...tmdb };
    const lookedUp = () => tmdb.asked.length;
    const waiting = async () => {
      const [stored] = [await layoutOf(context.db, context.settings)];
      return readLayout(stored, context.settings).waiting;
    };
    const count = async () => (await context.db.get<{ n: number }>(counted)).n;
    return Object.assign(context, { before, lookedUp, waiting, count });
  }

  it("are limited on Cloudflare; the rest goes on after midnight, by the tick", async () => {
    const context = await nearTheLimit(false);
    expect(context.before).toEqual({ n: 3 });
    await add(context);
    expect(await storedFollowed(context)).toHaveLength(33);
    expect(context.lookedUp()).toBe(12);
    expect(await context.count()).toBe(3000);
    expect(await context.waiting()).toBe(18);

    // 1 November, 12:00: no tick of this day goes on.
    context.pass(11 * 3_600_000);
    await tick(context, { atStart: false });
    await runToTheEnd(context);
    expect(context.lookedUp()).toBe(12);

    context.pass(3_600_000);
    await tick(context, { atStart: false });
    await runToTheEnd(context);
    expect(context.lookedUp()).toBe(30);
    expect(await context.count()).toBe(18);
    expect(await context.waiting()).toBe(0);
    const { lastRefresh } = await findStatus(context);
    expect(lastRefresh).toMatchObject({ trigger: "rest", outcome: "done", lookedUp: 18 });

    await tick(context, { atStart: false });
    expect((await findStatus(context)).lastRefresh?.id).toBe(lastRefresh?.id);
    expect((await findStatus(context)).state).toBe("idle");
  });

  it("are not limited at home", async () => {
    const context = await nearTheLimit(true);
    expect(context.before).toBeUndefined();
    await add(context);
    expect(context.lookedUp()).toBe(30);
    expect(await context.waiting()).toBe(0);
  });

  it("do not limit the look-ups of films that were looked up before", async () => {
    const context = await nearTheLimit(false);
    await context.db.run(today(3000));
    context.pass(21 * 3_600_000);
    await context.db.run(sql`
      update memory set value = json_set(value, '$.day', cast(${DAY + 1} as integer)) where key = 'first-lookups'`);
    await startRefresh(context, "button");
    await runToTheEnd(context);
    expect(context.lookedUp()).toBe(3);
    expect(await context.count()).toBe(3000);
  });

  const rests = sql`select count(*) as n from refreshes where "trigger" = 'rest'`;

  async function tickThrice(context: Awaited<ReturnType<typeof nearTheLimit>>) {
    for (let i = 0; i < 3; i++) {
      await tick(context, { atStart: false });
      await runToTheEnd(context);
      context.pass(300_000);
    }
  }

  it("are not begun anew where nothing is left", async () => {
    const context = await nearTheLimit(false);
    await context.db.run(today(3000));
    context.pass(12.1 * 3_600_000);
    await tickThrice(context);
    expect(await context.db.get(rests)).toEqual({ n: 0 });
  });

  it("go on, once, although those of the day before went on past midnight", async () => {
    const context = await nearTheLimit(false);
    await add(context);
    expect(await context.waiting()).toBe(18);
    context.pass(12.1 * 3_600_000);
    // What the first look-up after midnight writes.
    await context.db.run(sql`
      update memory set value = json_object('day', cast(${DAY + 1} as integer), 'films', 5)
      where key = 'first-lookups'`);
    await tickThrice(context);
    expect(await context.waiting()).toBe(0);
    expect(await context.db.get(rests)).toEqual({ n: 1 });
  });
});
