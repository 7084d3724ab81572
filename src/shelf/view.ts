// A view of the list, as the address names it: whatever a reader may filter or order stands in the query, so
// that a view can be bookmarked and works without JavaScript. What an address gets wrong is passed over.

import { OFFER_KINDS, type OfferKind } from "../film.ts";

/** Where a film stands for the owner; also the order in which the groups are shown. */
export const STANDINGS = ["mine", "elsewhere", "nowhere", "unknown"] as const;
export type Standing = (typeof STANDINGS)[number];

export const ORDERS = [
  "added",
  "first-added",
  "arrival",
  "title",
  "newest",
  "oldest",
  "shortest",
  "longest",
  "rating",
  "random",
] as const;
export type Order = (typeof ORDERS)[number];

export interface View {
  /** null: all groups, one after the other. */
  standing: Standing | null;
  text: string;
  kinds: OfferKind[];
  /** Numbers of brands; a film has to be offered by one of them. */
  services: number[];
  /** A film has to be of each of them. */
  genres: string[];
  /** First year of a decade. */
  decade: number | null;
  /** Runtime at most, in minutes. */
  minutes: number | null;
  /** Only what came onto the list lately. */
  added: boolean;
  /** Only what came onto the owner's services lately. */
  arrived: boolean;
  /** Without films that are still to be released. */
  released: boolean;
  order: Order;
  /** For the random order; null: the day's own. */
  seed: number | null;
  /** From 1. */
  page: number;
}

export const PLAIN_VIEW: View = {
  standing: null,
  text: "",
  kinds: [],
  services: [],
  genres: [],
  decade: null,
  minutes: null,
  added: false,
  arrived: false,
  released: false,
  order: "added",
  seed: null,
  page: 1,
};

/** What to change in a view so that only its group and its order are left. */
export const NO_FILTERS: Partial<View> = {
  text: "",
  kinds: [],
  services: [],
  genres: [],
  decade: null,
  minutes: null,
  added: false,
  arrived: false,
  released: false,
};

const LONGEST_TEXT = 100;
const MOST_CHOICES = 12;

export function parseView(query: URLSearchParams): View {
  return {
    standing: oneOf(STANDINGS, query.get("show")),
    text: cut((query.get("q") ?? "").trim(), LONGEST_TEXT),
    kinds: OFFER_KINDS.filter((kind) => query.getAll("kind").includes(kind)),
    services: [
      ...new Set(query.getAll("service").flatMap((text) => wholeNumber(text) ?? [])),
    ].slice(0, MOST_CHOICES),
    genres: [...new Set(query.getAll("genre").filter((genre) => genre !== ""))]
      .map((genre) => cut(genre, 50))
      .slice(0, MOST_CHOICES),
    decade: wholeNumber(query.get("decade")),
    minutes: wholeNumber(query.get("minutes")) || null,
    added: query.get("added") === "lately",
    arrived: query.get("new") === "1",
    released: query.get("released") === "1",
    order: oneOf(ORDERS, query.get("order")) ?? "added",
    seed: wholeNumber(query.get("seed")),
    page: wholeNumber(query.get("page")) || 1,
  };
}

/** The fields of a view that differ from the plain one, as they stand in an address or a form. */
export function viewFields(view: View): [name: string, value: string][] {
  return [
    view.standing && ["show", view.standing],
    view.text && ["q", view.text],
    ...view.kinds.map((kind) => ["kind", kind]),
    ...view.services.map((id) => ["service", `${id}`]),
    ...view.genres.map((genre) => ["genre", genre]),
    view.decade !== null && ["decade", `${view.decade}`],
    view.minutes !== null && ["minutes", `${view.minutes}`],
    view.added && ["added", "lately"],
    view.arrived && ["new", "1"],
    view.released && ["released", "1"],
    view.order !== "added" && ["order", view.order],
    view.seed !== null && ["seed", `${view.seed}`],
    view.page > 1 && ["page", `${view.page}`],
  ].filter((field): field is [string, string] => Array.isArray(field));
}

/** The address of a view; with other words, `view` changed by `changes`, on its first page. */
export function viewAddress(view: View, changes: Partial<View> = {}, path = "/"): string {
  const fields = viewFields({ ...view, page: 1, ...changes });
  return fields.length === 0 ? path : `${path}?${fields.map(inQuery).join("&")}`;
}

/** As a form writes it. URLSearchParams would do, but a page has fifty addresses, and workerd is slow at it. */
function inQuery([name, value]: [string, string]): string {
  return `${name}=${encodeURIComponent(value).replaceAll("%20", "+")}`;
}

/** Whether anything but the group, the order and the page is chosen. */
export function isFiltered(view: View): boolean {
  const { text, kinds, services, genres, decade, minutes, added, arrived, released } = view;
  return (
    text !== "" ||
    kinds.length + services.length + genres.length > 0 ||
    decade !== null ||
    minutes !== null ||
    added ||
    arrived ||
    released
  );
}

/** How many films a view has, by the counts of its groups. */
export function countOfView({ standing }: View, counts: Record<Standing, number>): number {
  if (standing !== null) return counts[standing];
  return STANDINGS.reduce((total, each) => total + counts[each], 0);
}

/** How titles are searched and sorted: without case, accents, and the signs between words. */
export function foldText(text: string): string {
  return text
    .normalize("NFKD")
    .replaceAll(/\p{M}+/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("æ", "ae")
    .replaceAll("œ", "oe")
    .replaceAll("ø", "o")
    .replaceAll("ł", "l")
    .replaceAll(/['’`]/g, "")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Cut between two characters: half of one has no address. */
function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, "");
}

function oneOf<T extends string>(words: readonly T[], text: string | null): T | null {
  return words.find((word) => word === text) ?? null;
}

/** Of up to nine digits. */
function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}
