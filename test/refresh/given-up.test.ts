// Look-ups whose message ended in the queue of dead letters.

import { beforeEach, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { uncheckedFilms } from "../../src/d1/unchecked-films.ts";
import { giveUpMessage } from "../../src/refresh/dead-letters.ts";
import { startRefresh } from "../../src/refresh/start.ts";
import { tick } from "../../src/refresh/tick.ts";
import { createTestContext, listedFilm, type TestContext } from "../context.ts";
import { deliver, deliverAll, runToTheEnd } from "./deliver.ts";
import { emptyDatabase } from "./list.ts";
import { serveList, serveTmdb } from "./neighbours.ts";

beforeEach(emptyDatabase);

const DAY_MS = 86_400_000;

/** Six films, so two look-ups, of which the first is given up. */
async function giveUpTheFirst(context: TestContext): Promise<void> {
  for (;;) {
    const message = context.sent.shift();
    if (message === undefined) throw new Error("There was no look-up.");
    if (message.queue === "lookups") {
      await giveUpMessage(context, message.body);
      // A second delivery of the same dead letter.
      await giveUpMessage(context, message.body);
      return;
    }
    await deliver(context, message);
  }
}

function sixFilms(): TestContext {
  const list = [6, 5, 4, 3, 2, 1].map(listedFilm);
  return createTestContext({ letterboxd: serveList(() => list), tmdb: serveTmdb() });
}

async function failures(context: TestContext) {
  return await context.db.all<{ failure: string | null; films: number; offers: number }>(sql`
    select failure_kind as failure, count(*) as films, count(countries) as offers from films
    group by failure_kind order by failure_kind`);
}

it("leaves its failure on each film, in words for the owner, and is tried by the next refresh", async () => {
  const context = sixFilms();
  await tick(context, { atStart: true });
  await giveUpTheFirst(context);
  await runToTheEnd(context);
  expect(await failures(context)).toEqual([
    { failure: null, films: 1, offers: 1 },
    { failure: "given-up", films: 5, offers: 0 },
  ]);
  const [first] = await uncheckedFilms(context.db, context.settings, 20);
  expect(first).toMatchObject({ failureKind: "given-up", checkedAt: null, total: 5 });

  context.pass(DAY_MS);
  await startRefresh(context, "button");
  await deliverAll(context);
  expect(await failures(context)).toEqual([{ failure: null, films: 6, offers: 6 }]);
});

it("keeps the stored answer of a film", async () => {
  const context = sixFilms();
  await tick(context, { atStart: true });
  await runToTheEnd(context);
  context.pass(DAY_MS);
  await startRefresh(context, "button");
  await giveUpTheFirst(context);
  await runToTheEnd(context);
  expect(await failures(context)).toEqual([
    { failure: null, films: 1, offers: 1 },
    { failure: "given-up", films: 5, offers: 5 },
  ]);
});
