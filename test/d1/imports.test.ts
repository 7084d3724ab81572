import { env } from "cloudflare:workers";
import { and, asc, eq, isNotNull, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { connectDatabase } from "../../src/d1/database.ts";
import type { ImportedFilm } from "../../src/d1/exported-films.ts";
import { findLastImport } from "../../src/d1/imports.ts";
import { undoImport } from "../../src/d1/undo-import.ts";
import { bringFile } from "./bring-file.ts";
import { findOrAddWatchlist } from "../../src/d1/lists.ts";
import { films, imports, listFilms, lists } from "../../src/d1/schema.ts";
import { countingWrites } from "./counting-writes.ts";

const d1 = countingWrites(env.DB);
const db = connectDatabase(d1);
const ADA = { members: ["ada"], country: "GB" };

beforeEach(async () => {
  await db.batch([db.delete(films), db.delete(imports), db.delete(lists), db.delete(listFilms)]);
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
