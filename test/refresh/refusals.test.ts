import { beforeEach, describe, expect, it } from "vitest";
import { failed, type FailureKind } from "../../src/failure.ts";
import type { ListedFilm } from "../../src/film.ts";
import type { Letterboxd } from "../../src/ports.ts";
import { findStatus } from "../../src/refresh/status.ts";
import { startRefresh } from "../../src/refresh/start.ts";
import { tick } from "../../src/refresh/tick.ts";
import { createTestContext, listedFilm } from "../context.ts";
import { deliverAll, runToTheEnd } from "./deliver.ts";
import { emptyDatabase, everyFilm, storedList } from "./list.ts";
import { serveList, serveTmdb } from "./neighbours.ts";

beforeEach(emptyDatabase);

type Answer = Awaited<ReturnType<Letterboxd["readWatchlistPage"]>>;

const MINUTE_MS = 60_000;

function numbered(from: number): ListedFilm[] {
  return Array.from({ length: from }, (_, i) => listedFilm(from - i));
}

/** A context with a list of 60 films, in which Letterboxd answers with `answer` unless that is null. */
async function moodyWorld() {
  const served = serveList(() => context.list);
  const at: number[] = [];
  const mood: { answer: (page: number, nth: number) => Answer | null } = { answer: () => null };
  const readWatchlistPage: Letterboxd["readWatchlistPage"] = async (username, page) => {
    at.push(context.now());
    return mood.answer(page, at.length) ?? served.readWatchlistPage(username, page);
  };
  const context = Object.assign(
    createTestContext({ letterboxd: { readWatchlistPage }, tmdb: serveTmdb() }),
    { list: numbered(60), at, mood },
  );
  await tick(context, { atStart: true });
  await deliverAll(context);
  at.length = 0;
  context.pass(60 * MINUTE_MS);
  return context;
}

describe("a refusal", () => {
  const atOnce: FailureKind[] = ["challenged", "private", "no-such-member"];
  it.each(atOnce)("that will not pass (%s) ends the refresh at once", async (kind) => {
    const context = await moodyWorld();
    const before = await everyFilm(context);
    context.mood.answer = () => failed(kind, "seen in a test");
    await startRefresh(context, "button");
    await deliverAll(context);

    expect(context.at.length).toBe(1);
    const { state, lastRefresh } = await findStatus(context);
    expect(state).toBe("idle");
    expect(lastRefresh).toMatchObject({ outcome: "failed", failure: { kind } });
    expect(await everyFilm(context)).toEqual(before);
  });

  const later: FailureKind[] = ["refused", "rate-limited", "unreachable"];
  it.each(later)(
    "that may pass (%s) is asked for again five times, later and later",
    async (kind) => {
      const context = await moodyWorld();
      const before = await everyFilm(context);
      context.mood.answer = () => failed(kind, "seen in a test");
      await startRefresh(context, "button");
      await runToTheEnd(context);

      const pauses = context.at.slice(1).map((at, i) => (at - (context.at[i] ?? 0)) / 1000);
      expect(pauses.length).toBe(5);
      expect(pauses[0]).toBeLessThanOrEqual(30);
      expect(pauses.toSorted((a, b) => a - b)).toEqual(pauses);
      expect(((context.at.at(-1) ?? 0) - (context.at[0] ?? 0)) / MINUTE_MS).toBeCloseTo(15, -1);
      expect((await findStatus(context)).lastRefresh).toMatchObject({
        outcome: "failed",
        failure: { kind },
      });
      expect(await everyFilm(context)).toEqual(before);
    },
  );

  it("that passes is forgotten", async () => {
    const context = await moodyWorld();
    context.mood.answer = (_, nth) => (nth < 3 ? failed("refused", "seen in a test") : null);
    context.list = numbered(61);
    await startRefresh(context, "button");
    await runToTheEnd(context);

    expect((await findStatus(context)).lastRefresh).toMatchObject({
      outcome: "done",
      failure: null,
      added: 1,
    });
  });

  it("is shown while it is waited for", async () => {
    const context = await moodyWorld();
    context.mood.answer = () => failed("rate-limited", "seen in a test", 25);
    await startRefresh(context, "button");
    const [message] = context.sent.splice(0);
    context.sent.push(...(message ? [message] : []));
    await deliverAll(context, (sent) => (context.at.length > 0 ? [] : [sent]));

    const { state, progress } = await findStatus(context);
    expect(state).toBe("reading");
    expect(progress.waiting).toMatchObject({ kind: "rate-limited" });
  });

  it("that names a time is heeded", async () => {
    const context = await moodyWorld();
    context.mood.answer = (_, nth) => (nth === 1 ? failed("rate-limited", "", 300) : null);
    await startRefresh(context, "button");
    await runToTheEnd(context);

    expect((context.at[1] ?? 0) - (context.at[0] ?? 0)).toBeGreaterThanOrEqual(300_000);
  });

  it("by a check for robots keeps every refresh but the owner's away for an hour", async () => {
    const context = await moodyWorld();
    context.mood.answer = () => failed("challenged", "seen in a test");
    await startRefresh(context, "button");
    await deliverAll(context);
    context.settings = { ...context.settings, country: "DE" };

    context.pass(30 * MINUTE_MS);
    await tick(context, { atStart: true });
    await deliverAll(context);
    expect(context.at.length).toBe(1);

    context.pass(31 * MINUTE_MS);
    await tick(context, { atStart: false });
    await deliverAll(context);
    expect(context.at.length).toBe(2);

    expect((await startRefresh(context, "button")).started).toBe(false);
    context.pass(11 * MINUTE_MS);
    expect((await startRefresh(context, "button")).started).toBe(true);
  });
});

describe("a list that does not add up", () => {
  async function refreshWith(change: (page: number, nth: number) => Answer | null) {
    const context = await moodyWorld();
    const before = await everyFilm(context);
    context.mood.answer = change;
    await startRefresh(context, "button", { full: true });
    await runToTheEnd(context);
    return {
      context,
      unchanged: JSON.stringify(before) === JSON.stringify(await everyFilm(context)),
    };
  }
  const page = (films: ListedFilm[], total: number | null, hasNext: boolean): Answer => ({
    ok: true,
    value: { films, total, hasNext },
  });

  it("is not emptied by a page without films", async () => {
    const { context, unchanged } = await refreshWith(() => page([], 60, false));
    expect((await findStatus(context)).lastRefresh?.failure?.kind).toBe("incomplete");
    expect(unchanged).toBe(true);
  });

  it("is not emptied by a page that does not say how many films there are", async () => {
    const { context, unchanged } = await refreshWith(() => page([], null, false));
    expect((await findStatus(context)).lastRefresh?.failure?.kind).toBe("unrecognised");
    expect(unchanged).toBe(true);
  });

  it("is emptied by a page that says 0 itself", async () => {
    const { context } = await refreshWith(() => page([], 0, false));
    expect((await findStatus(context)).lastRefresh).toMatchObject({ outcome: "done", removed: 60 });
    expect(await storedList(context)).toEqual([]);
  });

  it("is read again from the start, twice, if pages repeat films", async () => {
    const { context, unchanged } = await refreshWith((number) =>
      number === 2 ? page(numbered(60).slice(0, 28), 60, true) : null,
    );
    expect(context.at.length).toBe(6);
    expect((await findStatus(context)).lastRefresh?.failure?.kind).toBe("incomplete");
    expect(unchanged).toBe(true);
  });

  it("is not shortened by a next page that is missing", async () => {
    const { context, unchanged } = await refreshWith((number) =>
      number === 2 ? page(numbered(60).slice(28, 56), 60, false) : null,
    );
    expect((await findStatus(context)).lastRefresh?.failure?.kind).toBe("incomplete");
    expect(unchanged).toBe(true);
  });

  it("is read again when a film is added while it is read", async () => {
    const context = await moodyWorld();
    context.mood.answer = (_, nth) => {
      if (nth === 2) context.list = numbered(61);
      return null;
    };
    await startRefresh(context, "button", { full: true });
    await runToTheEnd(context);
    expect((await storedList(context)).length).toBe(61);
    expect((await findStatus(context)).lastRefresh).toMatchObject({ outcome: "done", added: 1 });
  });

  it("waits for a page that is empty in mid-list, and goes on", async () => {
    const { context } = await refreshWith((_, nth) => (nth === 2 ? page([], 60, true) : null));
    expect((await findStatus(context)).lastRefresh).toMatchObject({ outcome: "done" });
    expect(context.at.length).toBe(4);
  });
});

describe("a page that the selectors do not understand", () => {
  it("counts if the slow reading adds up, and says that the selectors need mending", async () => {
    const list = numbered(20);
    const context = createTestContext({
      letterboxd: {
        readWatchlistPage: async () => ({
          ...failed("unrecognised", "no grid"),
          unrecognised: { html: "" },
        }),
        readUnrecognisedPage: async () => ({
          ok: true,
          value: { films: list, total: 20, hasNext: false },
        }),
      },
      tmdb: serveTmdb(),
    });
    await tick(context, { atStart: true });
    await deliverAll(context);

    expect((await findStatus(context)).lastRefresh).toMatchObject({
      outcome: "done",
      films: 20,
      selectorsNeedMending: true,
      failure: null,
    });
    expect(context.logged.join("\n")).toContain("src/letterboxd/selectors.ts");
  });

  it("ends as unrecognised if the slow reading kills the Worker each time", async () => {
    const context = createTestContext({
      letterboxd: {
        readWatchlistPage: async () => ({
          ...failed("unrecognised", "no grid"),
          unrecognised: { html: "" },
        }),
        readUnrecognisedPage: () => {
          throw new Error("exceeded CPU");
        },
      },
    });
    await tick(context, { atStart: true });
    for (let i = 0; i < 20 && (await findStatus(context)).state !== "idle"; i++) {
      await deliverAll(context).catch(() => {});
      context.pass(2 * MINUTE_MS);
      await tick(context, { atStart: false });
    }
    expect((await findStatus(context)).lastRefresh?.failure?.kind).toBe("unrecognised");
  });
});
