import { env } from "cloudflare:workers";
import { asc, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { connectDatabase } from "../../src/d1/database.ts";
import { identifyFilms, type IncomingFilm } from "../../src/d1/film-identity.ts";
import { mergeFilms, releaseSlugs, type SameFilm } from "../../src/d1/merge-films.ts";
import { arrivals, films, imports, listFilms, lists, pages } from "../../src/d1/schema.ts";
import { batch } from "../../src/d1/batch.ts";
import { noOffers } from "../../src/film.ts";

const db = connectDatabase(env.DB);

beforeEach(async () => {
  await db.batch([db.delete(films), db.delete(imports), db.delete(lists)]);
  await db.batch([db.delete(listFilms), db.delete(arrivals)]);
});

function film(given: Partial<IncomingFilm>): IncomingFilm {
  return { slug: null, lid: null, title: "Heat", year: 1995, ...given };
}

async function store(given: Partial<typeof films.$inferInsert>): Promise<number> {
  const row = { ...film({}), source: "letterboxd" as const, createdAt: 1, ...given };
  const [stored] = await db.insert(films).values(row).returning({ id: films.id });
  if (stored === undefined) throw new Error("nothing was stored");
  return stored.id;
}

async function identify(given: Partial<IncomingFilm>) {
  const [identity] = await identifyFilms(db, [film(given)]);
  return identity;
}

async function merge(pairs: SameFilm[]) {
  await batch(db, mergeFilms(db, pairs));
}

describe("a film that comes in is the stored row", () => {
  test("with its lid, whatever its slug and title have become", async () => {
    const id = await store({ lid: "2bbs", slug: "heat" });
    expect(await identify({ lid: "2bbs", slug: "heat-1995", title: "Hitze" })).toEqual({
      id,
      duplicate: null,
      slugHolder: null,
    });
  });

  test("never with a lid in other letter case", async () => {
    await store({ lid: "2bbs" });
    expect(await identify({ lid: "2BBS" })).toMatchObject({ id: null });
  });

  test("with its slug, where one of both has no lid", async () => {
    const id = await store({ lid: "2bbs", slug: "heat" });
    expect(await identify({ slug: "heat", title: "Hitze" })).toMatchObject({ id });
  });

  test("with its title and year, where the one has a lid only and the other a slug only", async () => {
    const id = await store({ slug: "the-burbs", title: "The 'Burbs", year: 1989 });
    expect(await identify({ lid: "29Ii", title: "The ’burbs ", year: 1989 })).toMatchObject({ id });
    expect(await identify({ lid: "29Ii", title: "The 'Burbs", year: 1990 })).toMatchObject({
      id: null,
    });
  });

  test("with its title, where neither has a year", async () => {
    const id = await store({ title: "Heat 2", year: null });
    expect(await identify({ title: "Heat 2", year: null })).toMatchObject({ id });
    expect(await identify({ title: "Heat 2", year: 2027 })).toMatchObject({ id: null });
  });
});

describe("a film that comes in is another film than the stored row", () => {
  test("with another lid, though slug, title and year are the same; the slug must be freed", async () => {
    const slugHolder = await store({ lid: "aaaa", slug: "heat" });
    const incoming = film({ lid: "bbbb", slug: "heat" });
    expect(await identify(incoming)).toEqual({ id: null, duplicate: null, slugHolder });

    await batch(db, releaseSlugs(db, [slugHolder]));
    await store(incoming);
    expect(await identify(incoming)).toMatchObject({ slugHolder: null });
    expect(await identify({ lid: "aaaa" })).toMatchObject({ id: slugHolder });
  });

  test("with another slug, though title and year are the same", async () => {
    await store({ slug: "heat" });
    expect(await identify({ slug: "heat-1995-1" })).toMatchObject({ id: null });
    // Nor if another incoming film has no code, so that rows with codes are looked at too.
    const [other] = await identifyFilms(db, [
      film({ slug: "heat-1995-1" }),
      film({ title: "Ran" }),
    ]);
    expect(other).toMatchObject({ id: null });
  });

  test("where its title and year name two rows and it has a code", async () => {
    await store({ slug: "heat" });
    await store({ slug: "heat-1995-1" });
    expect(await identify({ lid: "2bbs" })).toMatchObject({ id: null });
  });
});

test("a film without any code finds its row again beside others of its name", async () => {
  await store({ lid: "2bbs", slug: "heat" });
  const id = await store({});
  expect(await identify({})).toMatchObject({ id });
});

test("one row is never given by its title to two films", async () => {
  const id = await store({ slug: "heat" });
  const answers = await identifyFilms(db, [film({ lid: "2bbs" }), film({ lid: "2bbt" })]);
  expect(answers.map((answer) => answer.id)).toEqual([id, null]);
});

test("more films than D1 takes parameters are answered in their order", async () => {
  const ids: number[] = [];
  for (let i = 0; i < 5; i++) ids.push(await store({ lid: `lid${i}`, title: `Film ${i}` }));
  const incoming = Array.from({ length: 4500 }, (_, i) =>
    film({ lid: `lid${4499 - i}`, title: `Film ${4499 - i}` }),
  );
  const answers = await identifyFilms(db, incoming);
  expect(answers).toHaveLength(4500);
  expect(answers.slice(-5).map((answer) => answer.id)).toEqual(ids.toReversed());
  expect(answers[0]?.id).toBeNull();
});

describe("two rows that turn out to be one film", () => {
  test("are both named, and become one row that is where each of them was", async () => {
    await db.insert(lists).values([
      { id: 1, kind: "watchlist", member: "ada", createdAt: 1 },
      { id: 2, kind: "file", member: "ada", createdAt: 1 },
    ]);
    const keep = await store({ lid: "2bbs", source: "export", createdAt: 50 });
    const drop = await store({ slug: "heat", createdAt: 40 });
    const file = { listId: 2, filmId: keep, place: 7, addedOn: "2022-01-02", listedAt: 50 };
    await db.insert(listFilms).values([
      { listId: 1, filmId: drop, place: 9, listedAt: 40 },
      { ...file, addedOn: null },
      { listId: 2, filmId: drop, addedOn: "2022-01-02", leftAt: 45 },
    ]);
    expect(await identify({ lid: "2bbs", slug: "heat" })).toMatchObject({
      id: keep,
      duplicate: drop,
    });
    await merge([{ keep, drop }]);
    expect(await db.select().from(films)).toMatchObject([
      { id: keep, source: "both", createdAt: 40 },
    ]);
    expect(await db.select().from(listFilms).orderBy(asc(listFilms.listId))).toEqual([
      { listId: 1, filmId: keep, place: 9, addedOn: null, listedAt: 40, leftAt: null },
      { ...file, leftAt: null },
    ]);
  });

  test("keep what came and went for each, and once what both have seen", async () => {
    const keep = await store({ lid: "2bbs" });
    const drop = await store({ slug: "heat" });
    const change = { country: "GB", provider: 8, kind: "stream", came: true } as const;
    await db.insert(arrivals).values([
      { ...change, filmId: keep, at: 1_000_000 },
      { ...change, filmId: drop, at: 1_050_000 },
      { ...change, filmId: drop, at: 2_000_000 },
      { ...change, filmId: drop, at: 1_050_000, provider: 11 },
    ]);
    await merge([{ keep, drop }]);
    const rows = await db.select().from(arrivals).orderBy(asc(arrivals.id));
    expect(rows).toMatchObject([
      { filmId: keep, at: 1_000_000, provider: 8 },
      { filmId: keep, at: 2_000_000, provider: 8 },
      { filmId: keep, at: 1_050_000, provider: 11 },
    ]);
  });

  test("keep the match that the owner made, whichever row has it", async () => {
    const keep = await store({ lid: "2bbs", match: "exact", tmdbId: 1, checkedAt: 900 });
    const drop = await store({
      slug: "heat",
      match: "owner",
      tmdbId: 949,
      tmdbType: "movie",
      checkedAt: 100,
      countries: { GB: { offers: noOffers(), link: null } },
    });
    await merge([{ keep, drop }]);
    const [row] = await db.select().from(films).where(eq(films.id, keep));
    expect(row).toMatchObject({ match: "owner", tmdbId: 949, checkedAt: 100 });
    expect(row?.countries).toEqual({ GB: { offers: noOffers(), link: null } });
  });

  test("keep the newer offers, and what is known over what is not", async () => {
    const keep = await store({ lid: "2bbs", match: "exact", tmdbId: 949, checkedAt: 900 });
    const drop = await store({ slug: "heat" });
    await merge([{ keep, drop }]);
    expect(await db.select().from(films)).toMatchObject([{ match: "exact", tmdbId: 949 }]);
  });

  test("are one in the memory of an import that can be undone", async () => {
    const keep = await store({ lid: "2bbs" });
    const drop = await store({ slug: "heat" });
    const other = await store({ lid: "zzzz", title: "Other" });
    const before: [number, number, string | null][] = [
      [drop, 3, "2020-01-01"],
      [other, 4, null],
    ];
    await db
      .insert(imports)
      .values({ importedAt: 1, fileName: "a.csv", films: 0, added: 0, removed: 2, before });
    await merge([{ keep, drop }]);
    const [row] = await db.select().from(imports);
    expect(row?.before).toEqual([
      [keep, 3, "2020-01-01"],
      [other, 4, null],
    ]);
  });
});

test("a merged film is the kept one in the pages read so far, too", async () => {
  const [keep, drop] = [await store({ lid: "2bbs" }), await store({ slug: "heat" })];
  const read = (id: number) => ({
    id,
    slug: "heat",
    lid: null,
    title: "Heat",
    year: 1995,
    uid: null,
  });
  await db.delete(pages);
  await db.insert(pages).values([
    { page: 1, refreshId: 1, films: [read(900), read(drop)], total: 3 },
    { page: 2, refreshId: 1, films: [read(901)], total: 3 },
  ]);
  await merge([{ keep, drop }]);
  const stored = await db.select().from(pages);
  expect(stored.map((page) => page.films)).toEqual([[read(900), read(keep)], [read(901)]]);
  await db.delete(pages);
});
