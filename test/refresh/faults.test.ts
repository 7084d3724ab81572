import { beforeEach, describe, expect, it } from "vitest";
import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { findStatus } from "../../src/refresh/status.ts";
import { startRefresh, tick } from "../../src/refresh/start.ts";
import { createTestContext, listedFilm, type Sent, type TestContext } from "../context.ts";
import { deliver, deliverAll, runToTheEnd } from "./deliver.ts";
import { Killed, mortalD1, type Doom } from "./faults.ts";
import { emptyDatabase, storedList } from "./list.ts";
import { serveList, serveTmdb } from "./neighbours.ts";

beforeEach(emptyDatabase);

const numbered = (n: number) => Array.from({ length: n }, (_, i) => listedFilm(n - i));

/** The same numbers at every run, so that a failure can be run again. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

async function expectRight(context: TestContext, films: number): Promise<void> {
  expect(await storedList(context)).toEqual(numbered(films).map(({ slug }) => slug));
  expect((await findStatus(context)).lastRefresh).toMatchObject({ outcome: "done", films });
  const without = sql`select slug from films where offers is null or checked_at is null`;
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
          // The process is gone, and with it all that the queues held.
          context.sent.length = 0;
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

function isKill(error: unknown): boolean {
  return error instanceof Killed || (error instanceof Error && isKill(error.cause));
}
