// What a reader asks of the list. Every filter and the order are in the address, so that a view can be bookmarked and
// works without JavaScript. Invalid fields are ignored.

import { OFFER_KINDS, type OfferKind } from "../film.ts";
import { SERVERS, type Server } from "./own-servers.ts";
import { cut, numbersIn, oneOf, wholeNumber } from "./query-fields.ts";

/**
 * Whether I can watch a film: on my services here, only on those in another country, elsewhere, nowhere, or unknown.
 * Also the order of the groups.
 */
export const AVAILABILITIES = ["mine", "abroad", "elsewhere", "nowhere", "unknown"] as const;
export type Availability = (typeof AVAILABILITIES)[number];

export const ORDERS = [
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
export type Order = (typeof ORDERS)[number];

/** Films that were not seen yet, only those that were, or both. */
export const SEEN = ["no", "yes", "any"] as const;
export type Seen = (typeof SEEN)[number];

export const FILM_TYPES = ["films", "series"] as const;
export type FilmType = (typeof FILM_TYPES)[number];

export interface Query {
  /** Numbers of lists, at most twelve; none: the watchlists. null: the address says nothing of lists. */
  lists: number[] | null;
  /** Only what all of those lists have, instead of what any of them has. */
  all: boolean;
  /** The country that the view is about, as ISO 3166-1 has it; null: the one at home. */
  country: string | null;
  /** null: all groups, one after the other. */
  availability: Availability | null;
  text: string;
  kinds: OfferKind[];
  /** Brand numbers; a film has to be offered by one of them. */
  services: number[];
  /** The household's own servers: in an address they are services. A film has to stand on one, or to be offered. */
  servers: Server[];
  /** A film has to have all of them. */
  genres: string[];
  /** First year of a decade. */
  decade: number | null;
  /** Maximum runtime in minutes. */
  minutes: number | null;
  /** Only films, or only series. */
  type: FilmType | null;
  /** Only films added to the list lately. */
  added: boolean;
  /** Only films that have been on the list since that year (UTC). */
  since: number | null;
  /** Only films that came to the owner's services lately. */
  arrived: boolean;
  /** Without films that are not released yet. */
  released: boolean;
  /** Only films that come out digitally, and stream nowhere yet. */
  coming: boolean;
  /** null: followed lists are shown without films that are seen, watchlists with them. */
  seen: Seen | null;
  /** Only hidden films, which no other view has. */
  hidden: boolean;
  order: Order;
  /** For the random order; null: a new one each day. */
  seed: number | null;
  /** From 1. */
  page: number;
}

/** What a view is of: which lists, and in which country. */
export type Scope = Pick<Query, "lists" | "all" | "country">;

/** What to change in a view so that only its lists, its country, its group and its order are left. */
export const NO_FILTERS: Omit<Query, keyof Scope | "availability" | "order" | "seed" | "page"> = {
  text: "",
  kinds: [],
  services: [],
  servers: [],
  genres: [],
  decade: null,
  minutes: null,
  type: null,
  added: false,
  since: null,
  arrived: false,
  released: false,
  coming: false,
  seen: null,
  hidden: false,
};

export const PLAIN_QUERY: Query = {
  ...NO_FILTERS,
  lists: null,
  all: false,
  country: null,
  availability: null,
  order: "added",
  seed: null,
  page: 1,
};

const LONGEST_TEXT = 100;
const COUNTRY = /^[A-Z]{2}$/;
/** Of lists, of services, of genres. */
export const MOST_CHOICES = 12;

export function parseQuery(fields: URLSearchParams): Query {
  return {
    lists: fields.has("list") ? numbersIn(fields.getAll("list"), MOST_CHOICES) : null,
    all: fields.get("all") === "1",
    country: COUNTRY.exec(fields.get("country")?.toUpperCase() ?? "")?.[0] ?? null,
    availability: oneOf(AVAILABILITIES, fields.get("show")),
    text: cut((fields.get("q") ?? "").trim(), LONGEST_TEXT),
    kinds: OFFER_KINDS.filter((kind) => fields.getAll("kind").includes(kind)),
    services: numbersIn(fields.getAll("service"), MOST_CHOICES),
    servers: SERVERS.filter((server) => fields.getAll("service").includes(server)),
    genres: [...new Set(fields.getAll("genre").filter((genre) => genre !== ""))]
      .map((genre) => cut(genre, 50))
      .slice(0, MOST_CHOICES),
    decade: wholeNumber(fields.get("decade")),
    minutes: wholeNumber(fields.get("minutes")) || null,
    type: oneOf(FILM_TYPES, fields.get("type")),
    added: fields.get("added") === "lately",
    since: wholeNumber(fields.get("since")),
    arrived: fields.get("new") === "1",
    released: fields.get("released") === "1",
    coming: fields.get("coming") === "1",
    seen: oneOf(SEEN, fields.get("seen")),
    hidden: fields.get("hidden") === "1",
    order: oneOf(ORDERS, fields.get("order")) ?? "added",
    seed: wholeNumber(fields.get("seed")),
    page: wholeNumber(fields.get("page")) || 1,
  };
}

/** What each field of a query may hold. The page ignores invalid fields; programs are told about them. */
const RULES: Record<string, { fits: (text: string) => boolean; expected: string }> = {
  list: {
    fits: (text) => text === "" || wholeNumber(text) !== null,
    expected: "the number of a list, as /api/lists has it, or nothing for the watchlists",
  },
  all: isOneOf(["1"]),
  country: {
    fits: (text) => COUNTRY.test(text.toUpperCase()),
    expected: "a configured country’s two letters, such as GB,",
  },
  show: {
    fits: isOneOf(AVAILABILITIES).fits,
    // "abroad" is of no use where one country is configured.
    expected: AVAILABILITIES.filter((availability) => availability !== "abroad").join(", "),
  },
  q: {
    fits: (text) => text.length <= LONGEST_TEXT,
    expected: `at most ${LONGEST_TEXT} characters`,
  },
  kind: isOneOf(OFFER_KINDS),
  service: {
    fits: (text) => wholeNumber(text) !== null || oneOf(SERVERS, text) !== null,
    expected: `the number of a service, or ${SERVERS.join(" or ")},`,
  },
  genre: { fits: (text) => text !== "", expected: "the name of a genre" },
  decade: isNumber("the first year of a decade"),
  minutes: isNumber("a number of minutes"),
  type: isOneOf(FILM_TYPES),
  added: isOneOf(["lately"]),
  since: isNumber("the year in which films were added"),
  new: isOneOf(["1"]),
  released: isOneOf(["1"]),
  coming: isOneOf(["1"]),
  seen: isOneOf(SEEN),
  hidden: isOneOf(["1"]),
  order: isOneOf(ORDERS),
  seed: isNumber("a number"),
};

/** Names of all fields but the page number. */
export const FIELD_NAMES: readonly string[] = Object.keys(RULES);

/** Whether an address has any field of a query but the page number. */
export function hasQuery(fields: URLSearchParams): boolean {
  return FIELD_NAMES.some((name) => fields.has(name));
}

/** What is wrong with a query, in words; null: nothing. */
export function queryProblem(fields: URLSearchParams): string | null {
  for (const [name, { fits, expected }] of Object.entries(RULES)) {
    if (fields.getAll(name).length > MOST_CHOICES) {
      return `${name} may be there ${MOST_CHOICES} times at most.`;
    }
    const wrong = fields.getAll(name).find((text) => !fits(text));
    if (wrong !== undefined) {
      return `${name}=${cut(wrong, 50)} is not understood: ${expected} is expected.`;
    }
  }
  return null;
}

function isOneOf(words: readonly string[]) {
  return { fits: (text: string) => words.includes(text), expected: words.join(", ") };
}

function isNumber(expected: string) {
  return { fits: (text: string) => wholeNumber(text) !== null, expected };
}

/** The fields of a query that differ from the plain one, as an address or a form names them. */
export function queryFields(query: Query): [name: string, value: string][] {
  return [
    ...(query.lists?.length === 0 ? [["list", ""]] : []),
    ...(query.lists ?? []).map((id) => ["list", `${id}`]),
    query.all && ["all", "1"],
    query.country !== null && ["country", query.country],
    query.availability && ["show", query.availability],
    query.text && ["q", query.text],
    ...query.kinds.map((kind) => ["kind", kind]),
    ...query.services.map((id) => ["service", `${id}`]),
    ...query.servers.map((server) => ["service", server]),
    ...query.genres.map((genre) => ["genre", genre]),
    query.decade !== null && ["decade", `${query.decade}`],
    query.minutes !== null && ["minutes", `${query.minutes}`],
    query.type && ["type", query.type],
    query.added && ["added", "lately"],
    query.since !== null && ["since", `${query.since}`],
    query.arrived && ["new", "1"],
    query.released && ["released", "1"],
    query.coming && ["coming", "1"],
    query.seen !== null && ["seen", query.seen],
    query.hidden && ["hidden", "1"],
    query.order !== "added" && ["order", query.order],
    query.seed !== null && ["seed", `${query.seed}`],
    query.page > 1 && ["page", `${query.page}`],
  ].filter((field): field is [string, string] => Array.isArray(field));
}

/** A choice of lists as an address has it: `list=1&list=2&all=1`; `list=` for the watchlists. Or also of a country. */
export function choiceText(choice: Pick<Query, "lists" | "all"> & Partial<Scope>): string {
  const { lists, all, country = null } = choice;
  return queryFields({ ...PLAIN_QUERY, lists, all, country })
    .map(inQuery)
    .join("&");
}

/** The address of a query with `changes`, on its first page unless they say otherwise. */
export function addressOf(query: Query, changes: Partial<Query> = {}, path = "/"): string {
  const fields = queryFields({ ...query, page: 1, ...changes });
  return fields.length === 0 ? path : `${path}?${fields.map(inQuery).join("&")}`;
}

/** Encoded as a form would. URLSearchParams would do, but a page has fifty addresses, and workerd is slow at it. */
function inQuery([name, value]: [string, string]): string {
  return `${name}=${encodeURIComponent(value).replaceAll("%20", "+")}`;
}

/** Whether any filter is chosen; lists, country, group, order and page are none. */
export function isFiltered(query: Query): boolean {
  const { lists, all, country, availability, order, seed, page } = PLAIN_QUERY;
  const seen = query.seen === "any" ? null : query.seen;
  const filters = { ...query, lists, all, country, availability, order, seed, page, seen };
  return queryFields(filters).length > 0;
}

/** Whether this is the first page of the whole list, in whatever order. */
export function isPlain(query: Query): boolean {
  return !isFiltered(query) && query.availability === null && query.page === 1;
}
