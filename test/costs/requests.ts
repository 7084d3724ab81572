// What each address costs, asked of the whole app with a thousand films. Knows addresses and no table, so that
// how the app comes to its answers may change.

import { env } from "cloudflare:workers";
import { writeCsv } from "../../src/export/write-csv.ts";
import { listFollowed } from "../../src/d1/followed-lists.ts";
import { listTokens } from "../../src/d1/tokens.ts";
import { done } from "../../src/failure.ts";
import type { ListedFilm } from "../../src/film.ts";
import { noteTick } from "../../src/refresh/last-tick.ts";
import { tick } from "../../src/refresh/tick.ts";
import { createApp } from "../../src/worker.ts";
import { createTestContext } from "../context.ts";
import { deliverAll } from "../refresh/deliver.ts";
import { pageOf, PATH } from "../refresh/followed.ts";
import { serveList, serveTmdb } from "../refresh/neighbours.ts";
import { fill, FILLED_AT, storedFilm, storeFilms, type StoredFilm } from "../web/fill.ts";
import type { Costs } from "./cost.ts";
import { meterD1 } from "./metered-d1.ts";

export const FILMS = 1000;

/** Views of films: what they read at most is a promise. */
export const VIEWS = [
  "/",
  "/?page=20",
  "/?show=mine&order=title",
  "/?q=night+love",
  "/?service=12&order=rating",
  "/?service=11&service=12&kind=stream&kind=rent&order=longest",
  "/?genre=Drama&decade=1980&minutes=120&released=1",
  "/?new=1&order=arrival",
  "/?show=mine&order=random&seed=5",
  "/?q=nothing+has+these+words",
] as const;

/** When nothing has changed since. */
export const AGAIN = "(again)";

/** It was seen before the first refresh, with other films, whose cards were guessed. */
export const OTHER_FILMS = "GET / (it shows other films than last time)";

const READING: readonly [path: string, status?: number][] = [
  ["/film/night-river-0"],
  ["/film/not-there", 404],
  ["/film/5/next", 302],
  ["/film/5/previous?order=title", 302],
  ["/pick", 200],
  ["/pick?seed=4&turn=7"],
  ["/new"],
  ["/services"],
  ["/worth"],
  ["/api/worth"],
  ["/matches"],
  ["/matches?show=unsure"],
  ["/matches/77"],
  ["/matches/99999", 404],
  ["/matches/77/search"],
  ["/refreshes"],
  ["/refreshes.json"],
  ["/import"],
  ["/lists"],
  ["/api/films"],
  ["/api/films?service=12&order=title"],
  ["/api/lists"],
  ["/api/status"],
  ["/api/summary"],
  ["/api/pick?minutes=120&seed=4"],
  ["/radarr.json"],
  ["/feed.atom"],
  ["/feed.json?all=1"],
  ["/openapi.json"],
  ["/tokens"],
  ["/calendar.ics"],
  ["/notifications"],
  ["/libraries"],
  ["/log-in", 303],
  ["/service-worker.js"],
  ["/export.csv"],
  ["/export.json"],
  ["/healthz"],
  ["/assets/an-old-hash/page.css"],
  ["/icon.svg"],
  ["/icon-192.png"],
  ["/favicon.ico", 301],
  ["/robots.txt"],
  ["/manifest.webmanifest"],
];

/** So many refreshes the history has. */
const REFRESHES = 5;

const DOUBTFUL = 30;

export interface MeasuredRequests {
  costs: Costs;
  /** Films on the screen of each view. */
  shown: Map<string, number>;
  /** Routes of the app, `GET /film/:name`, of which none was asked. */
  leftOut: string[];
}

export async function measureRequests(): Promise<MeasuredRequests> {
  const world = createWorld();
  const { context, get, post, ask } = world;
  await fill(context.db, FILMS - DOUBTFUL);
  await storeFilms(context.db, Array.from({ length: DOUBTFUL }, doubtfulFilm));
  await get("/", 200, "GET / (there is no snapshot yet)");
  const { body } = await ask("GET", "/api/films", 200);
  const { films } = JSON.parse(body) as { films: ApiFilm[] };
  world.serve(films.flatMap(({ slug, ...film }) => (slug === null ? [] : [{ slug, ...film }])));

  await tick(context, { atStart: true });
  await deliverAll(context);
  for (let refreshes = 1; refreshes < REFRESHES; refreshes++) {
    context.pass(REST_MS);
    await ask("POST", "/refresh", 303);
    await deliverAll(context);
  }
  await post("/services", [
    ["form", "1"],
    ["service", "12"],
    ["service", "13"],
  ]);
  await post("/choose-lists", [["choice", "list="]]);
  await post("/choose-country", [["country", "GB"]]);
  await post("/not-tonight", [["film", "1"]]);
  await post("/mark/1", [["mark", "hidden"]]);
  await post("/mark/1", [
    ["mark", "hidden"],
    ["on", "0"],
  ]);
  const shown = new Map<string, number>();
  await get("/", 200, OTHER_FILMS);
  for (const path of VIEWS) {
    const view = await get(path);
    shown.set(path, view.body.split(" data-film").length - 1);
    await get(path, 200, `GET ${path} ${AGAIN}`);
  }
  noteTick(context);
  for (const [path, status] of READING) await get(path, status);
  await pressRefresh(world);
  await mendMatches(world);
  await makeToken(world);
  await tellDevice(world);
  await post("/libraries", []);
  await followLists(world);
  await bringExports(world, films);
  return { costs: world.costs, shown, leftOut: world.leftOut() };
}

/** A minute's rest of the button, and a little more. */
const REST_MS = 70_000;

async function pressRefresh({ context, post }: World): Promise<void> {
  context.pass(REST_MS);
  await post("/refresh", []);
  await post("/refresh", [], { name: "while one is under way" });
  await deliverAll(context);
  await post("/refresh", [], { name: "while it rests", status: 429 });
}

async function mendMatches({ context, post }: World): Promise<void> {
  const path = "/matches/77";
  await post(`${path}/search`, [["q", "dune 2021"]], { status: 200 });
  await post(path, [["link", "nonsense"]], { name: "nonsense", status: 400 });
  await post(path, [["link", "movie/550"]], { name: "a title" });
  await deliverAll(context);
  await post(path, [["choice", "not-on-tmdb"]], { name: "not on TMDB" });
  await deliverAll(context);
  await post(path, [["choice", "undo"]], { name: "undo" });
  await deliverAll(context);
}

async function makeToken({ context, post }: World): Promise<void> {
  await post("/tokens", [["name", "Reader"]], { status: 201 });
  const [token] = await listTokens(context.db);
  await post("/tokens/revoke", [["id", String(token?.id)]], { status: 200 });
}

/** A device, and a test for one that is not there. */
async function tellDevice({ post }: World): Promise<void> {
  // An uncompressed point begins with a four.
  const device: [string, string][] = [
    ["endpoint", "https://push.example.org/1"],
    ["p256dh", `B${"A".repeat(86)}`],
    ["auth", "A".repeat(22)],
  ];
  await post("/notifications/key", [], { status: 200 });
  await post("/notifications/devices", device, { status: 200 });
  await post("/notifications/test", [["place", "nowhere"]], { status: 404 });
  await post("/notifications/devices/remove", [["id", "1"]], { status: 404 });
}

/** A list of forty films that are known. It is removed in the end. */
async function followLists({ context, post }: World): Promise<void> {
  await post("/lists", [["url", "nonsense"]], { name: "nonsense", status: 400 });
  await post("/lists", [["url", PATH]], { name: "a new list", status: 201 });
  await deliverAll(context);
  await post("/lists", [["url", PATH]], { name: "one that is there", status: 200 });
  const list = ["list", String((await listFollowed(context.db))[0]?.id)] as const;
  await post("/lists/move", [list, ["to", "up"]], { status: 200 });
  await post("/lists/rename", [list, ["name", "Another name"]], { status: 200 });
  await post("/lists/remove", [list], { status: 200 });
  await post("/lists/undo", [list], { status: 200 });
  await post("/lists/remove", [list], { name: "again", status: 200 });
}

async function bringExports({ context, post }: World, films: readonly ApiFilm[]): Promise<void> {
  const known = films.map(({ title, year, lid }) => [title, year, lid] as const);
  const others = known.map(([title, year, lid]) => [`${title} II`, year, `N${lid}`] as const);
  for (const [name, rows, id] of [
    ["1,000 films that are known", known, 1],
    ["1,000 other films", others, 2],
  ] as const) {
    const file = writeCsv([
      ["Date", "Name", "Year", "Letterboxd URI"],
      ...rows.map(([title, year, lid]) => ["2026-11-01", title, year, `https://boxd.it/${lid}`]),
    ]);
    await post("/import", [["file", new File([file], "watchlist.csv")]], { name, status: 200 });
    // Those that are new would be looked up for a long time.
    if (id === 1) await deliverAll(context);
    await post("/import/undo", [["import", `${id}`]], { name, status: 200 });
    if (id === 1) await deliverAll(context);
  }
}

interface ApiFilm extends Pick<ListedFilm, "lid" | "title" | "year"> {
  slug: string | null;
}

/** Only an export names it, and so no page of Letterboxd is asked which title it is. */
function doubtfulFilm(_: unknown, i: number): StoredFilm {
  const names = { slug: null, lid: `D${i}`, tmdbId: null };
  return storedFilm(`Doubtful ${i}`, {
    ...names,
    match: "unsure",
    place: null,
    exportPlace: 1 + i,
  });
}

type World = ReturnType<typeof createWorld>;

function createWorld() {
  const costs: Costs = new Map();
  const asked: string[] = [];
  const { d1, spent } = meterD1(env.DB);
  let list: ListedFilm[] = [];
  const context = createTestContext({
    db: d1,
    letterboxd: {
      ...serveList(() => list),
      readListPage: async (_, page) => done(pageOf({ films: list.slice(0, 40) }, page)),
    },
    tmdb: serveTmdb(),
    settings: { cooldownMinutes: 1 },
  });
  context.pass((FILLED_AT + 3600) * 1000 - context.now());
  const app = createApp(() => ({ ok: true, context }));

  const ask = async (method: string, path: string, status: number, body?: FormData) => {
    spent();
    const answer = await app.request(path, { method, ...(body && { body }) });
    const text = new TextDecoder().decode(await answer.arrayBuffer());
    if (answer.status !== status) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    asked.push(`${method} ${path.replace(/\?.*/, "")}`);
    return { body: text, cost: spent() };
  };
  const get = async (path: string, status = 200, name = `GET ${path}`) => {
    const answer = await ask("GET", path, status);
    costs.set(name, answer.cost);
    return answer;
  };
  const post = async (
    path: string,
    fields: readonly (readonly [name: string, value: string | File])[],
    { name = "", status = 303 } = {},
  ): Promise<void> => {
    const form = new FormData();
    for (const [field, value] of fields) form.append(field, value);
    const { cost } = await ask("POST", path, status, form);
    costs.set(`POST ${path}${name && ` (${name})`}`, cost);
  };
  const leftOut = () =>
    app.routes
      .filter(({ method }) => method !== "ALL")
      .map(({ method, path }) => `${method} ${path}`)
      .filter((route) => !asked.some((request) => patternOf(route).test(request)));
  const serve = (films: readonly Omit<ListedFilm, "uid">[]) => {
    list = films.map(({ slug, lid, title, year }) => ({ slug, lid, title, year, uid: null }));
  };
  return { context, costs, ask, get, post, leftOut, serve };
}

/** `/film/:name` and `/matches/:id{[1-9][0-9]{0,9}}`, as Hono has them. */
function patternOf(route: string): RegExp {
  const parts = route.split("/").map((part) => {
    const [, pattern = "[^/]+"] = /^:\w+(?:\{(.+)\})?$/.exec(part) ?? [];
    return part.startsWith(":") ? pattern : part.replaceAll(/[.]/g, "\\.");
  });
  return new RegExp(`^${parts.join("/")}$`);
}
