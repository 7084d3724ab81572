import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { done, failed } from "../../src/failure.ts";
import { startRefresh } from "../../src/refresh/start.ts";
import { tick } from "../../src/refresh/tick.ts";
import { ensureUpgraded } from "../../src/refresh/upgrade.ts";
import { createApp } from "../../src/worker.ts";
import { createTestContext, listedFilm, type TestContext } from "../context.ts";
import { deliver, deliverAll } from "../refresh/deliver.ts";
import { emptyDatabase } from "../refresh/list.ts";
import { candidate, serveList, serveTmdb } from "../refresh/neighbours.ts";
import { cardsOf } from "./app.ts";

beforeEach(async () => {
  await emptyDatabase();
  await ensureUpgraded(createTestContext());
});

const FILMS = Array.from({ length: 60 }, (_, i) => listedFilm(60 - i));

async function see(context: TestContext, address: string): Promise<string> {
  const app = createApp(() => ({ ok: true, context }));
  const answer = await app.request(address, {}, env);
  expect(answer.status).toBe(200);
  return answer.text();
}

/** Delivers the one message for Letterboxd, and the look-ups that it asked for. */
async function readOnePage(context: TestContext): Promise<void> {
  const [page] = context.sent.splice(0);
  if (page) await deliver(context, page);
  const lookups = context.sent.filter(({ queue }) => queue === "lookups");
  context.sent.splice(0, Infinity, ...context.sent.filter(({ queue }) => queue === "pages"));
  for (const lookup of lookups) await deliver(context, lookup);
}

describe("the page while a watchlist is read for the first time", () => {
  it("shows the films of the pages read so far with their offers, and says that they are not all", async () => {
    const context = createTestContext({ letterboxd: serveList(() => FILMS), tmdb: serveTmdb() });
    await tick(context, { atStart: true });
    await readOnePage(context);

    const page = await see(context, "/");
    const cards = cardsOf(page);
    expect(cards.map(({ title }) => title)).toEqual(FILMS.slice(0, 28).map(({ title }) => title));
    expect(cards.filter(({ services }) => services.includes("Netflix"))).toHaveLength(25);
    expect(page).toContain("Not complete yet");

    await readOnePage(context);
    const next = await see(context, "/?page=2&show=mine");
    // 36 films stand on the first page, and of 56 one has still to fill a group of five.
    expect(cardsOf(next)).toHaveLength(55 - 36);

    await deliverAll(context);
    const whole = await see(context, "/");
    expect(whole).not.toContain("Not complete yet");
    expect(whole).toContain("Film 60");
  });

  it("tells nobody else of them before the list is proven", async () => {
    const context = createTestContext({ letterboxd: serveList(() => FILMS), tmdb: serveTmdb() });
    await tick(context, { atStart: true });
    await readOnePage(context);
    for (const address of ["/api/films", "/export/watchlist.csv", "/pick", "/new"]) {
      const app = createApp(() => ({ ok: true, context }));
      const answer = await app.request(address, {}, env);
      expect(await answer.text()).not.toContain("Film 60");
    }
    const bodies = await context.db.all<{ body: string }>(sql`select body from snapshot`);
    expect(bodies.map(({ body }) => body).join("")).not.toContain("60");
  });

  it("leaves out what the owner has hidden by a filter, like any other view", async () => {
    const context = createTestContext({ letterboxd: serveList(() => FILMS), tmdb: serveTmdb() });
    await tick(context, { atStart: true });
    await readOnePage(context);
    expect(cardsOf(await see(context, "/?q=film+59")).map(({ title }) => title)).toEqual([
      "Film 59",
    ]);
  });
});

describe("a list that was not proven", () => {
  it("does not have its films looked up again by the next try", async () => {
    const served = serveList(() => FILMS);
    let isClosed = true;
    const tmdb = serveTmdb();
    const searched: string[] = [];
    const context = createTestContext({
      letterboxd: {
        readWatchlistPage: async (name, page) =>
          page === 2 && isClosed
            ? failed("challenged", "a wall")
            : served.readWatchlistPage(name, page),
        readFilmPage: async () => done({ type: "movie", id: 4711 }),
      },
      tmdb: {
        ...tmdb,
        searchFilms: async (title) => {
          searched.push(title);
          return done(title === "Film 50" ? [] : [candidate(Number(title.split(" ")[1]))]);
        },
      },
    });
    await tick(context, { atStart: true });
    await deliverAll(context);
    expect(new Set(searched.splice(0)).size).toBe(25);

    isClosed = false;
    context.pass(600_000);
    await startRefresh(context, "button");
    await deliverAll(context);
    expect(searched).toEqual(FILMS.slice(25).map(({ title }) => title));
    const [found] = await context.db.all<{ id: number }>(
      sql`select tmdb_id as id from films where slug = 'film-50'`,
    );
    expect(found?.id).toBe(4711);
  });
});

describe("the first view of an empty app", () => {
  it("starts the first refresh on Cloudflare, once", async () => {
    const settings = { atHome: false };
    const context = createTestContext({ letterboxd: serveList(() => FILMS), settings });
    const page = await see(context, "/");
    expect(context.sent).toMatchObject([{ queue: "pages" }]);
    expect(page).toContain("data-progress");
    await see(context, "/");
    expect(context.sent).toHaveLength(1);
  });

  it("leaves it to the start of the program at home, and starts none without a member", async () => {
    const atHome = createTestContext();
    await see(atHome, "/");
    expect(atHome.sent).toEqual([]);
    const nobody = createTestContext({ settings: { atHome: false, members: [] } });
    await see(nobody, "/");
    expect(nobody.sent).toEqual([]);
  });
});
