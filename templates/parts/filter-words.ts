// The filters of a query in words, and the query without each.

import { PLAIN_QUERY, type Query } from "../../src/list/query.ts";
import type { Service } from "../../src/list/services.ts";
import type { Suggestion } from "../../src/list/view.ts";
import { onServerWords } from "./own-servers.ts";
import {
  decadeWords,
  KIND_WORDS,
  runtimeWords,
  availabilityWords,
  SEEN_WORDS,
  TYPE_WORDS,
} from "./words.ts";

/** One filter in words, and the changes that remove it from the query. */
export interface ChosenFilter {
  words: string;
  without: Partial<Query>;
}

export function chosenFilters(query: Query, services: readonly Service[]): ChosenFilter[] {
  const nameOf = (id: number) => services.find((service) => service.id === id)?.name ?? `No. ${id}`;
  const filters: (ChosenFilter | false)[] = [
    query.text !== "" && { words: quoted(query.text), without: { text: "" } },
    ...query.services.map((id) => ({
      words: nameOf(id),
      without: { services: query.services.filter((other) => other !== id) },
    })),
    ...query.servers.map((server) => ({
      words: onServerWords(server),
      without: { servers: query.servers.filter((other) => other !== server) },
    })),
    ...query.kinds.map((kind) => ({
      words: KIND_WORDS[kind],
      without: { kinds: query.kinds.filter((other) => other !== kind) },
    })),
    ...query.genres.map((genre) => ({
      words: genre,
      without: { genres: query.genres.filter((other) => other !== genre) },
    })),
    query.decade !== null && { words: decadeWords(query.decade), without: { decade: null } },
    query.minutes !== null && {
      words: `Up to ${runtimeWords(query.minutes)}`,
      without: { minutes: null },
    },
    query.type !== null && { words: TYPE_WORDS[query.type], without: { type: null } },
    query.added && { words: "Added recently", without: { added: false } },
    query.since !== null && {
      words: `On the list since ${query.since}`,
      without: { since: null },
    },
    query.arrived && { words: "New on my services", without: { arrived: false } },
    (query.seen === "no" || query.seen === "yes") && {
      words: SEEN_WORDS[query.seen],
      without: { seen: "any" },
    },
    query.hidden && { words: "Hidden", without: { hidden: false } },
    query.released && { words: "Already released", without: { released: false } },
    query.coming && { words: "Coming soon", without: { coming: false } },
  ];
  return filters.filter((filter): filter is ChosenFilter => filter !== false);
}

const RIGHT_TO_LEFT = /[\u0590-\u08FF]/;

/** Isolates right-to-left text, so that the quotation marks around it stay in place. */
export function quoted(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `“\u2068${text}\u2069”` : `“${text}”`;
}

/** What a suggestion removes: "Without Horror". Services and kinds are one filter, and are named together. */
export function suggestionWords({ only }: Suggestion, services: readonly Service[]): string {
  const filters = chosenFilters({ ...PLAIN_QUERY, ...only }, services);
  return `Without ${filters.map(({ words }) => words).join(", ")}`;
}

/** A query in a few words: "Horror · Netflix · Elsewhere"; empty for the plain query. */
export function queryWords(query: Query, services: readonly Service[], chosen: boolean): string {
  const words = chosenFilters(query, services).map((filter) => filter.words);
  if (query.availability !== null) words.push(availabilityWords(query.availability, chosen));
  return words.join(" · ");
}
