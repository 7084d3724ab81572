import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { offersOf, titlesOf } from "./app.ts";
import { storedFilm } from "./fill.ts";
import { chipsOf, openLists, press, type TestList } from "./several-lists.ts";

const FILMS = ["Alien", "Brazil", "Carol", "Dune", "Eden", "Fargo"].map((title, i) =>
  storedFilm(title, { offers: offersOf(i % 2 === 0 ? { stream: [8] } : { rent: [2] }) }),
);
const ANN: TestList = { kind: "watchlist", member: "ann", titles: ["Alien", "Brazil", "Carol"] };
const BOB: TestList = { kind: "watchlist", member: "bob", titles: ["Dune", "Carol", "Brazil"] };
const BEST: TestList = {
  kind: "list",
  name: "The best <ever>",
  path: "/dave/list/best/",
  titles: ["Eden", "Alien", "Fargo"],
};
const BOTH = { members: ["ann", "bob"] };

const headlineOf = (html: string) =>
  (/<h1>(.*?)<\/h1>/s.exec(html)?.[1] ?? "").replaceAll(/<[^>]*>/g, "");

describe("With one list", () => {
  it("nothing speaks of lists, and a cookie changes nothing", async () => {
    const file: TestList = { kind: "file", member: "ann", titles: ["Dune"] };
    const left: TestList = { ...BEST, removedAt: 5 };
    const { ids, see, ask } = await openLists(FILMS, [ANN, file, left], { members: ["ann"] });
    for (const path of [
      "/",
      "/?q=a&order=title",
      "/new",
      "/pick?seed=3",
      "/film/" + FILMS[0]?.slug,
    ]) {
      const html = await see(path);
      expect(html).not.toMatch(/list-chips"|choose-lists|on-lists|list=|all=1|ann’s/);
      expect(await see(path, `watchwhere=list%3D${ids[2]}%26list%3D${ids[0]}%26all%3D1`)).toBe(
        html,
      );
    }
    const html = await see("/");
    expect(headlineOf(html)).toBe("2 of 4 films are streaming in the United Kingdom");
    expect(titlesOf(html).toSorted()).toEqual(["Alien", "Brazil", "Carol", "Dune"]);
    const pick = await ask("/pick", { headers: { Cookie: `watchwhere=list%3D${ids[2]}` } });
    expect(await pick.text()).toMatch(/data-address="\/pick\?show=mine&amp;seed=\d+&amp;turn=0"/);
  });
});

describe("With several lists", () => {
  it("a row of chips says which are shown: the watchlists, at first", async () => {
    const { see } = await openLists(FILMS, [ANN, BOB, BEST], BOTH);
    const html = await see("/");
    expect(chipsOf(html)).toEqual([
      ["any of them", true],
      ["all of them", false],
      ["ann", true],
      ["bob", true],
      ["The best &lt;ever&gt;", false],
    ]);
    expect(titlesOf(html)).toEqual(["Alien", "Carol", "Dune", "Brazil"]);
    expect(headlineOf(html)).toBe(
      "2 of the 4 films either of you wants are streaming in the United Kingdom",
    );
  });

  it("the address says which, and the whole page follows it", async () => {
    const { ids, see, context } = await openLists(FILMS, [ANN, BOB, BEST], BOTH);
    await context.db.run(sql`insert into memory (key, value)
      values ('services', '{"chosen":[8],"without":[],"rent":false,"buy":false}')`);
    const [ann, bob, best] = ids;
    const html = await see(`/?list=${ann}&list=${bob}&all=1`);
    expect(headlineOf(html)).toBe("1 of the 2 films you both want is on your services");
    expect(titlesOf(html)).toEqual(["Carol", "Brazil"]);
    const chosen = `list=${ann}&amp;list=${bob}&amp;all=1`;
    expect(html).toContain(`href="/?${chosen}&amp;show=mine"`);
    expect(html).toContain(`href="/?${chosen}&amp;service=8"`);
    expect(html).toContain(`href="/pick?${chosen}"`);
    expect(html).toContain(`href="/export.csv?${chosen}"`);
    expect(html).toContain(`href="/export.json?${chosen}"`);
    expect(html).toContain(`<input type="hidden" name="list" value="${bob}"/>`);
    expect(html).toContain('<input type="hidden" name="all" value="1"/>');
    expect(html).toMatch(/On my services <b>1<\/b>.*Elsewhere <b>1<\/b>/s);

    const onBest = await see(`/?list=${best}&list=999`);
    expect(headlineOf(onBest)).toBe(
      "2 of the 3 films on “The best &lt;ever&gt;” are on your services",
    );
    expect(titlesOf(onBest)).toEqual(["Eden", "Alien", "Fargo"]);
    expect(onBest).not.toContain("list=999");
    expect(titlesOf(await see("/?list=999")).toSorted()).toEqual([
      "Alien",
      "Brazil",
      "Carol",
      "Dune",
    ]);
  });

  it("nothing in common is said so, and the chips lead on", async () => {
    const { ids, see } = await openLists(FILMS, [ANN, { ...BOB, titles: ["Eden"] }], BOTH);
    const html = await see(`/?list=${ids[0]}&list=${ids[1]}&all=1`);
    expect(headlineOf(html)).toBe("There are no films you both want");
    expect(chipsOf(html).map(([, pressed]) => pressed)).toEqual([false, true, true, true]);
    expect(html).not.toContain("Import your films");
  });

  it("a followed list stays away from a first start, but can be chosen there", async () => {
    const { see } = await openLists(FILMS, [{ ...ANN, titles: [] }, BEST], { members: ["ann"] });
    const html = await see("/");
    expect(headlineOf(html)).toBe("No films yet");
    expect(chipsOf(html)).toEqual([
      ["ann", true],
      ["The best &lt;ever&gt;", false],
    ]);
  });

  it("what one picks and what is new follow the lists, too", async () => {
    const { ids, see } = await openLists(FILMS, [ANN, BOB, BEST], BOTH);
    const at = `list=${ids[2]}`;
    const pick = await see(`/pick?seed=1&${at}`);
    expect(pick).toContain("Suggestion 1 of 2");
    expect(pick).toContain(`href="/pick?${at}&amp;show=mine&amp;seed=1&amp;turn=1"`);
    expect(chipsOf(pick)).toContainEqual(["The best &lt;ever&gt;", true]);
    const fresh = await see(`/new?${at}`);
    expect(chipsOf(fresh)).toContainEqual(["ann", false]);
    expect(fresh).toContain('name="to" value="/new"');
  });

  it("cards name the other lists that have their film, and its page names all of them", async () => {
    const file: TestList = { kind: "file", member: "bob", titles: ["Alien", "Carol"] };
    const { ids, see } = await openLists(FILMS, [ANN, BOB, BEST, file], BOTH);
    expect(namedOnCards(await see("/"))).toEqual({
      Alien: "ann, bob +1",
      Brazil: "ann, bob",
      Carol: "ann, bob",
      Dune: "bob",
    });
    expect(namedOnCards(await see(`/?list=${ids[2]}`))).toEqual({ Alien: "ann, bob" });
    expect(namedOnCards(await see(`/?list=${ids[0]}&list=${ids[1]}&all=1`))).toEqual({
      Alien: "The best &lt;ever&gt;",
    });
    const film = await see(`/film/${FILMS[0]?.slug}`);
    expect(film).toContain("On ann’s watchlist, bob’s watchlist and “The best &lt;ever&gt;”");
    const followed = await see(`/film/${FILMS[4]?.slug}`);
    expect(followed).toContain("On “The best &lt;ever&gt;”.");
    expect(followed).not.toContain("no longer");
  });

  it("each chip leads to its own change of the choice", async () => {
    const lists = await openLists(FILMS, [ANN, BOB, BEST], BOTH);
    const [ann, bob, best] = lists.ids;
    const to = async (path: string, words: string) => {
      const answer = await press(lists, await lists.see(path), words);
      expect(answer.status).toBe(303);
      return answer.headers.get("Location");
    };
    expect(await to("/?q=a&page=1", "all of them")).toBe(`/?list=${ann}&list=${bob}&all=1&q=a`);
    expect(await to("/", "ann")).toBe(`/?list=${bob}`);
    expect(await to(`/?list=${bob}`, "ann")).toBe("/");
    expect(await to(`/?list=${bob}`, "bob")).toBe("/");
    expect(await to("/", "The best")).toBe(`/?list=${ann}&list=${bob}&list=${best}`);
    const all = `/?list=${ann}&list=${bob}&all=1`;
    expect(await to(all, "any of them")).toBe("/");
    expect(await to(all, "bob")).toBe(`/?list=${ann}`);
    expect(await to("/pick?seed=1&show=mine", "bob")).toBe(`/pick?list=${ann}&show=mine&seed=1`);
  });

  it("no more can be chosen than an address holds", async () => {
    const many = Array.from({ length: 14 }, (_, i) => ({
      ...BEST,
      name: `No. ${i}`,
      path: `/d/list/${i}/`,
    }));
    const { ids, see } = await openLists(FILMS, [ANN, ...many], { members: ["ann"] });
    const html = await see(
      `/?${ids
        .slice(0, 12)
        .map((id) => `list=${id}`)
        .join("&")}`,
    );
    expect(chipsOf(html).filter(([, pressed]) => pressed)).toHaveLength(13);
    expect(html.match(/aria-pressed="false" disabled/g)).toHaveLength(3);
  });
});

describe("Six members with twenty lists", () => {
  const members = ["a1", "b2", "c3", "d4", "e5", "f6"];
  const watchlists = members.map((member): TestList => ({ ...ANN, member }));
  const files = members.map((member): TestList => ({
    ...ANN,
    kind: "file",
    member,
    titles: ["Dune"],
  }));
  const followed = Array.from({ length: 20 }, (_, i) => ({
    ...BEST,
    name: `L${i}`,
    path: `/d/list/${i}/`,
  }));

  it("stay within D1's hundred parameters on every page", async () => {
    const lists = [...watchlists, ...files, ...followed];
    const { ids, ask } = await openLists(FILMS, lists, { members });
    const some = `list=${ids[0]}&list=${ids[5]}&list=${ids[31]}`;
    for (const path of [
      "/",
      `/?${some}`,
      `/?${some}&all=1&q=a`,
      "/new",
      "/pick?seed=1",
      "/services",
      "/matches",
      "/matches?show=unsure",
      "/refreshes",
      "/import",
      `/film/${FILMS[0]?.slug}`,
      "/api/films",
      `/api/films?${some}`,
      "/api/lists",
      "/api/status",
      "/export.csv",
      `/export.csv?${some}&all=1`,
      "/export.json",
      `/export.json?${some}`,
    ]) {
      const answer = await ask(path);
      await answer.text();
      expect([path, answer.status]).toEqual([path, 200]);
    }
  });
});

function namedOnCards(html: string): Record<string, string> {
  const cards = html.split('<li class="card ').slice(1);
  return Object.fromEntries(
    cards.flatMap((card) => {
      const [, words] = /<span class="sr">On the lists: <\/span>(.*?)<\/p>/s.exec(card) ?? [];
      const title = /data-film dir="auto">([^<]*)</.exec(card)?.[1] ?? "";
      return words === undefined ? [] : [[title, words.replaceAll(/<[^>]*>/g, "").trim()]];
    }),
  );
}

describe("a film that only a followed list has", () => {
  it("can be matched by hand like any other", async () => {
    const lists = await openLists(
      [storedFilm("Aaa", {}), storedFilm("Bbb", { match: "not-found" })],
      [
        { kind: "watchlist", member: "ada", titles: ["Aaa"] },
        { kind: "list", name: "The best", path: "/dave/list/the-best/", titles: ["Bbb"] },
      ],
    );
    const page = await lists.see("/matches");
    expect(page).toContain("Bbb");
    const { id } = await lists.context.db.get<{ id: number }>(
      sql`select id from films where title = 'Bbb'`,
    );
    const answer = await lists.ask(`/matches/${id}`, {
      method: "POST",
      headers: { "Sec-Fetch-Site": "same-origin" },
      body: new URLSearchParams({ choice: "not-on-tmdb" }),
    });
    expect(answer.status).toBeLessThan(400);
    const film = await lists.context.db.get(sql`select match from films where id = ${id}`);
    expect(film).toEqual({ match: "not-on-tmdb" });
  });
});
