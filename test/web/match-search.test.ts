// The search on the page of a match, through the whole app: who may press, what is asked, and what is said.

import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { done, failed, type Result } from "../../src/failure.ts";
import type { FoundTitle, FoundTitles, TitleQuestion } from "../../src/found-title.ts";
import { updateSnapshot } from "../../src/refresh/snapshot.ts";
import type { Settings } from "../../src/settings/index.ts";
import { createApp } from "../../src/worker.ts";
import { createTestContext } from "../context.ts";
import { namesake } from "../match-neighbours.ts";
import { emptyDatabase } from "../refresh/list.ts";
import { storedFilm, storeFilms } from "./fill.ts";

const SITE = "https://watchwhere.test";
const PASSWORD = "correct horse";

/** One film in doubt. */
beforeAll(async () => {
  await emptyDatabase();
  const context = createTestContext();
  const unsure = { match: "unsure", tmdbId: null, offers: null, year: 2001 } as const;
  await storeFilms(context.db, [storedFilm("Film 1", unsure)]);
  await updateSnapshot(context);
});

beforeEach(async () => {
  await createTestContext().db.run(sql`delete from memory where key = 'titles-rest'`);
});

function foundTitle(id: number, more: Partial<FoundTitle> = {}): FoundTitle {
  return {
    ...namesake(id, `Title ${id}`, 1999),
    overview: `What ${id} is about.`,
    by: ["Ada Lindqvist"],
    ...more,
  };
}

function some(titles: FoundTitle[], more: Partial<FoundTitles> = {}): Result<FoundTitles> {
  return done({ titles, more: false, otherYears: false, ...more });
}

/** The app with a TMDB that finds what the test wants. */
async function searching(settings: Partial<Settings> = {}) {
  const asked: TitleQuestion[] = [];
  const answers: { next: Result<FoundTitles> } = { next: some([foundTitle(603)]) };
  const find = async (question: TitleQuestion) => {
    asked.push(question);
    return answers.next;
  };
  const context = createTestContext({ settings, titleSearch: { find } });
  const app = createApp(() => ({ ok: true, context }));
  const { id } = await context.db.get<{ id: number }>(sql`select id from films`);
  const path = `/matches/${id}/search`;
  const ask = async (address: string, init: RequestInit = {}) => app.request(SITE + address, init);
  const press = async (q: string, fields: Record<string, string> = {}, headers: HeadersInit = {}) =>
    ask(path, { method: "POST", headers, body: new URLSearchParams({ q, ...fields }) });
  return { context, id, path, asked, answers, ask, press };
}

describe("the search for a title", () => {
  it("is offered where a match is in doubt, with title and year filled in", async () => {
    const { ask, id, path, asked } = await searching();
    for (const address of ["/matches", `/matches/${id}`]) {
      const page = await (await ask(address)).text();
      expect(page).toContain(`action="${path}"`);
      expect(page).toContain('value="Film 1 2001"');
      expect(page).toContain("TMDB is asked when you press this");
    }
    expect(asked).toEqual([]);
  });

  it("shows what TMDB has, with all that tells one from another, and a press for each", async () => {
    const { press, answers, asked, id } = await searching();
    answers.next = some([
      foundTitle(603, { originalTitle: "Titel", by: ["Ada Lindqvist", "Bela Novák"] }),
      foundTitle(9, { key: { type: "tv", id: 9 }, year: null, poster: null, by: [] }),
    ]);
    const answer = await press("title 1999");
    expect(answer.status).toBe(200);
    const page = await answer.text();
    expect(asked).toEqual([{ kind: "title", title: "title", year: 1999 }]);
    for (const said of [
      "/t/p/w185/603.jpg",
      'alt="Poster of Title 603 (1999)"',
      "1999 · Film",
      "Directed by Ada Lindqvist, Bela Novák",
      "What 603 is about.",
      "No date · Television",
      'value="title 1999"',
      "2 titles, most likely first.",
      `action="/matches/${id}"`,
      'name="link" value="movie/603"',
      'name="link" value="tv/9"',
    ]) {
      expect(page).toContain(said);
    }
    expect(page).not.toContain("Created by");
  });

  it("says when there is more, when years differ, and when who made it is not known", async () => {
    const { press, answers } = await searching();
    answers.next = some([foundTitle(1, { by: null })], { more: true, otherYears: true });
    const page = await (await press("x 2001")).text();
    expect(page).toContain(
      "One title. None is from 2001, so other years are shown. TMDB has more. Add another word to narrow the search.",
    );
    expect(page).toContain("TMDB didn’t say in time who directed");
    answers.next = some([]);
    expect(await (await press("x")).text()).toContain("TMDB found nothing. Try fewer words");
  });

  it("by a number shows that one, and offers the title of the same digits", async () => {
    const { press, answers, asked } = await searching();
    const page = await (await press("1917")).text();
    expect(page).toContain("This is what TMDB has there.");
    const title = /name="q" value="(“[^"]+”)"/.exec(page)?.[1] ?? "";
    await press(title);
    expect(asked).toEqual([
      { kind: "key", key: { type: "movie", id: 1917 } },
      { kind: "title", title: "1917", year: null },
    ]);
    answers.next = some([]);
    expect(await (await press("1917")).text()).toContain("For a series, type tv/1917.");
    expect(await (await press("tt0133093")).text()).toContain(
      "TMDB has nothing under this number or address.",
    );
  });

  it("escapes whatever is typed and found", async () => {
    const { press, answers } = await searching();
    const evil = `"><script>alert(1)</script>`;
    answers.next = some([
      foundTitle(1, { title: evil, originalTitle: evil, overview: evil, by: [evil] }),
    ]);
    const page = await (await press(evil)).text();
    expect(page).toContain("&lt;script&gt;alert");
    expect(page).not.toContain("<script>alert");
  });
});

describe("TMDB", () => {
  it("is asked by nobody who only looks", async () => {
    const { ask, path, asked } = await searching();
    const page = await ask(`${path}?q=dune`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain(`action="${path}"`);
    await ask(`${path}?q=dune`, { method: "HEAD" });
    await ask(`${path}?q=dune`, { method: "OPTIONS" });
    expect(asked).toEqual([]);
  });

  it("is asked by the owner alone, from a page of ours", async () => {
    const { press, asked } = await searching({ adminPassword: PASSWORD });
    expect((await press("dune")).status).toBe(401);
    const headers = { Authorization: `Basic ${btoa(`owner:${PASSWORD}`)}` };
    const foreign = { ...headers, Origin: "https://evil.test" };
    expect((await press("dune", {}, foreign)).status).toBe(403);
    expect(asked).toEqual([]);
    expect((await press("dune", {}, headers)).status).toBe(200);
    expect(asked).toHaveLength(1);
  });

  it("is asked for nothing by nobody where nobody can be the owner", async () => {
    const { press, ask, asked, path } = await searching({ atHome: false, adminPassword: null });
    expect((await press("dune")).status).toBe(403);
    expect(await (await ask("/matches")).text()).not.toContain(path);
    expect(asked).toEqual([]);
  });

  it.each(["", "  ", "x".repeat(501), "https://letterboxd.com/film/heat/"])(
    "is not asked for what cannot be searched (%s), which is said and kept",
    async (q) => {
      const { press, asked } = await searching();
      const answer = await press(q);
      expect(answer.status).toBe(400);
      expect(await answer.text()).toMatch(/role="alert">[^<]*Type a title/);
      expect(asked).toEqual([]);
    },
  );

  it("is not asked about a film that is not listed", async () => {
    const { ask, asked } = await searching();
    const body = new URLSearchParams({ q: "dune" });
    expect((await ask("/matches/99/search", { method: "POST", body })).status).toBe(404);
    expect(asked).toEqual([]);
  });

  it.each([
    ["tmdb-key-refused", "Check the setting TMDB_API_KEY."],
    ["tmdb-unreachable", "TMDB couldn’t be reached."],
    ["tmdb-unrecognised", "TMDB gave an answer that this app doesn’t understand."],
  ] as const)("that fails (%s) is told in words, and the log has the rest", async (kind, said) => {
    const { press, answers, context } = await searching();
    answers.next = failed(kind, "search/movie: a detail");
    const answer = await press("dune");
    expect(answer.status).toBe(503);
    const page = await answer.text();
    expect(page).toContain(said);
    expect(page).toContain('value="dune"');
    expect(page).toContain('<details class="match-other" open');
    expect(context.logged.join("")).toContain("a detail");
  });

  it("that asks for a rest gets it, and who presses meanwhile is told how long", async () => {
    const { press, answers, asked, context } = await searching();
    answers.next = failed("tmdb-rate-limited", "status 429", 90);
    const answer = await press("dune");
    expect(answer.status).toBe(429);
    expect(await answer.text()).toContain("Search again in 90 seconds.");
    context.pass(60_000);
    answers.next = some([]);
    const early = await press("dune");
    expect(early.status).toBe(429);
    expect(await early.text()).toContain("Search again in 30 seconds.");
    expect(asked).toHaveLength(1);
    context.pass(31_000);
    expect((await press("dune")).status).toBe(200);
    expect(asked).toHaveLength(2);
  });

  it("that asks for a rest of years is asked again in an hour", async () => {
    const { press, answers } = await searching();
    answers.next = failed("tmdb-rate-limited", "status 429", 999_999_999);
    expect(await (await press("dune")).text()).toContain("Search again in 60 minutes.");
  });
});

// The last one: it settles the match.
describe("a title that was found", () => {
  it("is settled by a press, which leads back to the place in the list", async () => {
    const { press, ask, context, id } = await searching();
    const place = { from: "list", show: "unsure", page: "1", at: "0" };
    const page = await (await press("x", place)).text();
    for (const [name, value] of Object.entries(place)) {
      expect(page).toContain(`name="${name}" value="${value}"`);
    }
    const body = new URLSearchParams({ link: "movie/603", ...place });
    const chosen = await ask(`/matches/${id}`, { method: "POST", body });
    expect(chosen.headers.get("Location")).toContain(`/matches?show=unsure&done=${id}`);
    const row = await context.db.get(sql`select match, tmdb_id as "tmdbId" from films`);
    expect(row).toEqual({ match: "owner", tmdbId: 603 });
  });
});
