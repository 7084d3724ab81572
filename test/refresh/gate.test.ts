import { beforeEach, describe, expect, it } from "vitest";
import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { breakOldLease, enterGate } from "../../src/d1/gate.ts";
import type { Letterboxd } from "../../src/ports.ts";
import { startRefresh } from "../../src/refresh/start.ts";
import { tick } from "../../src/refresh/tick.ts";
import { createTestContext, listedFilm } from "../context.ts";
import { deliver, runToTheEnd } from "./deliver.ts";
import { interruptedD1 } from "./faults.ts";
import { emptyDatabase, storedList } from "./list.ts";
import { serveList, serveTmdb } from "./neighbours.ts";

beforeEach(emptyDatabase);

const FILMS = Array.from({ length: 30 }, (_, i) => listedFilm(30 - i));

/** A slow Letterboxd that records how many requests it had at once. */
function slowLetterboxd(db?: D1Database) {
  const served = serveList(() => FILMS);
  const seen = { inFlight: 0, most: 0, during: async () => {} };
  const readWatchlistPage: Letterboxd["readWatchlistPage"] = async (username, page) => {
    seen.inFlight += 1;
    seen.most = Math.max(seen.most, seen.inFlight);
    await seen.during();
    seen.inFlight -= 1;
    return served.readWatchlistPage(username, page);
  };
  const context = createTestContext({
    letterboxd: { readWatchlistPage },
    tmdb: serveTmdb(),
    settings: { cooldownMinutes: 0 },
    ...(db && { db }),
  });
  return Object.assign(context, { asked: served.asked, seen });
}

describe("a press of the button right after the start", () => {
  it("is not overtaken by the first tick while its request is under way", async () => {
    const context = slowLetterboxd();
    await startRefresh(context, "button");
    let overtaking: Promise<unknown> = Promise.resolve();
    context.seen.during = async () => {
      context.seen.during = async () => {};
      const before = context.sent.length;
      await tick(context, { atStart: true });
      overtaking = Promise.all(context.sent.splice(before).map((one) => deliver(context, one)));
      // The request takes longer than any pause between two.
      context.pass(19_000);
      await overtaking;
    };
    await runToTheEnd(context);
    await overtaking;

    expect(context.seen.most).toBe(1);
    expect(context.asked).toEqual([1, 2]);
    expect(context.logged.filter((line) => line.includes("lease-lost"))).toEqual([]);
    expect(await storedList(context)).toHaveLength(FILMS.length);
  });

  // A page takes a dozen database calls.
  it.each(Array.from({ length: 14 }, (_, i) => i))(
    "and the first tick, before call %i of the database, never ask Letterboxd two things at once",
    async (moment) => {
      let calls: number | null = null;
      const others: Promise<unknown>[] = [];
      const context = slowLetterboxd(
        interruptedD1(env.DB, async () => {
          if (calls === null || calls++ !== moment) return;
          const before = context.sent.length;
          await tick(context, { atStart: true });
          for (const one of context.sent.splice(before)) others.push(deliver(context, one));
        }),
      );
      context.seen.during = async () => {
        for (let i = 0; i < 4; i++) await env.DB.prepare("select 1").run();
        context.pass(3000);
      };
      await startRefresh(context, "button");
      calls = 0;
      await runToTheEnd(context);
      await Promise.all(others);
      await runToTheEnd(context);

      expect(calls).toBeGreaterThan(moment);
      expect(context.seen.most).toBe(1);
      expect(await storedList(context)).toHaveLength(FILMS.length);
    },
  );
});

describe("a press of the button while the first tick is under way", () => {
  // A tick that begins nothing and wakes nothing takes a dozen calls too.
  it.each(Array.from({ length: 12 }, (_, i) => i))(
    "before its call %i of the database, asks Letterboxd alone, and after a pause",
    async (moment) => {
      let calls: number | null = null;
      const others: Promise<unknown>[] = [];
      const context = slowLetterboxd(
        interruptedD1(env.DB, async () => {
          if (calls === null || calls++ !== moment) return;
          await startRefresh(context, "button");
          for (const one of context.sent.splice(0)) others.push(deliver(context, one));
        }),
      );
      // The run before this one was killed at the gate, and had perhaps just asked.
      await enterGate(context.db, "earlier", context.now());
      const startedAt = context.now();
      const askedAt: number[] = [];
      context.seen.during = async () => {
        askedAt.push(context.now());
        for (let i = 0; i < 4; i++) await env.DB.prepare("select 1").run();
        context.pass(3000);
      };
      calls = 0;
      await tick(context, { atStart: true });
      const happened = calls > moment;
      calls = null;
      if (!happened) await startRefresh(context, "button");
      await Promise.all([...others, runToTheEnd(context)]);
      await runToTheEnd(context);

      expect(context.seen.most).toBe(1);
      expect(await storedList(context)).toHaveLength(FILMS.length);
      const { letterboxdPauseMs } = context.settings;
      const pauses = askedAt.map((at, i) => at - (askedAt[i - 1] ?? startedAt));
      expect(Math.min(...pauses)).toBeGreaterThanOrEqual(letterboxdPauseMs);
    },
  );
});

describe("the gate at the start", () => {
  it("opens if a reader of an earlier run was inside, after a pause", async () => {
    const { db, now } = createTestContext();
    await enterGate(db, "earlier", now());
    expect(await enterGate(db, "this", now())).toBeNull();
    await breakOldLease(db, "this", now() + 2000);
    expect(await enterGate(db, "this", now())).toMatchObject({ nextAt: now() + 2000 });
  });

  it("opens if a reader of an older version was inside, who gave no run", async () => {
    const { db, now } = createTestContext();
    await db.run(sql`
      insert into gate (name, owner, until) values ('letterboxd', 'a-random-id', ${now() + 45_000})`);
    await breakOldLease(db, "this", now());
    expect(await enterGate(db, "this", now())).not.toBeNull();
  });

  it("stays shut if the reader is of this run", async () => {
    const { db, now } = createTestContext();
    await enterGate(db, "this", now());
    await breakOldLease(db, "this", now());
    expect(await enterGate(db, "this", now())).toBeNull();
  });
});

describe("a reader who comes to the gate after another has read the page", () => {
  it("asks for nothing, and leaves the way on to the other", async () => {
    let calls: number | null = null;
    const context = slowLetterboxd(
      interruptedD1(env.DB, async () => {
        // Before the second call, the step knows what is next, but has not entered the gate.
        if (calls === null || ++calls !== 2 || !message) return;
        await deliver(context, message);
      }),
    );
    await startRefresh(context, "button");
    const [message] = context.sent.splice(0);
    calls = 0;
    if (message) await deliver(context, message);

    expect(context.asked).toEqual([1]);
    const next = context.sent.filter(({ queue }) => queue === "pages");
    expect(next.map(({ body }) => body)).toEqual([
      { refreshId: 1, step: "list 1, round 1, page 2" },
    ]);
    await runToTheEnd(context);
    expect(context.asked).toEqual([1, 2]);
  });
});

describe("a reader who was away for longer than a lease lasts", () => {
  it("keeps nothing of the page, says so in words, and leaves the work to the next", async () => {
    const context = slowLetterboxd();
    await startRefresh(context, "button");
    context.seen.during = async () => {
      context.seen.during = async () => {};
      context.pass(60_000);
      await enterGate(context.db, context.runId, context.now());
    };
    const [message] = context.sent.splice(0);
    if (message) await deliver(context, message);

    expect(context.logged.at(-1)).toBe(
      '{"event":"lease-lost","refresh":1,"step":"list 1, round 1, page 1"}',
    );
    expect(await context.db.all(sql`select * from pages`)).toEqual([]);
    expect(context.sent).toEqual([]);
    context.pass(60_000);
    await tick(context, { atStart: false });
    await runToTheEnd(context);
    expect(await storedList(context)).toHaveLength(FILMS.length);
  });
});
