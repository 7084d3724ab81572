// The counts beside the filters, of the whole list. They are kept as one JSON value and made again only when
// they change, so that a view counts nothing for them.

import type { OfferKind } from "../film.ts";
import type { Service } from "./services.ts";
import type { Standing } from "./view.ts";

/** A film that came onto the owner's services lately, as small as the page needs it. */
export interface Arrival {
  id: number;
  slug: string | null;
  title: string;
  poster: string | null;
  /** The brand that it came to. */
  service: number;
  /** Seconds since 1970. */
  at: number;
}

export interface Facets {
  /** The settings that they were counted for. */
  country: string;
  username: string | null;
  total: number;
  standings: Record<Standing, number>;
  kinds: Record<OfferKind, number>;
  /** Those with most films first. */
  services: Service[];
  genres: [genre: string, films: number][];
  /** Newest first, by first year. */
  decades: [decade: number, films: number][];
  /** How many films are at most so long. */
  minutes: [minutes: number, films: number][];
  added: number;
  arrived: number;
  left: number;
  unreleased: number;
  /** Newest first, at most a row of them. */
  arrivals: Arrival[];
}

/** Runtimes that are offered as a limit. */
export const MINUTES = [90, 100, 120, 150] as const;

/** "Lately", for what came onto the list and for what came onto a service. */
export const LATELY_DAYS = 14;

export const NO_FACETS: Facets = {
  country: "",
  username: null,
  total: 0,
  standings: { mine: 0, elsewhere: 0, nowhere: 0, unknown: 0 },
  kinds: { stream: 0, free: 0, ads: 0, rent: 0, buy: 0 },
  services: [],
  genres: [],
  decades: [],
  minutes: [],
  added: 0,
  arrived: 0,
  left: 0,
  unreleased: 0,
  arrivals: [],
};
