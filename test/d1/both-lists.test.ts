import { env } from "cloudflare:workers";
import { asc, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { connectDatabase } from "../../src/d1/database.ts";
import type { ImportedFilm } from "../../src/d1/exported-films.ts";
import { bringFile } from "./bring-file.ts";
import { enterFilms, findPlaces, settleLiveList } from "../../src/d1/live-list.ts";
import { fileOf, watchlistOf } from "../../src/d1/listed.ts";
import { findOrAddWatchlist } from "../../src/d1/lists.ts";
import { films, imports, listFilms, lists } from "../../src/d1/schema.ts";
import { batch } from "../../src/d1/batch.ts";
import type { ListedFilm } from "../../src/film.ts";
import { placesFor } from "../../src/list/proof.ts";

const db = connectDatabase(env.DB);
const ADA = { members: ["ada"], country: "GB" };

beforeEach(async () => {
  await db.batch([db.delete(films), db.delete(imports), db.delete(lists), db.delete(listFilms)]);
});

/** Films as the page names them, newest first. Two share title and year, and one has no year yet. */
const LIVE: ListedFilm[] = [
  ["heat", "2bbs", "Heat", 1995],
  ["heat-2", "DErS", "Heat 2", null],
  ["the-burbs", "29Ii", "The 'Burbs", 1989],
  ["nosferatu-2024", "qqqq", "Nosferatu", 2024],
  ["nosferatu-2024-1", "QQQQ", "Nosferatu", 2024],
].map(([slug, lid, title, year]) => ({ slug, lid, title, year, uid: null }) as ListedFilm);

/** The same films as an export names them, by short link; until 2020 exports named them by slug. */
const EXPORTED: ImportedFilm[] = LIVE.toReversed().map(({ lid, title, year }) => {
  return { slug: null, lid, title, year, addedOn: "2022-01-01" };
});
const EXPORTED_IN_2020 = EXPORTED.map((film, i) => ({
  ...film,
  lid: null,
  slug: LIVE.at(-1 - i)?.slug ?? null,
}));
const LIVE_WITHOUT_LIDS = LIVE.map((film) => ({ ...film, lid: null }));

async function readLive(list: ListedFilm[]) {
  const read = await enterFilms(db, list, 100);
  const { id } = await findOrAddWatchlist(db, "ada", 100);
  const stored = await findPlaces(db, { id }, read);
  const places = placesFor(stored);
  const proven = {
    films: read,
    places,
    stored,
    whole: true,
    readWholeAt: 100,
    since: 100,
    now: 100,
  };
  await batch(db, settleLiveList(db, { list: { id }, ...proven }));
}

async function bring(list: ImportedFilm[]) {
  await bringFile(db, ADA, { fileName: "watchlist.csv", films: list, now: 100 });
}

const inFile = sql`list_id = ${fileOf("ada")} and place is not null`;

const SOURCES: Record<string, () => Promise<void>> = {
  export: () => bring(EXPORTED),
  "export of 2020": () => bring(EXPORTED_IN_2020),
  live: () => readLive(LIVE),
  "live without lids": () => readLive(LIVE_WITHOUT_LIDS),
};

function ordersOf(names: string[]): string[][] {
  if (names.length === 0) return [[]];
  return names.flatMap((name) =>
    ordersOf(names.filter((other) => other !== name)).map((rest) => [name].concat(rest)),
  );
}

describe("one film has one row, whatever names it first", () => {
  test.each(ordersOf(Object.keys(SOURCES)).map((order) => [order.join(", "), order] as const))(
    "%s",
    async (_, order) => {
      for (const name of [...order, "live"]) await SOURCES[name]?.();
      const rows = await db.select().from(films).orderBy(asc(films.slug));
      expect(rows.map(({ slug, lid }) => ({ slug, lid }))).toEqual(
        LIVE.map(({ slug, lid }) => ({ slug, lid })).toSorted((a, b) => (a.slug < b.slug ? -1 : 1)),
      );
      expect(new Set(rows.map(({ source }) => source))).toEqual(new Set(["both"]));
      const dates = await db.select({ on: listFilms.addedOn }).from(listFilms).where(inFile);
      expect(dates).toEqual(LIVE.map(() => ({ on: "2022-01-01" })));
    },
  );
});

describe("each list keeps its films when the other loses them", () => {
  test("an import never takes one from the live list", async () => {
    await readLive(LIVE);
    await bring(EXPORTED);
    await bring(EXPORTED.slice(0, 1));
    const inList = sql`list_id = ${watchlistOf("ada")} and place is not null`;
    expect(await db.$count(listFilms, inList)).toBe(LIVE.length);
  });

  test("the live list never takes one from an export that is no older", async () => {
    await bring(EXPORTED);
    await readLive(LIVE);
    await readLive(LIVE.slice(0, 1));
    expect(await db.$count(listFilms, inFile)).toBe(LIVE.length);
    expect(await db.$count(films, eq(films.source, "export"))).toBe(LIVE.length - 1);
  });
});
