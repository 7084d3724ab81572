import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { offersOf } from "./app.ts";
import { FILLED_AT, storedFilm } from "./fill.ts";
import { openLists, type Lists, type TestList } from "./several-lists.ts";

const FILMS = ["Alien", "Brazil", "Carol", "Dune", "Eden"].map((title) =>
  storedFilm(title, { offers: offersOf({ stream: [8] }) }),
);
const ANN: TestList = { kind: "watchlist", member: "ann", titles: ["Alien", "Brazil", "Carol"] };
const BOB: TestList = { kind: "watchlist", member: "bob", titles: ["Dune", "Carol", "Brazil"] };
const FILE: TestList = { kind: "file", member: "bob", titles: ["Alien"] };
const BEST: TestList = {
  kind: "list",
  name: "Best",
  path: "/dave/list/best/",
  titles: ["Eden", "Alien"],
};
const BOTH = { members: ["ann", "bob"] };

interface ApiFilm {
  title: string;
  listed: boolean;
  lists: number[];
  seen: boolean;
}

async function films({ ask }: Lists, query: string): Promise<ApiFilm[]> {
  const answer = await ask(`/api/films${query}`);
  expect(answer.status).toBe(200);
  return (await answer.json<{ films: ApiFilm[] }>()).films;
}

const titles = (all: readonly ApiFilm[]) => all.map(({ title }) => title);

describe("GET /api/lists", () => {
  it("has every list that is shown or marked, a watchlist and a file apart", async () => {
    const { ids, ask, context } = await openLists(
      FILMS,
      [
        { ...ANN, provenAt: FILLED_AT },
        { ...BOB, provenAt: null },
        FILE,
        { ...BEST, path: "/dave/list/best/share/SECRET/" },
        { kind: "seen", member: "ann", titles: ["Dune"] },
        { kind: "hidden", titles: [], provenAt: null },
        { ...ANN, member: "cat" },
        { ...BEST, removedAt: 7 },
        { kind: "seen", member: "cat", titles: ["Dune"] },
      ],
      BOTH,
    );
    await context.db.run(sql`
      insert into readings (refresh_id, list_id, state, failure_kind) values
        (1, ${ids[0]}, 'failed', 'private'), (2, ${ids[0]}, 'proven', null),
        (1, ${ids[1]}, 'proven', null), (2, ${ids[1]}, 'failed', 'private'),
        (2, ${ids[3]}, 'reading', 'rate-limited')`);
    const answer = await ask("/api/lists");
    const updatedAt = new Date(FILLED_AT * 1000).toISOString().replace(".000", "");
    const [ann, bob, file, best, seen, hidden] = ids;
    const proven = { updatedAt, state: "proven", failure: null };
    const site = "https://letterboxd.com";
    expect(await answer.json()).toEqual([
      {
        id: ann,
        kind: "watchlist",
        name: "ann",
        owner: "ann",
        url: `${site}/ann/watchlist/`,
        films: 3,
        ...proven,
      },
      {
        id: bob,
        kind: "watchlist",
        name: "bob",
        owner: "bob",
        url: `${site}/bob/watchlist/`,
        films: 3,
        updatedAt: null,
        state: "failed",
        failure: "private",
      },
      { id: file, kind: "file", name: "bob", owner: "bob", url: null, films: 1, ...proven },
      {
        id: best,
        kind: "list",
        name: "Best",
        owner: "dave",
        url: `${site}/dave/list/best/`,
        films: 2,
        updatedAt,
        state: "reading",
        failure: "rate-limited",
      },
      { id: seen, kind: "seen", name: "ann", owner: "ann", url: null, films: 1, ...proven },
      {
        id: hidden,
        kind: "hidden",
        name: null,
        owner: null,
        url: null,
        films: 0,
        updatedAt: null,
        state: "never-read",
        failure: null,
      },
    ]);
  });

  it("is empty before the first list", async () => {
    const { ask } = await openLists(FILMS, []);
    expect(await (await ask("/api/lists")).json()).toEqual([]);
  });
});

describe("GET /api/films, with several lists", () => {
  const all = [ANN, BOB, FILE, BEST];

  it("has the films of the watchlists, those that left them, and none of a followed list alone", async () => {
    const lists = await openLists(FILMS, all, BOTH);
    const [ann, bob, , best] = lists.ids;
    await lists.context.db.run(sql`update list_films set place = null
      where film_id = (select id from films where title = 'Dune')`);
    const every = await films(lists, "");
    expect(titles(every).toSorted()).toEqual(["Alien", "Brazil", "Carol", "Dune"]);
    expect(Object.fromEntries(every.map((film) => [film.title, film.lists]))).toEqual({
      Alien: [ann, bob, best],
      Brazil: [ann, bob],
      Carol: [ann, bob],
      Dune: [],
    });
    expect(every.find(({ title }) => title === "Dune")).toMatchObject({ listed: false });
  });

  it("takes lists, and all of them, as the page does", async () => {
    const lists = await openLists(FILMS, all, BOTH);
    const [ann, bob, , best] = lists.ids;
    expect(titles(await films(lists, `?list=${ann}`))).toEqual(["Alien", "Brazil", "Carol"]);
    expect(titles(await films(lists, `?list=${best}`))).toEqual(["Eden", "Alien"]);
    expect(titles(await films(lists, `?list=${ann}&list=${bob}&all=1`))).toEqual([
      "Alien",
      "Brazil",
      "Carol",
    ]);
    const any = ["Alien", "Brazil", "Dune", "Carol"];
    expect(titles(await films(lists, "?list="))).toEqual(any);
    expect(titles(await films(lists, "?all=1"))).toEqual(["Alien", "Brazil", "Carol"]);
    expect(titles(await films(lists, `?list=${ann}&list=${best}&all=1&q=alien`))).toEqual([
      "Alien",
    ]);
    const [eden] = await films(lists, `?list=${best}`);
    expect(eden).toMatchObject({ title: "Eden", listed: false, lists: [best], seen: false });
  });

  it("says who has seen a film: a chosen member, or the household", async () => {
    const seen = (member: string | null, ...which: string[]): TestList => ({
      kind: "seen",
      member,
      titles: which,
    });
    const marks = [seen("bob", "Carol"), seen(null, "Brazil"), seen("cat", "Alien")];
    const lists = await openLists(FILMS, [...all, ...marks], BOTH);
    const [ann, bob, , best] = lists.ids;
    const seenOn = async (query: string) =>
      titles((await films(lists, query)).filter((film) => film.seen)).toSorted();
    expect(await seenOn("")).toEqual(["Brazil", "Carol"]);
    expect(await seenOn(`?list=${ann}`)).toEqual(["Brazil"]);
    expect(await seenOn(`?list=${bob}`)).toEqual(["Brazil", "Carol"]);
    expect(await seenOn(`?list=${best}`)).toEqual([]);
    expect((await films(lists, "")).every((film) => film.lists.length < 4)).toBe(true);
  });

  it.each(["list=x", "list=-1", "list=999", "all=0", "all=1&list=1.5"])(
    "says what is wrong with %s",
    async (query) => {
      const { ask } = await openLists(FILMS, all, BOTH);
      for (const path of ["/api/films", "/export.json"]) {
        const answer = await ask(`${path}?${query}`);
        expect(answer.status).toBe(400);
        expect(await answer.json()).toEqual({ message: expect.stringMatching(/list=|all=/) });
      }
      expect((await ask(`/export.csv?${query}`)).status).toBe(400);
    },
  );

  it("says which number to use instead of a file's own", async () => {
    const { ids, ask } = await openLists(FILMS, all, BOTH);
    const answer = await ask(`/api/films?list=${ids[2]}`);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("goes by the number of their watchlist");
  });
});

describe("The downloads", () => {
  it("are of the lists that the address names, in their order, and carry their names", async () => {
    const lists = [ANN, BOB, { ...BEST, name: "Les Étoiles / 2" }];
    const { ids, ask } = await openLists(FILMS, lists, BOTH);
    const csv = await ask(`/export.csv?list=${ids[2]}`);
    expect(csv.headers.get("Content-Disposition")).toMatch(
      /filename="watchwhere-les-etoiles-2-\d{4}-\d\d-\d\d\.csv"/,
    );
    const rows = (await csv.text()).trim().split("\n").slice(1);
    expect(rows.map((row) => row.split(",")[2])).toEqual(["Eden", "Alien"]);
    const json = await ask(`/export.json?list=${ids[0]}&list=${ids[1]}&all=1`);
    expect(json.headers.get("Content-Disposition")).toContain("watchwhere-ann-bob-2");
    const body = await json.json<{ films: { title: string }[] }>();
    expect(body).toMatchObject({ lists: ["ann", "bob"], all: true });
    expect(body.films.map(({ title }) => title)).toEqual(["Brazil", "Carol"]);
  });

  it("are of the watchlists where it names none, and then speak of no list", async () => {
    const { ask } = await openLists(FILMS, [ANN, BOB, BEST], BOTH);
    const json = await ask("/export.json");
    expect(json.headers.get("Content-Disposition")).toMatch(/"watchwhere-\d{4}/);
    const body = await json.json<{ films: { title: string }[] }>();
    expect(Object.keys(body)).toEqual(["exportedAt", "country", "sources", "films"]);
    expect(body.films.map(({ title }) => title).toSorted()).toEqual([
      "Alien",
      "Brazil",
      "Carol",
      "Dune",
    ]);
  });
});
