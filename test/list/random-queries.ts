// Random queries, as a reader may put them to the list by its address.

import { OFFER_KINDS, type OfferKind } from "../../src/film.ts";
import type { Server } from "../../src/list/own-servers.ts";
import type { StoredFilm } from "../web/fill.ts";
import type { Random } from "./random.ts";
import { BRANDS, GENRES, RARE_BRANDS } from "./random-films.ts";

/** The fields of an address, by name; null, false and empty ones are left out. */
export interface Query {
  show: Group | null;
  q: string;
  kind: OfferKind[];
  service: number[];
  /** Servers of the household's own, which an address calls services, too. */
  servers: Server[];
  genre: string[];
  decade: number | null;
  minutes: number | null;
  type: "films" | "series" | null;
  added: boolean;
  since: number | null;
  new: boolean;
  released: boolean;
  coming: boolean;
  order: ListOrder | null;
  seed: number | null;
  /** Places among the household's lists, the watchlists first; null: the address says nothing of lists. */
  list: number[] | null;
  all: boolean;
  /** null: the address says nothing of countries. */
  country: string | null;
}

export const GROUPS = ["mine", "abroad", "elsewhere", "nowhere", "unknown"] as const;
export type Group = (typeof GROUPS)[number];

export const LIST_ORDERS = [
  "added",
  "first-added",
  "arrival",
  "coming",
  "title",
  "newest",
  "oldest",
  "shortest",
  "longest",
  "rating",
  "random",
] as const;
export type ListOrder = (typeof LIST_ORDERS)[number];

/** `ids`: of the household's lists. */
export function addressOf(query: Query, ids: readonly number[], page = 1): string {
  const fields = new URLSearchParams();
  const add = (name: string, value: string | number | null) => {
    if (value !== null && value !== "") fields.append(name, `${value}`);
  };
  if (query.list?.length === 0) fields.append("list", "");
  for (const place of query.list ?? []) add("list", ids[place] ?? null);
  add("all", query.all ? 1 : null);
  add("country", query.country);
  add("show", query.show);
  add("q", query.q);
  for (const kind of query.kind) add("kind", kind);
  for (const service of query.service) add("service", service);
  for (const server of query.servers) add("service", server);
  for (const genre of query.genre) add("genre", genre);
  add("decade", query.decade);
  add("minutes", query.minutes);
  add("type", query.type);
  add("added", query.added ? "lately" : null);
  add("since", query.since);
  add("new", query.new ? 1 : null);
  add("released", query.released ? 1 : null);
  add("coming", query.coming ? 1 : null);
  add("order", query.order);
  add("seed", query.seed);
  add("page", page > 1 ? page : null);
  return `/?${fields.toString()}`;
}

/** `lists`: how many the household has. `countries`: the configured ones. */
export function randomQuery(
  random: Random,
  films: readonly StoredFilm[],
  {
    lists,
    countries,
    servers,
  }: { lists: number; countries: readonly string[]; servers: readonly Server[] },
): Query {
  const areSeveral = countries.length > 1;
  const groups = GROUPS.filter((group) => areSeveral || group !== "abroad");
  const order = random.chance(0.85) ? random.oneOf(LIST_ORDERS) : null;
  return {
    show: random.chance(0.3) ? random.oneOf(groups) : null,
    q: random.chance(0.25) ? randomText(random, films) : "",
    kind: random.chance(0.2) ? random.some(OFFER_KINDS, 0.3) : [],
    service: random.chance(0.25) ? randomServices(random) : [],
    genre: random.chance(0.2) ? [...new Set([random.oneOf(GENRES), random.oneOf(GENRES)])] : [],
    decade: random.chance(0.15) ? 1930 + 10 * random.below(10) : null,
    minutes: random.chance(0.15) ? random.oneOf([90, 99, 100, 120, 150, 500]) : null,
    type: random.chance(0.15) ? random.oneOf(["films", "series"]) : null,
    added: random.chance(0.1),
    since: random.chance(0.15) ? 2022 + random.below(5) : null,
    new: random.chance(0.15),
    released: random.chance(0.15),
    coming: random.chance(0.1),
    order,
    seed: order === "random" && random.chance(0.7) ? random.below(1_000_000) : null,
    country: areSeveral && random.chance(0.6) ? random.oneOf(countries) : null,
    ...(lists > 1 ? randomLists(random, lists) : { list: null, all: false }),
    servers: servers.length > 0 && random.chance(0.4) ? random.some(servers, 0.6) : [],
  };
}

function randomLists(random: Random, lists: number): Pick<Query, "list" | "all"> {
  const all = random.chance(0.4);
  if (random.chance(0.25)) return { list: null, all };
  return { list: random.some([...Array(lists).keys()], 0.6), all };
}

/** The app reads no more than this from an address. */
const MOST_SERVICES = 12;

function randomServices(random: Random): number[] {
  const some = random.chance(0.3) ? random.some(BRANDS, 0.2) : [random.oneOf(BRANDS)];
  const rare = random.chance(0.3) ? random.some(RARE_BRANDS, 0.1) : [];
  const nobodys = random.chance(0.1) ? [999_999] : [];
  return [...nobodys, ...some, ...rare].slice(0, MOST_SERVICES);
}

/** Usually a part of a film's title. */
function randomText(random: Random, films: readonly StoredFilm[]): string {
  const { title, originalTitle, directors } = random.oneOf(films);
  if (directors[0] !== undefined && random.chance(0.2)) return directors[0];
  const name = random.chance(0.3) ? (originalTitle ?? title) : title;
  const from = random.below(name.length);
  return random.oneOf([
    name,
    name.toUpperCase(),
    // Half of a surrogate pair is no character, and would be sent as another one.
    name.slice(from, from + 4).toWellFormed(),
    name.replaceAll(/\P{L}/gu, ""),
    name.split(" ").toReversed().join("  "),
    random.oneOf([
      "e",
      "man",
      "the",
      "walle",
      "spider man",
      "no such film",
      "?!",
      "nosferatu man",
      "nosfertau",
      "mann",
      "chanwook",
      "murnau nosferatu",
      "spyder",
      "2",
      "man two",
      "1922",
      "å",
    ]),
  ]);
}
