// The page's words for kinds, orders and groups, and for small amounts.

import type { OfferKind } from "../../src/film.ts";
import { LATELY_DAYS } from "../../src/list/filter.ts";
import type { FilmType, Order, Availability, Seen } from "../../src/list/query.ts";

export const KIND_WORDS: Record<OfferKind, string> = {
  stream: "Subscription",
  free: "Free",
  ads: "Free with ads",
  rent: "Rent",
  buy: "Buy",
};

export const ORDER_WORDS: Record<Order, string> = {
  added: "Recently added",
  "first-added": "Longest on the list",
  arrival: "New on my services",
  coming: "Coming soon",
  title: "Title",
  newest: "Newest films",
  oldest: "Oldest films",
  shortest: "Shortest",
  longest: "Longest",
  rating: "Best rated",
  random: "Shuffled",
};

export const TYPE_WORDS: Record<FilmType, string> = {
  films: "Films only",
  series: "Series only",
};

export const SEEN_WORDS: Record<Seen, string> = {
  any: "Seen or not",
  no: "Not seen yet",
  yes: "Seen",
};

/** Before services are chosen, whatever streams comes first. `where`: of several countries, " in Germany". */
export function availabilityWords(availability: Availability, chosen: boolean, where = ""): string {
  switch (availability) {
    case "mine":
      return (chosen ? "On my services" : "Streaming") + where;
    case "abroad":
      return chosen ? "On my services abroad" : "Streaming abroad";
    case "elsewhere":
      return (chosen ? "Elsewhere" : "Rent or buy") + where;
    case "nowhere":
      return `Nowhere yet${where}`;
    case "unknown":
      return "Not found yet";
  }
}

export const LATELY_WORDS = `in the last ${LATELY_DAYS} days`;

export function decadeWords(decade: number): string {
  return `${decade}s`;
}

/** "1 h 38", "52 min". */
export function runtimeWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${String(rest).padStart(2, "0")}`;
}

/** "1 h 38"; "Series · 56 min an episode"; null: it is a film whose length is not known. */
export function lengthWords({
  runtime,
  isSeries,
}: {
  runtime: number | null;
  isSeries: boolean;
}): string | null {
  const length = runtime ? runtimeWords(runtime) : null;
  if (!isSeries) return length;
  return length === null ? "Series" : `Series · ${length} an episode`;
}

let grouped: Intl.NumberFormat | undefined;

/** "12,345". */
export function count(n: number): string {
  if (n < 1000) return `${n}`;
  grouped ??= new Intl.NumberFormat("en");
  return grouped.format(n);
}

export function films(n: number): string {
  return `${count(n)} film${n === 1 ? "" : "s"}`;
}

const WITH_ARTICLE = /^(United|Netherlands|Philippines|Bahamas|Czech Republic|Dominican Republic)/;
let names: Intl.DisplayNames | undefined;

/** A country's name, given its code, as it follows "in" in a sentence. */
export function countryWords(code: string): string {
  names ??= new Intl.DisplayNames("en", { type: "region" });
  const name = names.of(code) ?? code;
  return WITH_ARTICLE.test(name) ? `the ${name}` : name;
}

/** Countries that are no more, under TMDB's codes, and those whose long name nobody uses. */
const OTHER_NAMES: Record<string, string> = {
  AN: "Netherlands Antilles",
  CS: "Serbia and Montenegro",
  HK: "Hong Kong",
  MO: "Macao",
  SU: "Soviet Union",
  XC: "Czechoslovakia",
  XG: "East Germany",
  YU: "Yugoslavia",
};

/** A country's name by itself; null: the code is none. */
export function countryName(code: string): string | null {
  names ??= new Intl.DisplayNames("en", { type: "region" });
  const name = OTHER_NAMES[code] ?? names.of(code);
  return name === undefined || name === code ? null : name;
}

/** "ada", "ada and grace", "ada, grace and alan". */
export function namesOf(people: readonly string[], and = "and"): string {
  const last = people.at(-1) ?? "";
  return people.length < 2 ? last : `${people.slice(0, -1).join(", ")} ${and} ${last}`;
}
