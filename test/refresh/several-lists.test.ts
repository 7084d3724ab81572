import { beforeEach, describe, expect, it } from "vitest";
import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { done, failed, type FailureKind } from "../../src/failure.ts";
import type { ListedFilm } from "../../src/film.ts";
import type { Letterboxd } from "../../src/ports.ts";
import { giveUpMessage } from "../../src/refresh/dead-letters.ts";
import { askLetterboxd } from "../../src/refresh/pages-queue.ts";
import { startRefresh } from "../../src/refresh/start.ts";
import { tick } from "../../src/refresh/tick.ts";
import { findStatus } from "../../src/refresh/status.ts";
import { createTestContext, listedFilm, type TestContext } from "../context.ts";
import { deliver, deliverAll, runToTheEnd } from "./deliver.ts";
import { isKill, mortalD1, randomNumbers, type Doom } from "./faults.ts";
import { emptyDatabase, provenMembers, readingsOf, storedList, watchlistsOf } from "./list.ts";
import { candidate, serveLists, serveTmdb } from "./neighbours.ts";

beforeEach(emptyDatabase);

type Answer = Awaited<ReturnType<Letterboxd["readWatchlistPage"]>>;

const MINUTE_MS = 60_000;

function numbered(from: number, to: number): ListedFilm[] {
  return Array.from({ length: from - to + 1 }, (_, i) => listedFilm(from - i));
}

const ADA = numbered(60, 1);
const GRACE = numbered(140, 101);
const ALAN = numbered(205, 201);
const EVERY_PAGE = ["ada 1", "ada 2", "ada 3", "grace 1", "grace 2", "alan 1"];

/** Three members' lists, for which Letterboxd answers with `answer` unless that is null. */
function threeLists(db?: D1Database) {
  const served = serveLists({ ada: ADA, grace: GRACE, alan: ALAN });
  const mood: { answer: (username: string, page: number) => Answer | null } = {
    answer: () => null,
  };
  const readWatchlistPage: Letterboxd["readWatchlistPage"] = async (username, page) => {
    const usual = await served.readWatchlistPage(username, page);
    return mood.answer(username, page) ?? usual;
  };
  const context = createTestContext({
    letterboxd: { readWatchlistPage },
    tmdb: serveTmdb(),
    settings: { cooldownMinutes: 0 },
    ...(db && { db }),
  });
  return Object.assign(context, { asked: served.asked, mood });
}

async function begin(context: TestContext, ...members: string[]) {
  const lists = await watchlistsOf(context, ...members);
  return startRefresh(context, "button", { lists });
}

/** Delivers messages until `step` has been asked for, and keeps the rest. */
async function deliverUntil(context: TestContext & { asked: string[] }, step: string) {
  for (let i = 0; i < 1000 && !context.asked.includes(step); i++) {
    const message = context.sent.toSorted((a, b) => a.at - b.at)[0];
    if (!message) break;
    context.sent.splice(context.sent.indexOf(message), 1);
    if (message.at > context.now()) context.pass(message.at - context.now());
    await deliver(context, message);
  }
  expect(context.asked.at(-1)).toBe(step);
}

describe("a refresh of several lists", () => {
  it("reads them one after another, each to its own proof", async () => {
    const context = threeLists();
    await begin(context, "ada", "grace", "alan");
    await deliverAll(context);

    expect(context.asked).toEqual(EVERY_PAGE);
    expect(await readingsOf(context)).toEqual([
      { member: "ada", state: "proven", films: 60, failure: null },
      { member: "grace", state: "proven", films: 40, failure: null },
      { member: "alan", state: "proven", films: 5, failure: null },
    ]);
    expect(await provenMembers(context)).toEqual(["ada", "grace", "alan"]);
    expect((await findStatus(context)).lastRefresh).toMatchObject({
      outcome: "done",
      films: 105,
      added: 105,
      failure: null,
    });
  });

  it("reads them in the order in which they were given, whatever their numbers", async () => {
    const context = threeLists();
    await watchlistsOf(context, "ada", "grace", "alan");
    await begin(context, "alan", "grace");
    await deliverAll(context);
    expect(context.asked).toEqual(["alan 1", "grace 1", "grace 2"]);
  });

  it("settles a list as soon as it is proven, and says how far all of them are", async () => {
    const context = threeLists();
    await begin(context, "ada", "grace", "alan");
    await deliverUntil(context, "ada 3");
    expect(await storedList(context)).toEqual(ADA.map(({ slug }) => slug));

    await deliverUntil(context, "grace 1");
    const { state, progress } = await findStatus(context);
    expect(state).toBe("reading");
    expect(progress).toMatchObject({ pagesRead: 4, pagesTotal: 5, added: 60 });
  });

  it("pressed for fifty times at once reads each of them once", async () => {
    const context = threeLists();
    const lists = await watchlistsOf(context, "ada", "grace");
    await Promise.all(Array.from({ length: 50 }, () => startRefresh(context, "button", { lists })));
    expect((await readingsOf(context)).map(({ member }) => member)).toEqual(["ada", "grace"]);
    await deliverAll(context);
    expect(context.asked).toEqual(["ada 1", "ada 2", "ada 3", "grace 1", "grace 2"]);
  });

  it("asks for the pages of doubtful films only when the last list is read", async () => {
    const context = threeLists();
    context.tmdb.searchFilms = async (title) =>
      done(title === "Film 59" ? [] : [candidate(Number(title.split(" ")[1]))]);
    context.letterboxd.readFilmPage = async (slug) => {
      context.asked.push(slug);
      return done({ type: "tv", id: 4711 });
    };
    await begin(context, "ada", "grace", "alan");
    await deliverAll(context);
    expect(context.asked).toEqual([...EVERY_PAGE, "film-59"]);
  });
});

describe("a list that fails for itself", () => {
  const ownFailures: FailureKind[] = ["private", "no-such-member", "unrecognised"];
  it.each(ownFailures)("(%s) freezes only itself, and the next one is read", async (kind) => {
    const context = threeLists();
    context.mood.answer = (name) => (name === "grace" ? failed(kind, "seen in a test") : null);
    await begin(context, "ada", "grace", "alan");
    await runToTheEnd(context);

    expect(context.asked).toEqual(["ada 1", "ada 2", "ada 3", "grace 1", "alan 1"]);
    expect((await readingsOf(context)).map(({ state, failure }) => [state, failure])).toEqual([
      ["proven", null],
      ["failed", kind],
      ["proven", null],
    ]);
    expect(await provenMembers(context)).toEqual(["ada", "alan"]);
    expect((await findStatus(context)).lastRefresh).toMatchObject({
      outcome: "partial",
      films: 65,
      failure: { kind },
    });
  });

  it("by never adding up is given up, and the next one is read", async () => {
    const context = threeLists();
    context.mood.answer = (name, page) =>
      name === "ada" && page === 2
        ? done({ films: numbered(60, 33), total: 60, hasNext: true })
        : null;
    await begin(context, "ada", "grace");
    await runToTheEnd(context);

    expect(await readingsOf(context)).toMatchObject([
      { state: "failed", failure: "incomplete" },
      { state: "proven", films: 40 },
    ]);
    expect(await storedList(context)).toEqual([]);
    expect(await storedList(context, "grace")).toEqual(GRACE.map(({ slug }) => slug));
  });

  it("if all of them do, has failed, with the failure of the first", async () => {
    const context = threeLists();
    context.mood.answer = (name) =>
      failed(name === "ada" ? "private" : "no-such-member", "seen in a test");
    await begin(context, "ada", "grace");
    await runToTheEnd(context);
    expect((await findStatus(context)).lastRefresh).toMatchObject({
      outcome: "failed",
      films: null,
      failure: { kind: "private" },
    });
  });

  it("keeps no film's page from being asked for", async () => {
    const context = threeLists();
    context.mood.answer = (name) => (name === "grace" ? failed("private", "") : null);
    context.tmdb.searchFilms = async (title) =>
      done(title === "Film 59" ? [] : [candidate(Number(title.split(" ")[1]))]);
    context.letterboxd.readFilmPage = async (slug) => {
      context.asked.push(slug);
      return done({ type: "tv", id: 4711 });
    };
    await begin(context, "ada", "grace");
    await runToTheEnd(context);
    expect(context.asked.at(-1)).toBe("film-59");
  });

  it("because its row is gone is passed over", async () => {
    const context = threeLists();
    await begin(context, "ada", "grace", "alan");
    await context.db.run(sql`delete from lists where member = 'grace'`);
    await runToTheEnd(context);
    expect(context.asked).toEqual(["ada 1", "ada 2", "ada 3", "alan 1"]);
    expect((await readingsOf(context))[1]).toMatchObject({ failure: "superseded" });
  });
});

describe("a wall between two lists", () => {
  const walls: [FailureKind, number][] = [
    ["challenged", 1],
    ["refused", 6],
    ["rate-limited", 6],
    ["unreachable", 6],
  ];
  it.each(walls)("(%s) ends the reading of all that are left", async (kind, attempts) => {
    const context = threeLists();
    context.mood.answer = (name) => (name === "ada" ? null : failed(kind, "seen in a test"));
    context.tmdb.searchFilms = async () => done([]);
    context.letterboxd.readFilmPage = async (slug) => {
      context.asked.push(slug);
      return done(null);
    };
    await begin(context, "ada", "grace", "alan");
    await runToTheEnd(context);

    const again = Array.from({ length: attempts }, () => "grace 1");
    expect(context.asked).toEqual(["ada 1", "ada 2", "ada 3", ...again]);
    expect((await readingsOf(context)).map(({ state, failure }) => [state, failure])).toEqual([
      ["proven", null],
      ["failed", kind],
      ["failed", kind],
    ]);
    expect((await findStatus(context)).lastRefresh).toMatchObject({
      outcome: "partial",
      films: 60,
      failure: { kind },
    });
    expect(await provenMembers(context)).toEqual(["ada"]);
    expect(await storedList(context)).toEqual(ADA.map(({ slug }) => slug));
  });

  it("that passes is only a wait", async () => {
    const context = threeLists();
    let refusals = 2;
    context.mood.answer = (name) =>
      name === "grace" && refusals-- > 0 ? failed("rate-limited", "", 30) : null;
    await begin(context, "ada", "grace", "alan");
    await runToTheEnd(context);
    expect((await findStatus(context)).lastRefresh).toMatchObject({
      outcome: "done",
      films: 105,
      failure: null,
    });
  });
});

describe("several lists, and messages that go astray", () => {
  it(
    "are read right though the process is killed at any moment",
    { timeout: 120_000 },
    async () => {
      for (const seed of [1, 2, 3, 4]) {
        await emptyDatabase();
        const random = randomNumbers(seed);
        let doom: Doom | null = null;
        const context = threeLists(mortalD1(env.DB, () => doom));
        await begin(context, "ada", "grace", "alan");
        let kills = 0;
        for (let hasEnded = false; !hasEnded;) {
          const calls = 5 + Math.floor(random() * 40);
          doom = kills < 25 ? { calls, carriedOut: random() < 0.5 } : null;
          try {
            await tick(context, { atStart: true });
            await runToTheEnd(context);
            hasEnded = true;
          } catch (error) {
            if (!isKill(error)) throw error;
            kills += 1;
            // The process is gone, and with it everything in the queues.
            context.sent.length = 0;
            context.runId = `run-${kills}`;
            context.pass(1000);
          }
        }
        doom = null;
        expect(kills).toBeGreaterThan(5);
        expect(await readingsOf(context)).toEqual([
          { member: "ada", state: "proven", films: 60, failure: null },
          { member: "grace", state: "proven", films: 40, failure: null },
          { member: "alan", state: "proven", films: 5, failure: null },
        ]);
        expect((await findStatus(context)).lastRefresh).toMatchObject({
          trigger: "button",
          outcome: "done",
          films: 105,
          added: 105,
        });
        // A page is asked for twice only if the kill came between the request and its transaction.
        expect([...new Set(context.asked)]).toEqual(EVERY_PAGE);
        expect(context.asked.length).toBeLessThanOrEqual(EVERY_PAGE.length + kills);
        expect(await context.db.all(sql`select * from pages`)).toEqual([]);
      }
    },
  );

  it("are asked for one page at a time, though every message comes twice at once", async () => {
    const context = threeLists();
    const usual = context.letterboxd;
    let inFlight = 0;
    let most = 0;
    const readWatchlistPage: Letterboxd["readWatchlistPage"] = async (username, page) => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      for (let i = 0; i < 5; i++) await context.db.run(sql`select 1`);
      inFlight -= 1;
      return usual.readWatchlistPage(username, page);
    };
    context.letterboxd = { ...usual, readWatchlistPage };
    await begin(context, "ada", "grace", "alan");
    for (let message = context.sent.shift(); message; message = context.sent.shift()) {
      const twice = message;
      if (twice.at > context.now()) context.pass(twice.at - context.now());
      await Promise.all([deliver(context, twice), deliver(context, twice)]);
    }
    await runToTheEnd(context);

    expect(most).toBe(1);
    expect(context.asked).toEqual(EVERY_PAGE);
  });

  it("go on with the next list after a page that failed again and again", async () => {
    const context = threeLists();
    await begin(context, "ada", "grace");
    const [first] = context.sent.splice(0);
    if (first?.queue !== "pages") throw new Error("a page");
    await giveUpMessage(context, first.body);
    const next = { refreshId: 1, step: "list 2, round 1, page 1" };
    expect(context.sent.filter(({ queue }) => queue === "pages").map(({ body }) => body)).toEqual([
      next,
    ]);
    // A late message, for a step that has passed.
    await giveUpMessage(context, first.body);
    await runToTheEnd(context);
    expect(context.asked).toEqual(["grace 1", "grace 2"]);
    expect(await readingsOf(context)).toMatchObject([
      { state: "failed", failure: "given-up" },
      { state: "proven" },
    ]);
  });
});

describe("what the version before this one left", () => {
  it("in the queue is dropped: its steps had other names", async () => {
    const context = threeLists();
    await begin(context, "ada");
    context.sent.length = 0;
    const refreshId = 1;
    for (const step of ["round 1, page 1", "round 1, page 2"]) {
      await askLetterboxd(context, { refreshId, step });
      await giveUpMessage(context, { refreshId, step });
    }
    expect(context.asked).toEqual([]);
    expect(context.sent).toEqual([]);
    expect(await readingsOf(context)).toMatchObject([{ state: "reading" }]);
  });

  it("half read is read by the lists, from the beginning", async () => {
    const context = threeLists();
    const at = Math.floor(context.now() / 1000);
    await context.db.run(sql`
      insert into refreshes ("trigger", username, country, state, started_at, progress_at, lookups_at,
        pages_read, pages_total)
      values ('schedule', 'ada', 'GB', 'reading', ${at}, ${at}, ${at}, 2, 3)`);
    const old = JSON.stringify(numbered(28, 1));
    await context.db.run(sql`
      insert into pages (page, refresh_id, films, total) values (1, 1, ${old}, 60), (2, 1, ${old}, 60)`);
    await tick(context, { atStart: false });
    await runToTheEnd(context);

    expect(context.asked).toEqual(["ada 1", "ada 2", "ada 3"]);
    expect((await findStatus(context)).lastRefresh).toMatchObject({
      trigger: "schedule",
      outcome: "done",
      films: 60,
    });
  });
});

describe("settings that change while several lists are read", () => {
  it("end the refresh if the list that is read is none of theirs", async () => {
    const context = threeLists();
    await begin(context, "ada", "grace");
    await deliverUntil(context, "ada 1");
    context.settings = { ...context.settings, members: ["alan"] };
    await tick(context, { atStart: false });

    const { lastRefresh } = await findStatus(context);
    expect(lastRefresh).toMatchObject({ outcome: "failed", failure: { kind: "superseded" } });
    const old = sql`select distinct state from readings where refresh_id = ${lastRefresh?.id}`;
    expect(await context.db.all(old)).toEqual([{ state: "failed" }]);
    await runToTheEnd(context);
    expect(context.asked).toEqual(["ada 1", "alan 1"]);
  });

  it("let it run on if the list that is read is still theirs", async () => {
    const context = threeLists();
    await begin(context, "ada", "grace");
    await deliverUntil(context, "grace 1");
    context.settings = { ...context.settings, members: ["grace"] };
    context.pass(2 * MINUTE_MS);
    await tick(context, { atStart: false });
    await runToTheEnd(context);
    expect((await findStatus(context)).lastRefresh).toMatchObject({
      trigger: "button",
      outcome: "done",
      films: 100,
    });
  });
});

describe("the history", () => {
  it("forgets how lists were read together with the refresh", async () => {
    const context = threeLists();
    await context.db.run(sql`
      insert into refreshes ("trigger", country, state, outcome, started_at, finished_at, progress_at, lookups_at)
      select 'schedule', 'GB', 'ended', 'done', 0, 0, 0, 0
      from json_each(${JSON.stringify(Array.from({ length: 55 }, () => 0))})`);
    await context.db.run(sql`
      insert into readings (refresh_id, list_id, state) select id, 1, 'proven' from refreshes`);
    await begin(context, "alan");
    await deliverAll(context);
    const counts = sql`
      select (select count(*) from refreshes) as refreshes, (select count(*) from readings) as readings`;
    expect(await context.db.get(counts)).toEqual({ refreshes: 50, readings: 50 });
  });
});
