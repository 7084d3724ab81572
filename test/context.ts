// A world for tests of the steps: the real D1 inside workerd, neighbours of one line each, a clock that the
// test sets, and queues that the test empties, loses, doubles or shuffles as it likes.

import { env } from "cloudflare:workers";
import { connectDatabase } from "../src/d1/database.ts";
import { failed, done } from "../src/failure.ts";
import {
  noOffers,
  type ListedFilm,
  type Offers,
  type TmdbFilm,
  type TmdbKey,
} from "../src/film.ts";
import type { LookupsMessage, PagesMessage } from "../src/messages.ts";
import type { Letterboxd, Notifier, TitleSearch, Tmdb } from "../src/ports.ts";
import { readSettings, type Settings } from "../src/settings/index.ts";
import type { AppContext } from "../src/context.ts";

export type Sent =
  | { queue: "pages"; body: PagesMessage; at: number }
  | { queue: "lookups"; body: LookupsMessage; at: number };

export interface TestContext extends AppContext {
  /** Messages under way; `at` is when they arrive, in the test's milliseconds. */
  sent: Sent[];
  /** Moves the clock on. */
  pass: (ms: number) => void;
  logged: string[];
}

export interface TestContextOptions {
  letterboxd?: Partial<Letterboxd>;
  tmdb?: Partial<Tmdb>;
  notifier?: Partial<Notifier>;
  titleSearch?: TitleSearch;
  settings?: Partial<Settings>;
  db?: D1Database;
}

/** 1 November 2026, 12:00 UTC, a Sunday. */
const START = Date.UTC(2026, 10, 1, 12);

export function createTestContext(options: TestContextOptions = {}): TestContext {
  let now = START;
  const sent: Sent[] = [];
  const logged: string[] = [];
  const pass = (ms: number) => {
    now += ms;
  };
  return {
    settings: { ...testSettings(), ...options.settings },
    db: connectDatabase(options.db ?? env.DB),
    pages: queueOf<PagesMessage>((body, delay) => {
      sent.push({ queue: "pages", body, at: now + delay * 1000 });
    }),
    lookups: queueOf<LookupsMessage>((body, delay) => {
      sent.push({ queue: "lookups", body, at: now + delay * 1000 });
    }),
    libraries: { readPage: async () => ({ ok: false, failure: "off" }) },
    letterboxd: {
      readWatchlistPage: async () => failed("unreachable", "no Letterboxd in this test"),
      readUnrecognisedPage: async () => failed("unrecognised", "no Letterboxd in this test"),
      readListPage: async () => failed("unreachable", "no Letterboxd in this test"),
      readUnrecognisedListPage: async () => failed("unrecognised", "no Letterboxd in this test"),
      readFilmPage: async () => failed("unreachable", "no Letterboxd in this test"),
      ...options.letterboxd,
    },
    tmdb: {
      searchFilms: async () => done([]),
      searchTelevision: async () => done([]),
      readFilm: async (key, countries) => done(tmdbFilm(key, {}, countries)),
      readCredits: async () => done({ directors: [], cast: [], trailer: null, countries: [] }),
      listProviders: async () => done([]),
      ...options.tmdb,
    },
    titleSearch: options.titleSearch ?? {
      find: async () => done({ titles: [], more: false, otherYears: false }),
    },
    notifier: {
      send: async () => ({ ok: true }),
      push: async () => ({ ok: true }),
      ...options.notifier,
    },
    deliveriesLeft: { count: 3 },
    now: () => now,
    sleep: async (ms) => pass(ms),
    runId: "a-run",
    lastTick: { at: START },
    log: (event, fields) => logged.push(JSON.stringify({ event, ...fields })),
    sent,
    pass,
    logged,
  };
}

function testSettings(): Settings {
  const reading = readSettings({
    LETTERBOXD_USERNAME: "ada",
    TMDB_API_KEY: "0123456789abcdef0123456789abcdef",
    COUNTRY: "GB",
    AT_HOME: "true",
  });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.settings;
}

function queueOf<Body>(take: (body: Body, delaySeconds: number) => void): Queue<Body> {
  const response = { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } };
  return {
    send: async (body, options) => {
      take(body, options?.delaySeconds ?? 0);
      return response;
    },
    sendBatch: async (messages) => {
      for (const { body, delaySeconds } of messages) take(body, delaySeconds ?? 0);
      return response;
    },
    metrics: async () => ({ backlogCount: 0, backlogBytes: 0 }),
  };
}

export function tmdbFilm(
  key: TmdbKey,
  more: Partial<TmdbFilm> = {},
  countries: readonly string[] = ["GB"],
): TmdbFilm {
  return {
    key,
    title: `Film ${key.id}`,
    originalTitle: `Film ${key.id}`,
    releaseDate: "2001-02-03",
    poster: `/${key.id}.jpg`,
    runtime: 100,
    genres: ["Drama"],
    overview: "",
    rating: 7,
    countries: offersIn(countries, {
      ...noOffers(),
      stream: [{ id: 8, name: "Netflix", logo: "/n.jpg" }],
    }),
    ...more,
  };
}

/** The same offers in each of these countries. */
export function offersIn(countries: readonly string[], offers: Offers): TmdbFilm["countries"] {
  return Object.fromEntries(
    countries.map((country) => {
      const link = `https://www.themoviedb.org/movie/1/watch?locale=${country}`;
      return [country, { offers, link }];
    }),
  );
}

/** A film of the list, told from others by its number. */
export function listedFilm(n: number): ListedFilm {
  return { slug: `film-${n}`, lid: `L${n}`, title: `Film ${n}`, year: 2001, uid: `film:${n}` };
}
