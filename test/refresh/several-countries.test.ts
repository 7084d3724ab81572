// Several countries in the settings: what is looked up, kept and forgotten as they change.

import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { connectDatabase } from "../../src/d1/database.ts";
import { done } from "../../src/failure.ts";
import { noOffers } from "../../src/film.ts";
import { refreshProviders } from "../../src/refresh/providers.ts";
import { startRefresh } from "../../src/refresh/start.ts";
import { tick } from "../../src/refresh/tick.ts";
import { createTestContext, listedFilm, tmdbFilm, type TestContext } from "../context.ts";
import { countingWrites } from "../d1/counting-writes.ts";
import { deliverAll, runToTheEnd } from "./deliver.ts";
import { emptyDatabase } from "./list.ts";
import { serveList, serveTmdb } from "./neighbours.ts";

beforeEach(emptyDatabase);

const DAY_MS = 86_400_000;
const FILMS = 12;

interface World extends TestContext {
  /** TMDB's numbers, as they were asked for. */
  asked: number[];
  read: number[];
}

async function world(...countries: string[]): Promise<World> {
  const letterboxd = serveList(() =>
    Array.from({ length: FILMS }, (_, i) => listedFilm(FILMS - i)),
  );
  const { asked, ...tmdb } = serveTmdb();
  const context = createTestContext({ letterboxd, tmdb });
  const made = Object.assign(context, { asked, read: letterboxd.asked });
  await move(made, ...countries);
  return made;
}

/** The settings name these countries from now on; then all that follows is done. */
async function move(context: World, country = "GB", ...abroad: string[]): Promise<void> {
  context.settings = { ...context.settings, country, abroad };
  context.asked.length = 0;
  context.read.length = 0;
  await tick(context, { atStart: false });
  await runToTheEnd(context);
  await tick(context, { atStart: false });
  await runToTheEnd(context);
}

async function triggers(context: TestContext): Promise<string[]> {
  const rows = await context.db.all<{ trigger: string }>(
    sql`select "trigger" from refreshes order by id`,
  );
  return rows.map(({ trigger }) => trigger);
}

/** How many films have offers of each country, in their rows and in their entries. */
async function kept(context: TestContext): Promise<Record<string, number>> {
  const rows = await context.db.all<{ country: string; n: number; entries: number }>(sql`
    select here.key as country, count(*) as n, sum(entry -> '$[9]' -> here.key is not null) as entries
    from films, json_each(countries) as here group by here.key order by here.key`);
  for (const { n, entries } of rows) expect(entries).toBe(n);
  return Object.fromEntries(rows.map(({ country, n }) => [country, n]));
}

async function partsOf(context: TestContext): Promise<string[]> {
  const rows = await context.db.all<{ name: string }>(sql`
    select name from snapshot where name glob 'c[ho]*' or name glob 'providers*' order by name`);
  return rows.map(({ name }) => name);
}

describe("Several countries", () => {
  it("take one request a film, and only they are kept", async () => {
    const context = await world("GB", "US", "DE");
    expect(await triggers(context)).toEqual(["first"]);
    expect(context.asked.length).toBe(FILMS);
    expect(await kept(context)).toEqual({ DE: FILMS, GB: FILMS, US: FILMS });
    expect(await partsOf(context)).toEqual([
      "changes DE",
      "changes GB",
      "changes US",
      "coming DE",
      "coming GB",
      "coming US",
      "providers DE",
      "providers GB",
      "providers US",
    ]);
  });

  it("write as many rows for a film as one does", async () => {
    const written: number[] = [];
    for (const countries of [["GB"], ["GB", "US", "DE", "FR", "IT", "ES"]]) {
      await emptyDatabase();
      const context = await world(...countries);
      context.pass(DAY_MS);
      const d1 = countingWrites(env.DB);
      Object.assign(context, { db: connectDatabase(d1) });
      await startRefresh(context, "button");
      await deliverAll(context);
      written.push(d1.written);
    }
    expect(written[0]).toBeGreaterThan(FILMS);
    expect(written[1]).toBe(written[0]);
  });
});

describe("A country that is added", () => {
  it("has every film looked up at once, and no list read", async () => {
    const context = await world("GB");
    await move(context, "GB", "US");
    expect(await triggers(context)).toEqual(["first", "country"]);
    expect([context.asked.length, context.read.length]).toEqual([FILMS, 0]);
    expect(await kept(context)).toEqual({ GB: FILMS, US: FILMS });
    expect(await context.db.all(sql`select * from arrivals`)).toEqual([]);
  });

  it("is filled although the Worker was killed in the middle", async () => {
    const context = await world("GB");
    context.settings = { ...context.settings, abroad: ["US"] };
    await tick(context, { atStart: false });
    // The first message is done, and all others are lost.
    const [first] = context.sent;
    context.sent.splice(0, context.sent.length, ...(first ? [first] : []));
    await deliverAll(context);
    const half = (await kept(context))["US"] ?? 0;
    expect(half).toBeGreaterThan(0);
    expect(half).toBeLessThan(FILMS);

    await tick(context, { atStart: true });
    await runToTheEnd(context);
    expect((await kept(context))["US"]).toBe(FILMS);
    expect((await triggers(context)).slice(0, 2)).toEqual(["first", "country"]);
  });

  it("waits for a refresh that is under way, whose films are looked up for both", async () => {
    const context = await world("GB");
    context.pass(DAY_MS);
    await startRefresh(context, "button");
    await move(context, "GB", "US");
    expect((await triggers(context)).slice(0, 2)).toEqual(["first", "button"]);
    expect(context.asked.length).toBe(FILMS);
    expect(await kept(context)).toEqual({ GB: FILMS, US: FILMS });
  });
});

describe("A change that needs no request", () => {
  it.each([
    ["another order", ["GB", "DE", "US"]],
    ["another home", ["US", "GB", "DE"]],
    ["one country less", ["GB", "DE"]],
    ["home alone abroad", ["US"]],
  ])("is %s", async (_, countries) => {
    const context = await world("GB", "US", "DE");
    await move(context, ...countries);
    expect(await triggers(context)).toEqual(["first"]);
    expect([context.asked.length, context.read.length]).toEqual([0, 0]);
  });

  it("is a country that comes back within 60 days: its offers were looked up all the time", async () => {
    const context = await world("GB", "US");
    await move(context, "GB");
    context.pass(50 * DAY_MS);
    await tick(context, { atStart: false });
    await runToTheEnd(context);
    expect(await kept(context)).toEqual({ GB: FILMS, US: FILMS });
    expect(await partsOf(context)).toEqual(["changes GB", "coming GB", "providers GB"]);
    const before = await triggers(context);
    await move(context, "GB", "US");
    expect(await triggers(context)).toEqual(before);
    expect(context.asked.length).toBe(0);
  });

  it("brings back what came meanwhile", async () => {
    const context = await world("GB", "US");
    await move(context, "GB");
    context.tmdb.readFilm = async (key) => {
      const stream = [{ id: 8, name: "Netflix", logo: null }];
      const more = [...stream, { id: 11, name: "MUBI", logo: null }];
      const there = { offers: { ...noOffers(), stream: more }, link: null };
      const here = { offers: { ...noOffers(), stream }, link: null };
      return done(tmdbFilm(key, { countries: { GB: here, US: there } }));
    };
    context.pass(8 * DAY_MS);
    await move(context, "GB");
    await move(context, "GB", "US");
    const rows = await context.db.all(
      sql`select country, provider, count(*) as n from arrivals where came group by country, provider`,
    );
    expect(rows).toEqual([{ country: "US", provider: 11, n: FILMS }]);
  });

  it("does not end a refresh that is under way", async () => {
    const context = await world("GB", "US");
    context.pass(DAY_MS);
    await startRefresh(context, "button");
    await move(context, "US", "GB");
    const [row] = await context.db.all<{ outcome: string }>(
      sql`select outcome from refreshes where "trigger" = 'button'`,
    );
    expect(row).toEqual({ outcome: "done" });
  });
});

describe("A country that was removed 60 days ago", () => {
  it("is forgotten, with its arrivals and its services", async () => {
    const context = await world("GB", "US");
    await context.db.run(sql`
      insert into arrivals (film_id, country, provider, kind, came, at)
      values (1, 'US', 8, 'stream', 1, 1), (1, 'GB', 8, 'stream', 1, 1)`);
    await move(context, "GB");
    context.pass(59 * DAY_MS);
    await tick(context, { atStart: false });
    await runToTheEnd(context);
    expect((await kept(context))["US"]).toBe(FILMS);
    context.pass(DAY_MS);
    await tick(context, { atStart: false });
    expect(await kept(context)).toEqual({ GB: FILMS });
    const of = (what: ReturnType<typeof sql>) => context.db.all<{ it: string }>(what);
    expect(await of(sql`select distinct country as it from arrivals`)).not.toContainEqual({
      it: "US",
    });
    expect(await of(sql`select key as it from memory where key glob 'providers:*'`)).toEqual([
      { it: "providers:GB" },
    ]);

    await runToTheEnd(context);
    await move(context, "GB", "US");
    expect((await triggers(context)).at(-1)).toBe("country");
    expect((await kept(context))["US"]).toBe(FILMS);
  });
});

describe("What is stored of TMDB's answer for the whole world", () => {
  it("are the configured countries alone", async () => {
    const context = await world("GB", "US");
    const bytes = await context.db.all<{ bytes: number }>(
      sql`select max(length(countries)) as bytes from films`,
    );
    expect(bytes[0]?.bytes).toBeLessThan(500);
  });
});

describe("The services of each country", () => {
  it("are read once a week, and three countries at once on Cloudflare", async () => {
    const context = await world();
    const read: string[] = [];
    context.tmdb.listProviders = async (country) => {
      read.push(country);
      return done([]);
    };
    await context.db.run(sql`delete from memory where key = 'providers-read'`);
    context.settings = { ...context.settings, abroad: ["US", "DE", "FR"], atHome: false };
    await refreshProviders(context);
    expect(read).toEqual(["GB", "US", "DE"]);
    await refreshProviders(context);
    expect(read).toEqual(["GB", "US", "DE", "FR"]);
    await refreshProviders(context);
    context.settings = { ...context.settings, country: "US", abroad: ["GB", "DE", "FR"] };
    await refreshProviders(context);
    expect(read.length).toBe(4);
  });

  it("decide what was mine when a film came, in each country for itself", async () => {
    const context = await world("GB", "US");
    const chosen = (ids: number[]) =>
      JSON.stringify({ chosen: ids, without: [], rent: false, buy: false });
    await context.db.run(sql`
      insert into memory (key, value) values ('services', ${chosen([11])}), ('services:US', ${chosen([9])})`);
    context.tmdb.readFilm = async (key) => {
      const service = (id: number) => ({ ...noOffers(), stream: [{ id, name: "S", logo: null }] });
      return done(
        tmdbFilm(key, {
          countries: {
            GB: { offers: service(119), link: null },
            US: { offers: service(9), link: null },
          },
        }),
      );
    };
    context.pass(DAY_MS);
    await startRefresh(context, "button");
    await runToTheEnd(context);
    const rows = await context.db.all(sql`
      select distinct country, provider, mine_then as mine from arrivals where came order by country`);
    expect(rows).toEqual([
      { country: "GB", provider: 119, mine: 0 },
      { country: "US", provider: 9, mine: 1 },
    ]);
  });
});
