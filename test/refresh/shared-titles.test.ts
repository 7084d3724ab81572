import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { findClaims } from "../../src/d1/shared-titles.ts";
import { connectDatabase } from "../../src/d1/database.ts";
import { done, failed } from "../../src/failure.ts";
import type { ListedFilm, TmdbKey } from "../../src/film.ts";
import { findStatus } from "../../src/refresh/status.ts";
import { listedFilm } from "../context.ts";
import { meterD1 } from "../costs/metered-d1.ts";
import { totalOf } from "../costs/cost.ts";
import {
  arrivalsOf,
  choose,
  createMatchWorld,
  DAY_MS,
  filmOf,
  namesake,
  refresh,
  storeArrival,
  type MatchWorld,
} from "../match-neighbours.ts";
import { emptyDatabase } from "./list.ts";

beforeEach(emptyDatabase);

const circus = (n: number, year: number): ListedFilm => ({
  ...listedFilm(n),
  title: "Circus",
  year,
});

/** Film 1 is "Circus" of 2022, which TMDB dates 2023; film 2 that of 2023, which it dates 2024. Film 3 is another. */
function circuses(): MatchWorld {
  const context = createMatchWorld(0);
  context.mood.list = [circus(1, 2022), circus(2, 2023), listedFilm(3)];
  // By title and year alone, the first is the likelier for both.
  const known = { ...namesake(11, "Circus", 2023), votes: 9000 };
  context.mood.found["Circus"] = [known, namesake(12, "Circus", 2024)];
  context.mood.page = (slug) => done(PAGES[slug] ?? null);
  return context;
}

const PAGES: Record<string, TmdbKey> = {
  "film-1": { type: "movie", id: 11 },
  "film-2": { type: "movie", id: 12 },
};

describe("two listed films that come to one title", () => {
  it("are settled by their own pages, though the years are neighbours", async () => {
    const context = circuses();
    await refresh(context);
    expect(context.pagesAsked.toSorted()).toEqual(["film-1", "film-2"]);
    expect(await filmOf(context, 1)).toMatchObject({ match: "film-page", service: 11 });
    expect(await filmOf(context, 2)).toMatchObject({ match: "film-page", service: 12 });
    expect(await filmOf(context, 3)).toMatchObject({ match: "exact", service: 3 });
    const { lastRefresh } = await findStatus(context);
    expect(lastRefresh).toMatchObject({ outcome: "done", lookedUp: 3, lookupsFailed: 0 });

    context.pass(2 * DAY_MS);
    await refresh(context);
    expect(context.pagesAsked.length).toBe(2);
    expect(await filmOf(context, 2)).toMatchObject({ match: "film-page", service: 12 });
  });

  it("are doubts for both, whoever came first", async () => {
    const context = circuses();
    const [first, second, other] = context.mood.list;
    if (!first || !second || !other) throw new Error("three films");
    context.mood.list = [first, other];
    await refresh(context);
    expect(await filmOf(context, 1)).toMatchObject({ match: "near-year", key: "movie/11" });
    expect(context.pagesAsked).toEqual([]);

    context.pass(3_600_000);
    context.mood.list = [second, first, other];
    await refresh(context);
    expect(context.pagesAsked.toSorted()).toEqual(["film-1", "film-2"]);
    expect(await filmOf(context, 1)).toMatchObject({ match: "film-page", service: 11 });
    expect(await filmOf(context, 2)).toMatchObject({ match: "film-page", service: 12 });
    // The first was not looked up before its page was asked, for its answer was good.
    expect((await findStatus(context)).lastRefresh).toMatchObject({ lookedUp: 2 });
  });

  it("may be one all the same, if their pages say so", async () => {
    const context = circuses();
    context.mood.page = () => done({ type: "movie", id: 11 });
    await refresh(context);
    await refresh(context);
    expect(context.pagesAsked.length).toBe(2);
    for (const n of [1, 2]) {
      expect(await filmOf(context, n)).toMatchObject({ match: "film-page", service: 11 });
    }
  });

  it("have no offers that may be of another film once a page names none", async () => {
    const context = circuses();
    context.mood.page = (slug) => done(slug === "film-1" ? { type: "movie", id: 11 } : null);
    for (let day = 0; day < 3; day++) {
      await refresh(context);
      context.pass(DAY_MS);
      expect(await filmOf(context, 1)).toMatchObject({ match: "film-page", service: 11 });
      expect(await filmOf(context, 2)).toMatchObject({ match: "unsure", key: null, service: null });
    }
    expect(context.pagesAsked.length).toBe(2);
    expect(await arrivalsOf(context, 2)).toBe(0);
  });

  it("are doubts of one refresh after the other while Letterboxd does not answer", async () => {
    const context = circuses();
    context.mood.page = () => failed("refused", "not now");
    await refresh(context);
    await storeArrival(context, 2);
    context.pass(DAY_MS);
    await refresh(context);
    for (const n of [1, 2]) {
      expect(await filmOf(context, n)).toMatchObject({ match: "unsure", key: null, service: 11 });
    }
    // It is not settled and doubted anew each time.
    expect(context.logged.filter((line) => line.includes("titles-shared")).length).toBe(1);
    expect(await arrivalsOf(context, 2)).toBe(1);
    context.mood.page = (slug) => done(PAGES[slug] ?? null);
    context.pass(DAY_MS);
    await refresh(context);
    expect(await filmOf(context, 2)).toMatchObject({ match: "film-page", service: 12 });
  });
});

describe("what the owner chose, and what a film's page said", () => {
  it("stands, and only the other film is a doubt", async () => {
    const context = circuses();
    const [first, second, other] = context.mood.list;
    if (!first || !second || !other) throw new Error("three films");
    context.mood.list = [first, other];
    await refresh(context);
    await choose(context, 1, { link: "movie/11" });
    context.mood.list = [second, first, other];
    await refresh(context);
    expect(context.pagesAsked).toEqual(["film-2"]);
    expect(await filmOf(context, 1)).toMatchObject({ match: "owner", service: 11 });
    expect(await filmOf(context, 2)).toMatchObject({ match: "film-page", service: 12 });
  });
});

describe("films without pages that could be asked", () => {
  it("stay in doubt until the other has left the list", async () => {
    const context = circuses();
    await refresh(context);
    await emptyDatabase();
    context.mood.page = () => failed("refused", "not now");
    await refresh(context);
    context.mood.list = context.mood.list.filter(({ slug }) => slug !== "film-1");
    context.pass(DAY_MS);
    await refresh(context);
    context.pass(DAY_MS);
    await refresh(context);
    expect(await filmOf(context, 2)).toMatchObject({ match: "exact", service: 11 });
  });

  it("stay in doubt for good where the page has said that it is not this title", async () => {
    const context = circuses();
    context.mood.page = () => done(null);
    await refresh(context);
    context.mood.list = context.mood.list.filter(({ slug }) => slug !== "film-1");
    for (let day = 0; day < 3; day++) {
      context.pass(DAY_MS);
      await refresh(context);
    }
    expect(await filmOf(context, 2)).toMatchObject({ match: "unsure", key: null });
  });

  it("that one member lists and another does not are no doubts", async () => {
    const context = circuses();
    const whole = context.mood.list;
    context.mood.list = whole.slice(0, 1);
    await refresh(context);
    context.mood.list = whole.slice(1);
    await refresh(context);
    expect(context.pagesAsked).toEqual([]);
    expect(await filmOf(context, 2)).toMatchObject({ match: "exact", service: 11 });
  });
});

describe("a slug with a counter behind its year", () => {
  const COUNTED = "circus-2024-1";
  const one = (slug: string): ListedFilm => ({ ...circus(7, 2024), slug });

  function world(...slugs: string[]): MatchWorld {
    const context = createMatchWorld(0);
    context.mood.list = slugs.map((slug, i) =>
      Object.assign(one(slug), { lid: `L${i}`, uid: `film:${i}` }),
    );
    context.mood.found["Circus"] = [namesake(11, "Circus", 2024)];
    context.mood.page = (slug) => done({ type: "movie", id: slug === COUNTED ? 12 : 11 });
    return context;
  }

  const films = (context: MatchWorld) =>
    context.db.all(sql`select slug, "match", tmdb_id as id from films order by slug`);

  it("is a doubt, and the film's page is asked", async () => {
    const context = world(COUNTED);
    await refresh(context);
    expect(context.pagesAsked).toEqual([COUNTED]);
    expect(await films(context)).toEqual([{ slug: COUNTED, match: "film-page", id: 12 }]);
  });

  it("is a doubt of the film without it, too, which comes to the same title", async () => {
    const context = world("circus-2024", COUNTED);
    await refresh(context);
    expect(context.pagesAsked.toSorted()).toEqual(["circus-2024", COUNTED]);
    expect(await films(context)).toEqual([
      { slug: "circus-2024", match: "film-page", id: 11 },
      { slug: COUNTED, match: "film-page", id: 12 },
    ]);
    expect((await findStatus(context)).lastRefresh).toMatchObject({ lookedUp: 2 });
  });

  it("is a doubt of the film without it that was there first", async () => {
    const context = world("circus-2024", COUNTED);
    const [first] = context.mood.list;
    const both = context.mood.list.toReversed();
    context.mood.list = first ? [first] : [];
    await refresh(context);
    expect(await films(context)).toEqual([{ slug: "circus-2024", match: "exact", id: 11 }]);
    context.pass(60_000);
    context.mood.list = both;
    await refresh(context);
    expect(context.pagesAsked.toSorted()).toEqual(["circus-2024", COUNTED]);
    expect((await films(context))[0]).toEqual({ slug: "circus-2024", match: "film-page", id: 11 });
    expect((await findStatus(context)).lastRefresh).toMatchObject({ lookedUp: 2 });
  });

  it("leaves both in doubt, day after day, if their pages name none", async () => {
    const context = world("circus-2024", COUNTED);
    context.mood.page = () => done(null);
    for (let day = 0; day < 3; day++) {
      await refresh(context);
      context.pass(DAY_MS);
    }
    expect(context.pagesAsked.length).toBe(2);
    expect(await films(context)).toEqual([
      { slug: "circus-2024", match: "unsure", id: null },
      { slug: COUNTED, match: "unsure", id: null },
    ]);
    expect(context.logged.filter((line) => line.includes("titles-shared")).length).toBe(1);
  });

  it("is a doubt of a match that was settled before", async () => {
    const context = world(COUNTED);
    context.mood.list = [one("circus-2024")];
    await refresh(context);
    await context.db.run(sql`update films set slug = ${COUNTED}`);
    context.mood.list = [one(COUNTED)];
    context.pass(DAY_MS);
    await refresh(context);
    expect(await films(context)).toEqual([{ slug: COUNTED, match: "film-page", id: 12 }]);
  });

  it.each(["circus-2024", "blade-runner-2049", "apollo-13", "1917-2019", "area-51-2024-2025"])(
    "is not seen in %s",
    async (slug) => {
      const context = world(slug);
      await refresh(context);
      expect(context.pagesAsked).toEqual([]);
    },
  );
});

describe("looking for shared titles", () => {
  it("reads three rows a film at most, and writes nothing", async () => {
    const context = createMatchWorld(100);
    await refresh(context);
    const { d1, spent } = meterD1(env.DB);
    const db = connectDatabase(d1);
    spent();
    expect(await findClaims(db, context.settings)).toEqual([]);
    const { times, rowsRead, rowsWritten } = totalOf(spent());
    expect([times, rowsWritten]).toEqual([1, 0]);
    expect(rowsRead).toBeLessThanOrEqual(300);
  });
});
