// Films that are seen or hidden, and what is not for tonight.

import { describe, expect, test } from "vitest";
import { sql } from "drizzle-orm";
import { offersOf } from "./app.ts";
import { storedFilm } from "./fill.ts";
import { openLists, type Lists, type TestList } from "./several-lists.ts";

const TITLES = ["Alpha", "Beta", "Gamma", "Delta"];

const FILMS = TITLES.map((title) => storedFilm(title, { offers: offersOf({ stream: [8] }) }));

const WATCHLIST: TestList = { kind: "watchlist", member: "ada", titles: TITLES };
const FOLLOWED: TestList = {
  kind: "list",
  name: "The best",
  path: "/dave/list/the-best/",
  titles: TITLES,
};

function titlesIn(html: string): string[] {
  return [...html.matchAll(/<h3><a href="[^"]*" data-film[^>]*>([^<]*)</g)].map(
    ([, title = ""]) => title,
  );
}

async function idOf({ context }: Lists, title: string): Promise<number> {
  const row = await context.db.get<{ id: number }>(
    sql`select id from films where title = ${title}`,
  );
  return row.id;
}

async function mark(lists: Lists, title: string, fields: Record<string, string>) {
  return lists.ask(`/mark/${await idOf(lists, title)}`, {
    method: "POST",
    headers: { "Sec-Fetch-Site": "same-origin", Accept: "text/html" },
    body: new URLSearchParams(fields),
  });
}

describe("a hidden film", () => {
  test("is gone from every view but one, and comes back", async () => {
    const lists = await openLists(FILMS, [WATCHLIST]);
    const { see } = lists;
    const before = await see("/");
    const answer = await mark(lists, "Beta", { mark: "hidden", on: "1", to: "/film/beta" });
    expect([answer.status, answer.headers.get("Location")]).toEqual([303, "/film/beta"]);

    expect(titlesIn(await see("/"))).toEqual(["Alpha", "Gamma", "Delta"]);
    expect(titlesIn(await see("/?hidden=1"))).toEqual(["Beta"]);
    expect(await see("/")).toContain("1 film is hidden.");
    const { films } = JSON.parse(await see("/api/films")) as {
      films: { title: string; hidden: boolean }[];
    };
    expect(films.filter(({ hidden }) => hidden).map(({ title }) => title)).toEqual(["Beta"]);

    expect(await see("/export.csv")).not.toContain("Beta");
    expect(await see("/export.csv?list=" + lists.ids[0])).not.toContain("Beta");

    await mark(lists, "Beta", { mark: "hidden", on: "0" });
    expect(await see("/")).toBe(before);
  });

  test("is no pick", async () => {
    const lists = await openLists(FILMS, [{ ...WATCHLIST, titles: ["Alpha", "Beta"] }]);
    await mark(lists, "Beta", { mark: "hidden" });
    expect(await lists.see("/pick?seed=1&turn=0")).toContain("Alpha");
    expect(await lists.see("/pick?seed=1&turn=1")).not.toContain("Beta");
  });

  test("is not the end of the page where all of them are", async () => {
    const lists = await openLists(FILMS, [{ ...WATCHLIST, titles: ["Alpha"] }]);
    await mark(lists, "Alpha", { mark: "hidden" });
    const html = await lists.see("/");
    expect(html).toContain("Every film is hidden");
    expect(html).toContain("hidden=1");
  });
});

describe("a seen film", () => {
  test("stays on a watchlist, with a word on its card, and is a filter there", async () => {
    const lists = await openLists(FILMS, [WATCHLIST]);
    await mark(lists, "Beta", { mark: "seen" });
    const html = await lists.see("/");
    expect(titlesIn(html)).toEqual(TITLES);
    expect(html.match(/class="seen"/g)).toHaveLength(1);
    expect(titlesIn(await lists.see("/?seen=no"))).toEqual(["Alpha", "Gamma", "Delta"]);
    expect(titlesIn(await lists.see("/?seen=yes"))).toEqual(["Beta"]);
    expect((await lists.ask("/api/films?seen=perhaps")).status).toBe(400);
  });

  test("steps back on a followed list, unless it is asked for", async () => {
    const lists = await openLists(FILMS, [WATCHLIST, FOLLOWED]);
    await mark(lists, "Beta", { mark: "seen" });
    const address = `/?list=${lists.ids[1]}`;
    const html = await lists.see(address);
    expect(titlesIn(html)).toEqual(["Alpha", "Gamma", "Delta"]);
    expect(html).toContain("Remove the filter Not seen yet");
    expect(titlesIn(await lists.see(`${address}&seen=any`))).toEqual(TITLES);
  });

  test("is seen by those whose file says so, where their watchlist is chosen", async () => {
    const lists = await openLists(
      FILMS,
      [
        WATCHLIST,
        { ...WATCHLIST, member: "bob" },
        { kind: "seen", member: "bob", titles: ["Gamma"] },
      ],
      { members: ["ada", "bob"] },
    );
    const [ada, bob] = lists.ids;
    expect(titlesIn(await lists.see(`/?list=${ada}&seen=yes`))).toEqual([]);
    expect(titlesIn(await lists.see(`/?list=${bob}&seen=yes`))).toEqual(["Gamma"]);
    const page = `/film/${await idOf(lists, "Gamma")}`;
    expect(await lists.see(page)).toContain("Seen by bob.");
    lists.context.settings = { ...lists.context.settings, members: ["ada"] };
    expect(await lists.see(page)).not.toContain("bob");
  });
});

describe("the buttons", () => {
  test("say what is marked, and take it away again", async () => {
    const lists = await openLists(FILMS, [WATCHLIST]);
    const page = `/film/${await idOf(lists, "Alpha")}`;
    expect(await lists.see(page)).toContain("Seen it");
    await mark(lists, "Alpha", { mark: "seen" });
    expect(await lists.see(page)).toContain("Not seen after all");
  });

  test("lead to no other site, and need a film and a mark", async () => {
    const lists = await openLists(FILMS, [WATCHLIST]);
    for (const to of ["https://evil.example/", "//evil.example", "/\\evil.example", "/services"]) {
      const answer = await mark(lists, "Alpha", { mark: "seen", to });
      expect(answer.headers.get("Location")).toMatch(/^\/film\/\d+$/);
    }
    expect((await mark(lists, "Alpha", { mark: "loved" })).status).toBe(400);
    const init = { method: "POST", body: new URLSearchParams({ mark: "seen" }) };
    expect((await lists.ask("/mark/999999", init)).status).toBe(404);
    expect((await lists.ask("/mark/x", init)).status).toBe(404);
  });

  test("need the password where there is one", async () => {
    const lists = await openLists(FILMS, [WATCHLIST], { adminPassword: "correct horse" });
    expect((await mark(lists, "Alpha", { mark: "seen" })).status).toBe(401);
  });
});

describe("not tonight", () => {
  async function put(lists: Lists, fields: Record<string, string>, cookie = ""): Promise<string> {
    const answer = await lists.ask("/not-tonight", {
      method: "POST",
      headers: { "Sec-Fetch-Site": "same-origin", Cookie: cookie },
      body: new URLSearchParams(fields),
    });
    expect(answer.status).toBe(303);
    return answer.headers.get("Set-Cookie")?.split(";")[0] ?? "";
  }

  const PICK = "/pick?seed=1&turn=0";

  test("keeps a film out of this browser's pick alone, until four in the morning", async () => {
    const lists = await openLists(FILMS, [{ ...WATCHLIST, titles: ["Alpha"] }]);
    expect(await lists.see(PICK)).toContain("Alpha");
    const cookie = await put(lists, { film: `${await idOf(lists, "Alpha")}`, to: PICK });
    expect(await lists.see(PICK, cookie)).toContain("You’ve put off the only film");
    expect(await lists.see(PICK)).toContain("Alpha");
    expect(titlesIn(await lists.see("/", cookie))).toEqual(["Alpha"]);

    const now = lists.context.now();
    lists.context.now = () => now + 86_400_000;
    expect(await lists.see(PICK, cookie)).toContain("Alpha");
  });

  test("is taken back, and knows twenty films at most", async () => {
    const lists = await openLists(FILMS, [{ ...WATCHLIST, titles: ["Alpha"] }]);
    const alpha = `${await idOf(lists, "Alpha")}`;
    let cookie = await put(lists, { film: alpha });
    for (let id = 1000; id < 1020; id++) cookie = await put(lists, { film: `${id}` }, cookie);
    expect(await lists.see(PICK, cookie)).toContain("Alpha");
    expect(decodeURIComponent(cookie).match(/not=/g)).toHaveLength(20);

    cookie = await put(lists, { film: alpha });
    expect(await put(lists, {}, cookie)).toBe("watchwhere=");
  });

  test("passes over a cookie that makes no sense", async () => {
    const lists = await openLists(FILMS, [{ ...WATCHLIST, titles: ["Alpha"] }]);
    for (const text of ["not=x&until=9999999999", `not=${"9".repeat(500)}`, "until=1e99&not=1"]) {
      expect(await lists.see(PICK, `watchwhere=${text}`)).toContain("Alpha");
    }
  });
});
