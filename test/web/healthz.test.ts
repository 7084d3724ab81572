import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { createWorker } from "../../src/worker.ts";
import type { Settings } from "../../src/settings/index.ts";
import { createTestContext, type TestContext } from "../context.ts";
import { emptyDatabase } from "../refresh/list.ts";

beforeEach(emptyDatabase);

function openHealth(settings: Partial<Settings> = {}) {
  const context = createTestContext({ settings });
  const worker = createWorker(() => ({ ok: true, context }));
  const ask = async () => {
    const answer = await worker.fetch(
      new Request("https://watchwhere.test/healthz"),
      {},
      {} as ExecutionContext,
    );
    return {
      status: answer.status,
      body: await answer.json<{ status: string; message?: string }>(),
    };
  };
  const tick = () => worker.scheduled({ cron: "*/5 * * * *" } as ScheduledController, {} as Env);
  return { context, ask, tick };
}

/** What the migrations have made, without what SQLite and D1 keep for themselves, and the first version's shelf. */
async function listColumns({ db }: TestContext): Promise<{ table: string; column: string }[]> {
  return db.all(sql`
    select t.name as "table", c.name as "column" from sqlite_master t, pragma_table_info(t.name) c
    where t.type = 'table' and t.name not like 'sqlite_%' and t.name not like '_cf_%' and t.name not like 'd1_%'
      and t.name <> 'shelf'`);
}

describe("GET /healthz", () => {
  it("says so where all is well", async () => {
    expect(await openHealth().ask()).toEqual({ status: 200, body: { status: "ok" } });
  });

  it("fails, in words, without any one of the tables and columns", async () => {
    const { context, ask } = openHealth();
    const all = await listColumns(context);
    const unnoticed: string[] = [];
    for (const table of new Set(all.map((one) => one.table))) {
      await context.db.run(sql.raw(`alter table "${table}" rename to away`));
      if ((await ask()).status === 200) unnoticed.push(table);
      await context.db.run(sql.raw(`alter table away rename to "${table}"`));
    }
    for (const { table, column } of all) {
      await context.db.run(sql.raw(`alter table "${table}" rename column "${column}" to away`));
      const { body } = await ask();
      if (!body.message?.includes("it’s missing a table or column")) {
        unnoticed.push(`${table}.${column}`);
      }
      await context.db.run(sql.raw(`alter table "${table}" rename column away to "${column}"`));
    }
    expect(unnoticed).toEqual([]);
    expect(all.length).toBeGreaterThan(80);
    expect(context.logged[0]).toContain("no such table: film_pages");
    expect((await ask()).status).toBe(200);
  });

  it("fails, in words, when the last tick is more than two minutes old", async () => {
    const { context, ask, tick } = openHealth();
    context.pass(120_000);
    expect((await ask()).status).toBe(200);
    await tick();
    context.pass(121_000);
    const { status, body } = await ask();
    expect(status).toBe(503);
    expect(body).toMatchObject({ status: "no ticks" });
    expect(body.message).toContain("121 seconds ago");
    await tick();
    expect((await ask()).status).toBe(200);
  });

  it("waits for no tick on Cloudflare, where another process may have had it", async () => {
    const { context, ask } = openHealth({ atHome: false });
    context.pass(3_600_000);
    expect((await ask()).status).toBe(200);
  });
});
