import { beforeEach, describe, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { Hono } from "hono";
import { failed } from "../../src/failure.ts";
import { showRefreshes } from "../../src/web/history.tsx";
import { pressRefresh } from "../../src/web/refresh.tsx";
import { runToTheEnd } from "../refresh/deliver.ts";
import { startRefresh } from "../../src/refresh/start.ts";
import type { App } from "../../src/context.ts";
import { durationWords } from "../../templates/pages/history.tsx";
import { createMatchWorld, DAY_MS, refresh, type MatchWorld } from "../match-neighbours.ts";
import { emptyDatabase } from "../refresh/list.ts";

beforeEach(emptyDatabase);

function ask(context: MatchWorld, path: string, accept = "text/html", method = "GET") {
  const app = new Hono<App>();
  app.use(async (c, next) => {
    c.set("context", context);
    await next();
  });
  app.route("/", showRefreshes).route("/", pressRefresh);
  return app.request(path, { method, headers: { Accept: accept } });
}

/** Two refreshes: a good one, and one in which Letterboxd refused and one film could not be looked up. */
async function worldWithHistory(): Promise<MatchWorld> {
  const context = createMatchWorld(3);
  context.mood.list[0] = {
    ...(context.mood.list[0] ?? never()),
    title: "Film 3 <b>&amp; more</b>",
  };
  await refresh(context);
  context.pass(2 * DAY_MS);
  const { tmdb } = context;
  context.tmdb = {
    ...tmdb,
    readFilm: async (key, country) =>
      key.id === 3 ? failed("tmdb-unreachable", "HTTP 503") : tmdb.readFilm(key, country),
  };
  context.letterboxd.readWatchlistPage = async () => failed("private", "seen <in> a test");
  await refresh(context);
  return context;
}

function never(): never {
  throw new Error("The list is empty.");
}

describe("the history of refreshes", () => {
  it("says that there is none yet", async () => {
    const answer = await ask(createMatchWorld(3), "/refreshes");
    expect(answer.headers.get("Vary")).toBe("Accept");
    expect(await answer.text()).toContain("None has ended yet");
  });

  it("tells what each did, and what went wrong, in words", async () => {
    const page = await (await ask(await worldWithHistory(), "/refreshes")).text();
    expect(page).toContain("3 films on the watchlist · 3 added · 3 looked up");
    expect(page).toContain("This watchlist is private.");
    expect(page).toContain("2 looked up · 1 couldn’t be looked up");
    expect(page).toContain("seen &lt;in&gt; a test");
  });

  it("says so where nothing changed, and where only the list stayed as it was", async () => {
    const context = createMatchWorld(3);
    await refresh(context);
    await refresh(context);
    expect(await (await ask(context, "/refreshes")).text()).toContain(
      "<p>Nothing changed · 3 films on the watchlist</p>",
    );
    context.pass(DAY_MS);
    await refresh(context);
    expect(await (await ask(context, "/refreshes")).text()).toContain(
      "<p>3 films on the watchlist · none added or removed · 3 looked up</p>",
    );
    await startRefresh(context, "import");
    expect(await (await ask(context, "/refreshes")).text()).toContain(
      "<p>Nothing had to be looked up</p>",
    );
  });

  it("groups the digits of long counts, which the browser does as its reader does", async () => {
    const context = createMatchWorld(3);
    await refresh(context);
    await context.db.run(sql`update refreshes set films = 12345, looked_up = 2000`);
    const page = await (await ask(context, "/refreshes")).text();
    expect(page).toContain('<data value="12345">12,345</data> films on the watchlist');
    expect(page).toContain('<data value="2000">2,000</data> looked up');
  });

  it("names the films that came and went, and not all films of a first reading", async () => {
    const context = createMatchWorld(3);
    await refresh(context);
    const first = await (await ask(context, "/refreshes")).text();
    expect(first).toContain("3 added");
    expect(first).not.toContain("Added:");

    context.pass(2 * DAY_MS);
    const { list } = context.mood;
    const gone = list.pop() ?? never();
    const newer = Array.from({ length: 12 }, (_, i) => ({
      ...gone,
      slug: `new-${i}`,
      lid: `N${i}`,
      uid: `film:${900 + i}`,
      title: `New ${i}`,
      year: 1999,
    }));
    list.unshift(...newer);
    await refresh(context);
    const page = await (await ask(context, "/refreshes")).text();
    const [names = ""] = /<p class="small changed">.*?<\/p>/s.exec(page) ?? [];
    const text = names.replaceAll(/<[^>]+>/g, "");
    expect(text).toMatch(
      /^Added: (New \d+ \(1999\)(, )?){10} and 2 more\. Removed: Film \d \(\d+\)\.$/,
    );
    expect(names).toContain('<a href="/film/new-');
    expect(page.match(/Added:/g)).toHaveLength(1);
  });

  it("names the films that could not be checked, and since when", async () => {
    const page = await (await ask(await worldWithHistory(), "/refreshes")).text();
    expect(page).toContain("Film 3 &lt;b&gt;&amp;amp; more&lt;/b&gt;");
    expect(page).toMatch(/last checked\s*<time[^>]*>2 days ago/);
    expect(page).toContain("TMDB couldn’t be reached.");
  });

  it.each([
    ["/refreshes", "application/json"],
    ["/refreshes.json", "text/html"],
  ])("is JSON for programs (%s, %s)", async (path, accept) => {
    const answer = await ask(await worldWithHistory(), path, accept);
    expect(await answer.json()).toMatchObject({
      refreshes: [
        { outcome: "failed", lookupsFailed: 1, failure: { kind: "private" } },
        { outcome: "done", films: 3, added: 3, lookedUp: 3, failure: null },
      ],
      unchecked: { total: 1, films: [{ slug: "film-3", failure: { kind: "tmdb-unreachable" } }] },
    });
  });

  it("leaves out films that have left the list", async () => {
    const context = await worldWithHistory();
    context.settings = { ...context.settings, members: ["grace"] };
    const page = await (await ask(context, "/refreshes")).text();
    expect(page).not.toContain("Not checked recently");
  });
});

it.each([
  [0, "under a second"],
  [48, "48 s"],
  [125, "2 min 5 s"],
  [3780, "1 h 3 min"],
])("%i seconds are %s", (duration, words) => {
  expect(durationWords(duration)).toBe(words);
});

describe("every film’s offers", () => {
  it("are asked for again by a press of the history’s button, whatever their age", async () => {
    const context = createMatchWorld(3);
    context.settings = { ...context.settings, cooldownMinutes: 0 };
    await refresh(context);
    const page = await (await ask(context, "/refreshes")).text();
    expect(page).toContain('<form method="post" action="/refresh?offers=1"');

    const lookedUp = sql`select looked_up as films from refreshes order by id`;
    for (const path of ["/refresh", "/refresh?offers=1"]) {
      expect((await ask(context, path, "text/html", "POST")).status).toBe(303);
      await runToTheEnd(context);
    }
    const films = await context.db.all<{ films: number }>(lookedUp);
    expect(films.map((one) => one.films)).toEqual([3, 0, 3]);
  });
});
