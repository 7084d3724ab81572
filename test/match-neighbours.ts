// A world with a list of its own, a TMDB of which titles can die, and film pages that answer as the test wants.

import { eq, sql } from "drizzle-orm";
import { Hono } from "hono";
import { arrivals } from "../src/d1/schema.ts";
import { done, type Result } from "../src/failure.ts";
import { noOffers, type Candidate, type ListedFilm, type TmdbKey } from "../src/film.ts";
import { mendMatches } from "../src/web/matches.tsx";
import type { Tmdb } from "../src/ports.ts";
import { startRefresh } from "../src/refresh/start.ts";
import type { App } from "../src/context.ts";
import { runToTheEnd } from "./refresh/deliver.ts";
import { serveList } from "./refresh/neighbours.ts";
import { createTestContext, offersIn, listedFilm, tmdbFilm, type TestContext } from "./context.ts";

interface Mood {
  list: ListedFilm[];
  /** By title; a title that is not in it is found for certain, by its number. */
  found: Record<string, Candidate[]>;
  /** Numbers that TMDB has no longer. */
  gone: Set<number>;
  /** The one service that a title streams on. */
  serviceOf: (id: number) => number;
  /** By slug, what the film's page says. */
  page: (slug: string) => Result<TmdbKey | null>;
  /** Called before a title is read. */
  beforeReading: (key: TmdbKey) => Promise<void> | void;
}

export interface MatchWorld extends TestContext {
  mood: Mood;
  /** Slugs whose page was asked for. */
  pagesAsked: string[];
  /** Numbers of the titles that were read. */
  read: number[];
}

export function createMatchWorld(
  films: number,
  settings: Partial<TestContext["settings"]> = {},
): MatchWorld {
  const mood: Mood = {
    list: Array.from({ length: films }, (_, i) => listedFilm(films - i)),
    found: {},
    gone: new Set(),
    serviceOf: (id) => id,
    page: () => done(null),
    beforeReading: () => {},
  };
  const pagesAsked: string[] = [];
  const read: number[] = [];
  const tmdb: Partial<Tmdb> = {
    searchFilms: async (title) =>
      done(mood.found[title] ?? [namesake(Number(title.split(" ")[1]), title, 2001)]),
    readFilm: async (key, countries) => {
      await mood.beforeReading(key);
      read.push(key.id);
      return done(
        mood.gone.has(key.id)
          ? null
          : tmdbFilm(key, { countries: offersIn(countries, offersOf(mood.serviceOf(key.id))) }),
      );
    },
  };
  const context = createTestContext({
    letterboxd: {
      ...serveList(() => mood.list),
      readFilmPage: async (slug) => {
        pagesAsked.push(slug);
        return mood.page(slug);
      },
    },
    tmdb,
    settings: { cooldownMinutes: 0, ...settings },
  });
  return Object.assign(context, { mood, pagesAsked, read });
}

/** Each title streams on a service of its own number, unless the test has another. */
function offersOf(id: number) {
  return { ...noOffers(), stream: [{ id, name: `Service ${id}`, logo: null }] };
}

export function namesake(id: number, title: string, year: number | null): Candidate {
  return {
    key: { type: "movie", id },
    title,
    originalTitle: title,
    year,
    poster: `/${id}.jpg`,
    votes: 100,
    why: "",
  };
}

/** Two serious namesakes of the same year: nobody can tell. */
export function twoOf(title: string): Candidate[] {
  return [namesake(901, title, 2001), namesake(902, title, 2001)];
}

export async function refresh(context: MatchWorld): Promise<void> {
  await startRefresh(context, "button");
  await runToTheEnd(context);
}

export const DAY_MS = 86_400_000;

export interface FilmRow {
  id: number;
  match: string;
  why: string | null;
  key: string | null;
  service: number | null;
  country: string | null;
  checkedAt: number | null;
  failure: string | null;
  pageAskedAt: number | null;
}

/** The film of that number in the list. */
export async function filmOf(context: TestContext, n: number): Promise<FilmRow> {
  return context.db.get<FilmRow>(sql`
    select id, match, match_why as why, tmdb_type || '/' || tmdb_id as key,
      (select group_concat(key) from json_each(countries)) as country,
      (select value ->> '$.offers.stream[0].id' from json_each(countries)) as service, checked_at as "checkedAt", failure_kind as failure,
      film_page_asked_at as "pageAskedAt"
    from films where slug = ${`film-${n}`}`);
}

/** Something came to a service, as a look-up of the film saw it. */
export async function storeArrival(context: TestContext, n: number): Promise<void> {
  const { id } = await filmOf(context, n);
  await context.db.insert(arrivals).values({
    filmId: id,
    country: context.settings.country,
    provider: 8,
    kind: "stream",
    came: true,
    at: Math.floor(context.now() / 1000),
  });
}

/** How often something came or went of the film of that number. */
export async function arrivalsOf(context: TestContext, n: number): Promise<number> {
  const { id } = await filmOf(context, n);
  return context.db.$count(arrivals, eq(arrivals.filmId, id));
}

export function ask(context: TestContext, path: string, init: RequestInit = {}) {
  const app = new Hono<App>();
  app.use(async (c, next) => {
    c.set("context", context);
    await next();
  });
  return app.route("/", mendMatches).request(path, init);
}

/** The owner decides about the film of that number. */
export async function choose(
  context: TestContext,
  n: number,
  fields: Record<string, string>,
): Promise<Response> {
  const { id } = await filmOf(context, n);
  const body = new URLSearchParams(fields);
  return ask(context, `/matches/${id}`, { method: "POST", body });
}
