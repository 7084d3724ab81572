import { beforeEach, describe, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { failed } from "../../src/failure.ts";
import { placeFilms } from "../d1/place-films.ts";
import { runToTheEnd } from "../refresh/deliver.ts";
import { emptyDatabase } from "../refresh/list.ts";
import {
  ask,
  choose,
  createMatchWorld,
  DAY_MS,
  filmOf,
  namesake,
  refresh,
  twoOf,
  type MatchWorld,
} from "../match-neighbours.ts";

beforeEach(emptyDatabase);

async function read(context: MatchWorld, path: string): Promise<string> {
  return (await ask(context, path)).text();
}

/** One film for each kind of doubt, and one whose match is certain. */
async function doubtfulWorld(): Promise<MatchWorld> {
  const context = createMatchWorld(6);
  context.mood.found["Film 1"] = twoOf("Film 1");
  context.mood.found["Film 2"] = [];
  context.mood.found["Film 3"] = [namesake(3, "Film 3", 2002)];
  await refresh(context);
  await choose(context, 4, { choice: "not-on-tmdb" });
  await choose(context, 5, { link: "500" });
  await runToTheEnd(context);
  return context;
}

/** The headings, the films and the note about the choice, in the page's order. */
function partsOf(page: string): string[] {
  const parts = page.matchAll(
    /id="(decided)"|id="group-[^>]*>([^<]*\w)|id="title-\d+"[^>]*>(Film \d+)/g,
  );
  return [...parts].map((part) => part.slice(1).find((text) => text !== undefined) ?? "");
}

describe("the page of doubtful matches", () => {
  it("has the most doubtful first, and none that is certain", async () => {
    const context = await doubtfulWorld();
    context.mood.gone.add(500);
    context.pass(2 * DAY_MS);
    await refresh(context);
    const page = await read(context, "/matches");
    const order = [...page.matchAll(/id="title-\d+"[^>]*>(Film \d)/g)].map(([, title]) => title);
    expect(order).toEqual(["Film 5", "Film 1", "Film 2", "Film 3", "Film 4"]);
    expect(page).toContain("<em>3</em> films need checking");
    expect(page).toMatch(/Not sure\s*<b>1<\/b>/);
  });

  it("shows each candidate with its reason, and a button for it", async () => {
    const page = await read(await doubtfulWorld(), "/matches?show=unsure");
    expect(page).toContain('value="movie/901"');
    expect(page).toContain("https://www.themoviedb.org/movie/902");
    expect(page).toContain("/t/p/w185/901.jpg");
    expect(page).toContain("2001 · Film · 100 votes");
    expect(page).toContain("Same title, same year");
    expect(page).toContain("/film/film-1/");
    expect(page).not.toContain("Film 2");
  });

  it("says each thing once", async () => {
    const context = await doubtfulWorld();
    const page = await read(context, "/matches?show=likely");
    for (const said of ["Same title, a year later", "2002 · Film"]) {
      expect(page.split(said).length).toBe(2);
    }
    expect(page).not.toContain("Very likely");
    const { id } = await filmOf(context, 3);
    expect(await read(context, `/matches/${id}`)).toContain("Very likely this one.");
    const unsure = await read(context, "/matches?show=unsure");
    expect(unsure).toContain(
      "<p>More than one of these could be it. Letterboxd’s own page doesn’t say which.</p>",
    );
  });

  it("has words that were stored before in the page’s own apostrophes", async () => {
    const context = await doubtfulWorld();
    await context.db.run(sql`update films set match_why = 'TMDB''s search finds nothing like it'
      where "match" = 'not-found'`);
    expect(await read(context, "/matches")).toContain("TMDB’s search finds nothing like it.");
  });

  it("is paged, and leads back where a choice leaves a page empty", async () => {
    const context = createMatchWorld(21);
    for (const { title } of context.mood.list) context.mood.found[title] = [];
    await refresh(context);
    expect([...(await read(context, "/matches")).matchAll(/<article/g)].length).toBe(20);
    expect([...(await read(context, "/matches?page=2")).matchAll(/<article/g)].length).toBe(1);

    const fields = { link: "1", from: "list", show: "not-found", page: "2", at: "0" };
    const chosen = await choose(context, 1, fields);
    const { id } = await filmOf(context, 1);
    const query = `show=not-found&page=2&done=${id}&at=0`;
    expect(chosen.headers.get("Location")).toBe(`/matches?${query}#decided`);
    const back = await ask(context, `/matches?${query}`);
    const last = `/matches?show=not-found&done=${id}&at=20`;
    expect(back.headers.get("Location")).toBe(`${last}#decided`);
    expect(partsOf(await read(context, last)).at(-1)).toBe("decided");
  });

  it("is glad where all is certain, and says what is still to come", async () => {
    const context = createMatchWorld(3);
    expect(await read(context, "/matches")).toContain("No films yet");
    await refresh(context);
    await context.db.run(sql`
      insert into films (title, source, created_at) values ('Unseen', 'export', 0)`);
    await placeFilms(context.db, { kind: "file", which: sql`title = 'Unseen'` });
    const page = await read(context, "/matches");
    expect(page).toContain("Every film found");
    expect(page).toContain("All 3 films looked up so far");
    expect(page).toContain("1 film still to come");
  });

  it("does not say that every film was found while the look-up of one has failed", async () => {
    const context = createMatchWorld(3);
    const { tmdb } = context;
    const searchFilms = async () => failed("tmdb-unrecognised", "search/movie");
    context.tmdb = {
      ...tmdb,
      searchFilms: async (title, year) =>
        title === "Film 2" ? searchFilms() : tmdb.searchFilms(title, year),
    };
    await refresh(context);
    const page = await read(context, "/matches");
    expect(page).not.toContain("Every film found");
    expect(page).toMatch(/<em>1<\/em>\s*film couldn’t be looked up/);
    expect(page).toContain("All 2 films looked up so far");
    expect(page).toContain("1 film couldn’t be looked up on TMDB. The next refresh will try again");
    expect(page).not.toContain("still to come");

    context.tmdb = { ...tmdb, searchFilms };
    context.pass(2 * DAY_MS);
    context.mood.list = context.mood.list.slice(1, 2);
    await refresh(context);
    const alone = await read(context, "/matches");
    expect(alone).not.toContain("Every film found");
    expect(alone).not.toContain("No films need checking");
    expect(alone).not.toContain("certain to be right");

    context.tmdb = tmdb;
    await refresh(context);
    expect(await read(context, "/matches")).toContain("Every film found");
  });

  it("says beside the doubts, too, that a look-up has failed", async () => {
    const context = createMatchWorld(3);
    const { tmdb } = context;
    context.mood.found["Film 3"] = [namesake(3, "Film 3", 2002)];
    context.tmdb = {
      ...tmdb,
      searchFilms: async (title, year) =>
        title === "Film 2" ? failed("tmdb-unreachable", "HTTP 503") : tmdb.searchFilms(title, year),
    };
    await refresh(context);
    const page = await read(context, "/matches");
    expect(page).not.toContain("No films need checking");
    expect(page).toContain("1 film couldn’t be looked up on TMDB. The next refresh will try again");
  });

  it("escapes whatever the neighbours send", async () => {
    const context = createMatchWorld(1);
    const evil = `<script>alert("x")</script>`;
    const [film] = context.mood.list;
    if (film) film.title = evil;
    context.mood.found[evil] = [namesake(1, evil, 2001), namesake(2, evil, 2001)];
    await refresh(context);
    expect(await read(context, "/matches")).not.toContain("<script>alert");
  });
});

describe("a choice on the page", () => {
  it("is told in words where it was made, with the way back", async () => {
    const context = await doubtfulWorld();
    const answer = await choose(context, 1, { link: "movie/902" });
    const { id } = await filmOf(context, 1);
    expect(answer.status).toBe(303);
    expect(answer.headers.get("Location")).toBe(`/matches/${id}?done=${id}`);
    const page = await read(context, `/matches/${id}?done=${id}`);
    expect(page).toContain("“Film 1 (2001)” is settled. Where to watch it is being looked up.");
    expect(page).toContain('value="undo"');
  });

  it("that cannot be understood loses nothing that was pasted, and changes nothing", async () => {
    const context = await doubtfulWorld();
    const before = await filmOf(context, 1);
    const answer = await choose(context, 1, { link: 'https://www.imdb.com/title/tt1"/' });
    expect(answer.status).toBe(400);
    const page = await answer.text();
    expect(page).toContain("That isn’t a TMDB address.");
    expect(page).toContain('value="https://www.imdb.com/title/tt1&quot;/"');
    expect(await filmOf(context, 1)).toEqual(before);
  });

  it("can be made for a film that is certain, too", async () => {
    const context = await doubtfulWorld();
    const { id } = await filmOf(context, 6);
    expect(await read(context, `/matches/${id}`)).toContain("No doubt about this one.");
    expect((await choose(context, 6, { link: "tv/9" })).status).toBe(303);
    expect(await filmOf(context, 6)).toMatchObject({ match: "owner", key: "tv/9" });
  });
});

describe("a choice in the list", () => {
  async function after(context: MatchWorld, film: number, fields: Record<string, string>) {
    const answer = await choose(context, film, { from: "list", page: "1", ...fields });
    return read(context, (answer.headers.get("Location") ?? "").replace("#decided", ""));
  }

  it("is told where the film stood, before the one that stands there now", async () => {
    const context = createMatchWorld(5);
    for (const { title } of context.mood.list) context.mood.found[title] = [];
    await refresh(context);
    expect(await read(context, "/matches")).toMatch(/name="at" value="0"[^]*name="at" value="4"/);
    const page = await after(context, 3, { link: "movie/902", at: "2" });
    expect(partsOf(page)).toEqual([
      "Not found",
      "Film 5",
      "Film 4",
      "decided",
      "Film 2",
      "Film 1",
      "Your choices",
      "Film 3",
    ]);
    // The film is being looked up: without a script, pages then reload themselves.
    expect(await read(context, "/matches")).toContain('http-equiv="refresh"');
    expect(page).not.toContain('http-equiv="refresh"');
    expect(page).toMatch(/id="decided" tabindex="-1"[^]*name="at" value="2"[^]*value="undo"/);
    const undone = await after(context, 3, { choice: "undo", at: "2" });
    expect(partsOf(undone)).toEqual([
      "Not found",
      "Film 5",
      "Film 4",
      "decided",
      "Film 2",
      "Film 1",
    ]);
  });

  it("that was the last of its kind is told before the next heading, and after the last film", async () => {
    const context = await doubtfulWorld();
    const last = await after(context, 1, { choice: "not-on-tmdb", at: "0" });
    expect(partsOf(last).slice(0, 3)).toEqual(["decided", "Not found", "Film 2"]);
    const shown = await after(context, 2, { choice: "not-on-tmdb", show: "not-found", at: "0" });
    expect(partsOf(shown)).toEqual(["decided"]);
    const end = await after(context, 4, { choice: "undo", at: "19" });
    expect(partsOf(end).at(-1)).toBe("decided");
  });

  it.each(["", "-1", "1.5", "21", "1e1", "x", "99999999999", "%00"])(
    "is told on top if its place is %s",
    async (at) => {
      const context = await doubtfulWorld();
      const { id } = await filmOf(context, 4);
      const page = await read(context, `/matches?done=${id}&at=${at}`);
      expect(partsOf(page)[0]).toBe("decided");
      const answer = await choose(context, 4, { link: "5", from: "list", at });
      expect(answer.headers.get("Location")).toBe(`/matches?done=${id}#decided`);
    },
  );

  it("that cannot be understood keeps the place for the next try", async () => {
    const context = await doubtfulWorld();
    const place = { from: "list", show: "unsure", page: "1", at: "0" };
    const page = await (await choose(context, 1, { link: "nothing", ...place })).text();
    for (const [name, value] of Object.entries(place)) {
      expect(page).toContain(`name="${name}" value="${value}"`);
    }
  });
});

describe("what is not there", () => {
  it.each(["/matches/99", "/matches/99999999999", "/matches/0", "/matches/1e3", "/matches/x"])(
    "(%s) is not found",
    async (path) => {
      expect((await ask(await doubtfulWorld(), path)).status).toBe(404);
    },
  );

  it("is not changed either, nor is a film that has left the list", async () => {
    const context = await doubtfulWorld();
    const { id } = await filmOf(context, 1);
    context.settings = { ...context.settings, members: ["grace"] };
    for (const film of [id, 99]) {
      const body = new URLSearchParams({ link: "1" });
      expect((await ask(context, `/matches/${film}`, { method: "POST", body })).status).toBe(404);
    }
    expect(await filmOf(context, 1)).toMatchObject({ match: "unsure" });
  });

  it("is a body that no form of ours sends", async () => {
    const context = await doubtfulWorld();
    expect((await choose(context, 1, { link: "x".repeat(20_000) })).status).toBe(413);
  });

  it("is the way to change anything where nobody may", async () => {
    const context = await doubtfulWorld();
    context.settings = { ...context.settings, atHome: false, adminPassword: null };
    const page = await read(context, "/matches");
    expect(page).toContain("ADMIN_PASSWORD");
    expect(page).not.toContain('value="not-on-tmdb"');
  });
});
