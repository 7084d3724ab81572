// A stand-in for Letterboxd: members' watchlists, lists and the pages of their films, in the real markup of five
// generations, and all the ways in which the site has been seen to refuse. Asked impolitely, it says so.

import { Hono } from "hono";
import type { Context } from "hono";
import type { Fetch } from "../../src/ports.ts";
import type { StandInFilm } from "./film.ts";
import { films as allFilms } from "./films.ts";
import { filmPage } from "./letterboxd/film-page.ts";
import type { Markup } from "./letterboxd/items.ts";
import { serveLists } from "./letterboxd/serve-lists.ts";
import { challengePage, edgePage, garbagePage, isDisallowed } from "./letterboxd/refusals.ts";
import { notFoundPage, privatePage, ROBOTS } from "./letterboxd/refusals.ts";
import { strangePage } from "./letterboxd/strange-page.ts";
import type { WatchlistView } from "./letterboxd/watchlist-page.ts";
import { watchlistPage } from "./letterboxd/watchlist-page.ts";
import type { StandInList, StandInMember } from "./lists.ts";
import { makeList, standInLists, standInMembers } from "./lists.ts";
import type { RequestLog } from "./request-log.ts";
import { createRequestLog } from "./request-log.ts";
import type { Connection, Order, Weather } from "./weather.ts";
import { createWeather, hang, reset } from "./weather.ts";

/** The first group may befall any request, the others only pages of a watchlist or a list, the last only of a list. */
export type LetterboxdMode =
  | ("ok" | "challenged" | "refused" | "rate-limited" | "hang" | "reset")
  | ("private" | "no-such-member" | "unrecognised-but-readable" | "garbage")
  | ("empty-page-in-mid-list" | "repeats" | "wrong-total")
  | ("no-total" | "changes");

export interface LetterboxdOptions {
  /** Newest first. Absent: all films of the shelves. */
  films?: StandInFilm[];
  /** Films that have a page without being on the list. Absent: those of the shelves. */
  others?: StandInFilm[];
  username?: string;
  /** Other members, by name. Absent: ann, bob and hermit. */
  members?: Map<string, StandInMember>;
  /** By the address of the first page, `/dave/list/slug/`. Absent: those of lists.ts. */
  lists?: Map<string, StandInList>;
  markup?: Markup;
  filmsPerPage?: number;
  /** Pages as heavy as the real ones. Absent: from G2 on. */
  padding?: boolean;
}

export interface LetterboxdControl extends Weather<LetterboxdMode> {
  log: RequestLog;
  /** The watchlist, newest first. May be changed at any time, in place or as a whole. */
  films: StandInFilm[];
  markup: Markup;
  members: Map<string, StandInMember>;
  /** By the address of the first page. One that is deleted here is gone; `films-101` and the like are always there. */
  lists: Map<string, StandInList>;
  /** The list at this address, which may then be changed. Throws if there is none. */
  listAt(path: string): StandInList;
  /** Puts a film on top, or at a place from there. */
  add(film: StandInFilm, at?: number): void;
  remove(slug: string): void;
  /** An order for one page of the watchlist. */
  playOnPage(page: number, order: Order<LetterboxdMode>): void;
}

export type App = { Bindings: Connection; Variables: { mode: LetterboxdMode } };

export function createLetterboxd(options: LetterboxdOptions = {}) {
  const { username = "demo", filmsPerPage = 28, others = allFilms } = options;
  const control = createControl(options, username);
  const heavy = () => options.padding ?? control.markup >= "G2";
  const app = new Hono<App>();
  app.onError((error) => {
    throw error;
  });
  app.use(async (c, next) => {
    const order = control.next(wholePath(c.req.path));
    c.set("mode", order.mode);
    const end = control.log.begin(c.req.raw, order.mode);
    let status: number | null = null;
    try {
      const answer = isDisallowed(c.req.path) ? noteViolation(c, control) : await refusal(c, order);
      if (answer === null) await next();
      else c.res = answer;
      status = c.res.status;
    } finally {
      end(status);
    }
  });
  const answerPage = (c: Context<App>, user: string, page: number) => {
    const { mode } = c.var;
    const member = memberOf(control, username, user.toLowerCase());
    if (member === undefined || mode === "no-such-member") return c.html(notFoundPage(), 404);
    if (mode === "private" || member.isPrivate) return c.html(privatePage(), 403);
    if (mode === "garbage") return c.html(garbagePage());
    const place = { username: user.toLowerCase(), page, filmsPerPage, padding: heavy() };
    const view = viewOf(control, member.films, place, mode);
    c.header("cache-control", "no-store");
    c.header("x-letterboxd-type", "Member");
    return c.html(mode === "unrecognised-but-readable" ? strangePage(view) : watchlistPage(view));
  };
  app.get("/:user/watchlist/", (c) => answerPage(c, c.req.param("user"), 1));
  app.get("/:user/watchlist/page/:page{[0-9]+}/", (c) =>
    answerPage(c, c.req.param("user"), Math.max(1, Number(c.req.param("page")))),
  );
  serveLists(app, control, heavy);
  app.get("/film/:slug/", (c) => {
    const film = findFilm([control.films, others, ...filmsElsewhere(control)], c.req.param("slug"));
    if (film === undefined) return c.html(notFoundPage(), 404);
    c.header("cache-control", "s-maxage=300");
    c.header("x-letterboxd-type", "Film");
    c.header("x-letterboxd-identifier", film.lid);
    return c.html(filmPage(film, heavy()));
  });
  app.get("/robots.txt", (c) => c.text(ROBOTS));
  app.notFound((c) =>
    c.req.path.endsWith("/") ? c.html(notFoundPage(), 404) : c.redirect(`${c.req.path}/`, 302),
  );
  const fetch: Fetch = async (url, init) => app.request(url, init);
  return { app, control, fetch };
}

function createControl(options: LetterboxdOptions, username: string): LetterboxdControl {
  const control: LetterboxdControl = Object.assign(createWeather<LetterboxdMode>("ok"), {
    log: createRequestLog(),
    films: [...(options.films ?? allFilms)],
    markup: options.markup ?? "G4",
    members: options.members ?? standInMembers(),
    lists: options.lists ?? standInLists(),
    listAt: (path: string) => {
      const list = control.lists.get(path) ?? makeList(path);
      if (list === undefined) throw new Error(`no list ${path}`);
      control.lists.set(path, list);
      return list;
    },
    add: (film: StandInFilm, at = 0) => void control.films.splice(at, 0, film),
    remove: (slug: string) => {
      control.films = control.films.filter((film) => film.slug !== slug);
    },
    playOnPage: (page: number, order: Order<LetterboxdMode>) =>
      control.play({ ...order, path: `/${username}/watchlist/page/${page}/` }),
  });
  return control;
}

function memberOf(
  { films, members }: LetterboxdControl,
  username: string,
  name: string,
): StandInMember | undefined {
  return name === username ? { films, isPrivate: false } : members.get(name);
}

function* filmsElsewhere({ members, lists }: LetterboxdControl) {
  for (const { films } of [...members.values(), ...lists.values()]) yield films;
}

function findFilm(places: StandInFilm[][], slug: string): StandInFilm | undefined {
  for (const films of places) {
    const film = films.find((candidate) => candidate.slug === slug);
    if (film !== undefined) return film;
  }
  return undefined;
}

/** `/demo/watchlist/` is its own page 1, and so is `/dave/list/slug/`. */
function wholePath(path: string): string {
  const isFirst = /^\/[^/]+\/(?:watchlist|list\/[^/]+(?:\/share\/[^/]+)?)\/$/.test(path);
  return isFirst ? `${path}page/1/` : path;
}

type Place = Pick<WatchlistView, "username" | "page" | "padding"> & { filmsPerPage: number };

function viewOf(
  { markup }: LetterboxdControl,
  films: StandInFilm[],
  place: Place,
  mode: string,
): WatchlistView {
  const { filmsPerPage, ...view } = place;
  const shown = mode === "repeats" ? Math.max(1, view.page - 1) : view.page;
  const onPage = films.slice((shown - 1) * filmsPerPage, shown * filmsPerPage);
  return {
    ...view,
    films: mode === "empty-page-in-mid-list" ? [] : onPage,
    pages: Math.max(1, Math.ceil(films.length / filmsPerPage)),
    total: films.length + (mode === "wrong-total" ? 3 : 0),
    markup,
  };
}

function noteViolation(c: Context<App>, { log }: LetterboxdControl): Response {
  log.violations.push(`robots.txt disallows ${c.req.path}`);
  return c.html(edgePage(403), 403);
}

/** null: this request is not refused. */
function refusal(
  c: Context<App>,
  { mode, status, retryAfterSeconds }: Order<LetterboxdMode>,
): Response | Promise<Response> | null {
  switch (mode) {
    case "challenged":
      c.header("cf-mitigated", "challenge");
      c.header("server", "cloudflare");
      return c.html(challengePage(c.req.path), 403);
    case "refused":
      return new Response(edgePage(status ?? 403), {
        status: status ?? 403,
        headers: { "content-type": "text/html" },
      });
    case "rate-limited":
      if (retryAfterSeconds !== undefined) c.header("retry-after", `${retryAfterSeconds}`);
      return c.html("<html><head><title>Too Many Requests</title></head><body></body></html>", 429);
    case "hang":
      return hang(c.req.raw);
    case "reset":
      return reset(c.req.raw, c.env);
    case "ok":
    case "private":
    case "no-such-member":
    case "unrecognised-but-readable":
    case "garbage":
    case "empty-page-in-mid-list":
    case "repeats":
    case "wrong-total":
    case "no-total":
    case "changes":
      break;
  }
  return null;
}
