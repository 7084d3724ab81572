import { beforeEach, describe, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { failed } from "../../src/failure.ts";
import type { ListedFilm } from "../../src/film.ts";
import type { ImportedFilm } from "../../src/d1/exported-films.ts";
import { fileOf, listed } from "../../src/d1/listed.ts";
import { films } from "../../src/d1/schema.ts";
import { listRefreshes } from "../../src/d1/refreshes.ts";
import { undoImport } from "../../src/d1/undo-import.ts";
import type { Letterboxd } from "../../src/ports.ts";
import { startRefresh } from "../../src/refresh/start.ts";
import { seconds } from "../../src/time.ts";
import { bringFile } from "../d1/bring-file.ts";
import { createTestContext, listedFilm, type TestContext } from "../context.ts";
import { deliverAll } from "./deliver.ts";
import { emptyDatabase, watchlistsOf } from "./list.ts";
import { serveLists, serveTmdb } from "./neighbours.ts";

beforeEach(emptyDatabase);

const DAY_MS = 86_400_000;

/** What a test may change of Letterboxd. */
interface Site {
  lists: Record<string, ListedFilm[]>;
  isPrivate: boolean;
}

function open(members = ["ada"]) {
  const site: Site = { lists: {}, isPrivate: false };
  const served = serveLists(site.lists);
  const readWatchlistPage: Letterboxd["readWatchlistPage"] = async (username, page) =>
    site.isPrivate
      ? failed("private", "The watchlist is private.")
      : served.readWatchlistPage(username, page);
  const context = createTestContext({
    letterboxd: { readWatchlistPage },
    tmdb: serveTmdb(),
    settings: { cooldownMinutes: 0, members },
  });
  return Object.assign(context, { site });
}

function numbered(...numbers: number[]): ListedFilm[] {
  return numbers.map(listedFilm);
}

async function bring(context: TestContext, numbers: number[], owner = "ada") {
  const brought = numbers.map((n): ImportedFilm => {
    const { lid, title, year } = listedFilm(n);
    return { slug: null, lid, title, year, addedOn: `2022-01-${String(n % 28).padStart(2, "0")}` };
  });
  const now = seconds(context.now());
  return bringFile(context.db, context.settings, {
    fileName: "x.csv",
    films: brought,
    now,
    owner,
  });
}

/** Reads the members' lists a day later, and gives what the history says. */
async function read(context: TestContext, ...members: string[]) {
  context.pass(DAY_MS);
  const lists = await watchlistsOf(context, ...members);
  await startRefresh(context, "button", lists.length > 0 ? { lists } : {});
  await deliverAll(context);
  const [last] = await listRefreshes(context.db, 1);
  return last;
}

async function shown(context: TestContext): Promise<number[]> {
  const rows = await context.db
    .select({ title: films.title })
    .from(films)
    .where(listed(context.settings));
  return rows.map(({ title }) => Number(title.split(" ")[1])).toSorted((a, b) => a - b);
}

describe("a watchlist that is proven after an import", () => {
  it("takes the films that it lacks off the shown list, and says so", async () => {
    const context = open();
    await bring(context, [1, 2, 3]);
    context.site.lists.ada = numbered(2, 1);
    expect(await read(context)).toMatchObject({ films: 2, removed: 1 });
    expect(await shown(context)).toEqual([1, 2]);
    expect(await read(context)).toMatchObject({ films: 2, added: 0, removed: 0 });
  });

  it("leaves the dates that the export gave", async () => {
    const context = open();
    await bring(context, [1, 2, 3]);
    context.site.lists.ada = numbered(2, 1);
    await read(context);
    const rows = await context.db.all<{ addedOn: string; source: string }>(sql`
      select list_films.added_on as "addedOn", source from list_films join films on films.id = film_id
      where list_id = ${fileOf("ada")} order by lid`);
    expect(rows).toEqual([
      { addedOn: "2022-01-01", source: "both" },
      { addedOn: "2022-01-02", source: "both" },
      { addedOn: "2022-01-03", source: "export" },
    ]);
    context.site.lists.ada = numbered(3, 2, 1);
    await read(context);
    expect(await shown(context)).toEqual([1, 2, 3]);
  });

  it("counts a film once that leaves both", async () => {
    const context = open();
    context.site.lists.ada = numbered(3, 2, 1);
    await read(context);
    context.pass(DAY_MS);
    await bring(context, [1, 2, 3, 4]);
    context.site.lists.ada = numbered(2, 1);
    expect(await read(context)).toMatchObject({ removed: 2 });
    expect(await shown(context)).toEqual([1, 2]);
  });

  it("keeps the films below, of a list that was not read to its end", async () => {
    const context = open();
    const all = Array.from({ length: 60 }, (_, i) => i + 1);
    context.site.lists.ada = numbered(...all.toReversed());
    await read(context);
    context.pass(DAY_MS);
    await bring(context, [...all, 99]);
    context.site.lists.ada = numbered(...all.toReversed().filter((n) => n !== 58));
    expect(await read(context)).toMatchObject({ films: 59, removed: 2 });
    expect(await shown(context)).toEqual(all.filter((n) => n !== 58));
  });

  it("takes nothing off another member's file", async () => {
    const context = open(["ada", "bob"]);
    await bring(context, [1, 2]);
    await bring(context, [3, 4], "bob");
    Object.assign(context.site.lists, { ada: numbered(1), bob: numbered(4, 3) });
    expect(await read(context, "ada")).toMatchObject({ removed: 1 });
    expect(await shown(context)).toEqual([1, 3, 4]);
  });
});

describe("an export stands", () => {
  it("while the watchlist cannot be proven", async () => {
    const context = open();
    await bring(context, [1, 2, 3]);
    context.site.isPrivate = true;
    expect(await read(context)).toMatchObject({ failureKind: "private", removed: 0 });
    expect(await shown(context)).toEqual([1, 2, 3]);
  });

  it("where the reading had begun before it was brought", async () => {
    const context = open();
    context.site.lists.ada = numbered(2, 1);
    await startRefresh(context, "button");
    context.pass(1000);
    await bring(context, [1, 2, 3]);
    await deliverAll(context);
    expect(await shown(context)).toEqual([1, 2, 3]);
  });

  it("where the first version took it in, until the next import", async () => {
    const context = open();
    await bring(context, [1, 2, 3]);
    await context.db.run(sql`update imports set list_id = null`);
    context.site.lists.ada = numbered(2, 1);
    expect(await read(context)).toMatchObject({ removed: 0 });
    expect(await shown(context)).toEqual([1, 2, 3]);
    await bring(context, [1, 2, 3]);
    expect(await read(context)).toMatchObject({ removed: 1 });
    expect(await shown(context)).toEqual([1, 2]);
  });

  it("again where the import after it is undone", async () => {
    const context = open();
    await bring(context, [1, 5]);
    await context.db.run(sql`update imports set list_id = null`);
    const { id } = await bring(context, [1, 2, 3]);
    context.site.lists.ada = numbered(2, 1);
    await read(context);
    expect(await undoImport(context.db, context.settings, id, seconds(context.now()))).toBe(true);
    expect(await shown(context)).toEqual([1, 2, 5]);
    await read(context);
    expect(await shown(context)).toEqual([1, 2, 5]);
    const dates = await context.db.all(sql`
      select lid from list_films join films on films.id = film_id
      where list_films.added_on is not null order by lid`);
    expect(dates).toEqual([{ lid: "L1" }, { lid: "L5" }]);
  });
});
