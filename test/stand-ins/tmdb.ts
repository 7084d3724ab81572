// A stand-in for TMDB: the API under /3 and the images under /t/p, with answers in the real shape and of the
// real size, and with whatever goes wrong there when it is told to. Posters and logos are drawn here.

import { Hono } from "hono";
import type { Context } from "hono";
import type { Fetch } from "../../src/ports.ts";
import type { TmdbKey } from "../../src/film.ts";
import type { StandInFilm } from "./film.ts";
import { bystanders, films } from "./films.ts";
import type { RequestLog } from "./request-log.ts";
import { createRequestLog } from "./request-log.ts";
import {
  CONFIGURATION,
  creditsAnswer,
  detailsAnswer,
  errorAnswer,
  searchAnswer,
} from "./tmdb/answers.ts";
import { crewAnswer } from "./tmdb/crew.ts";
import { regionsAnswer } from "./tmdb/countries.ts";
import { drawLogo } from "./tmdb/logos.ts";
import { drawPoster } from "./tmdb/posters.ts";
import { providers } from "./tmdb/providers.ts";
import { releasesAnswer } from "./tmdb/releases.ts";
import type { Shelf } from "./tmdb/shelf.ts";
import { createShelf, nameOf } from "./tmdb/shelf.ts";
import { providersAnswer, resultsOf } from "./tmdb/world-offers.ts";
import type { Connection, Weather } from "./weather.ts";
import { createWeather, hang, reset } from "./weather.ts";

export const STAND_IN_KEY = "0123456789abcdef".repeat(2);
export const STAND_IN_TOKEN = "eyJzdGFuZCI6ImluIn0.eyJmb3IiOiJ0bWRiIn0.no-signature";

export type TmdbMode =
  | "ok"
  | "rate-limited"
  | "server-error"
  | "html"
  | "cut-short"
  | "unauthorized"
  | "reset"
  | "hang";

export interface TmdbOptions {
  /** What TMDB knows. Absent: the films of the shelves and what a search finds beside them. */
  films?: StandInFilm[];
  /** The credentials that are good. */
  keys?: string[];
  /** Offers of the whole world with each film, as TMDB gives them: about 40 kB. Else the named countries. */
  worldSized?: boolean;
}

export interface TmdbControl extends Weather<TmdbMode> {
  log: RequestLog;
  /** Each answer takes so long. */
  latencyMs: number;
  find: Shelf["find"];
  add: Shelf["add"];
  setOffers: Shelf["setOffers"];
  setDigital: Shelf["setDigital"];
  /** From now on TMDB answers 404 for it. */
  kill: Shelf["kill"];
}

type App = { Bindings: Connection };

export function createTmdb(options: TmdbOptions = {}) {
  const { keys = [STAND_IN_KEY, STAND_IN_TOKEN], worldSized = true } = options;
  const shelf = createShelf(options.films ?? [...films, ...bystanders]);
  const control: TmdbControl = Object.assign(createWeather<TmdbMode>("ok"), {
    log: createRequestLog(),
    latencyMs: 0,
    setOffers: shelf.setOffers,
    setDigital: shelf.setDigital,
    add: shelf.add,
    kill: shelf.kill,
    find: shelf.find,
  });
  const app = new Hono<App>();
  app.onError((error) => {
    throw error;
  });
  app.use("/3/*", async (c, next) => {
    const order = control.next(c.req.path);
    const end = control.log.begin(c.req.raw, order.mode);
    let status: number | null = null;
    try {
      if (control.latencyMs > 0) await pause(control.latencyMs);
      const answer = isKnown(c, keys) ? await spoiltAnswer(c, order) : refuseKey(c);
      if (answer === null) await next();
      else c.res = answer;
      if (order.mode === "cut-short") c.res = await cutShort(c.res);
      status = c.res.status;
    } finally {
      end(status);
    }
  });
  addTitles(app, shelf, worldSized);
  addLists(app);
  addImages(app, shelf);
  app.all("/3/*", (c) => c.json(errorAnswer("notFound"), 404));
  const fetch: Fetch = async (url, init) => app.request(url, init);
  return { app, control, fetch };
}

function isKnown(c: Context<App>, keys: string[]): boolean {
  const bearer = c.req.header("authorization")?.replace(/^Bearer /i, "");
  return keys.includes(bearer ?? c.req.query("api_key") ?? "");
}

function refuseKey(c: Context<App>): Response {
  return c.json(errorAnswer("badKey"), 401);
}

/** null: nothing is to go wrong with this request. */
function spoiltAnswer(
  c: Context<App>,
  order: { mode: TmdbMode; retryAfterSeconds?: number },
): Response | Promise<Response> | null {
  switch (order.mode) {
    case "ok":
    case "cut-short":
      return null;
    case "unauthorized":
      return refuseKey(c);
    case "rate-limited":
      if (order.retryAfterSeconds !== undefined)
        c.header("retry-after", `${order.retryAfterSeconds}`);
      return c.json(errorAnswer("tooMany"), 429);
    case "server-error":
      return c.json(errorAnswer("broken"), 500);
    case "html":
      return c.html("<html><body><h1>Back-end server is at capacity</h1></body></html>");
    case "reset":
      return reset(c.req.raw, c.env);
    case "hang":
      break;
  }
  return hang(c.req.raw);
}

async function cutShort(whole: Response): Promise<Response> {
  const text = await whole.text();
  const half = text.slice(0, Math.floor(text.length / 2));
  return new Response(half, { status: whole.status, headers: whole.headers });
}

function addTitles(app: Hono<App>, shelf: Shelf, worldSized: boolean): void {
  app.get("/3/:type{movie|tv}/:id{[0-9]+}", (c) => {
    const film = shelf.find(keyOf(c));
    if (film === null) return c.json(errorAnswer("notFound"), 404);
    c.header("cache-control", "public, max-age=21600");
    const appended = (c.req.query("append_to_response") ?? "").split(",");
    const details = {
      ...detailsAnswer(film),
      ...(appended.includes("credits") ? creditsAnswer(film) : {}),
    };
    if (!appended.includes("watch/providers")) return c.json(details);
    return c.json({
      ...details,
      "watch/providers": { results: resultsOf(film, worldSized) },
      ...(appended.includes("release_dates") && film.key.type === "movie"
        ? { release_dates: releasesAnswer(film) }
        : {}),
    });
  });
  app.get("/3/:type{movie|tv}/:id{[0-9]+}/watch/providers", (c) => {
    const film = shelf.find(keyOf(c));
    if (film === null) return c.json(errorAnswer("notFound"), 404);
    return c.json({ id: film.key.id, results: resultsOf(film, worldSized) });
  });
  app.get("/3/movie/:id{[0-9]+}/credits", (c) => {
    const film = shelf.find({ type: "movie", id: Number(c.req.param("id")) });
    return film === null ? c.json(errorAnswer("notFound"), 404) : c.json(crewAnswer(film));
  });
  app.get("/3/find/:id{tt[0-9]+}", (c) => {
    const found = shelf.findByImdb(c.req.param("id"));
    const results = (type: TmdbKey["type"]) =>
      found?.key.type === type ? [detailsAnswer(found)] : [];
    return c.json({
      movie_results: results("movie"),
      person_results: [],
      tv_results: results("tv"),
      tv_episode_results: [],
      tv_season_results: [],
    });
  });
  app.get("/3/search/:type{movie|tv}", (c) => {
    const query = c.req.query("query") ?? "";
    if (query === "") return c.json({ errors: ["query must be provided"] }, 422);
    const page = Number(c.req.query("page") ?? 1);
    if (!(page >= 1 && page <= 500)) return c.json(errorAnswer("badPage"), 400);
    const type = c.req.param("type") === "tv" ? "tv" : "movie";
    const primary = type === "tv" ? "first_air_date_year" : "primary_release_year";
    const found = shelf.index[type].search({
      query,
      year: yearOrNull(c.req.query("year")),
      primaryYear: yearOrNull(c.req.query(primary)),
      page,
    });
    return c.json(searchAnswer(found));
  });
}

function addLists(app: Hono<App>): void {
  app.get("/3/authentication", (c) => c.json({ success: true }));
  app.get("/3/configuration", (c) => c.json(CONFIGURATION));
  app.get("/3/watch/providers/regions", (c) => c.json(regionsAnswer()));
  app.get("/3/watch/providers/:type{movie|tv}", (c) =>
    c.json(providersAnswer(providers, c.req.query("watch_region") ?? null)),
  );
}

function addImages(app: Hono<App>, shelf: Shelf): void {
  const logos = new Map(providers.map((provider) => [nameOf(provider.logo), provider]));
  app.get("/t/p/:size{w[0-9]+|original}/:name", (c) => {
    const name = nameOf(c.req.param("name"));
    const logo = logos.get(name);
    const film = shelf.findByPoster(name);
    if (logo === undefined && film === null) return c.text("Not Found", 404);
    const width = Number(c.req.param("size").slice(1)) || 780;
    const svg = film === null ? logo && drawLogo(logo, width) : drawPoster(film, width);
    c.header("content-type", "image/svg+xml");
    c.header("cache-control", "public, max-age=31919000");
    return c.body(svg ?? "");
  });
}

function keyOf(c: Context): TmdbKey {
  return { type: c.req.param("type") === "tv" ? "tv" : "movie", id: Number(c.req.param("id")) };
}

function yearOrNull(text: string | undefined): number | null {
  return text === undefined || text === "" ? null : Number(text);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
