// Checks field by field that a database of the first version becomes today's. The rows are written by hand, with the
// columns that it wrote; test/upgrade compares the pages of the real first version with ours.

import { env } from "cloudflare:workers";
import { sql, type SQL } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { connectDatabase } from "../../src/d1/database.ts";
import { chunksOf, jsonRows } from "../../src/d1/json-rows.ts";
import { listed, placeOf } from "../../src/d1/listed.ts";
import { forgetFirstVersion } from "../../src/d1/forget-films.ts";
import { undoImport } from "../../src/d1/undo-import.ts";
import { bringFile } from "./bring-file.ts";
import { moveLateWrites } from "../../src/d1/late-writes.ts";
import { isUpgraded, upgrade } from "../../src/d1/upgrade.ts";
import { noOffers } from "../../src/film.ts";
import { findStatus } from "../../src/refresh/status.ts";
import { tick } from "../../src/refresh/tick.ts";
import { createTestContext, listedFilm } from "../context.ts";
import { deliver, deliverAll, runToTheEnd } from "../refresh/deliver.ts";
import { emptyDatabase } from "../refresh/list.ts";
import { serveList, serveTmdb } from "../refresh/neighbours.ts";
import { countingWrites } from "./counting-writes.ts";

const d1 = countingWrites(env.DB);
const db = connectDatabase(d1);
const ADA = { members: ["ada"], country: "GB" };
/** 1 November 2026, 12:00 UTC, when the clock of the tests begins. */
const NOW = Date.UTC(2026, 10, 1, 12) / 1000;
const DAY = 86_400;

beforeEach(emptyDatabase);

const NETFLIX = { ...noOffers(), stream: [{ id: 8, name: "Netflix", logo: "/n.jpg" }] };

/** The first version's columns, by their names in the database. */
type V1Film = Record<string, string | number | null>;

function v1Film(n: number, more: V1Film = {}): V1Film {
  return {
    id: n,
    slug: `film-${n}`,
    lid: `L${n}`,
    title: `Film ${n}`,
    year: 2001,
    source: "letterboxd",
    live_place: n,
    created_at: NOW - 90 * DAY,
    listed_at: NOW - 90 * DAY,
    match: "exact",
    tmdb_type: "movie",
    tmdb_id: n,
    country: "GB",
    offers: JSON.stringify(NETFLIX),
    link: `https://www.themoviedb.org/movie/${n}/watch?locale=GB`,
    changes: "[]",
    checked_at: NOW - 3 * DAY,
    ...more,
  };
}

const COLUMNS = [...Object.keys(v1Film(1)), "export_place", "added_on"];

async function storeV1(films: readonly V1Film[], member: string | null = "ada"): Promise<void> {
  const names = sql.raw(COLUMNS.map((name) => `"${name}"`).join(", "));
  const values = sql.raw(COLUMNS.map((name) => `value ->> '${name}'`).join(", "));
  for (const part of chunksOf(films)) {
    await db.run(sql`insert into films (${names}) select ${values} from ${jsonRows(part)}`);
  }
  if (member !== null) {
    const list = JSON.stringify({ username: member, readWholeAt: NOW - 20 * DAY });
    await db.run(sql`insert into memory (key, value) values ('live-list', ${list})`);
  }
  await storeRefresh(1, { state: "ended", outcome: "done", films: films.length });
}

async function storeRefresh(id: number, more: Record<string, unknown>): Promise<void> {
  const row: Record<string, unknown> = {
    trigger: "first",
    username: "ada",
    country: "GB",
    started_at: NOW - 3 * DAY,
    finished_at: more["state"] === "ended" ? NOW - 3 * DAY : null,
    progress_at: NOW - 3 * DAY,
    lookups_at: NOW - 3 * DAY,
    ...more,
  };
  const names = sql.raw(
    Object.keys(row)
      .map((name) => `"${name}"`)
      .join(", "),
  );
  const values = Object.values(row).map((value) => sql`${value}`);
  await db.run(
    sql`insert into refreshes (id, ${names}) values (${id}, ${sql.join(values, sql`, `)})`,
  );
}

async function storeV1Import(id: number, importedAt: number, before: unknown[] | null) {
  await db.run(sql`
    insert into imports (id, imported_at, file_name, films, added, removed, before)
    values (${id}, ${importedAt}, 'mine.csv', 2, 1, 0, ${before && JSON.stringify(before)})`);
}

/** A film's rows on the lists, by the kind of the list. */
async function placesOf(filmId: number) {
  const rows = await db.all<{ kind: string; place: number | null; addedOn: string | null }>(sql`
    select kind, place, added_on as "addedOn" from list_films join lists on lists.id = list_id
    where film_id = ${filmId} order by kind`);
  return rows;
}

async function listedIds(whose = ADA): Promise<number[]> {
  const rows = await db.all<{ id: number }>(sql`
    select id from films where ${listed(whose)} order by ${placeOf(whose)} desc, id`);
  return rows.map(({ id }) => id);
}

async function only<Row>(query: SQL): Promise<Row> {
  return db.get<Row>(query);
}

async function countriesOf(filmId: number): Promise<unknown> {
  const { json } = await only<{ json: string | null }>(
    sql`select countries as json from films where id = ${filmId}`,
  );
  return json === null ? null : JSON.parse(json);
}

describe("the move", () => {
  it("keeps each film where it was, and when it was first seen there", async () => {
    await storeV1([
      v1Film(1),
      v1Film(2, { export_place: 5, added_on: "2024-05-06", source: "both" }),
      v1Film(3, { live_place: null, export_place: 9, added_on: "2023-01-02", source: "export" }),
    ]);
    await upgrade(db, ADA, NOW);

    expect(await placesOf(1)).toEqual([{ kind: "watchlist", place: 1, addedOn: null }]);
    expect(await placesOf(2)).toEqual([
      { kind: "file", place: 5, addedOn: "2024-05-06" },
      { kind: "watchlist", place: 2, addedOn: null },
    ]);
    expect(await placesOf(3)).toEqual([{ kind: "file", place: 9, addedOn: "2023-01-02" }]);
    expect(await listedIds()).toEqual([3, 2, 1]);
    expect(await db.all(sql`select distinct listed_at as at from list_films`)).toEqual([
      { at: NOW - 90 * DAY },
    ]);
  });

  it("remembers that a film was removed, and the date that an earlier export gave", async () => {
    await storeV1([
      v1Film(1, { live_place: null }),
      v1Film(2, { added_on: "2022-02-03" }),
      v1Film(3, { live_place: null, source: "export", added_on: "2021-01-01" }),
    ]);
    await upgrade(db, ADA, NOW);

    expect(await listedIds()).toEqual([2]);
    expect(await placesOf(1)).toEqual([{ kind: "watchlist", place: null, addedOn: null }]);
    expect(await placesOf(2)).toEqual([
      { kind: "file", place: null, addedOn: "2022-02-03" },
      { kind: "watchlist", place: 2, addedOn: null },
    ]);
    expect(await placesOf(3)).toEqual([{ kind: "file", place: null, addedOn: "2021-01-01" }]);
  });

  it("gives the live list to the member whose it was, when it was proven and read whole", async () => {
    await storeV1([v1Film(1), v1Film(2, { export_place: 3, source: "both" })], "grace");
    await storeRefresh(2, { state: "ended", outcome: "done", username: "grace", films: 2 });
    await upgrade(db, ADA, NOW);

    const grace = { members: ["grace"], country: "GB" };
    expect(await listedIds()).toEqual([2]);
    expect(await listedIds(grace)).toEqual([2, 1]);
    const list = sql`select proven_at as "provenAt", read_whole_at as "readWholeAt" from lists
      where kind = 'watchlist' and member = 'grace'`;
    expect(await only(list)).toEqual({ provenAt: NOW - 3 * DAY, readWholeAt: NOW - 20 * DAY });
    const own = sql`select proven_at as "provenAt" from lists
      where kind = 'watchlist' and member = 'ada'`;
    expect(await only(own)).toEqual({ provenAt: null });
  });

  it("gives the export to the member whose the list was, wherever the settings name them now", async () => {
    await storeV1([v1Film(1, { export_place: 3, source: "both" })], "grace");
    await upgrade(db, { members: ["ada", "grace"], country: "GB" }, NOW);
    expect(await only(sql`select member from lists where kind = 'file'`)).toEqual({
      member: "grace",
    });
  });

  it("leaves an export to nobody where no name is configured", async () => {
    await storeV1([v1Film(1, { live_place: null, export_place: 1, source: "export" })], null);
    await upgrade(db, { members: [], country: "GB" }, NOW);
    expect(await only(sql`select kind, member from lists`)).toEqual({ kind: "file", member: null });
    expect(await listedIds(ADA)).toEqual([1]);
  });

  it("keeps offers and their page under the country that they are of", async () => {
    const link = "https://www.themoviedb.org/movie/2/watch?locale=US";
    await storeV1([
      v1Film(1),
      v1Film(2, { country: "US", link, live_place: null }),
      v1Film(3, { tmdb_id: null, tmdb_type: null, match: "not-found", offers: null, link: null }),
      v1Film(4, { country: null, offers: null, link: null, checked_at: null, match: "pending" }),
    ]);
    await upgrade(db, ADA, NOW);

    const home = { offers: NETFLIX, link: "https://www.themoviedb.org/movie/1/watch?locale=GB" };
    expect(await countriesOf(1)).toEqual({ GB: home });
    expect(await countriesOf(2)).toEqual({ US: { offers: NETFLIX, link } });
    expect(await countriesOf(3)).toBeNull();
    expect(await countriesOf(4)).toBeNull();
  });

  it("writes down what came and went, without a word on whose it was", async () => {
    const changes = [
      { id: 8, kind: "stream", came: true, at: NOW - 2 * DAY },
      { id: 11, kind: "ads", came: false, at: NOW - 50 * DAY },
    ];
    await storeV1([v1Film(1, { changes: JSON.stringify(changes) }), v1Film(2, { changes: null })]);
    await upgrade(db, ADA, NOW);
    expect(
      await db.all(sql`select film_id, country, provider, kind, came, at, mine_then from arrivals`),
    ).toEqual([
      {
        film_id: 1,
        country: "GB",
        provider: 8,
        kind: "stream",
        came: 1,
        at: NOW - 2 * DAY,
        mine_then: null,
      },
      {
        film_id: 1,
        country: "GB",
        provider: 11,
        kind: "ads",
        came: 0,
        at: NOW - 50 * DAY,
        mine_then: null,
      },
    ]);
  });

  it("touches neither what the owner decided, nor their services, nor the history", async () => {
    await storeV1([
      v1Film(1, { match: "owner", tmdb_id: 500 }),
      v1Film(2, {
        match: "not-on-tmdb",
        tmdb_id: null,
        tmdb_type: null,
        offers: null,
        country: null,
      }),
    ]);
    await db.run(sql`insert into memory (key, value) values ('services', '{"chosen":[8]}')`);
    const history = await db.all(sql`select * from refreshes`);
    await upgrade(db, ADA, NOW);

    expect(await db.all(sql`select "match", tmdb_id as id from films order by id`)).toEqual([
      { match: "not-on-tmdb", id: null },
      { match: "owner", id: 500 },
    ]);
    expect(await only(sql`select value from memory where key = 'services'`)).toEqual({
      value: '{"chosen":[8]}',
    });
    expect(await db.all(sql`select * from refreshes where id = 1`)).toEqual(history);
  });

  it("leaves an import that can be undone", async () => {
    await storeV1([
      v1Film(1, { export_place: 1, added_on: "2025-01-01", source: "both" }),
      v1Film(2, { live_place: null, source: "export" }),
    ]);
    await storeV1Import(1, NOW - 5 * DAY, [[2, 4, "2020-02-02"]]);
    await upgrade(db, ADA, NOW);
    expect(await undoImport(db, ADA, 1, NOW)).toBe(true);
    expect(await placesOf(1)).toEqual([
      { kind: "file", place: null, addedOn: null },
      { kind: "watchlist", place: 1, addedOn: null },
    ]);
    expect(await placesOf(2)).toEqual([{ kind: "file", place: 4, addedOn: "2020-02-02" }]);
    expect(await listedIds()).toEqual([2, 1]);
  });
});

it("keeps an import that can be undone when another member's file is imported", async () => {
  await storeV1([v1Film(1), v1Film(2, { live_place: null, source: "export", export_place: 1 })]);
  await storeV1Import(1, NOW - 5 * DAY, [[2, 4, "2020-02-02"]]);
  await upgrade(db, ADA, NOW);
  const both = { ...ADA, members: ["ada", "bob"] };
  const file = { fileName: "bob.csv", films: [], owner: "bob" };
  await bringFile(db, both, Object.assign(file, { now: NOW + 1 }));
  expect(await undoImport(db, both, 1, NOW + 2)).toBe(true);
  expect(await placesOf(2)).toEqual([{ kind: "file", place: 4, addedOn: "2020-02-02" }]);
});

describe("the move happens once", () => {
  const tables = ["films", "lists", "list_films", "arrivals", "refreshes", "memory", "readings"];
  const everything = () =>
    Promise.all(tables.map((table) => db.all(sql.raw(`select * from ${table}`))));

  it("and a second one changes nothing, and is no error", async () => {
    await storeV1([
      v1Film(1, { changes: JSON.stringify([{ id: 8, kind: "stream", came: true, at: 1 }]) }),
    ]);
    expect(await isUpgraded(db)).toBe(false);
    expect(await upgrade(db, ADA, NOW)).toBe(true);
    expect(await isUpgraded(db)).toBe(true);
    const after = await everything();
    expect(await upgrade(db, ADA, NOW + 60)).toBe(false);
    expect(await everything()).toEqual(after);
  });

  it("also where two invocations need it at once", async () => {
    await storeV1([v1Film(1)]);
    const both = await Promise.all([upgrade(db, ADA, NOW), upgrade(db, ADA, NOW)]);
    expect(both.filter((moved) => moved)).toHaveLength(1);
    expect(await placesOf(1)).toHaveLength(1);
    expect(await only(sql`select count(*) as n from refreshes`)).toEqual({ n: 2 });
  });

  it("and wholly: an end in the middle leaves all as it was, for the next one", async () => {
    await storeV1([v1Film(1, { offers: "{cut sh" })]);
    const before = await everything();
    await expect(upgrade(db, ADA, NOW)).rejects.toThrow("malformed JSON");
    expect(await everything()).toEqual(before);
    await db.run(sql`update films set offers = ${JSON.stringify(NETFLIX)}`);
    expect(await upgrade(db, ADA, NOW)).toBe(true);
    expect(await listedIds()).toEqual([1]);
  });

  it("has nothing to do in a new database, which begins as ever", async () => {
    const context = createTestContext({ letterboxd: serveList(() => [listedFilm(1)]) });
    await upgrade(db, ADA, NOW);
    expect(await db.all(sql`select id from lists`)).toEqual([]);
    await tick(context, { atStart: true });
    await deliverAll(context);
    expect(await db.all(sql`select "trigger" from refreshes`)).toEqual([{ trigger: "first" }]);
  });

  it("costs less than the Free plan's day for 10,000 films", { timeout: 120_000 }, async () => {
    const change = { kind: "stream", at: NOW - DAY };
    const changes = JSON.stringify([
      { ...change, id: 8, came: true },
      { ...change, id: 11, came: false },
    ]);
    await storeV1(
      Array.from({ length: 10_000 }, (_, i) =>
        v1Film(i + 1, { export_place: i + 1, added_on: "2024-01-01", source: "both", changes }),
      ),
    );
    d1.written = 0;
    await upgrade(db, ADA, NOW);
    console.log(`rows written by an upgrade of 10,000 films: ${d1.written}`);
    expect(d1.written).toBeLessThan(75_000);
    expect(await listedIds()).toHaveLength(10_000);
  });
});

describe("the columns of the first version", () => {
  it("are emptied of what TMDB said when six months have passed, and today's are not", async () => {
    await storeV1([v1Film(1)]);
    await upgrade(db, ADA, NOW);
    const old = sql`select country, offers, link, changes from films`;
    await forgetFirstVersion(db, NOW + 179 * DAY);
    expect(await only(old)).toMatchObject({ country: "GB", offers: JSON.stringify(NETFLIX) });
    await forgetFirstVersion(db, NOW + 181 * DAY);
    expect(await only(old)).toEqual({ country: null, offers: null, link: null, changes: null });
    expect(await countriesOf(1)).toHaveProperty("GB");
  });
});

describe("the refresh of an upgrade", () => {
  /** A context whose list has three films, of which the first version knew two. */
  function worldOf(settings: Partial<typeof ADA> = {}) {
    const letterboxd = serveList(() => [listedFilm(3), listedFilm(2), listedFilm(1)]);
    const tmdb = serveTmdb();
    const context = createTestContext({ letterboxd, tmdb, settings });
    return Object.assign(context, { asked: letterboxd.asked, lookedUp: tmdb.asked });
  }

  it("takes the place of the one that ran, reads the list and asks every film", async () => {
    await storeV1([v1Film(1, { checked_at: NOW }), v1Film(2, { checked_at: NOW })]);
    await storeRefresh(7, { trigger: "button", state: "reading", round: 1, pages_read: 1 });
    await db.run(sql`insert into pages (page, refresh_id, films, total) values (1, 7, '[]', 3)`);
    await db.run(sql`
      insert into lookups (refresh_id, film_ids, left_ids) values (7, '[1]', '[1]')`);
    await db.run(sql`insert into film_pages (film_id, refresh_id) values (2, 7)`);
    await upgrade(db, ADA, NOW);

    const begun = sql`select id, "trigger", every_film as "everyFilm" from refreshes where id > 1`;
    expect(await db.all(begun)).toEqual([{ id: 8, trigger: "upgrade", everyFilm: 1 }]);
    const context = worldOf();
    for (const body of [
      { refreshId: 7, step: "round 1, page 2" },
      { refreshId: 7, step: "film 2" },
    ]) {
      await deliver(context, { queue: "pages", body, at: 0 });
    }
    await deliver(context, { queue: "lookups", body: { refreshId: 7, lookupId: 1 }, at: 0 });
    expect([context.asked, context.lookedUp, context.sent]).toEqual([[], [], []]);

    await tick(context, { atStart: true });
    await runToTheEnd(context);
    expect(context.asked).toEqual([1]);
    expect(new Set(context.lookedUp)).toEqual(new Set([1, 2, 3]));
    expect(await listedIds()).toEqual([3, 2, 1]);
    expect((await findStatus(context)).lastRefresh).toMatchObject({
      trigger: "upgrade",
      outcome: "done",
      added: 1,
    });
    await tick(context, { atStart: false });
    expect((await findStatus(context)).state).toBe("idle");
  });

  it("asks every film of an export too, where no member is configured", async () => {
    await storeV1(
      [v1Film(1, { live_place: null, export_place: 1, source: "export", checked_at: NOW })],
      null,
    );
    await upgrade(db, { members: [], country: "GB" }, NOW);
    const context = worldOf({ members: [] });
    await tick(context, { atStart: true });
    await runToTheEnd(context);
    expect([context.asked, context.lookedUp]).toEqual([[], [1]]);
  });

  it("leaves a wall before Letterboxd alone until its time is over", async () => {
    await storeV1([v1Film(1)]);
    await db.run(sql`
      insert into gate (name, closed_until) values ('letterboxd', ${(NOW + 1800) * 1000})`);
    await upgrade(db, ADA, NOW);
    const context = worldOf();
    await tick(context, { atStart: true });
    await deliverAll(context);
    expect(context.asked).toEqual([]);
    context.pass(1_801_000);
    await runToTheEnd(context);
    expect(context.asked).toEqual([1]);
  });
});

describe("what the first version wrote after the move", () => {
  const TAKEN = { fileName: "new.csv", now: NOW + 30 };
  const look = (after = 300) => moveLateWrites(db, ADA, NOW + after);

  beforeEach(async () => {
    await storeV1([
      v1Film(1),
      v1Film(2, { live_place: null, export_place: 1, added_on: "2024-01-01", source: "export" }),
      v1Film(3, { live_place: null, export_place: 2, source: "export" }),
    ]);
    await storeV1Import(1, NOW - 5 * DAY, null);
    await upgrade(db, ADA, NOW);
  });

  it("is not looked for where there is nothing, and costs no film", async () => {
    d1.written = 0;
    expect(await look()).toBe(false);
    expect(d1.written).toBe(1);
  });

  it("an export is taken over: films that came, that left, and their dates", async () => {
    await storeV1Import(2, NOW - 1, [
      [2, 1, "2024-01-01"],
      [3, 2, null],
    ]);
    await db.run(sql`update films set export_place = null where id = 3`);
    await db.run(sql`update films set export_place = 4, added_on = '2026-10-31' where id = 1`);
    expect(await look()).toBe(true);
    expect(await placesOf(1)).toMatchObject([{ place: 4, addedOn: "2026-10-31" }, { place: 1 }]);
    expect(await placesOf(2)).toMatchObject([{ place: 1, addedOn: "2024-01-01" }]);
    expect(await placesOf(3)).toMatchObject([{ place: null }]);
    expect(await undoImport(db, ADA, 2, NOW + 400)).toBe(true);
    expect(await listedIds()).toEqual([3, 1, 2]);
  });

  it("an export that was taken back is taken back here too", async () => {
    await db.run(sql`update imports set undone_at = ${NOW + 1} where id = 1`);
    await db.run(sql`update films set export_place = null, added_on = null where id in (2, 3)`);
    expect(await look()).toBe(true);
    expect(await listedIds()).toEqual([1]);
  });

  it("the first export of all gets its list", async () => {
    await db.run(sql`delete from lists where kind = 'file'`);
    await db.run(sql`delete from list_films`);
    await storeV1Import(2, NOW + 1, []);
    expect(await look()).toBe(true);
    expect(await listedIds()).toEqual([3, 2]);
  });

  it("never goes before what today's version was given since", async () => {
    await storeV1Import(2, NOW + 1, []);
    await db.run(sql`update films set export_place = 4 where id = 1`);
    const films = [{ slug: null, lid: "L3", title: "Film 3", year: 2001, addedOn: null }];
    await bringFile(db, ADA, { ...TAKEN, films });
    expect(await look()).toBe(false);
    expect(await placesOf(1)).toMatchObject([{ kind: "watchlist" }]);
    expect(await placesOf(2)).toMatchObject([{ place: null }]);
  });

  it("a choice takes the wrong title's offers away, however it was moved", async () => {
    await db.run(sql`
      update films set "match" = 'not-on-tmdb', tmdb_id = null, tmdb_type = null, country = null,
        offers = null, link = null, changes = null, checked_at = null where id = 1`);
    expect(await look()).toBe(true);
    expect(await countriesOf(1)).toBeNull();
    expect(await countriesOf(2)).not.toBeNull();
  });

  it("a title that was picked is looked up, and is no arrival, before anybody has looked", async () => {
    // The next check is an hour away.
    await moveLateWrites(db, ADA, NOW);
    await db.run(sql`
      update films set "match" = 'owner', tmdb_id = 77, country = null, offers = null, link = null,
        changes = null, checked_at = null where id = 1`);
    const moved = JSON.stringify({ GB: { offers: noOffers(), link: null } });
    await db.run(sql`update films set countries = ${moved} where id = 1`);
    const letterboxd = serveList(() => [listedFilm(1)]);
    const tmdb = serveTmdb();
    const context = createTestContext({ letterboxd, tmdb });
    await tick(context, { atStart: true });
    await runToTheEnd(context);
    expect(tmdb.asked).toContain(77);
    expect(await countriesOf(1)).toHaveProperty("GB");
    expect(await db.all(sql`select id from arrivals`)).toEqual([]);
  });

  it("a film that was merged away leaves nothing behind", async () => {
    await db.run(sql`delete from films where id = 3`);
    await db.run(sql`update films set export_place = 2 where id = 1`);
    expect(await look()).toBe(true);
    expect(await placesOf(3)).toEqual([]);
    expect(await placesOf(1)).toMatchObject([{ kind: "file", place: 2 }, { kind: "watchlist" }]);
  });

  it("is looked for once an hour, and for a day", async () => {
    await look(300);
    await storeV1Import(2, NOW + 1, []);
    await db.run(sql`update films set export_place = 4 where id = 1`);
    expect(await look(600)).toBe(false);
    expect(await look(DAY + 1)).toBe(false);
    expect(await look(4000)).toBe(true);
  });
});
