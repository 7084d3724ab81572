import { beforeEach, describe, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { findStatus } from "../../src/refresh/status.ts";
import { listed } from "../../src/d1/listed.ts";
import { startRefresh } from "../../src/refresh/start.ts";
import { tick } from "../../src/refresh/tick.ts";
import { bringFile } from "../d1/bring-file.ts";
import { placeFilms } from "../d1/place-films.ts";
import { createTestContext, listedFilm, type TestContext } from "../context.ts";
import { deliverAll, runToTheEnd } from "./deliver.ts";
import { emptyDatabase, storedList } from "./list.ts";
import { serveList, serveTmdb } from "./neighbours.ts";

beforeEach(emptyDatabase);

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;

async function settledWorld(settings: TestContext["settings"] | object = {}) {
  const list = Array.from({ length: 30 }, (_, i) => listedFilm(30 - i));
  const letterboxd = serveList(() => list);
  const context = createTestContext({ letterboxd, tmdb: serveTmdb(), settings });
  await tick(context, { atStart: true });
  await deliverAll(context);
  letterboxd.asked.length = 0;
  return Object.assign(context, { asked: letterboxd.asked });
}

async function refreshes(context: TestContext): Promise<string[]> {
  const rows = await context.db.all<{ trigger: string }>(
    sql`select "trigger" from refreshes order by id`,
  );
  return rows.map(({ trigger }) => trigger);
}

async function listedSlugs(context: TestContext): Promise<string[]> {
  const rows = await context.db.all<{ slug: string }>(
    sql`select slug from films where ${listed(context.settings)}`,
  );
  return rows.map(({ slug }) => slug);
}

describe("the button", () => {
  it("pressed fifty times at once starts one refresh", async () => {
    const context = await settledWorld({ cooldownMinutes: 0 });
    const starts = await Promise.all(
      Array.from({ length: 50 }, () => startRefresh(context, "button")),
    );
    expect(starts.filter(({ started }) => started).length).toBe(1);
    expect(context.sent.length).toBe(1);
  });

  it("rests for ten minutes after a refresh, and says for how long", async () => {
    const context = await settledWorld();
    context.pass(4 * MINUTE_MS);
    const start = await startRefresh(context, "button");
    expect(start).toMatchObject({ started: false, reason: "resting" });
    expect(start.started || start.reason === "running" || start.retryAfterSeconds).toBe(360);

    context.pass(6 * MINUTE_MS);
    expect((await startRefresh(context, "button")).started).toBe(true);
  });

  it("does not rest when told so", async () => {
    const context = await settledWorld({ cooldownMinutes: 0 });
    expect((await startRefresh(context, "button")).started).toBe(true);
  });
});

describe("the schedule", () => {
  it("starts a refresh when its time has come, once", async () => {
    // The clock starts on a Sunday at noon; the default schedule is Sunday at midnight.
    const context = await settledWorld();
    context.pass(6 * DAY_MS);
    await tick(context, { atStart: false });
    expect(await refreshes(context)).toEqual(["first"]);
    expect((await findStatus(context)).nextRefreshAt).toBe("2026-11-08T00:00:00.000Z");

    context.pass(DAY_MS / 2 + MINUTE_MS);
    await tick(context, { atStart: false });
    await deliverAll(context);
    await tick(context, { atStart: false });
    expect(await refreshes(context)).toEqual(["first", "schedule"]);
    expect((await findStatus(context)).nextRefreshAt).toBe("2026-11-15T00:00:00.000Z");
  });

  it("catches up once what was missed while the machine was off", async () => {
    const context = await settledWorld({ schedule: "0 4 * * *" });
    context.pass(10 * DAY_MS);
    await tick(context, { atStart: true });
    await deliverAll(context);
    await tick(context, { atStart: true });
    expect(await refreshes(context)).toEqual(["first", "schedule"]);
  });

  it("means the time of the configured zone", async () => {
    const context = await settledWorld({ schedule: "30 6 * * *", timeZone: "America/New_York" });
    expect((await findStatus(context)).nextRefreshAt).toBe("2026-11-02T11:30:00.000Z");
  });

  it("is not bound by the button's rest", async () => {
    const context = await settledWorld({ schedule: "*/5 * * * *" });
    context.pass(5 * MINUTE_MS);
    await tick(context, { atStart: false });
    expect(await refreshes(context)).toEqual(["first", "schedule"]);
  });
});

describe("settings that change between two starts", () => {
  it("another country makes every answer stale at once, and the old one's offers stay for a while", async () => {
    const context = await settledWorld();
    context.settings = { ...context.settings, country: "DE" };
    await tick(context, { atStart: true });
    await deliverAll(context);

    expect(await refreshes(context)).toEqual(["first", "settings"]);
    const asked = sql`select distinct key as country from films, json_each(countries) order by 1`;
    expect(await context.db.all(asked)).toEqual([{ country: "DE" }, { country: "GB" }]);
    expect(await context.db.all(sql`select * from arrivals`)).toEqual([]);
  });

  it("another member's list is read whole, and until then the old one is not shown as theirs", async () => {
    const context = await settledWorld();
    await placeFilms(context.db, { kind: "file", which: sql`slug = 'film-3'` });
    context.settings = { ...context.settings, members: ["grace"] };
    expect(await listedSlugs(context)).toEqual([]);

    await tick(context, { atStart: true });
    await deliverAll(context);
    expect(context.asked).toEqual([1, 2]);
    expect((await listedSlugs(context)).length).toBe(30);
  });

  it("a member's name that comes back finds the list as it was", async () => {
    const context = await settledWorld();
    const before = await storedList(context);
    context.settings = { ...context.settings, members: ["grace"] };
    await tick(context, { atStart: true });
    await deliverAll(context);
    context.settings = { ...context.settings, members: ["ada"] };
    expect(await storedList(context)).toEqual(before);
  });

  it("the first name takes over what was brought while nobody was named", async () => {
    const context = await settledWorld({ members: [] });
    const films = [{ slug: null, lid: "N1", title: "Film 77", year: 2001, addedOn: null }];
    await bringFile(context.db, context.settings, { fileName: "x.csv", films, now: 1 });
    const nobody = await listedSlugs(context);
    expect(nobody.length).toBe(1);

    context.settings = { ...context.settings, members: ["ada"] };
    expect(await listedSlugs(context)).toEqual(nobody);
    await tick(context, { atStart: true });
    expect(await listedSlugs(context)).toEqual(nobody);
    context.settings = { ...context.settings, members: ["grace"] };
    expect(await listedSlugs(context)).toEqual([]);
  });

  it("ends a refresh that was under way for the old settings", async () => {
    const context = await settledWorld({ cooldownMinutes: 0 });
    await startRefresh(context, "button");
    context.sent.length = 0;
    context.settings = { ...context.settings, members: ["grace"] };
    await tick(context, { atStart: true });
    await runToTheEnd(context);
    expect(await refreshes(context)).toEqual(["first", "button", "settings"]);
    expect((await findStatus(context)).lastRefresh).toMatchObject({ outcome: "done" });
  });
});

describe("an import whose process ended before it started look-ups", () => {
  it("has its films looked up by the next tick", async () => {
    const context = await settledWorld();
    context.pass(MINUTE_MS);
    await context.db.run(sql`
      insert into films (title, year, source, created_at) values ('Film 78', 2001, 'export', 0)`);
    await placeFilms(context.db, { kind: "file", which: sql`title = 'Film 78'` });
    await context.db.run(sql`
      insert into imports (imported_at, file_name, films, added, removed)
      values (${Math.floor(context.now() / 1000)}, 'watchlist.csv', 1, 1, 0)`);
    await tick(context, { atStart: true });
    await deliverAll(context);

    expect(await refreshes(context)).toEqual(["first", "import"]);
    const film = await context.db.get(sql`select tmdb_id as id from films where title = 'Film 78'`);
    expect(film).toEqual({ id: 78 });
    await tick(context, { atStart: false });
    expect(await refreshes(context)).toEqual(["first", "import"]);
  });
});

describe("what TMDB said", () => {
  it("is forgotten after six months without a new answer, except what the owner decided", async () => {
    const context = await settledWorld();
    await context.db.run(sql`update films set "match" = 'owner' where slug = 'film-2'`);
    const gone = sql`slug in ('film-1', 'film-2')`;
    await context.db.run(sql`
      update list_films set place = null where film_id in (select id from films where ${gone})`);
    context.pass(181 * DAY_MS);
    await startRefresh(context, "import");
    const kept = await context.db.all(
      sql`select slug, tmdb_id as id, poster from films where ${gone} order by slug`,
    );
    expect(kept).toEqual([
      { slug: "film-1", id: null, poster: null },
      { slug: "film-2", id: 2, poster: null },
    ]);
  });
});

describe("an import while a refresh is under way", () => {
  it("has its films looked up by that refresh", async () => {
    const context = await settledWorld({ cooldownMinutes: 0 });
    await startRefresh(context, "button");
    await context.db.run(sql`
      insert into films (title, year, source, created_at) values ('Film 77', 2001, 'export', 0)`);
    await placeFilms(context.db, { kind: "file", which: sql`title = 'Film 77'` });
    expect(await startRefresh(context, "import")).toMatchObject({ reason: "running" });
    await runToTheEnd(context);

    const film = await context.db.get(sql`select tmdb_id as id from films where title = 'Film 77'`);
    expect(film).toEqual({ id: 77 });
  });
});
