import { env } from "cloudflare:workers";
import { and, asc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { connectDatabase } from "../../src/d1/database.ts";
import type { ImportedFilm } from "../../src/d1/exported-films.ts";
import { setMark } from "../../src/d1/marks.ts";
import { listsToRead } from "../../src/refresh/lists-to-read.ts";
import { createTestContext } from "../context.ts";
import type { FileList } from "../../src/d1/import-lists.ts";
import { findLastImport, storeImport } from "../../src/d1/imports.ts";
import { listedAnywhere } from "../../src/d1/listed.ts";
import { listLastImports, undoImport } from "../../src/d1/undo-import.ts";
import { bringFile } from "./bring-file.ts";
import { findOrAddWatchlist } from "../../src/d1/lists.ts";
import { arrivals, films, imports, listFilms, lists, snapshot } from "../../src/d1/schema.ts";
import { countingWrites } from "./counting-writes.ts";

const d1 = countingWrites(env.DB);
const db = connectDatabase(d1);
const ADA = { members: ["ada"], country: "GB" };

beforeEach(async () => {
  // Arrivals, too: another file's would be of films that get the same numbers here.
  await db.batch([
    db.delete(arrivals),
    db.delete(films),
    db.delete(imports),
    db.delete(lists),
    db.delete(listFilms),
    db.delete(snapshot),
  ]);
});

function film(lid: string, more: Partial<ImportedFilm> = {}): ImportedFilm {
  return { slug: null, lid, title: `Film ${lid}`, year: 2001, addedOn: "2022-01-01", ...more };
}

function bring(list: ImportedFilm[], now = 100) {
  return bringFile(db, ADA, { fileName: "watchlist.csv", films: list, now });
}

/** Adds a film to a member's watchlist. */
async function storeLive(lid: string, place: number, more: object = {}, member = "ada") {
  const { id: listId } = await findOrAddWatchlist(db, member, 1);
  const row = {
    lid,
    slug: `film-${lid}`,
    title: `Film ${lid}`,
    year: 2001,
    source: "letterboxd" as const,
    createdAt: 1,
    ...more,
  };
  const [stored] = await db.insert(films).values(row).returning({ id: films.id });
  await db.insert(listFilms).values({ listId, filmId: stored?.id ?? 0, place });
}

function listedBy(kind: "file" | "watchlist") {
  return db
    .select({
      lid: films.lid,
      slug: films.slug,
      title: films.title,
      year: films.year,
      source: films.source,
      match: films.match,
      place: listFilms.place,
      addedOn: listFilms.addedOn,
      listedAt: listFilms.listedAt,
    })
    .from(listFilms)
    .innerJoin(lists, eq(lists.id, listFilms.listId))
    .innerJoin(films, eq(films.id, listFilms.filmId))
    .where(and(eq(lists.kind, kind), isNotNull(listFilms.place)))
    .orderBy(asc(listFilms.place));
}

/** The films of the imported list, oldest first. */
const exported = () => listedBy("file");

async function exportedLids(): Promise<(string | null)[]> {
  return (await exported()).map(({ lid }) => lid);
}

function titles(names: { title: string }[]): string[] {
  return names.map(({ title }) => title);
}

describe("an import", () => {
  test("stores the films in the order of the file, with the dates on which they were added", async () => {
    const result = await bring([
      film("a", { addedOn: "2020-05-05" }),
      film("b", { addedOn: null }),
    ]);
    expect(titles(result.added)).toEqual(["Film a", "Film b"]);
    expect(await exported()).toMatchObject([
      { lid: "a", addedOn: "2020-05-05", source: "export", match: "pending", listedAt: 100 },
      { lid: "b", addedOn: null },
    ]);
  });

  test("replaces what the one before brought, and says so", async () => {
    await bring([film("a"), film("b"), film("c")]);
    const result = await bring([film("b"), film("d"), film("c")]);
    expect(titles(result.added)).toEqual(["Film d"]);
    expect(titles(result.removed)).toEqual(["Film a"]);
    expect(await exportedLids()).toEqual(["b", "d", "c"]);
    expect(await db.$count(films)).toBe(4);
  });

  test("that brings the same again writes no film", async () => {
    const list = Array.from({ length: 50 }, (_, i) => film(`L${i}`));
    await bring(list);
    d1.written = 0;
    await bring(list);
    // The import's own row, the earlier import's `before`, and the time on the file's list.
    expect(d1.written).toBe(3);
  });

  test("with one more film moves no other", async () => {
    const list = Array.from({ length: 50 }, (_, i) => film(`L${i}`));
    await bring(list);
    d1.written = 0;
    await bring([...list.slice(1), film("new")]);
    // The film that left; the new one with its two indexes and its place; the three from above; two parts of the
    // snapshot.
    expect(d1.written).toBe(1 + 4 + 3 + 2);
  });

  test("knows a film by its short link when its title and year have changed", async () => {
    await bring([film("a", { title: "Untitled Project", year: null })]);
    await bring([film("a", { title: "Heat 2", year: 2027 })]);
    expect(await exported()).toMatchObject([{ title: "Heat 2", year: 2027 }]);
    expect(await db.$count(films)).toBe(1);
  });

  test("of more films than one statement takes comes in whole", async () => {
    const result = await bring(Array.from({ length: 4100 }, (_, i) => film(`L${i}`)));
    expect(result.films).toBe(4100);
    expect((await exported()).length).toBe(4100);
  });

  test("that fails leaves everything as it was", async () => {
    await bring([film("a")]);
    const broken = film("b", { title: null as unknown as string });
    await expect(bring([film("c"), broken])).rejects.toThrow("NOT NULL");
    expect(await exportedLids()).toEqual(["a"]);
    expect(await db.$count(imports)).toBe(1);
  });
});

describe("an import and the live list", () => {
  test("make one row of a film that both name, and neither takes it from the other", async () => {
    await storeLive("a", 7);
    const first = await bring([film("a"), film("b")]);
    expect(titles(first.added)).toEqual(["Film b"]);
    expect(await exported()).toMatchObject([
      { lid: "a", slug: "film-a", source: "both", addedOn: "2022-01-01" },
      { lid: "b", source: "export" },
    ]);
    const second = await bring([film("b")]);
    expect(titles(second.stillLive)).toEqual(["Film a"]);
    expect(second.removed).toEqual([]);
    expect(await listedBy("watchlist")).toMatchObject([{ lid: "a", source: "letterboxd" }]);
    expect(await exportedLids()).toEqual(["b"]);
  });

  test("keep the title that the live list has", async () => {
    await storeLive("a", 7, { title: "New Title" });
    await bring([film("a", { title: "Old Title" })]);
    expect(await exported()).toMatchObject([{ title: "New Title" }]);
  });

  test("meet by title where the live list named the film by its slug only", async () => {
    await storeLive("x", 7, { lid: null, title: "Film a" });
    await bring([film("a")]);
    expect(await db.select().from(films)).toMatchObject([
      { lid: "a", slug: "film-x", source: "both" },
    ]);
  });

  test("meet even if the live list enters a film while it is being imported", async () => {
    d1.beforeNextBatch = () => storeLive("a", 7);
    await bring([film("a"), film("b")]);
    expect(await exported()).toMatchObject([{ lid: "a", source: "both" }, { lid: "b" }]);
    expect(await db.$count(imports)).toBe(1);
  });

  test("of another member than the configured one hides nothing that is removed", async () => {
    await storeLive("a", 7, {}, "bob");
    expect(titles((await bring([film("a"), film("b")])).added)).toEqual(["Film a", "Film b"]);
    expect(titles((await bring([film("b")])).removed)).toEqual(["Film a"]);
  });
});

describe("the last import can be undone", () => {
  test("and what the one before brought is there again, with its order and dates", async () => {
    await storeLive("live", 7);
    await bring([film("a"), film("b", { addedOn: "2021-12-24" }), film("c")]);
    const before = await exported();
    const { id } = await bring([
      film("c"),
      film("b", { addedOn: "2022-12-24" }),
      film("d"),
      film("live"),
    ]);
    expect(await undoImport(db, ADA, id, 300)).toBe(true);
    expect(await exported()).toEqual(before);
    expect(await listedBy("watchlist")).toMatchObject([{ lid: "live", source: "letterboxd" }]);
    const dates = db.select().from(listFilms).where(isNotNull(listFilms.addedOn));
    expect((await dates).length).toBe(before.length);
    expect(await findLastImport(db)).toMatchObject({ id, undoneAt: 300 });
  });

  test("once only, and none before it", async () => {
    const first = await bring([film("a")]);
    const second = await bring([film("b")]);
    expect(await undoImport(db, ADA, first.id, 300)).toBe(false);
    expect(await exportedLids()).toEqual(["b"]);
    expect(await undoImport(db, ADA, second.id, 300)).toBe(true);
    await db.run(sql`
      update list_films set place = 9 where film_id = (select id from films where lid = 'b')`);
    expect(await undoImport(db, ADA, second.id, 301)).toBe(false);
    expect(await exportedLids()).toEqual(["a", "b"]);
  });
});

describe("films that a row names which could not be imported", () => {
  const none = { slug: null, lid: null, title: null, year: null };

  test.each([
    ["by its short link", { ...none, lid: "a", title: "Renamed" }],
    ["by its slug", { ...none, slug: "film-a" }],
    ["by its title", { ...none, title: "FILM  A" }],
    ["by its title and year", { ...none, title: "Film a", year: 2001 }],
  ])("stay on the list: %s", async (_, mention) => {
    await storeLive("a", 7);
    await db.delete(lists).where(eq(lists.kind, "watchlist"));
    await bring([film("a"), film("b")]);
    const result = await bringFile(db, ADA, {
      fileName: "watchlist.csv",
      films: [film("c")],
      mentioned: [mention],
      now: 200,
    });
    expect(titles(result.removed)).toEqual(["Film b"]);
    expect(new Set(await exportedLids())).toEqual(new Set(["a", "c"]));
  });

  test.each([
    ["another short link", { ...none, lid: "x", title: "Film a" }],
    ["another year", { ...none, title: "Film a", year: 1999 }],
  ])("are not taken for one of %s", async (_, mention) => {
    await bring([film("a")]);
    await bringFile(db, ADA, {
      fileName: "watchlist.csv",
      films: [film("c")],
      mentioned: [mention],
      now: 200,
    });
    expect(await exportedLids()).toEqual(["c"]);
  });
});

describe("several lists come in with one import", () => {
  const NOW = 200;

  function bringLists(...brought: [FileList["kind"], string | null, ImportedFilm[]][]) {
    return storeImport(db, ADA, {
      fileName: "letterboxd-ada.zip",
      owner: "ada",
      lists: brought.map(([kind, name, its]) => ({ kind, name, films: its, mentioned: [] })),
      now: NOW,
    });
  }

  async function stored() {
    const rows = await db.all<{ kind: string; name: string | null; lid: string }>(sql`
      select kind, lists.name as name, films.lid as lid
      from lists join list_films on list_id = lists.id join films on films.id = film_id
      where place is not null and removed_at is null order by lists.id, place`);
    return rows.map(({ kind, name, lid }) => `${kind} ${name ?? "-"} ${lid}`);
  }

  test("and a film on all of them has one row", async () => {
    const result = await bringLists(
      ["file", null, [film("a"), film("b")]],
      ["seen", "watched.csv", [film("b"), film("s")]],
      ["list", "Rainy", [film("c"), film("a")]],
    );
    expect(result.map(({ films: n, added }) => [n, titles(added)])).toEqual([
      [2, ["Film a", "Film b"]],
      [2, ["Film b", "Film s"]],
      [2, ["Film c", "Film a"]],
    ]);
    expect(await stored()).toEqual([
      "file - a",
      "file - b",
      "seen watched.csv b",
      "seen watched.csv s",
      "list Rainy c",
      "list Rainy a",
    ]);
    expect(await db.$count(films)).toBe(4);
    const unlisted = await db.select().from(films).where(isNull(films.listedAt));
    expect(unlisted.map(({ lid }) => lid)).toEqual(["s"]);
  });

  test("and those that are only seen are in no snapshot, and not looked up", async () => {
    await bringLists(["seen", "watched.csv", [film("s")]], ["list", "Rainy", [film("c")]]);
    const parts = await db.all<{ name: string; n: number }>(sql`
      select name, json_array_length(body) as n from snapshot where name glob 'films*' or name glob 'more*'`);
    expect(parts).toEqual([{ name: "more 0", n: 1 }]);
    const due = await db.select().from(films).where(listedAnywhere(ADA));
    expect(due.map(({ lid, source }) => [lid, source])).toEqual([["c", "export"]]);
  });

  test("each is replaced by the next of its name, and the others stay", async () => {
    await bringLists(["list", "Rainy", [film("c")]], ["list", "Sunny", [film("d")]]);
    await bringLists(["list", "Rainy", [film("e")]]);
    expect(await stored()).toEqual(["list Rainy e", "list Sunny d"]);
  });

  test("and each can be undone on its own, once it is the last of its list", async () => {
    await bringLists(["file", null, [film("a")]], ["list", "Rainy", [film("c")]]);
    const [again] = await bringLists(["list", "Rainy", [film("e")]]);
    const last = await listLastImports(db);
    expect(last.map(({ kind, name }) => [kind, name])).toEqual([
      ["list", "Rainy"],
      ["file", null],
    ]);
    expect(await undoImport(db, ADA, again?.id ?? 0, 300)).toBe(true);
    expect(await stored()).toEqual(["file - a", "list Rainy c"]);
    expect(await undoImport(db, ADA, last[1]?.id ?? 0, 301)).toBe(true);
    expect(await stored()).toEqual(["list Rainy c"]);
  });

  test("and the undo of one that was new removes it", async () => {
    const [made] = await bringLists(["list", "Rainy", [film("c")]]);
    await undoImport(db, ADA, made?.id ?? 0, 300);
    expect(await db.select().from(lists)).toMatchObject([{ name: "Rainy", removedAt: 300 }]);
    await bringLists(["list", "Rainy", [film("d")]]);
    expect(await db.select().from(lists)).toMatchObject([{ name: "Rainy", removedAt: null }]);
  });

  test("and what is marked by hand stays beside the films seen, also where nobody is named", async () => {
    const nobody = { ...ADA, members: [] };
    const seen = { kind: "seen", name: "watched.csv", films: [film("s")], mentioned: [] } as const;
    const its = { fileName: "x.zip", owner: null, lists: [seen], now: 100 };
    await storeImport(db, nobody, its);
    await bringFile(db, nobody, { fileName: "x.csv", films: [film("a")], now: 110 });
    const [a] = await db.select().from(films).where(eq(films.lid, "a"));
    await setMark(db, nobody, { filmId: a?.id ?? 0, mark: "seen", on: true, now: 120 });
    await storeImport(db, nobody, its);
    expect(await stored()).toEqual(["seen watched.csv s", "file - a", "seen - a"]);
  });

  test("and no refresh reads them at Letterboxd, however old they are", async () => {
    await bringLists(["list", "Rainy", [film("c")]]);
    const context = createTestContext();
    context.pass(90 * 86_400_000);
    const due = await listsToRead(context, { full: true });
    expect(due.map(({ kind }) => kind)).toEqual(["watchlist"]);
  });

  test("as the first member's, if nobody was named before", async () => {
    const nobody = { ...ADA, members: [] };
    const its = { fileName: "x.zip", lists: [], now: 100 };
    const list = { kind: "list", name: "Rainy", films: [film("c")], mentioned: [] } as const;
    await storeImport(db, nobody, { ...its, owner: null, lists: [list] });
    await bringLists(["list", "Rainy", [film("d")]]);
    expect(await stored()).toEqual(["list Rainy d"]);
    expect(await db.select().from(lists)).toMatchObject([{ member: "ada" }]);
  });
});
