import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { connectDatabase } from "../../src/d1/database.ts";
import { createApp } from "../../src/worker.ts";
import type { Settings } from "../../src/settings/index.ts";
import { hostileFilms } from "../stand-ins/films/hostile.ts";
import { meterD1 } from "../costs/metered-d1.ts";
import { offersOf, openPage } from "./app.ts";
import { FILLED_AT, storedFilm } from "./fill.ts";
import { openLists, type Lists, type TestList } from "./several-lists.ts";
import { parseAtom, type StrictFeed } from "./strict-atom.ts";

const FILMS = ["Alien", "Brazil", "Carol", "Dune", "Eden"].map((title, i) =>
  storedFilm(title, {
    year: 2000 + i,
    tmdbId: 600 + i,
    offers: offersOf({ stream: [8], free: [73] }),
  }),
);
const ANN: TestList = { kind: "watchlist", member: "ann", titles: ["Alien", "Brazil"] };
const BOB: TestList = { kind: "watchlist", member: "bob", titles: ["Carol", "Dune"] };
const BEST: TestList = { kind: "list", name: "Best", path: "/dave/list/best/", titles: ["Eden"] };
const BOTH: Partial<Settings> = { members: ["ann", "bob"] };
const DAY = 86_400;

interface Came {
  title: string;
  provider?: number;
  came?: boolean;
  mine?: boolean | null;
  at?: number;
}

async function happen({ context }: Pick<Lists, "context">, ...rows: Came[]): Promise<void> {
  for (const { title, provider = 8, came = true, mine = true, at = FILLED_AT - DAY } of rows) {
    await context.db.run(sql`
      insert into arrivals (film_id, country, provider, kind, came, at, mine_then)
      select id, 'GB', ${provider}, 'stream', ${came ? 1 : 0}, ${at}, ${mine === null ? null : Number(mine)}
      from films where title = ${title}`);
  }
}

async function choose({ context }: Pick<Lists, "context">): Promise<void> {
  await context.db.run(sql`insert into memory (key, value)
    values ('services', '{"chosen":[8],"without":[],"rent":false,"buy":false}')`);
}

let lists: Lists;

beforeEach(async () => {
  lists = await openLists(FILMS, [ANN, BOB, BEST], BOTH);
});

async function atom(query = "", init?: RequestInit): Promise<StrictFeed> {
  const answer = await lists.ask(`/feed.atom${query}`, init);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("Content-Type")).toBe("application/atom+xml; charset=utf-8");
  return parseAtom(await answer.text());
}

interface JsonItem {
  id: string;
  url: string;
  title: string;
  date_published: string;
  tags: string[];
  image?: string;
}

async function json(
  query = "",
  init?: RequestInit,
): Promise<Record<string, unknown> & { items: JsonItem[] }> {
  const answer = await lists.ask(`/feed.json${query}`, init);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("Content-Type")).toBe("application/feed+json; charset=utf-8");
  return answer.json();
}

const titles = ({ entries }: StrictFeed) => entries.map(({ title }) => title);

describe("The feed", () => {
  it("tells what came to my services, the newest first, in both formats alike", async () => {
    await choose(lists);
    await happen(
      lists,
      { title: "Alien", at: FILLED_AT - 2 * DAY },
      { title: "Carol" },
      { title: "Brazil", came: false },
      { title: "Dune", mine: false, provider: 73 },
      { title: "Eden" },
    );
    const feed = await atom();
    expect(titles(feed)).toEqual(["Carol (2002) is on Netflix", "Alien (2000) is on Netflix"]);
    const [carol] = feed.entries;
    expect(carol).toMatchObject({
      link: expect.stringMatching(/^https:\/\/www\.themoviedb\.org\/movie\/\d+\/watch\?locale=GB$/),
      published: new Date((FILLED_AT - DAY) * 1000).toISOString(),
      categories: ["Netflix"],
    });
    expect(carol?.updated).toBe(carol?.published);
    expect(carol?.content).toContain("Seen on 17 November 2026. Data: JustWatch, via TMDB.");
    expect(carol?.content).toContain("https://image.tmdb.org/t/p/w342/poster-");
    expect(feed).toMatchObject({
      self: "https://watchwhere.test/feed.atom",
      alternate: "https://watchwhere.test/new",
      updated: carol?.updated,
    });
    const other = await json();
    expect(other).toMatchObject({
      version: "https://jsonfeed.org/version/1.1",
      title: feed.title,
      home_page_url: feed.alternate,
      feed_url: "https://watchwhere.test/feed.json",
    });
    expect(
      other.items.map(({ id, url, title, date_published: at, tags }) => ({
        id,
        url,
        title,
        at,
        tags,
      })),
    ).toEqual(
      feed.entries.map(({ id, link, title, published, categories }) => ({
        id,
        url: link,
        title,
        at: published,
        tags: categories,
      })),
    );
  });

  it("tells of all services with all=1, and of other lists with list=", async () => {
    await choose(lists);
    await happen(lists, { title: "Alien" }, { title: "Dune", mine: false }, { title: "Eden" });
    const [ann, bob, best] = lists.ids;
    expect(titles(await atom("?all=1"))).toEqual(
      expect.arrayContaining(["Alien (2000) is on Netflix", "Dune (2003) is on Netflix"]),
    );
    expect(titles(await atom("?all=1"))).toHaveLength(2);
    expect(titles(await atom(`?list=${best}`))).toEqual(["Eden (2004) is on Netflix"]);
    expect(titles(await atom(`?list=${bob}`))).toEqual([]);
    expect(titles(await atom(`?list=${bob}&all=1`))).toEqual(["Dune (2003) is on Netflix"]);
    expect(titles(await atom(`?list=${ann}&list=${best}`))).toHaveLength(2);
    const { self, alternate } = await atom(`?country=gb&list=${best}`);
    expect(self).toBe(`https://watchwhere.test/feed.atom?list=${best}&country=GB`);
    expect(alternate).toBe(`https://watchwhere.test/new?list=${best}`);
  });

  it.each([
    ["list=999", "is no list"],
    ["list=x", "the number of a list"],
    ["all=2", "1 is expected"],
    ["country=DE", "country=DE is not configured: GB is expected"],
  ])("says what is wrong with %s", async (query, words) => {
    for (const path of ["/feed.atom", "/feed.json"]) {
      const answer = await lists.ask(`${path}?${query}`);
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain(words);
    }
  });

  it("is about the country that the address names, if it is configured, and its own choice", async () => {
    lists = await openLists(FILMS, [ANN], { members: ["ann"], abroad: ["US"] });
    await choose(lists);
    await happen(lists, { title: "Alien" });
    await lists.context.db.run(sql`
      insert into arrivals (film_id, country, provider, kind, came, at, mine_then)
      select id, 'US', 8, 'stream', 1, ${FILLED_AT}, 1 from films where title = 'Brazil'`);
    expect(titles(await atom())).toEqual(["Alien (2000) is on Netflix"]);
    const there = await lists.ask("/feed.atom?country=us");
    const feed = parseAtom(await there.text());
    expect(titles(feed)).toEqual([expect.stringContaining("Brazil (2001)")]);
    expect(feed.entries[0]?.id).toContain("/US/movie-601/8/");
    expect(feed.subtitle).toContain("no services are chosen");
    await lists.context.db.run(sql`insert into memory (key, value)
      values ('services:US', '{"country":"US","chosen":[8],"without":[],"rent":false,"buy":false}')`);
    const again = await lists.ask("/feed.atom?country=US", {
      headers: { "If-None-Match": there.headers.get("ETag") ?? "" },
    });
    expect(again.status).toBe(200);
    const home = await lists.ask("/feed.atom", {
      headers: { "If-None-Match": again.headers.get("ETag") ?? "" },
    });
    expect(home.status).toBe(200);
  });

  it("is empty before services are chosen, and says why, until some are", async () => {
    await happen(lists, { title: "Alien", mine: null });
    const first = await lists.ask("/feed.atom");
    const empty = parseAtom(await first.text());
    expect(empty.entries).toEqual([]);
    expect(empty.subtitle).toContain("no services are chosen");
    expect((await json())["description"]).toBe(empty.subtitle);
    expect(titles(await atom("?all=1"))).toEqual(["Alien (2000) is on Netflix"]);
    const again = { headers: { "If-None-Match": first.headers.get("ETag") ?? "" } };
    expect((await lists.ask("/feed.atom", again)).status).toBe(304);
    await choose(lists);
    expect((await atom("", again)).subtitle).not.toContain("no services");
  });

  it("is valid with no film, no list and no service at all", async () => {
    lists = await openLists([], [], BOTH);
    const feed = await atom();
    expect(feed.entries).toEqual([]);
    expect((await json()).items).toEqual([]);
    expect((await lists.ask("/feed.atom", { method: "HEAD" })).status).toBe(200);
  });
});

describe("An entry of the feed", () => {
  it("keeps its id and its date under another host, with TLS, and in a database restored from before", async () => {
    await choose(lists);
    await happen(lists, { title: "Alien" });
    const before = await atom();
    const moved = await json("", {
      headers: { "X-Forwarded-Host": "films.example.org", "X-Forwarded-Proto": "https" },
    });
    expect(moved["home_page_url"]).toBe("https://films.example.org/new");
    expect(moved.items.map(({ id }) => id)).toEqual(before.entries.map(({ id }) => id));
    // What is kept of a feed, and any later look-up, is not in the backup.
    await lists.context.db.run(
      sql`delete from memory where key <> 'services' and key not like 'upgrade%'`,
    );
    await lists.context.db.run(sql`update arrivals set id = id + 100`);
    await lists.context.db.run(
      sql`update films set checked_at = checked_at + 9, title = 'Alien again' where title = 'Alien'`,
    );
    const after = await atom();
    expect(after.id).toBe(before.id);
    expect(after.entries.map(({ id, published }) => [id, published])).toEqual(
      before.entries.map(({ id, published }) => [id, published]),
    );
    expect(before.entries[0]?.id).toMatch(
      /^tag:watchwhere,2026:[0-9a-f]{16}\/GB\/movie-600\/8\/\d+$/,
    );
  });

  it("is one of fifty at most, and many films at once are one", async () => {
    const films = Array.from({ length: 70 }, (_, i) =>
      storedFilm(`Film ${i}`, { offers: offersOf({ stream: [8] }) }),
    );
    lists = await openLists(films, [{ ...ANN, titles: films.map(({ title }) => title) }], {
      members: ["ann"],
    });
    await choose(lists);
    await happen(
      lists,
      ...films.slice(0, 60).map(({ title }, i) => ({ title, at: FILLED_AT - i * DAY })),
    );
    expect((await atom()).entries).toHaveLength(50);
    await lists.context.db.run(sql`update arrivals set at = ${FILLED_AT}`);
    const [many] = (await atom()).entries;
    expect(many).toMatchObject({
      title: "60 films came to Netflix",
      link: "https://watchwhere.test/new",
    });
  });

  it("bears any title, and harms no reader", async () => {
    const titled = [...hostileFilms.map(({ title }) => title), "Bell\u0007", "]]> <![CDATA["];
    const films = titled.map((title) => storedFilm(title, { offers: offersOf({ stream: [8] }) }));
    lists = await openLists(films, [{ ...ANN, titles: [] }], { members: ["ann"] });
    await lists.context.db.run(sql`insert into list_films (list_id, film_id, place)
      select ${lists.ids[0] ?? 0}, id, id from films`);
    await choose(lists);
    await lists.context.db.run(sql`
      insert into arrivals (film_id, country, provider, kind, came, at, mine_then)
      select id, 'GB', 8, 'stream', 1, ${FILLED_AT} - id * 86400, 1 from films`);
    const feed = await atom();
    expect(feed.entries).toHaveLength(films.length);
    expect(titles(feed)).toContain(`${titled[0]} (1960) is on Netflix`);
    for (const { content } of feed.entries) expect(content).not.toMatch(/<(script|img src=x|b>)/);
    expect((await json()).items.map(({ title }) => title)).toEqual(titles(feed));
  });
});

describe("A look at a feed that has nothing new", () => {
  it("reads one row", async () => {
    const page = await openPage(FILMS);
    await choose(page);
    const meter = meterD1(env.DB);
    const context = { ...page.context, db: connectDatabase(meter.d1) };
    const app = createApp(() => ({ ok: true, context }));
    const ask = async (headers = {}) =>
      app.request("https://watchwhere.test/feed.atom", { headers });
    await page.context.db
      .run(sql`insert into arrivals (film_id, country, provider, kind, came, at, mine_then)
      select id, 'GB', 8, 'stream', 1, ${FILLED_AT}, 1 from films limit 3`);
    const first = await ask();
    const tag = first.headers.get("ETag") ?? "";
    meter.spent();
    const second = await ask({ "If-None-Match": tag });
    expect(second.status).toBe(304);
    expect(second.headers.get("ETag")).toBe(tag);
    const { roundTrips, statements } = meter.spent();
    expect([...statements.values()]).toEqual([{ times: 1, rowsRead: 1, rowsWritten: 0 }]);
    expect(roundTrips).toBe(1);
    await happen(page, { title: "Dune" });
    const third = await ask({ "If-None-Match": tag });
    expect(third.status).toBe(200);
    expect(third.headers.get("ETag")).not.toBe(tag);
  });

  it("is answered so also if the newest row was deleted, and another has its number", async () => {
    await choose(lists);
    await happen(lists, { title: "Alien" });
    const tag = (await lists.ask("/feed.json")).headers.get("ETag") ?? "";
    await lists.context.db.run(sql`delete from arrivals`);
    await happen(lists, { title: "Brazil", at: FILLED_AT });
    const next = await lists.ask("/feed.json", { headers: { "If-None-Match": tag } });
    expect(next.status).toBe(200);
  });
});

describe("Every page", () => {
  it("names the feeds of the lists that it is of, and no token", async () => {
    const [ann] = lists.ids;
    for (const path of ["/", "/new", "/lists", "/refreshes"]) {
      const html = await lists.see(path);
      expect(html).toContain(
        'type="application/atom+xml" title="New on my services" href="/feed.atom"',
      );
      expect(html).toContain('href="/feed.json"');
    }
    const html = await lists.see(`/?list=${ann}&all=1&token=ww_1_x`);
    expect(html).toContain(`href="/feed.atom?list=${ann}"`);
    expect(html).not.toContain("ww_1_x");
  });
});
