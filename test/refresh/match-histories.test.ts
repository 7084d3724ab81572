// Random lists of namesakes that are renamed, leave and come back, and a TMDB that knows some of them. Whatever the
// list has gone through, no two of its films are matched by title and year with one title, what the owner chose
// stands, and what is settled is settled as if the list had always been as it is.

import * as fc from "fast-check";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { done, failed } from "../../src/failure.ts";
import type { ListedFilm } from "../../src/film.ts";
import { listedFilm } from "../context.ts";
import { expectAlways, FUZZ_TIMEOUT } from "../fuzz.ts";
import {
  createMatchWorld,
  DAY_MS,
  namesake,
  refresh,
  type MatchWorld,
} from "../match-neighbours.ts";
import { emptyDatabase } from "./list.ts";

const YEARS = [2022, 2023, 2024];
const year = fc.constantFrom(...YEARS, null);
const votes = fc.constantFrom(0, 9000, 9000);

/** By number, the year of each film that is listed; undefined: it is not. */
const list = fc.array(fc.option(year, { nil: undefined }), { minLength: 3, maxLength: 3 });
const titles = fc.array(fc.tuple(fc.constantFrom(...YEARS, 2025), votes), {
  minLength: 1,
  maxLength: 3,
});

function filmsOf(years: readonly (number | null | undefined)[]): ListedFilm[] {
  const films = years.flatMap((of, n) =>
    of === undefined ? [] : [{ ...listedFilm(n), title: "Circus", year: of }],
  );
  // One is always there, so that a list is never empty.
  return [...films, listedFilm(9)];
}

interface Settled {
  slug: string;
  match: string;
  id: number | null;
}

async function settledOf(context: MatchWorld): Promise<Settled[]> {
  return context.db.all<Settled>(sql`
    select slug, "match", tmdb_id as id from films join list_films on film_id = films.id
    where place is not null order by slug`);
}

/** Until whatever was released is decided again. */
async function refreshes(context: MatchWorld): Promise<Settled[]> {
  for (let times = 0; times < 3; times++) {
    context.pass(DAY_MS);
    await refresh(context);
  }
  return settledOf(context);
}

describe("whatever a list has gone through", () => {
  it(
    "its films are matched as if it had always been so",
    async () => {
      const inputs = fc.tuple(titles, fc.array(list, { minLength: 2, maxLength: 3 }));
      await expectAlways(
        inputs,
        async ([known, lists]) => {
          const world = (): MatchWorld => {
            const context = createMatchWorld(0);
            context.mood.found["Circus"] = known.map(([of, count], i) => ({
              ...namesake(20 + i, "Circus", of),
              votes: count,
            }));
            context.mood.page = () => failed("refused", "not now");
            return context;
          };
          await emptyDatabase();
          const context = world();
          let last: Settled[] = [];
          for (const years of lists) {
            // A year that Letterboxd's page names no longer is kept.
            context.mood.list = filmsOf(years.map((of) => (of === null ? 2022 : of)));
            last = await refreshes(context);
            const byTitle = last.filter(({ match }) => /exact|near-year|only-title/.test(match));
            const ids = byTitle.map(({ id }) => id);
            expect(ids.length).toBe(new Set(ids).size);
          }
          const { list: end } = context.mood;
          await emptyDatabase();
          const fresh = world();
          fresh.mood.list = end;
          expect(last).toEqual(await refreshes(fresh));
        },
        5,
      );
    },
    FUZZ_TIMEOUT,
  );

  it(
    "what the owner chose and what a page said stands",
    async () => {
      await expectAlways(
        fc.tuple(titles, list),
        async ([known, years]) => {
          await emptyDatabase();
          const context = createMatchWorld(0);
          context.mood.found["Circus"] = known.map(([of, count], i) => ({
            ...namesake(20 + i, "Circus", of),
            votes: count,
          }));
          context.mood.page = (slug) => done({ type: "movie", id: slug === "film-1" ? 21 : 22 });
          context.mood.list = filmsOf([2022, 2022, 2022]);
          await refresh(context);
          await context.db
            .run(sql`update films set "match" = 'owner', tmdb_type = 'movie', tmdb_id = 20
            where slug in ('film-0', 'film-2')`);
          const chosen = sql`select slug, "match", tmdb_id as id from films
            where "match" in ('owner', 'film-page') order by slug`;
          const before = await context.db.all(chosen);
          context.mood.list = filmsOf(years);
          await refreshes(context);
          const after = await context.db.all<Settled>(chosen);
          expect(after).toEqual(expect.arrayContaining(before));
        },
        3,
      );
    },
    FUZZ_TIMEOUT,
  );
});
