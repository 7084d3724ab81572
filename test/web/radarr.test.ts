import { sql, type SQL } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import type { Settings } from "../../src/settings/index.ts";
import { updateSnapshot } from "../../src/refresh/snapshot.ts";
import { offersOf } from "./app.ts";
import { FILLED_AT, storedFilm } from "./fill.ts";
import { openLists, type Lists, type TestList } from "./several-lists.ts";

const HOUR = 3600;
const netflix = offersOf({ stream: [8] });
const shop = offersOf({ rent: [2], buy: [2] });
/** TMDB's numbers are those of the films' order, from 1. */
const FILMS = [
  storedFilm("Alien", { year: 1979, tmdbId: 1, offers: netflix }),
  storedFilm("Brazil", { year: 1985, tmdbId: 2, offers: shop, match: "owner" }),
  storedFilm("Carol", {
    year: 2015,
    tmdbId: 3,
    offers: offersOf({ stream: [11] }),
    match: "film-page",
  }),
  storedFilm("Dune", { year: null, tmdbId: 4 }),
  storedFilm("Eden", { year: 2004, tmdbId: 5, tmdbType: "tv" }),
  storedFilm("Fargo", { year: 1996, tmdbId: 6, match: "near-year" }),
  storedFilm("Gattaca", { year: 1997, tmdbId: null, match: "unsure", offers: null, country: null }),
  storedFilm("Heat", { year: 1995, tmdbId: 8, genres: ["Crime"], offers: shop }),
];
const ANN: TestList = {
  kind: "watchlist",
  member: "ann",
  titles: ["Alien", "Brazil", "Carol", "Dune", "Eden", "Fargo", "Gattaca"],
};
const BOB: TestList = { kind: "watchlist", member: "bob", titles: ["Heat", "Alien"] };
const BEST: TestList = { kind: "list", name: "Best", path: "/dave/list/best/", titles: ["Heat"] };
const BOTH: Partial<Settings> = { members: ["ann", "bob"] };

let lists: Lists;

async function choose(chosen = [8]): Promise<void> {
  const choice = JSON.stringify({ chosen, without: [], rent: false, buy: false });
  await lists.context.db.run(sql`insert into memory (key, value) values ('services', ${choice})
    on conflict (key) do update set value = excluded.value`);
}

async function change(statement: SQL): Promise<void> {
  await lists.context.db.run(statement);
  await updateSnapshot(lists.context);
}

beforeEach(async () => {
  lists = await openLists(FILMS, [ANN, BOB, BEST], BOTH);
  await lists.context.db.run(sql`delete from refreshes`);
  await choose();
});

interface Told {
  id: number;
  title: string;
  release_year?: string;
}

async function told(query = ""): Promise<Told[]> {
  const answer = await lists.ask(`/radarr.json${query}`);
  expect(await answer.clone().text()).not.toContain("message");
  expect(answer.status).toBe(200);
  expect(answer.headers.get("Content-Type")).toContain("application/json");
  return answer.json();
}

const titles = (films: readonly Told[]) => films.map(({ title }) => title).toSorted();

async function refused(query = ""): Promise<string> {
  const answer = await lists.ask(`/radarr.json${query}`);
  expect(answer.status).toBe(503);
  expect(answer.headers.get("Retry-After")).toBe("3600");
  return (await answer.json<{ message: string }>()).message;
}

describe("The list for Radarr", () => {
  it("has the films that are certain and not on my services, in Radarr's shape", async () => {
    const films = await told();
    expect(films).toContainEqual({ id: 2, title: "Brazil", release_year: "1985" });
    expect(films).toContainEqual({ id: 4, title: "Dune" });
    expect(titles(films)).toEqual(["Brazil", "Carol", "Dune", "Heat"]);
  });

  it("has those that are, or all of them, if it is asked so", async () => {
    expect(titles(await told("?show=mine"))).toEqual(["Alien"]);
    expect(titles(await told("?show=all"))).toEqual(["Alien", "Brazil", "Carol", "Dune", "Heat"]);
    expect(titles(await told("?show=not-mine"))).toEqual(titles(await told()));
  });

  it("takes lists and the page's filters", async () => {
    const [ann, bob, best] = lists.ids;
    expect(titles(await told(`?list=${bob}`))).toEqual(["Heat"]);
    expect(titles(await told(`?list=${best}&show=all`))).toEqual(["Heat"]);
    expect(titles(await told(`?list=${ann}&list=${bob}&all=1&show=all`))).toEqual(["Alien"]);
    expect(titles(await told("?genre=Crime"))).toEqual(["Heat"]);
    expect(titles(await told("?kind=rent"))).toEqual(["Brazil", "Heat"]);
  });

  it("names a title once, that two films share", async () => {
    await change(sql`update films set tmdb_id = 2 where title = 'Dune'`);
    expect(titles(await told())).toEqual(["Carol", "Dune", "Heat"]);
  });

  it.each([
    ["show=everything", "not-mine, mine, all"],
    ["show=nowhere", "not-mine, mine, all"],
    ["show=mine&show=all", "not-mine, mine, all"],
    ["list=999", "is no list"],
    ["decade=x", "first year of a decade"],
    ["country=FR", "GB is expected"],
  ])("says what is wrong with %s", async (query, words) => {
    const answer = await lists.ask(`/radarr.json?${query}`);
    expect(answer.status).toBe(400);
    expect((await answer.json<{ message: string }>()).message).toContain(words);
  });

  it("is not sent again while it is the same", async () => {
    const first = await lists.ask("/radarr.json");
    const again = { headers: { "If-None-Match": first.headers.get("ETag") ?? "" } };
    expect((await lists.ask("/radarr.json", again)).status).toBe(304);
    expect((await lists.ask("/radarr.json", { method: "HEAD" })).status).toBe(200);
    await choose([8, 11]);
    expect((await lists.ask("/radarr.json", again)).status).toBe(200);
  });
});

describe("The list for Radarr says nothing, in words,", () => {
  it("before services are chosen", async () => {
    await lists.context.db.run(sql`delete from memory where key = 'services'`);
    expect(await refused()).toContain("no services are chosen");
    expect(await refused("?show=all")).toContain("no services are chosen");
  });

  it("until every list that is asked for is proven", async () => {
    const [ann, bob, best] = lists.ids;
    await change(sql`update lists set proven_at = null where id in (${bob}, ${best})`);
    expect(await refused()).toContain("bob’s watchlist");
    expect(await refused(`?list=${ann}&list=${best}`)).toContain("“Best”");
    expect(await told(`?list=${ann}`)).not.toEqual([]);
  });

  it("for a member whose watchlist was never read, but a file in its place is enough", async () => {
    lists = await openLists(FILMS, [ANN], BOTH);
    await choose();
    expect(await refused()).toContain("bob’s watchlist");
    lists = await openLists(FILMS, [ANN, { ...BOB, kind: "file" }], BOTH);
    await choose();
    expect(titles(await told())).toContain("Heat");
  });

  it("while no list is known at all", async () => {
    lists = await openLists([], [], BOTH);
    await choose();
    expect(await refused()).toContain("ann’s watchlist, bob’s watchlist");
  });

  it("while a film waits for its first answer, also for that of this country", async () => {
    await change(sql`update films set match = 'pending', tmdb_id = null where title = 'Dune'`);
    expect(await refused()).toContain("not looked up yet: “Dune”.");
    await change(
      sql`update films set match = 'exact', tmdb_id = 4, countries = '{}' where title = 'Dune'`,
    );
    expect(await refused()).toContain("not looked up yet: “Dune”.");
    await change(sql`update films set failure_kind = 'tmdb-title-gone' where title = 'Dune'`);
    expect(titles(await told())).not.toContain("Dune");
    const [, bob] = lists.ids;
    expect(titles(await told(`?list=${bob}`))).toEqual(["Heat"]);
  });

  it("of a country in which a film was never looked up, or no services were chosen", async () => {
    lists = await openLists(FILMS, [ANN], { members: ["ann"], abroad: ["US"] });
    await choose();
    expect(await refused("?country=US")).toContain("no services are chosen in US");
    await lists.context.db.run(sql`insert into memory (key, value)
      values ('services:US', '{"country":"US","chosen":[11],"without":[],"rent":false,"buy":false}')`);
    expect(await refused("?country=US")).toContain("not looked up yet");
    await change(sql`update films set entry = null,
      countries = json_set(countries, '$.US', countries -> 'GB') where countries is not null`);
    expect(titles(await told("?country=US"))).toEqual(["Alien", "Brazil", "Dune"]);
    expect(titles(await told())).toEqual(["Brazil", "Carol", "Dune"]);
  });

  it("rather than that nothing passes the filters", async () => {
    expect(await refused("?genre=Horor")).toContain("an empty list would make Radarr remove");
    expect(await refused("?service=99999")).toContain("an empty list would make Radarr remove");
  });

  it("when TMDB failed for many, or for all that there would be", async () => {
    await change(sql`update films set failure_kind = 'tmdb-unreachable' where tmdb_id is not null`);
    expect(await refused()).toContain("the last look-ups of 4 films failed");
    const [, bob] = lists.ids;
    expect(await refused(`?list=${bob}`)).toContain("of 1 films");
  });

  it("but an empty list that is proven is one", async () => {
    lists = await openLists([], [{ ...ANN, titles: [] }], { members: ["ann"] });
    await choose();
    expect(await told()).toEqual([]);
  });
});

describe("A film is never called not mine", () => {
  it("when its last look-up failed", async () => {
    await change(
      sql`update films set failure_kind = 'tmdb-unreachable' where title in ('Brazil', 'Alien')`,
    );
    expect(titles(await told())).toEqual(["Carol", "Dune", "Heat"]);
    expect(titles(await told("?show=mine"))).toEqual(["Alien"]);
  });

  it("when neither of the last two refreshes has looked it up", async () => {
    await change(
      sql`update films set checked_at = ${FILLED_AT - 30 * HOUR} where title = 'Brazil'`,
    );
    const end = async (startedAt: number, trigger = "schedule") =>
      lists.context.db.run(sql`
        insert into refreshes ("trigger", country, state, started_at, finished_at, progress_at, lookups_at)
        values (${trigger}, 'GB', 'ended', ${startedAt}, ${startedAt}, ${startedAt}, ${startedAt})`);
    await end(FILLED_AT - 9 * HOUR);
    await end(FILLED_AT - HOUR, "choice");
    expect(titles(await told())).toContain("Brazil");
    // Each passed over what the one before had looked up: that is fresh enough.
    await end(FILLED_AT - HOUR);
    expect(titles(await told())).not.toContain("Brazil");
    expect(titles(await told())).toContain("Carol");
  });

  it("when one look-up alone did not find it on a service of mine any more", async () => {
    const missed = async (goneAt: number | null, provider = 1796) =>
      change(sql`update films set countries = json_set(countries, '$.GB.away',
        json(${JSON.stringify([[provider, "Netflix with Ads", 0, FILLED_AT, goneAt]])})) where title = 'Dune'`);
    await missed(null);
    expect(titles(await told())).not.toContain("Dune");
    expect(titles(await told("?show=mine"))).toEqual(["Alien", "Dune"]);
    await missed(FILLED_AT);
    expect(titles(await told())).toContain("Dune");
    await missed(null, 11);
    expect(titles(await told())).toContain("Dune");
  });
});
