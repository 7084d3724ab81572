// Who made the films, asked at the ticks.

import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { done, failed, type Result } from "../../src/failure.ts";
import type { FilmCredits } from "../../src/film.ts";
import { readDueCredits } from "../../src/refresh/read-credits.ts";
import { startRefresh } from "../../src/refresh/start.ts";
import { tick } from "../../src/refresh/tick.ts";
import { createTestContext, listedFilm, type TestContext } from "../context.ts";
import { deliverAll } from "./deliver.ts";
import { emptyDatabase } from "./list.ts";
import { serveList, serveTmdb } from "./neighbours.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

beforeEach(emptyDatabase);

const by = (name: string): FilmCredits => ({
  directors: [name],
  cast: ["Ann"],
  trailer: "AAAAAAAAAAA",
  countries: ["GB"],
});

/** A list of so many films that were all looked up; `asked` are the TMDB numbers of those asked who made them. */
async function ofFilms(
  count: number,
  answer: (id: number) => Result<FilmCredits | null> = (id) => done(by(`Director ${id}`)),
) {
  const list = Array.from({ length: count }, (_, i) => listedFilm(count - i));
  const asked: number[] = [];
  const context = createTestContext({
    letterboxd: serveList(() => list),
    tmdb: serveTmdb({
      readCredits: async ({ id }) => {
        asked.push(id);
        return answer(id);
      },
    }),
  });
  await tick(context, { atStart: true });
  await deliverAll(context);
  /** Ticks until none asks for anything. */
  const askAll = async () => {
    for (let before = -1; before < asked.length;) {
      before = asked.length;
      await readDueCredits(context);
    }
    return asked.splice(0).toSorted((a, b) => a - b);
  };
  const refresh = async () => {
    await startRefresh(context, "schedule");
    await deliverAll(context);
  };
  return { context, list, asked, askAll, refresh };
}

interface Kept {
  id: number;
  directors: string | null;
  actors: string | null;
  trailer: string | null;
  madeIn: string | null;
  failure: string | null;
}

async function keptOf({ db }: TestContext): Promise<Kept[]> {
  return db.all<Kept>(sql`
    select of_id as id, directors, actors, trailer, made_in as "madeIn", failure_kind as failure
    from film_credits order by of_id`);
}

describe("Who made the films", () => {
  it("is asked for three of them a tick, until all are known", async () => {
    const { context, asked, askAll } = await ofFilms(5);
    await readDueCredits(context);
    expect(asked).toHaveLength(3);
    await readDueCredits(context);
    expect(asked.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5]);
    expect(await askAll()).toEqual([1, 2, 3, 4, 5]);
    expect((await keptOf(context))[1]).toEqual({
      id: 2,
      directors: '["Director 2"]',
      actors: '["Ann"]',
      trailer: "AAAAAAAAAAA",
      madeIn: '["GB"]',
      failure: null,
    });
    context.pass(30 * DAY);
    expect(await askAll()).toEqual([]);
  });

  it("is not asked while a refresh is under way, nor before there was one", async () => {
    const { context, asked } = await ofFilms(2);
    await startRefresh(context, "schedule");
    await readDueCredits(context);
    expect(asked).toEqual([]);
    await emptyDatabase();
    await readDueCredits(context);
    expect(asked).toEqual([]);
  });

  it("is asked again of a film before it is 180 days old, and not of one that has left the list", async () => {
    const { context, askAll, list, refresh } = await ofFilms(4);
    await askAll();
    list.shift();
    await refresh();
    context.pass(149 * DAY);
    expect(await askAll()).toEqual([]);
    context.pass(2 * DAY);
    expect(await askAll()).toEqual([1, 2, 3]);
  });

  it("is asked of a film that has come, at the next tick", async () => {
    const { context, askAll, list, refresh } = await ofFilms(4);
    await askAll();
    list.unshift(listedFilm(9));
    context.pass(HOUR);
    await refresh();
    expect(await askAll()).toEqual([9]);
  });

  it("is asked anew once a film is matched with another title", async () => {
    const { context, askAll } = await ofFilms(2);
    await askAll();
    await context.db.run(sql`update films set tmdb_id = 77 where tmdb_id = 2`);
    context.pass(25 * HOUR);
    expect(await askAll()).toEqual([77]);
  });

  it("is forgotten after 180 days where it was not asked again", async () => {
    const { context, askAll, list, refresh } = await ofFilms(2);
    await askAll();
    list.shift();
    await refresh();
    context.pass(179 * DAY);
    await askAll();
    expect(await keptOf(context)).toHaveLength(2);
    context.pass(2 * DAY);
    await askAll();
    expect(await keptOf(context)).toMatchObject([{ id: 1 }]);
  });
});

describe("Who made a film that TMDB does not have any more", () => {
  it("is not asked again every day", async () => {
    const { context, askAll } = await ofFilms(1, () => done(null));
    expect(await askAll()).toEqual([1]);
    context.pass(100 * DAY);
    expect(await askAll()).toEqual([]);
    expect(await keptOf(context)).toMatchObject([{ directors: null, failure: null }]);
  });
});

describe("A film whose answer fails", () => {
  it("does not keep the others from being asked, and is tried again a day later", async () => {
    const { context, askAll } = await ofFilms(5, (id) =>
      id === 4 ? failed("tmdb-unrecognised", "odd") : done(by("X")),
    );
    expect(await askAll()).toEqual([1, 2, 3, 4, 5]);
    context.pass(23 * HOUR);
    expect(await askAll()).toEqual([]);
    context.pass(2 * HOUR);
    expect(await askAll()).toEqual([4]);
  });

  it("keeps what was known of it, for 180 days", async () => {
    let isOdd = false;
    const { context, askAll } = await ofFilms(1, () =>
      isOdd ? failed("tmdb-unrecognised", "odd") : done(by("X")),
    );
    await askAll();
    isOdd = true;
    context.pass(151 * DAY);
    expect(await askAll()).toEqual([1]);
    expect(await keptOf(context)).toMatchObject([
      { directors: '["X"]', failure: "tmdb-unrecognised" },
    ]);
    context.pass(30 * DAY);
    await askAll();
    expect(await keptOf(context)).toMatchObject([{ directors: null }]);
  });
});

describe("A TMDB that answers nobody", () => {
  it.each(["tmdb-key-refused", "tmdb-rate-limited", "tmdb-unreachable"] as const)(
    "is left alone for an hour: %s",
    async (kind) => {
      let isWall = true;
      const { context, asked, askAll, refresh } = await ofFilms(4, () =>
        isWall ? failed(kind, "no") : done(by("X")),
      );
      await readDueCredits(context);
      expect(asked.splice(0)).toHaveLength(3);
      context.pass(HOUR / 2);
      await refresh();
      await readDueCredits(context);
      expect(asked).toEqual([]);
      isWall = false;
      context.pass(HOUR);
      await askAll();
      context.pass(25 * HOUR);
      await askAll();
      expect((await keptOf(context)).map(({ failure }) => failure)).toEqual(Array(4).fill(null));
    },
  );
});

it("Whatever goes wrong in it is logged, and the tick goes on", async () => {
  const { context } = await ofFilms(1, () => {
    throw new Error("a defect");
  });
  await readDueCredits(context);
  expect(context.logged.at(-1)).toContain("a defect");
});
