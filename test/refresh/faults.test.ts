import { beforeEach, describe, expect, it } from "vitest";
import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { findStatus } from "../../src/refresh/status.ts";
import { startRefresh } from "../../src/refresh/start.ts";
import { tick } from "../../src/refresh/tick.ts";
import { createTestContext, listedFilm, type Sent, type TestContext } from "../context.ts";
import { deliver, deliverAll, runToTheEnd } from "./deliver.ts";
import { countingD1, isKill, mortalD1, randomNumbers, type Counted, type Doom } from "./faults.ts";
import { emptyDatabase, storedList } from "./list.ts";
import { serveList, serveTmdb } from "./neighbours.ts";

beforeEach(emptyDatabase);

const numbered = (n: number) => Array.from({ length: n }, (_, i) => listedFilm(n - i));

async function expectRight(context: TestContext, films: number): Promise<void> {
  expect(await storedList(context)).toEqual(numbered(films).map(({ slug }) => slug));
  expect((await findStatus(context)).lastRefresh).toMatchObject({ outcome: "done", films });
  const without = sql`select slug from films where countries -> 'GB' is null or checked_at is null`;
  expect(await context.db.all(without)).toEqual([]);
}

describe("a refresh whose messages go astray", () => {
  const fates: [string, (random: () => number) => (message: Sent) => Sent[]][] = [
    ["lost", (random) => (message) => (random() < 0.4 ? [] : [message])],
    ["doubled", () => (message) => [message, message]],
    ["late", (random) => (message) => (random() < 0.3 ? [] : [message, ...late(message, random)])],
  ];
  const old: Sent[] = [];
  const late = (message: Sent, random: () => number): Sent[] => {
    old.push(message);
    return old.filter(() => random() < 0.1);
  };

  it.each(fates)("(%s) ends with the right list and offers", async (_, fate) => {
    const letterboxd = serveList(() => numbered(200));
    const context = createTestContext({ letterboxd, tmdb: serveTmdb() });
    await tick(context, { atStart: true });
    await runToTheEnd(context, fate(randomNumbers(7)));

    await expectRight(context, 200);
    expect(letterboxd.asked).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it("ends right when no message can be sent at all until later", async () => {
    const context = createTestContext({
      letterboxd: serveList(() => numbered(60)),
      tmdb: serveTmdb(),
    });
    const { pages, lookups } = context;
    const refuse = async () => {
      throw new Error("429 Too Many Requests");
    };
    context.pages = { ...pages, send: refuse };
    context.lookups = { ...lookups, sendBatch: refuse };
    await tick(context, { atStart: true });
    expect((await startRefresh(context, "button")).started).toBe(false);
    Object.assign(context, { pages, lookups });
    await runToTheEnd(context);

    await expectRight(context, 60);
  });

  it("drops the messages of an older refresh", async () => {
    const letterboxd = serveList(() => numbered(30));
    const context = createTestContext({ letterboxd, tmdb: serveTmdb() });
    await tick(context, { atStart: true });
    const older: Sent[] = [];
    await deliverAll(context, (message) => {
      older.push(message);
      return [message];
    });
    const asked = letterboxd.asked.length;
    for (const message of older) await deliver(context, message);
    expect(letterboxd.asked.length).toBe(asked);
    expect(context.sent).toEqual([]);
  });
});

describe("a refresh that is killed", () => {
  it.each([1, 2, 3, 4, 5, 6])(
    "again and again, at any call of the database (%i), goes on and ends right",
    { timeout: 60_000 },
    async (seed) => {
      const random = randomNumbers(seed);
      const letterboxd = serveList(() => numbered(200));
      let doom: Doom | null = null;
      const context = createTestContext({
        letterboxd,
        tmdb: serveTmdb(),
        db: mortalD1(env.DB, () => doom),
      });
      let kills = 0;
      for (let atStart = true; ; atStart = false) {
        doom =
          kills < 30 ? { calls: 5 + Math.floor(random() * 40), carriedOut: random() < 0.5 } : null;
        try {
          await tick(context, { atStart: atStart || doom !== null });
          await runToTheEnd(context);
          if (doom === null || (await findStatus(context)).state === "idle") break;
        } catch (error) {
          if (!isKill(error)) throw error;
          kills += 1;
          // The process is gone, and with it everything in the queues.
          context.sent.length = 0;
          context.runId = `run-${kills}`;
          context.pass(1000);
          doom = null;
          atStart = true;
        }
      }
      doom = null;
      expect(kills).toBeGreaterThan(5);
      await expectRight(context, 200);
    },
  );
});

describe("what refreshes of 1,000 films cost", () => {
  /** Starts what is due, unless a start is given, and runs it to its end; returns what it cost. */
  async function cost(
    context: TestContext,
    counted: Counted,
    begin: () => Promise<unknown> = () => tick(context, { atStart: false }),
  ) {
    Object.assign(counted, { statements: 0, rowsWritten: 0, rowsRead: 0 });
    let messages = 0;
    let mostStatements = 0;
    const look = () => {
      mostStatements = Math.max(mostStatements, counted.statements);
      counted.statements = 0;
    };
    await begin();
    await deliverAll(context, (message) => {
      look();
      messages += 1;
      return [message];
    });
    look();
    const { rowsWritten, rowsRead } = counted;
    return { queueOperations: messages * 3, mostStatements, rowsWritten, rowsRead };
  }

  it(
    "stays within the Free plan, in all and in each invocation",
    { timeout: 120_000 },
    async () => {
      const counted: Counted = { statements: 0, rowsWritten: 0, rowsRead: 0 };
      const context = createTestContext({
        letterboxd: serveList(() => numbered(1000)),
        tmdb: serveTmdb(),
        db: countingD1(env.DB, counted),
        settings: { schedule: "0 4 * * *", cooldownMinutes: 0 },
      });
      const first = await cost(context, counted);
      await expectRight(context, 1000);
      context.pass(26 * 3_600_000);
      const daily = await cost(context, counted);
      expect((await findStatus(context)).lastRefresh).toMatchObject({
        trigger: "schedule",
        lookedUp: 1000,
      });
      context.pass(300_000);
      const idle = await cost(context, counted);
      const unchanged = await cost(context, counted, () => startRefresh(context, "button"));
      console.log(JSON.stringify({ first, daily, idle, unchanged }));

      expect(first.queueOperations).toBeLessThan(1000);
      expect(first.rowsWritten).toBeLessThan(15_000);
      expect(daily.queueOperations).toBeLessThan(700);
      expect(daily.rowsWritten).toBeLessThan(3000);
      expect(idle).toMatchObject({ queueOperations: 0, rowsWritten: 0 });
      expect(idle.rowsRead).toBeLessThan(50);
      expect(unchanged.rowsWritten).toBeLessThanOrEqual(12);
      expect(Math.max(first.mostStatements, daily.mostStatements)).toBeLessThanOrEqual(45);
    },
  );
});
