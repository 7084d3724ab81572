// The words of the page for what the view's address and the shelf name in one word, and small amounts in words.

import type { OfferKind } from "../src/film.ts";
import { LATELY_DAYS, type Facets } from "../src/shelf/facets.ts";
import type { Order, Standing, View } from "../src/shelf/view.ts";

export const KIND_WORDS: Record<OfferKind, string> = {
  stream: "Subscription",
  free: "Free",
  ads: "Free with ads",
  rent: "Rent",
  buy: "Buy",
};

export const ORDER_WORDS: Record<Order, string> = {
  added: "Recently added",
  "first-added": "Added long ago",
  arrival: "New on my services",
  title: "Title",
  newest: "Newest films",
  oldest: "Oldest films",
  shortest: "Shortest",
  longest: "Longest",
  rating: "Best rated",
  random: "Shuffled",
};

/** Before services are chosen, whatever streams stands first. */
export function standingWords(standing: Standing, chosen: boolean): string {
  switch (standing) {
    case "mine":
      return chosen ? "On my services" : "Streaming";
    case "elsewhere":
      return chosen ? "Elsewhere" : "Rent or buy";
    case "nowhere":
      return "Nowhere yet";
    case "unknown":
      return "Not found yet";
  }
}

/** One filter of a view in words, and what the view is without it. */
export interface ChosenFilter {
  words: string;
  without: Partial<View>;
}

export function chosenFilters(view: View, { services }: Facets): ChosenFilter[] {
  const nameOf = (id: number) => services.find((service) => service.id === id)?.name ?? `No. ${id}`;
  const filters: (ChosenFilter | false)[] = [
    view.text !== "" && { words: `“${view.text}”`, without: { text: "" } },
    ...view.services.map((id) => ({
      words: nameOf(id),
      without: { services: view.services.filter((other) => other !== id) },
    })),
    ...view.kinds.map((kind) => ({
      words: KIND_WORDS[kind],
      without: { kinds: view.kinds.filter((other) => other !== kind) },
    })),
    ...view.genres.map((genre) => ({
      words: genre,
      without: { genres: view.genres.filter((other) => other !== genre) },
    })),
    view.decade !== null && { words: decadeWords(view.decade), without: { decade: null } },
    view.minutes !== null && {
      words: `At most ${runtimeWords(view.minutes)}`,
      without: { minutes: null },
    },
    view.added && { words: "Added lately", without: { added: false } },
    view.arrived && { words: "New on my services", without: { arrived: false } },
    view.released && { words: "Released", without: { released: false } },
  ];
  return filters.filter((filter): filter is ChosenFilter => filter !== false);
}

/** A filter that a view can do without. Services and kinds are one, for together they say which offers count. */
export interface Dispensable extends ChosenFilter {
  /** The filter by itself. */
  only: Partial<View>;
}

export function dispensable(view: View, facets: Facets): Dispensable[] {
  const { services, kinds } = view;
  const filters = chosenFilters(view, facets);
  const offers = filters.filter(({ without }) => without.services ?? without.kinds);
  const others = filters.filter((filter) => !offers.includes(filter));
  return [
    ...(offers.length === 0
      ? []
      : [
          {
            words: offers.map(({ words }) => words).join(", "),
            without: { services: [], kinds: [] },
            only: { services, kinds },
          },
        ]),
    ...others.map(({ words, without }) => ({ words, without, only: onlyThat(view, without) })),
  ];
}

/** What `without` takes from a view. */
function onlyThat(view: View, without: Partial<View>): Partial<View> {
  const { genres } = without;
  if (genres !== undefined)
    return { genres: view.genres.filter((genre) => !genres.includes(genre)) };
  const fields = Object.keys(without) as (keyof View)[];
  return Object.fromEntries(fields.map((field) => [field, view[field]]));
}

/** A view in a few words: "Horror · Netflix · Elsewhere"; empty: the plain one. */
export function viewWords(view: View, facets: Facets, chosen: boolean): string {
  const words = chosenFilters(view, facets).map((filter) => filter.words);
  if (view.standing !== null) words.push(standingWords(view.standing, chosen));
  return words.join(" · ");
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

/** A country's name in a sentence, after "in". */
export function countryWords(code: string): string {
  names ??= new Intl.DisplayNames("en", { type: "region" });
  const name = names.of(code) ?? code;
  return WITH_ARTICLE.test(name) ? `the ${name}` : name;
}
