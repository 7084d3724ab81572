// What a household costs on Cloudflare's Free plan: two members of 1,000 films, 600 of them in common, and three
// followed lists of 250, half of which nobody has on a watchlist.

import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { films } from "../../src/d1/schema.ts";
import { followList } from "../../src/refresh/follow-list.ts";
import { tick } from "../../src/refresh/tick.ts";
import { createTestContext, listedFilm, type TestContext } from "../context.ts";
import { deliverAll } from "./deliver.ts";
import { countingD1, type Counted } from "./faults.ts";
import { pageOf, type ServedList } from "./followed.ts";
import { emptyDatabase } from "./list.ts";
import { serveLists, serveTmdb } from "./neighbours.ts";
import { done } from "../../src/failure.ts";

function numbered(from: number, to: number) {
  return Array.from({ length: to - from + 1 }, (_, i) => listedFilm(to - i));
}

const DAY_MS = 86_400_000;

const LISTS: Record<string, ServedList> = {
  "/dave/list/one/": { films: numbered(1276, 1525) },
  "/dave/list/two/": { films: numbered(1401, 1650) },
  "/dave/list/three/": { films: numbered(1, 250) },
};

test("a household's refreshes stay within the Free plan", { timeout: 180_000 }, async () => {
  await emptyDatabase();
  const counted: Counted = { statements: 0, rowsWritten: 0, rowsRead: 0 };
  const members = serveLists({ ann: numbered(1, 1000), bob: numbered(401, 1400) });
  const asked: string[] = [];
  const tmdb = serveTmdb();
  const context = createTestContext({
    letterboxd: {
      readWatchlistPage: members.readWatchlistPage,
      readListPage: async (path, page) => {
        asked.push(path);
        return done(pageOf(LISTS[path] ?? { films: [] }, page));
      },
    },
    tmdb,
    db: countingD1(env.DB, counted),
    settings: { members: ["ann", "bob"], schedule: "0 4 * * *", cooldownMinutes: 0, atHome: false },
  });

  async function cost(begin: (context: TestContext) => Promise<unknown>) {
    Object.assign(counted, { statements: 0, rowsWritten: 0, rowsRead: 0 });
    members.asked.length = asked.length = tmdb.asked.length = 0;
    let [messages, mostStatements] = [0, 0];
    const look = () => {
      mostStatements = Math.max(mostStatements, counted.statements);
      counted.statements = 0;
    };
    await begin(context);
    await deliverAll(context, (message) => {
      look();
      messages += 1;
      return [message];
    });
    look();
    const { rowsWritten, rowsRead } = counted;
    const letterboxd = members.asked.length + asked.length;
    return {
      queueOperations: messages * 3,
      mostStatements,
      rowsWritten,
      rowsRead,
      letterboxd,
      tmdb: tmdb.asked.length,
    };
  }

  const onTick = async (it: TestContext) => tick(it, { atStart: false });
  const first = await cost(onTick);
  const lists = [];
  for (const path of Object.keys(LISTS)) {
    lists.push(await cost(async (it) => void (await followList(it, path))));
  }
  context.pass(DAY_MS + 7_200_000);
  const daily = await cost(onTick);
  context.pass(300_000);
  // The first tick of a day looks whether the day before has left anything.
  const firstIdle = await cost(onTick);
  context.pass(300_000);
  const idle = await cost(onTick);
  console.log(JSON.stringify({ first, lists, daily, firstIdle, idle }));

  // Each film is looked up once, whoever lists it.
  expect(await context.db.$count(films)).toBe(1650);
  expect(first.tmdb).toBe(1400);
  expect(lists.map((it) => it.tmdb)).toEqual([125, 125, 0]);
  const unknown = sql`select slug from films where checked_at is null`;
  expect(await context.db.all(unknown)).toEqual([]);

  expect(first.letterboxd).toBe(72);
  // Two watchlists that have not changed; the lists were read today.
  expect(daily.letterboxd).toBe(2);
  expect(daily.tmdb).toBe(1650);
  for (const it of [first, ...lists, daily]) {
    expect(it.mostStatements).toBeLessThanOrEqual(50);
    expect(it.queueOperations).toBeLessThan(2000);
    expect(it.rowsRead).toBeLessThan(2_500_000);
  }
  expect(first.rowsWritten).toBeLessThan(25_000);
  expect(daily.rowsWritten).toBeLessThan(6000);
  expect(idle).toMatchObject({ rowsWritten: 0, letterboxd: 0 });
  expect(idle.rowsRead).toBeLessThan(100);
});
