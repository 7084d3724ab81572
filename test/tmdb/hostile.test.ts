// Five films of one message, some of which TMDB answers with far too much: through the real adapter into the
// real database, so that the limits are those that D1 has.

import { beforeEach, describe, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import type { Fetch } from "../../src/ports.ts";
import { tick } from "../../src/refresh/tick.ts";
import { createTestContext, listedFilm } from "../context.ts";
import { runToTheEnd } from "../refresh/deliver.ts";
import { emptyDatabase } from "../refresh/list.ts";
import { serveList } from "../refresh/neighbours.ts";
import { aFoundFilm, aMovie, aService, offering } from "./answers.ts";
import { createTmdbOf, json } from "./answering.ts";

beforeEach(emptyDatabase);

function endless(): Response {
  const body = new ReadableStream({
    type: "bytes",
    pull(controller) {
      controller.enqueue(new Uint8Array(100_000).fill(32));
    },
  });
  return new Response(body);
}

const good = (id: number) => offering(aMovie({ id }), { GB: { flatrate: [aService(8)] } });
const wide = "ü\u{1f3ac}".repeat(100_000);
const crowd = Array.from({ length: 9000 }, (_, i) => aService(i + 1, `${i} ${"ü".repeat(40)}`));

const ANSWERS: Record<number, () => Response> = {
  1: () => json(good(1)),
  2: () => json({ ...good(2), title: wide, original_title: wide, overview: wide }),
  3: () => json(offering(aMovie({ id: 3 }), { GB: { flatrate: crowd } })),
  4: endless,
  5: () => json({ ...good(5), genres: crowd.map(({ provider_name: name }) => ({ name })) }),
};

const answer: Fetch = async (address) => {
  const url = new URL(address);
  const n = Number(/\d+$/.exec(url.searchParams.get("query") ?? url.pathname)?.[0]);
  if (!url.pathname.startsWith("/3/search")) return ANSWERS[n]?.() ?? json({ results: [] });
  const found = aFoundFilm({ id: n, title: `Film ${n}`, release_date: "2001-02-03" });
  return json({ results: [found] });
};

describe("five films in one message", () => {
  it("are each as good as their own answer, whatever the others hold", async () => {
    const list = [5, 4, 3, 2, 1].map(listedFilm);
    const { tmdb } = createTmdbOf([answer], { budget: 1000 });
    const context = createTestContext({ letterboxd: serveList(() => list), tmdb });
    await tick(context, { atStart: true });
    await runToTheEnd(context);

    const rows = await context.db.all(sql`
      select tmdb_id as id, failure_kind as failure, json_array_length(countries, '$.GB.offers.stream') as services,
        json_array_length(genres) as genres, length(overview) as overview
      from films order by tmdb_id is null, tmdb_id`);
    expect(rows).toEqual([
      { id: 1, failure: null, services: 1, genres: 1, overview: 16 },
      // In SQLite's characters: two of three units, and the ellipsis.
      { id: 2, failure: null, services: 1, genres: 1, overview: 2000 },
      { id: 3, failure: null, services: 60, genres: 1, overview: 16 },
      { id: 5, failure: null, services: 1, genres: 20, overview: 16 },
      { id: null, failure: "tmdb-unrecognised", services: null, genres: null, overview: null },
    ]);
  });
});
