// The first tick of an app that has just been deployed does everything at once: it prepares or migrates the database,
// begins the first refresh and does the day's work. On Cloudflare's Free plan an invocation has 50 statements.

import { env } from "cloudflare:workers";
import { beforeEach, expect, test, vi } from "vitest";
import type { createWorker } from "../../src/worker.ts";
import { createTestContext, listedFilm } from "../context.ts";
import { countingD1, type Counted } from "./faults.ts";
import { emptyDatabase } from "./list.ts";
import { serveList, serveTmdb } from "./neighbours.ts";

interface FirstInvocation {
  statements: number;
  /** Messages that it sent. */
  sent: number;
}

function firstTick(): Promise<FirstInvocation> {
  return firstInvocation((worker) =>
    worker.scheduled({ cron: "*/5 * * * *" } as ScheduledController, env),
  );
}

type Worker = ReturnType<typeof createWorker>;

async function firstInvocation(invoke: (worker: Worker) => unknown): Promise<FirstInvocation> {
  const counted: Counted = { statements: 0, rowsWritten: 0, rowsRead: 0 };
  const context = createTestContext({
    letterboxd: serveList(() => [listedFilm(1)]),
    tmdb: serveTmdb(),
    db: countingD1(env.DB, counted),
    settings: { schedule: "0 4 * * *", atHome: false },
  });
  // One that does not remember that the database is prepared.
  vi.resetModules();
  const fresh = await import("../../src/worker.ts");
  await invoke(fresh.createWorker(() => ({ ok: true, context })));
  return { statements: counted.statements, sent: context.sent.length };
}

beforeEach(emptyDatabase);

test("a new app begins its first refresh within 50 statements", async () => {
  const { statements, sent } = await firstTick();
  expect(sent).toBe(1);
  expect(statements).toBeLessThanOrEqual(50);
});

test("so does the first view of a new app", async () => {
  const { statements, sent } = await firstInvocation((worker) =>
    worker.fetch(new Request("https://watch.test/"), env),
  );
  expect(sent).toBe(1);
  expect(statements).toBeLessThanOrEqual(50);
});

test("an app of the first version is migrated within 50 statements", async () => {
  await env.DB.batch([
    env.DB.prepare(
      "insert into films (slug, title, year, source, live_place, created_at, listed_at) values ('heat', 'Heat', 1995, 'letterboxd', 1, 1, 1)",
    ),
    env.DB.prepare(
      "insert into memory (key, value) values ('live-list', json_object('username', 'ada'))",
    ),
  ]);
  const { statements } = await firstTick();
  const { n } =
    (await env.DB.prepare("select count(*) as n from list_films").first<{ n: number }>()) ?? {};
  expect(n).toBe(1);
  expect(statements).toBeLessThanOrEqual(50);
});
