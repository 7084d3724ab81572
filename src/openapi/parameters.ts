// The fields of an address, as the document describes them.

import * as z from "zod";
import { OFFER_KINDS } from "../film.ts";
import { SERVERS } from "../list/own-servers.ts";
import { AVAILABILITIES, FILM_TYPES, MOST_CHOICES, ORDERS, SEEN } from "../list/query.ts";
import { RADARR_SHOWS } from "../list/radarr.ts";

export interface Parameter {
  /** By which the document refers to it. */
  id: string;
  name: string;
  in: "query";
  description: string;
  schema: Record<string, unknown>;
}

/** `id` where another parameter has the same name. */
function parameter(name: string, schema: z.ZodType, description: string, id = name): Parameter {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { override: forgetSafeLimits });
  return { id, name, in: "query", description, schema: rest };
}

/** zod names the limits of JavaScript's numbers, which are of no use to anybody else. */
export function forgetSafeLimits({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }) {
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}

const one = z.literal("1");
const several = <T extends z.ZodType>(item: T) => z.array(item).max(MOST_CHOICES);

export const LIST = parameter(
  "list",
  several(z.int()),
  "Numbers of lists, as /api/lists has them. If left out: all watchlists.",
);
const COUNTRY = parameter("country", z.string().length(2), "One of the countries that are set.");

export const ALL = parameter(
  "all",
  one,
  "Only what all of those lists have, instead of what any has.",
);
const SHOW = parameter("show", z.enum(AVAILABILITIES), "One group of films.");

const SERVICE = parameter(
  "service",
  several(z.union([z.int(), z.enum(SERVERS)])),
  "Numbers of services, or names of one’s own servers that are configured: one of them has it.",
);
/** What stands on a server of one's own is left out of Radarr's question. */
const RADARR_SERVICE = parameter(
  "service",
  several(z.int()),
  "Numbers of services: one of them offers it.",
  "radarr-service",
);

/** Those of the page's filters, without the group. */
const FILTERS: readonly Parameter[] = [
  parameter("q", z.string().max(100), "Words that the titles have."),
  parameter("kind", several(z.enum(OFFER_KINDS)), "Kinds of offers."),
  SERVICE,
  parameter("genre", several(z.string()), "Genres, in English: it has all of them."),
  parameter("decade", z.int(), "The first year of a decade."),
  parameter("minutes", z.int(), "Films that are no longer than this. Never a series."),
  parameter("type", z.enum(FILM_TYPES), "Only films, or only series."),
  parameter("added", z.literal("lately"), "Only what came onto the lists in the last 14 days."),
  parameter("since", z.int(), "Only what has been on the list since that year."),
  parameter("new", one, "Only what came to my services in the last 14 days."),
  parameter("released", one, "Only what is released."),
  parameter("coming", one, "Only what has a digital release ahead."),
  parameter("seen", z.enum(SEEN), "Whether it was seen."),
  parameter("hidden", one, "Only hidden films, which no other view has."),
];

export const VIEW: readonly Parameter[] = [LIST, ALL, COUNTRY, SHOW, ...FILTERS];
export const ORDER: readonly Parameter[] = [
  parameter("order", z.enum(ORDERS), "The order of the films."),
  parameter("seed", z.int(), "Another shuffled order for each."),
];
export const SEED = parameter("seed", z.int(), "With the same one, the same film.");
export const RADARR: readonly Parameter[] = [
  LIST,
  ALL,
  COUNTRY,
  parameter("show", z.enum(RADARR_SHOWS), "If left out: not-mine.", "radarr-show"),
  ...FILTERS.map((filter) => (filter === SERVICE ? RADARR_SERVICE : filter)),
];
export const FEED: readonly Parameter[] = [
  LIST,
  COUNTRY,
  parameter("all", one, "What came to any service, instead of to mine.", "all-services"),
];
