import { sql } from "drizzle-orm";
import type * as z from "zod";
import { beforeEach, describe, expect, it } from "vitest";
import { openapiDocument } from "../../src/openapi/document.ts";
import { GETS } from "../../src/openapi/paths.ts";
import { refreshes, status } from "../../src/openapi/refresh-schemas.ts";
import {
  exported,
  films,
  health,
  jsonFeed,
  lists as listsSchema,
  message,
  pick,
  radarr,
  summary,
} from "../../src/openapi/schemas.ts";
import { FIELD_NAMES } from "../../src/list/query.ts";
import { worth } from "../../src/openapi/worth-schema.ts";
import { updateSnapshot } from "../../src/refresh/snapshot.ts";
import type { Settings } from "../../src/settings/index.ts";
import { VERSION } from "../../src/settings/version.ts";
import { createApp } from "../../src/worker.ts";
import { createTestContext } from "../context.ts";
import { hostileFilms } from "../stand-ins/films/hostile.ts";
import { offersOf } from "./app.ts";
import { FILLED_AT, storedFilm } from "./fill.ts";
import { openLists, type Lists, type TestList } from "./several-lists.ts";

const DAY = 86_400;
const netflix = offersOf({ stream: [8] });
const FILMS = [
  storedFilm("Alien", {
    year: 1979,
    runtime: 117,
    offers: netflix,
    changes: [{ id: 8, kind: "stream", came: true, at: FILLED_AT - DAY }],
  }),
  storedFilm("Brazil", { year: 1985, runtime: 142, offers: netflix, genres: ["Comedy"] }),
  storedFilm("Carol", {
    runtime: 118,
    slug: null,
    link: null,
    changes: [{ id: 8, kind: "stream", came: false, at: FILLED_AT - 2 * DAY }],
  }),
  storedFilm("Dune", {
    offers: offersOf({ rent: [2] }),
    poster: null,
    runtime: null,
    rating: null,
  }),
  storedFilm("Eden", { coming: { date: "2026-12-04", note: "Netflix" } }),
  storedFilm("Gattaca", { tmdbId: null, match: "unsure", offers: null, country: null }),
];
const ANN: TestList = { kind: "watchlist", member: "ann", titles: ["Alien", "Brazil", "Carol"] };
const BOB: TestList = {
  kind: "watchlist",
  member: "bob",
  titles: ["Dune", "Gattaca", "Alien", "Eden"],
};
const BOTH: Partial<Settings> = { members: ["ann", "bob"] };

let lists: Lists;

beforeEach(async () => {
  lists = await openLists(FILMS, [ANN, BOB], BOTH);
  await lists.context.db.run(sql`insert into memory (key, value)
    values ('services', '{"chosen":[8],"without":[],"rent":false,"buy":false}')`);
});

/** The answer, which is just as the document says: no field more, none less. */
async function read<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  expected = 200,
): Promise<z.output<Schema>> {
  const answer = await lists.ask(path);
  expect(answer.status).toBe(expected);
  expect(answer.headers.get("Content-Type")).toMatch(/^application\/(feed\+)?json/);
  return schema.parse(await answer.json());
}

describe("GET /api/summary", () => {
  it("has the numbers, and what came and went", async () => {
    expect(await read("/api/summary", summary)).toMatchObject({
      country: "GB",
      updatedAt: null,
      state: "idle",
      films: 6,
      mine: 2,
      arrived: [
        {
          title: "Alien",
          year: 1979,
          service: "Netflix",
          at: new Date((FILLED_AT - DAY) * 1000).toISOString(),
          link: expect.stringContaining("/watch?locale=GB"),
        },
      ],
      coming: [{ title: "Eden", day: "2026-12-04", note: "Netflix" }],
      left: [
        {
          title: "Carol",
          service: "Netflix",
          link: expect.stringMatching(/^https:\/\/boxd\.it\//),
        },
      ],
    });
  });

  it("takes lists and the page's filters", async () => {
    const [ann, bob] = lists.ids;
    expect(await read(`/api/summary?list=${bob}`, summary)).toMatchObject({
      films: 4,
      mine: 1,
      left: [],
    });
    expect(await read(`/api/summary?list=${ann}&list=${bob}&all=1`, summary)).toMatchObject({
      films: 1,
    });
    expect(await read("/api/summary?genre=Comedy", summary)).toMatchObject({
      films: 1,
      mine: 1,
      arrived: [],
    });
    expect(await read("/api/summary?q=nothing", summary)).toMatchObject({ films: 0, mine: 0 });
  });

  it("says whether a refresh is under way, and when the last one ended", async () => {
    const add = async (state: string, at: number) =>
      lists.context.db.run(sql`
        insert into refreshes ("trigger", username, country, state, outcome, started_at, finished_at, progress_at, lookups_at)
        values ('button', 'ann,bob', 'GB', ${state}, ${state === "ended" ? "done" : null}, ${at},
          ${state === "ended" ? at : null}, ${at}, ${at})`);
    await add("ended", FILLED_AT);
    const updatedAt = new Date(FILLED_AT * 1000).toISOString();
    expect(await read("/api/summary", summary)).toMatchObject({ state: "idle", updatedAt });
    await add("looking-up", FILLED_AT);
    expect(await read("/api/summary", summary)).toMatchObject({ state: "looking-up", updatedAt });
  });

  it("is about another country, if it is configured, as is a pick", async () => {
    lists = await openLists(FILMS, [ANN], { members: ["ann"], abroad: ["US"] });
    await lists.context.db.run(sql`insert into memory (key, value)
      values ('services:US', '{"country":"US","chosen":[8],"without":[],"rent":false,"buy":false}')`);
    await lists.context.db.run(sql`
      update films set entry = null, countries = json_set(countries, '$.US', countries -> 'GB')
      where title = 'Brazil'`);
    await updateSnapshot(lists.context);
    expect(await read("/api/summary?country=US", summary)).toMatchObject({
      country: "US",
      films: 3,
      mine: 1,
      arrived: [],
    });
    expect(await read("/api/summary", summary)).toMatchObject({ country: "GB", films: 3 });
    expect(await read("/api/pick?country=us", pick)).toMatchObject({
      country: "US",
      title: "Brazil",
    });
  });

  it("has no news before services are chosen, and counts what streams", async () => {
    await lists.context.db.run(sql`delete from memory where key = 'services'`);
    expect(await read("/api/summary", summary)).toMatchObject({ mine: 2, arrived: [], left: [] });
  });

  it("has twenty of each at most", async () => {
    const changes = [{ id: 8, kind: "stream" as const, came: true, at: FILLED_AT - DAY }];
    const many = Array.from({ length: 30 }, (_, i) =>
      storedFilm(`Film ${i}`, { offers: netflix, changes }),
    );
    const titles = many.map(({ title }) => title);
    lists = await openLists(many, [{ ...ANN, titles }], { members: ["ann"] });
    await lists.context.db.run(sql`insert into memory (key, value)
      values ('services', '{"chosen":[8],"without":[],"rent":false,"buy":false}')`);
    expect((await read("/api/summary", summary)).arrived).toHaveLength(20);
  });

  it("is defined with no list and no film, too", async () => {
    lists = await openLists([], [], BOTH);
    expect(await read("/api/summary", summary)).toMatchObject({
      films: 0,
      mine: 0,
      arrived: [],
      left: [],
    });
    await read("/api/pick", message, 404);
  });
});

describe("GET /api/pick", () => {
  it("has one film that is mine and fits, with what helps to decide", async () => {
    const film = await read("/api/pick?minutes=120", pick);
    expect(film).toMatchObject({
      title: "Alien",
      year: 1979,
      minutes: 117,
      mine: true,
      streams: ["Netflix"],
      shops: [],
      genres: ["Drama"],
    });
    const answer = await lists.ask("/api/pick");
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
  });

  it("has other films if they are asked for", async () => {
    expect(await read("/api/pick?kind=rent", pick)).toMatchObject({
      title: "Dune",
      mine: false,
      shops: ["Apple TV Store"],
      poster: null,
      rating: null,
    });
    expect(await read(`/api/pick?show=nowhere&list=${lists.ids[0]}`, pick)).toMatchObject({
      title: "Carol",
      streams: [],
    });
  });

  it("has the same film for the same seed, and each of them for some", async () => {
    const found = new Set<string>();
    for (let seed = 0; seed < 12; seed += 1) {
      const { title } = await read(`/api/pick?seed=${seed}`, pick);
      expect((await read(`/api/pick?seed=${seed}`, pick)).title).toBe(title);
      found.add(title);
    }
    expect([...found].toSorted()).toEqual(["Alien", "Brazil"]);
  });

  it("says in words that none fits", async () => {
    expect((await read("/api/pick?minutes=10", message, 404)).message).toContain("No film");
  });
});

describe.each(["/api/summary", "/api/pick?seed=1", "/radarr.json?list=1", "/openapi.json"])(
  "%s",
  (path) => {
    it("is not sent again while it is the same, and can be asked for its head alone", async () => {
      const address = path.replace("list=1", `list=${lists.ids[0]}`);
      const first = await lists.ask(address);
      expect(first.status).toBe(200);
      const tag = first.headers.get("ETag") ?? "";
      const again = await lists.ask(address, { headers: { "If-None-Match": tag } });
      expect(again.status).toBe(304);
      expect(again.headers.get("ETag")).toBe(tag);
      const head = await lists.ask(address, { method: "HEAD" });
      expect(head.status).toBe(200);
      expect(head.headers.get("ETag")).toBe(tag);
      expect(await head.text()).toBe("");
    });
  },
);

const WRONG = [
  ["show=everything", "is expected"],
  ["list=999", "list=999 isn’t a list"],
  ["minutes=long", "a number of minutes"],
  ["kind=vhs", "stream, free, ads"],
  ["country=XX", "is not configured: GB is expected"],
  [Array.from({ length: 13 }, (_, i) => `genre=${i}`).join("&"), "12 times at most"],
] as const;

describe.each(["/api/summary", "/api/pick", "/radarr.json"])("%s", (path) => {
  it("says what is wrong with its address", async () => {
    for (const [query, words] of WRONG) {
      const { message: text } = await read(`${path}?${query}`, message, 400);
      expect(text).toContain(words);
    }
  });
});

describe("Every answer is as /openapi.json says", () => {
  it("of the addresses that were there before", async () => {
    await lists.context.db.run(sql`
      insert into refreshes (id, "trigger", username, country, state, outcome, started_at, finished_at,
        progress_at, lookups_at, failure_kind, failure_detail)
      values (1, 'button', 'ann,bob', 'GB', 'ended', 'partial', ${FILLED_AT}, ${FILLED_AT}, ${FILLED_AT},
        ${FILLED_AT}, 'private', 'a sign')`);
    await lists.context.db.run(sql`
      insert into readings (refresh_id, list_id, state, failure_kind, failure_detail)
      values (1, ${lists.ids[0]}, 'failed', 'private', 'a sign'), (1, ${lists.ids[1]}, 'proven', null, null)`);
    await lists.context.db.run(
      sql`update films set failure_kind = 'tmdb-unreachable' where title = 'Dune'`,
    );
    expect((await read("/api/films", films)).films).toHaveLength(6);
    expect((await read("/api/films?show=mine", films)).films).toHaveLength(2);
    expect((await read("/api/worth", worth)).films).toBe(6);
    expect(await read("/api/lists", listsSchema)).toHaveLength(2);
    expect((await read("/api/status", status)).lastRefresh?.failure?.kind).toBe("private");
    expect((await read("/refreshes.json", refreshes)).unchecked.total).toBe(1);
    expect((await read("/export.json", exported)).films).toHaveLength(6);
    expect((await read(`/export.json?list=${lists.ids[0]}`, exported)).lists).toEqual(["ann"]);
    // In these tests no tick comes.
    await read("/healthz", health, 503);
  });

  it("of the new ones, also with odd titles", async () => {
    const odd = hostileFilms.map(({ title }) => storedFilm(title, { offers: netflix }));
    lists = await openLists(odd, [{ ...ANN, titles: odd.map(({ title }) => title) }], {
      members: ["ann"],
    });
    await lists.context.db.run(sql`insert into memory (key, value)
      values ('services', '{"chosen":[8],"without":[],"rent":false,"buy":false}')`);
    await lists.context.db.run(sql`
      insert into arrivals (film_id, country, provider, kind, came, at, mine_then)
      select id, 'GB', 8, 'stream', 1, ${FILLED_AT} - id * 86400, 1 from films`);
    expect((await read("/radarr.json?show=mine", radarr)).length).toBe(odd.length);
    expect((await read("/feed.json", jsonFeed)).items).toHaveLength(odd.length);
    await read("/api/summary", summary);
    await read("/api/pick", pick);
  });
});

describe("/openapi.json", () => {
  it("is what the build makes of the schemas: if not, npm run openapi", async () => {
    const answer = await lists.ask("/openapi.json");
    expect(await answer.json()).toEqual(JSON.parse(JSON.stringify(openapiDocument(VERSION))));
  });

  it("describes every field that an address may have", () => {
    const described = (GETS["/api/films"]?.parameters ?? []).map(({ name }) => name);
    expect(described.toSorted()).toEqual(FIELD_NAMES.toSorted());
  });

  it("describes every address that a token opens, and no other but the health check", () => {
    const context = createTestContext();
    const paths = createApp(() => ({ ok: true, context }))
      .routes.filter(({ method }) => method === "GET")
      .map(({ path }) => path)
      .filter((path) => /^\/api\/|\.(json|atom|ics)$|^\/healthz$/.test(path));
    expect(Object.keys(GETS).toSorted()).toEqual([...new Set(paths)].toSorted());
  });
});
