// The page as a browser asks for it: the real routes, the real D1, and helpers to look at the answer.

import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { Hono } from "hono";
import { servicesPage } from "../../src/web/services.tsx";
import { updateSnapshot } from "../../src/refresh/snapshot.ts";
import { noOffers, type OfferKind, type Offers, type Provider } from "../../src/film.ts";
import type { Settings } from "../../src/settings/index.ts";
import { newPage } from "../../src/web/new.tsx";
import { librariesPage } from "../../src/web/libraries.tsx";
import { worthPage } from "../../src/web/worth.tsx";
import { showAssets } from "../../src/web/assets.ts";
import { api } from "../../src/web/api.ts";
import { nextFilm } from "../../src/web/next-film.ts";
import { filmPage } from "../../src/web/film.tsx";
import { pickPage } from "../../src/web/pick.tsx";
import { filmsPage } from "../../src/web/films.tsx";
import type { App } from "../../src/context.ts";
import { countingWrites, type CountingD1 } from "../d1/counting-writes.ts";
import { noCost, totalOf } from "../costs/cost.ts";
import { meterD1 } from "../costs/metered-d1.ts";
import { createTestContext, type TestContext } from "../context.ts";
import { FILLED_AT, storeFilms, type StoredFilm } from "./fill.ts";

const ROUTES = [
  api,
  filmsPage,
  filmPage,
  nextFilm,
  pickPage,
  newPage,
  servicesPage,
  worthPage,
  librariesPage,
  showAssets,
];

export interface TestPage {
  context: TestContext;
  d1: CountingD1;
  /** Statements sent to D1 for the last request, and in how many round trips. */
  statements: () => number;
  roundTrips: () => number;
  ask: (address: string, init?: RequestInit) => Promise<Response>;
  /** The text of an answer, which must have status 200 after redirects. */
  see: (address: string) => Promise<string>;
  choose: (fields: [name: string, value: string][]) => Promise<Response>;
}

export async function openPage(
  films: readonly StoredFilm[] | ((context: TestContext) => Promise<void>),
  settings: Partial<Settings> = {},
): Promise<TestPage> {
  const d1 = countingWrites(env.DB);
  const { d1: db, spent } = meterD1(d1);
  let cost = noCost();
  const context: TestContext = {
    ...createTestContext({ settings, db }),
    now: () => FILLED_AT * 1000,
  };
  for (const table of [
    "films",
    "lists",
    "list_films",
    "arrivals",
    "arrival_months",
    "coverage",
    "film_credits",
    "library_items",
    "snapshot",
    "memory",
    "refreshes",
  ]) {
    await context.db.run(sql.raw(`delete from ${table}`));
  }
  if (typeof films === "function") await films(context);
  else await storeFilms(context.db, films);
  await updateSnapshot(context);
  const app = new Hono<App>();
  app.use(async (c, next) => {
    c.set("context", context);
    await next();
  });
  for (const routes of ROUTES) app.route("/", routes);
  const ask = async (address: string, init?: RequestInit) => {
    spent();
    const answer = await app.request(address, init);
    cost = spent();
    return answer;
  };
  const see = async (address: string): Promise<string> => {
    const answer = await ask(address);
    const next = answer.headers.get("Location");
    if (next !== null) return see(next);
    if (answer.status !== 200) throw new Error(`${address}: ${answer.status}`);
    return answer.text();
  };
  const choose = (fields: [string, string][]) =>
    ask("/services", { method: "POST", body: new URLSearchParams([["form", "1"], ...fields]) });
  return {
    context,
    d1,
    statements: () => totalOf(cost).times,
    roundTrips: () => cost.roundTrips,
    ask,
    see,
    choose,
  };
}

export interface SeenCard {
  title: string;
  standing: string;
  /** Names of the services whose logos are shown. */
  services: string[];
  flag: string;
}

/** The cards of a page, in order. */
export function cardsOf(html: string): SeenCard[] {
  return html
    .split('<li class="card ')
    .slice(1)
    .map((card) => ({
      standing: card.slice(0, card.indexOf('"')),
      title: /data-film dir="auto">([^<]*)</.exec(card)?.[1] ?? "",
      services: [...card.matchAll(/alt="([^"]+)"/g)].map((match) => match[1] ?? ""),
      flag: (/<p class="flag">(.*?)<\/p>/.exec(card)?.[1] ?? "").replaceAll(/<[^>]*>/g, ""),
    }));
}

export function titlesOf(html: string): string[] {
  return cardsOf(html).map(({ title }) => title);
}

const NAMES: Record<number, string> = { 8: "Netflix", 11: "MUBI", 73: "Tubi TV", 2: "Apple TV" };

/** Offers by TMDB's ids: 8 Netflix, 1796 its tier with ads, 11 MUBI, 73 Tubi, 2 a shop. */
export function offersOf(kinds: Partial<Record<OfferKind, number[]>>): Offers {
  const offers = noOffers();
  for (const [kind, ids] of Object.entries(kinds)) {
    offers[kind as OfferKind] = ids.map(providerOf);
  }
  return offers;
}

function providerOf(id: number): Provider {
  return { id, name: NAMES[id] ?? `Service ${id}`, logo: `/logo-${id}.jpg` };
}
