import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { done } from "../../src/failure.ts";
import { noOffers, type DigitalRelease } from "../../src/film.ts";
import { startRefresh } from "../../src/refresh/start.ts";
import { createTestContext, listedFilm, offersIn, tmdbFilm, type TestContext } from "../context.ts";
import { runToTheEnd } from "./deliver.ts";
import { emptyDatabase } from "./list.ts";
import { serveList, serveTmdb } from "./neighbours.ts";

beforeEach(emptyDatabase);

const DAY_MS = 86_400_000;

/** Film 1 streams nowhere, film 2 does; TMDB says of both when they come out. It is 1 November. */
function worldOf(releases: DigitalRelease[]) {
  const asked: string[] = [];
  let isThere = false;
  const tmdb = serveTmdb({
    readFilm: async (key, countries, { withReleases = false } = {}) => {
      asked.push(`${key.id}${withReleases ? " with releases" : ""}`);
      const streams = key.id === 2 || isThere;
      return done(
        tmdbFilm(
          key,
          {
            ...(streams ? {} : { countries: offersIn(countries, noOffers()) }),
            ...(withReleases ? { releases: { GB: releases } } : {}),
          },
          countries,
        ),
      );
    },
  });
  const letterboxd = serveList(() => [listedFilm(1), listedFilm(2)]);
  const context = createTestContext({ letterboxd, tmdb });
  const refresh = async (trigger: "first" | "schedule" = "schedule") => {
    asked.length = 0;
    await startRefresh(context, trigger);
    await runToTheEnd(context);
    context.pass(DAY_MS);
    return asked.toSorted();
  };
  const arrive = () => {
    isThere = true;
  };
  return { context, refresh, arrive };
}

async function comingOf(context: TestContext) {
  const rows = await context.db.all<{ coming: string | null }>(
    sql`select countries -> 'GB' ->> 'coming' as coming from films order by id`,
  );
  return rows.map(({ coming }) => (coming === null ? null : (JSON.parse(coming) as unknown)));
}

describe("when a film comes out", () => {
  const DATES: DigitalRelease[] = [
    { date: "2026-10-01", note: "long ago" },
    { date: "2026-11-03", note: "Netflix" },
    { date: "2026-11-20", note: null },
  ];

  it("is asked of films that were looked up before and stream nowhere, and of no other", async () => {
    const { context, refresh } = worldOf(DATES);
    expect(await refresh("first")).toEqual(["1", "2"]);
    expect(await comingOf(context)).toEqual([null, null]);
    expect(await refresh()).toEqual(["1 with releases", "2"]);
    expect(await comingOf(context)).toEqual([{ date: "2026-11-03", note: "Netflix" }, null]);
  });

  it("is the next day that has not passed, and nothing more once the film streams", async () => {
    const { context, refresh, arrive } = worldOf(DATES);
    for (const trigger of ["first", "schedule", "schedule"] as const) await refresh(trigger);
    expect(await comingOf(context)).toEqual([{ date: "2026-11-03", note: "Netflix" }, null]);
    await refresh();
    expect(await comingOf(context)).toEqual([{ date: "2026-11-20", note: null }, null]);
    arrive();
    await refresh();
    expect(await comingOf(context)).toEqual([null, null]);
  });
});
