// Messages from the end of a refresh to whoever takes them: the real D1, the real notifier, and receivers that the test
// makes fail.

import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { batch } from "../../src/d1/batch.ts";
import { endRefresh } from "../../src/d1/refreshes.ts";
import { saveChoices } from "../../src/d1/services.ts";
import { noOffers } from "../../src/film.ts";
import { done } from "../../src/failure.ts";
import { createNotifier } from "../../src/notify/index.ts";
import { deliverDue, sendTest } from "../../src/refresh/deliver.ts";
import { finishRefresh } from "../../src/refresh/finish.ts";
import { tellArrivals } from "../../src/refresh/tell.ts";
import { startRefresh } from "../../src/refresh/start.ts";
import { tick } from "../../src/refresh/tick.ts";
import { readNotify } from "../../src/settings/notify.ts";
import type { Settings } from "../../src/settings/index.ts";
import { createTestContext, listedFilm, offersIn, tmdbFilm, type TestContext } from "../context.ts";
import { totalOf } from "../costs/cost.ts";
import { meterD1 } from "../costs/metered-d1.ts";
import { startReceivers, type Receivers } from "../notify/receivers.ts";
import { deliver, runToTheEnd } from "./deliver.ts";
import { serveList, serveTmdb } from "./neighbours.ts";

const NETFLIX = { id: 8, name: "Netflix", logo: "/n.jpg" };
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const FILMS = 5;

interface Household {
  context: TestContext;
  receivers: Receivers;
  /** By their numbers: what streams on Netflix from the next look-up on. */
  onNetflix: Set<number>;
  /** A refresh eight days later, which looks every film up, to its end. */
  refresh: () => Promise<void>;
  /** A tick after so many minutes, with the three messages that an invocation may send. */
  tickAfter: (minutes: number) => Promise<void>;
  deliveries: () => Promise<{ id: string; place: string; attempts: number }[]>;
  states: () => Promise<{ failure: string | null; isOff: number; workedAt: number | null }[]>;
}

async function household(
  notify: string,
  settings: Partial<Settings> = {},
  db: D1Database = env.DB,
): Promise<Household> {
  const reading = readNotify(notify);
  if (!reading.ok) throw new Error(reading.message);
  const receivers = startReceivers();
  const onNetflix = new Set<number>();
  const context: TestContext = createTestContext({
    db,
    settings: { notify: reading.value, publicUrl: "https://films.example.org", ...settings },
    letterboxd: serveList(() => Array.from({ length: FILMS }, (_, i) => listedFilm(i + 1))),
    tmdb: {
      ...serveTmdb(),
      readFilm: async (key, countries) =>
        done(
          tmdbFilm(key, {
            countries: offersIn(countries, {
              ...noOffers(),
              stream: onNetflix.has(key.id) ? [NETFLIX] : [],
            }),
          }),
        ),
      listProviders: async () => done([NETFLIX]),
    },
  });
  context.notifier = createNotifier({ fetch: receivers.fetch, now: context.now });
  const refresh = async () => {
    context.deliveriesLeft.count = 3;
    context.pass(8 * DAY);
    await startRefresh(context, "schedule");
    await runToTheEnd(context);
  };
  const tickAfter = async (minutes: number) => {
    context.deliveriesLeft.count = 3;
    context.pass(minutes * MINUTE);
    await tick(context, { atStart: false });
    await deliverDue(context);
  };
  await refresh();
  await batch(
    context.db,
    saveChoices(context.db, context.settings.country, [
      [context.settings.country, { chosen: [8], without: [], rent: false, buy: false }],
    ]),
  );
  return {
    context,
    receivers,
    onNetflix,
    refresh,
    tickAfter,
    deliveries: async () =>
      context.db.all(sql`select id, place, attempts from deliveries order by place`),
    states: async () =>
      context.db.all(
        sql`select failure, is_off as "isOff", worked_at as "workedAt" from places order by place`,
      ),
  };
}

beforeEach(async () => {
  const { db } = createTestContext();
  for (const table of [
    "films",
    "lists",
    "list_films",
    "arrivals",
    "snapshot",
    "memory",
    "refreshes",
    "readings",
    "lookups",
    "deliveries",
    "devices",
    "places",
  ]) {
    await db.run(sql.raw(`delete from ${table}`));
  }
});

const wait = (seconds: number, status = 429) =>
  new Response("", { status, headers: { "Retry-After": `${seconds}` } });

const textsOf = ({ taken }: Receivers) =>
  taken.map(({ body }) => JSON.parse(body) as { message: string });

describe("What a refresh tells", () => {
  it("is one message with every film that came, and nothing when none did", async () => {
    const home = await household("ntfy://ntfy.test/films");
    await home.refresh();
    expect(home.receivers.taken).toEqual([]);
    home.onNetflix.add(3).add(5);
    await home.refresh();
    await home.refresh();
    expect(home.receivers.wrong).toEqual([]);
    expect(textsOf(home.receivers)).toMatchObject([
      {
        title: "2 films came to your services",
        message: expect.stringMatching(
          /Film [35] \(2001\) is on Netflix\nFilm [35] \(2001\) is on Netflix/,
        ),
        click: "https://films.example.org/new",
      },
    ]);
    expect(await home.deliveries()).toEqual([]);
    expect(await home.states()).toMatchObject([{ failure: null, workedAt: expect.any(Number) }]);
  });

  it("is nothing at a first refresh, where nothing is chosen, and of what leaves", async () => {
    const home = await household("ntfy://ntfy.test/films");
    home.onNetflix.add(3);
    await home.refresh();
    expect(home.receivers.taken).toHaveLength(1);
    home.onNetflix.clear();
    await home.refresh();
    await home.refresh();
    expect(home.receivers.taken).toHaveLength(1);
    await home.context.db.run(sql`delete from memory where key = 'services'`);
    home.onNetflix.add(4);
    await home.refresh();
    expect(home.receivers.taken).toHaveLength(1);
  });

  it("is not what came before somebody was named to be told", async () => {
    const home = await household("");
    home.onNetflix.add(3);
    await home.refresh();
    const reading = readNotify("ntfy://ntfy.test/films");
    home.context.settings = { ...home.context.settings, notify: reading.ok ? reading.value : [] };
    home.onNetflix.add(4);
    await home.refresh();
    expect(textsOf(home.receivers)).toMatchObject([{ message: "Film 4 (2001) is on Netflix" }]);
  });

  it("goes out once, although several end the refresh at once", async () => {
    const home = await household("ntfy://ntfy.test/films");
    home.onNetflix.add(3);
    await home.refresh();
    home.receivers.taken.splice(0);
    const { context } = home;
    const [{ id } = { id: 0 }] = await context.db.all<{ id: number }>(sql`
      update refreshes set state = 'looking-up', outcome = null, finished_at = null
      where id = (select max(id) from refreshes) returning id`);
    await context.db.run(sql`update memory set value = '{"at":0}' where key = 'told-until'`);
    // One has read what there is to tell; before it writes it, another has told it, and ended the refresh.
    const late = await tellArrivals(context, id);
    expect(late.tells).toBe(true);
    context.deliveriesLeft.count = 3;
    await Promise.all([finishRefresh(context, id), finishRefresh(context, id)]);
    expect(home.receivers.taken).toHaveLength(1);
    await batch(context.db, [...late.statements, endRefresh(context.db, id, context.now() / 1000)]);
    await home.tickAfter(1);
    expect(home.receivers.taken).toHaveLength(1);
    expect(await home.deliveries()).toEqual([]);
  });

  it("goes out once, although messages come twice and in parallel", async () => {
    const home = await household("ntfy://ntfy.test/films");
    home.onNetflix.add(3).add(5);
    home.context.pass(8 * DAY);
    await Promise.all([
      startRefresh(home.context, "schedule"),
      startRefresh(home.context, "schedule"),
    ]);
    await runToTheEnd(home.context, (message) => [message, message]);
    expect(home.receivers.taken).toHaveLength(1);
  });
});

describe("A delivery", () => {
  it("is tried at once by three, and the others follow at the ticks", async () => {
    const notify = [1, 2, 3, 4, 5].map((n) => `ntfy://ntfy.test/films-${n}`).join(" ");
    const home = await household(notify);
    home.onNetflix.add(3);
    await home.refresh();
    expect(home.receivers.taken).toHaveLength(3);
    await home.tickAfter(0);
    expect(home.receivers.taken).toHaveLength(5);
    expect(new Set(home.receivers.taken.map(({ body }) => body)).size).toBe(5);
    await home.tickAfter(5);
    expect(home.receivers.taken).toHaveLength(5);
  });

  it("is tried again after 5 minutes, 30 minutes, 2 hours, 5 hours … 24 hours, under one id", async () => {
    const home = await household("json://hooks.test/");
    home.onNetflix.add(3);
    home.receivers.answers.push(
      ...Array.from({ length: 20 }, () => new Response("", { status: 500 })),
    );
    await home.refresh();
    for (const [i, minutes] of [5, 30, 120, 300, 600, 840, 1200, 1440].entries()) {
      home.context.deliveriesLeft.count = 3;
      home.context.pass((minutes - 1) * MINUTE);
      await deliverDue(home.context);
      expect(home.receivers.taken).toHaveLength(i + 1);
      home.context.pass(MINUTE);
      await deliverDue(home.context);
      expect(home.receivers.taken).toHaveLength(i + 2);
    }
    const ids = home.receivers.taken.map(({ headers }) => headers.get("webhook-id"));
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/^arrivals_\d+_[0-9a-f]{16}$/);
    expect(await home.deliveries()).toEqual([]);
    expect(await home.states()).toMatchObject([
      { failure: expect.stringContaining("After 9 attempts, this message was given up.") },
    ]);
  });

  it("is not tried before the time that was asked for, nor is another to the same place", async () => {
    const home = await household("ntfy://ntfy.test/films");
    home.onNetflix.add(3);
    home.receivers.answers.push(wait(9 * 86_400));
    await home.refresh();
    home.onNetflix.add(4);
    await home.refresh();
    await home.tickAfter(10);
    expect(home.receivers.taken).toHaveLength(1);
    expect(await home.deliveries()).toHaveLength(2);
    await home.tickAfter(24 * 60);
    expect(home.receivers.taken).toHaveLength(3);
    expect(await home.deliveries()).toEqual([]);
  });

  it("is the last one to a place that says 410, until a test works there", async () => {
    const home = await household("ntfy://ntfy.test/films");
    home.onNetflix.add(3);
    home.receivers.answers.push(new Response("", { status: 410 }));
    await home.refresh();
    expect(await home.states()).toMatchObject([
      { isOff: 1, failure: expect.stringContaining("gone") },
    ]);
    home.onNetflix.add(4);
    await home.refresh();
    await home.tickAfter(60);
    expect(home.receivers.taken).toHaveLength(1);
    const [{ place } = { place: "" }] = await home.context.db.all<{ place: string }>(
      sql`select place from places`,
    );
    expect(await sendTest(home.context, place)).toEqual({ ok: true });
    expect(await home.states()).toMatchObject([{ isOff: 0, failure: null }]);
    home.onNetflix.add(5);
    await home.refresh();
    expect(home.receivers.taken).toHaveLength(3);
  });

  it("is made again a minute after a kill between sending and noting, and no sooner", async () => {
    const home = await household("json://hooks.test/");
    home.onNetflix.add(3);
    const { notifier } = home.context;
    // Whatever is noted after this send never happens: the process is gone.
    home.context.notifier = {
      ...notifier,
      send: async (...args) => {
        await notifier.send(...args);
        throw new Error("killed");
      },
    };
    await home.refresh();
    home.context.notifier = notifier;
    expect(home.receivers.taken).toHaveLength(1);
    home.context.pass(30_000);
    await home.tickAfter(0);
    expect(home.receivers.taken).toHaveLength(1);
    await home.tickAfter(1);
    await home.tickAfter(5);
    expect(home.receivers.taken).toHaveLength(2);
    const ids = home.receivers.taken.map(({ headers }) => headers.get("webhook-id"));
    expect(ids[0]).toBe(ids[1]);
    expect(await home.deliveries()).toEqual([]);
  });

  it("is not lost by a kill between the refresh's end and the first try", async () => {
    const home = await household("ntfy://ntfy.test/films");
    home.onNetflix.add(3);
    home.context.pass(8 * DAY);
    await startRefresh(home.context, "schedule");
    // An invocation that is gone before it sends anything.
    home.context.deliveriesLeft.count = 0;
    await runToTheEnd(home.context);
    expect(home.receivers.taken).toEqual([]);
    await home.tickAfter(0);
    expect(home.receivers.taken).toHaveLength(1);
  });

  it("is made once by two ticks at once", async () => {
    const home = await household("ntfy://ntfy.test/films");
    home.onNetflix.add(3);
    home.context.pass(8 * DAY);
    await startRefresh(home.context, "schedule");
    home.context.deliveriesLeft.count = 0;
    await runToTheEnd(home.context);
    home.context.deliveriesLeft.count = 6;
    await Promise.all([deliverDue(home.context), deliverDue(home.context)]);
    expect(home.receivers.taken).toHaveLength(1);
  });

  it("costs few statements: one at an idle tick, and the end of a refresh stays below fifty", async () => {
    const { d1, spent } = meterD1(env.DB);
    const notify = [1, 2, 3, 4].map((n) => `ntfy://ntfy.test/films-${n}`).join(" ");
    const home = await household(notify, {}, d1);
    spent();
    await deliverDue(home.context);
    expect(totalOf(spent())).toMatchObject({ times: 1, rowsWritten: 0 });
    home.onNetflix.add(3);
    home.context.pass(8 * DAY);
    await startRefresh(home.context, "schedule");
    let most = 0;
    home.context.deliveriesLeft.count = 3;
    while (home.context.sent.length > 0) {
      const message = home.context.sent.shift();
      if (!message) break;
      home.context.pass(Math.max(0, message.at - home.context.now()));
      spent();
      await deliver(home.context, message);
      most = Math.max(most, totalOf(spent()).times);
    }
    expect(home.receivers.taken).toHaveLength(3);
    expect(most).toBeLessThan(50);
  });

  it("goes when its address is no longer set", async () => {
    const home = await household("ntfy://ntfy.test/films");
    home.onNetflix.add(3);
    home.receivers.answers.push(new Error("down"));
    await home.refresh();
    expect(await home.deliveries()).toHaveLength(1);
    home.context.settings = { ...home.context.settings, notify: [] };
    await home.tickAfter(5);
    expect(await home.deliveries()).toEqual([]);
    expect(home.receivers.taken).toHaveLength(1);
  });
});
