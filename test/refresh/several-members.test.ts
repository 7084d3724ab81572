// Several names in the settings: each watchlist has its own proof and failure, and one that is removed comes back.

import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { films, lists } from "../../src/d1/schema.ts";
import { failed } from "../../src/failure.ts";
import type { ListedFilm } from "../../src/film.ts";
import { combine } from "../../src/list/combine.ts";
import { PLAIN_QUERY, type Query } from "../../src/list/query.ts";
import { viewOf } from "../../src/list/view.ts";
import type { Letterboxd } from "../../src/ports.ts";
import { tick } from "../../src/refresh/tick.ts";
import { findStatus } from "../../src/refresh/status.ts";
import { ownLayout } from "../../src/web/layout-data.ts";
import { readPage } from "../../src/web/read-page.ts";
import { createTestContext, listedFilm, type TestContext } from "../context.ts";
import { deliverAll } from "./deliver.ts";
import { emptyDatabase, provenMembers } from "./list.ts";
import { serveLists, serveTmdb } from "./neighbours.ts";

const DAY_MS = 86_400_000;

function numbered(...numbers: number[]): ListedFilm[] {
  return numbers.map((n) => listedFilm(n));
}

/** Ada and Grace have film 3 and film 4 in common. */
const ADA = numbered(5, 4, 3, 2, 1);
const GRACE = numbered(3, 7, 4, 6);

let context: TestContext;
let asked: string[];
let isGracePrivate: boolean;

beforeEach(async () => {
  await emptyDatabase();
  isGracePrivate = false;
  const served = serveLists({ ada: ADA, grace: GRACE });
  asked = served.asked;
  const readWatchlistPage: Letterboxd["readWatchlistPage"] = async (member, page) =>
    member === "grace" && isGracePrivate
      ? failed("private", "403")
      : served.readWatchlistPage(member, page);
  context = createTestContext({
    letterboxd: { readWatchlistPage },
    tmdb: serveTmdb(),
    settings: { members: ["ada", "grace"], cooldownMinutes: 0 },
  });
});

async function refresh() {
  await tick(context, { atStart: false });
  await deliverAll(context);
}

async function titles(query: Partial<Query> = {}): Promise<string[]> {
  const { snapshot, layout } = await readPage(context);
  const view = viewOf(snapshot, layout.choice, { ...PLAIN_QUERY, ...query }, context.now() / 1000);
  const shown: string[] = [];
  for (const { id } of view.films) {
    const [row] = await context.db
      .select()
      .from(films)
      .where(sql`id = ${id}`);
    shown.push(row?.title ?? "");
  }
  return shown;
}

function named(...numbers: number[]): string[] {
  return numbers.map((n) => listedFilm(n).title);
}

describe("two names", () => {
  test("are read one after the other, and shown as what any of them has, by the smallest rank", async () => {
    await refresh();
    expect(asked).toEqual(["ada 1", "grace 1"]);
    expect(await provenMembers(context)).toEqual(["ada", "grace"]);
    expect(await titles()).toEqual(named(5, 3, 4, 7, 2, 6, 1));
  });

  test("agree on what all of them have, by the smallest sum of ranks", async () => {
    await refresh();
    expect(await titles({ all: true })).toEqual(named(3, 4));
  });

  test("are shown one by one", async () => {
    await refresh();
    const { snapshot } = await readPage(context);
    const [, grace] = snapshot.lists;
    expect(snapshot.lists.map(({ member }) => member)).toEqual(["ada", "grace"]);
    expect(await titles({ lists: [grace?.id ?? 0] })).toEqual(named(3, 7, 4, 6));
  });

  test("have failures of their own: whose list it is, is said, and the other one is read", async () => {
    await refresh();
    isGracePrivate = true;
    context.pass(8 * DAY_MS);
    await refresh();

    const { lastRefresh } = await findStatus(context);
    expect(lastRefresh).toMatchObject({ outcome: "partial", failure: { kind: "private" } });
    expect(lastRefresh?.lists).toMatchObject([
      { name: "ada", state: "proven", films: 5, failure: null },
      { name: "grace", state: "failed", films: null, failure: { kind: "private" } },
    ]);
    expect((await ownLayout(context)).failure).toMatchObject({ lists: ["Watchlist of grace"] });
    expect(await titles()).toHaveLength(7);
  });
});

describe("a name that is removed", () => {
  async function without() {
    await refresh();
    context.settings = { ...context.settings, members: ["ada"] };
  }

  test("hides its watchlist at once", async () => {
    await without();
    expect(await titles()).toEqual(named(5, 4, 3, 2, 1));
  });

  test("brings it back as it was, before anything is read again", async () => {
    await without();
    await refresh();
    context.pass(59 * DAY_MS);
    await refresh();
    asked.length = 0;
    context.settings = { ...context.settings, members: ["ada", "grace"] };
    expect(await titles()).toHaveLength(7);
    expect(asked).toEqual([]);
  });

  test("is forgotten after sixty days, but for its films", async () => {
    await without();
    await refresh();
    context.pass(61 * DAY_MS);
    await refresh();
    const [grace] = await context.db
      .select()
      .from(lists)
      .where(sql`member = 'grace'`);
    expect(grace).toMatchObject({ provenAt: null });
    expect(
      await context.db.all(sql`select * from list_films where list_id = ${grace?.id}`),
    ).toEqual([]);
    expect(await context.db.$count(films)).toBe(7);
  });
});

test("films alike in rank stand by their number, and were added when they came last", () => {
  const parts = [
    [
      [1, 10],
      [2, null],
      [3, 30],
    ],
    [
      [4, 40],
      [2, 20],
      [1, 50],
    ],
  ] satisfies [number, number | null][][];
  expect(combine(parts, { all: false })).toEqual([
    [1, 50],
    [4, 40],
    [2, 20],
    [3, 30],
  ]);
  expect(combine(parts, { all: true })).toEqual([
    [1, 50],
    [2, 20],
  ]);
});
