// The numbers beside the filters: how many films of the current view each option has, or would have. Pure.
//
// Beside an option that widens (a service, a kind of offer) or replaces (a decade, a limit): the films that have it
// and pass all other filters. Beside one that narrows (a genre, "released"): those that have it and pass all filters.
// Beside one that is chosen: the films of the view.

import { OFFER_KINDS, type OfferKind } from "../film.ts";
import { AT, bitOf, bitsOf, genreName, kindsIn, numberIn } from "./entry.ts";
import {
  hasArrived,
  isAddedLately,
  isComing,
  isReleased,
  LATELY_DAYS,
  minutesOf,
  namesNoService,
  type Film,
  type Filter,
  type FilterName,
} from "./filter.ts";
import { countOnServers, type Server } from "./own-servers.ts";
import type { FilmType, Query } from "./query.ts";
import { FREE_OF_PAYMENT, type Service } from "./services.ts";

/** The runtime limits on offer, in minutes. */
export const MINUTES = [90, 100, 120, 150] as const;

export interface FilterCounts {
  kinds: Record<OfferKind, number>;
  /** By the brand's index among the services. */
  services: number[];
  servers: Map<Server, number>;
  genres: Map<string, number>;
  /** By the decade's first year. */
  decades: Map<number, number>;
  /** By the limit, in minutes. */
  minutes: Map<number, number>;
  types: Record<FilmType, number>;
}

/** Counts that depend on the day, so that they are made anew for each view. */
export interface LatelyCounts {
  added: number;
  arrived: number;
  released: number;
  coming: number;
}

export interface Weighed {
  /** Films that pass every filter. */
  found: readonly Film[];
  /** By filter: films that pass all filters but this one. */
  missed: ReadonlyMap<Filter, readonly Film[]>;
}

export function countFilters(
  { found, missed }: Weighed,
  query: Query,
  services: readonly Service[],
): FilterCounts {
  const within = (name: FilterName) =>
    found.concat(
      ...[...missed].flatMap(([filter, films]) => (filter.name === name ? [films] : [])),
    );
  const counts = {
    ...countOffers(within("offers"), query, services),
    genres: countGenres(found),
    decades: countDecades(within("decade")),
    minutes: countMinutes(within("minutes")),
    types: countTypes(within("type")),
  };
  markChosen(counts, query, services, found.length);
  return counts;
}

/** `now` in seconds since 1970. */
export function countLately(films: readonly Film[], now: number): LatelyCounts {
  const since = now - LATELY_DAYS * 86_400;
  const today = Math.floor(now / 86_400);
  const [isAdded, isOut, isNext] = [isAddedLately(since), isReleased(today), isComing(today)];
  const counts = { added: 0, arrived: 0, released: 0, coming: 0 };
  for (const film of films) {
    if (isAdded(film)) counts.added += 1;
    if (hasArrived(film.movement, since)) counts.arrived += 1;
    if (isOut(film)) counts.released += 1;
    if (isNext(film)) counts.coming += 1;
  }
  return counts;
}

function countOffers(films: readonly Film[], query: Query, services: readonly Service[]) {
  const kinds = query.kinds.length > 0 ? bitsOf(query.kinds) : FREE_OF_PAYMENT;
  const isAny = namesNoService(query);
  const isChosen = services.map(({ id }) => query.services.includes(id));
  const byService = services.map(() => 0);
  // Indexed by the bits of a film's kinds, of which there are 32 combinations.
  const byKinds = Array.from({ length: 2 ** OFFER_KINDS.length }, () => 0);
  for (const { brands } of films) {
    let all = 0;
    for (const brand of brands) {
      const place = numberIn(brand);
      if (isAny || isChosen[place]) all |= kindsIn(brand);
      if ((kindsIn(brand) & kinds) > 0) byService[place] = (byService[place] ?? 0) + 1;
    }
    byKinds[all] = (byKinds[all] ?? 0) + 1;
  }
  const countOf = (kind: OfferKind) =>
    byKinds.reduce((sum, n, bits) => ((bits & bitOf(kind)) > 0 ? sum + n : sum), 0);
  const [stream, free, ads] = [countOf("stream"), countOf("free"), countOf("ads")];
  return {
    services: byService,
    // What stands on a server is no offer of any kind.
    servers: query.kinds.length > 0 ? new Map<Server, number>() : countOnServers(films),
    kinds: { stream, free, ads, rent: countOf("rent"), buy: countOf("buy") },
  };
}

function countGenres(films: readonly Film[]): Map<string, number> {
  const byCode = new Map<number | string, number>();
  for (const { entry } of films) {
    for (const genre of entry[AT.genres]) addOne(byCode, genre);
  }
  return new Map([...byCode].map(([code, n]) => [genreName(code), n]));
}

function countDecades(films: readonly Film[]): Map<number, number> {
  const decades = new Map<number, number>();
  for (const { entry } of films) {
    const year = entry[AT.year];
    if (year !== null) addOne(decades, Math.floor(year / 10) * 10);
  }
  return decades;
}

function countMinutes(films: readonly Film[]): Map<number, number> {
  const counts = MINUTES.map(() => 0);
  for (const film of films) {
    const minutes = minutesOf(film) ?? Infinity;
    for (const [place, limit] of MINUTES.entries()) {
      if (minutes <= limit) counts[place] = (counts[place] ?? 0) + 1;
    }
  }
  return new Map(MINUTES.map((limit, place) => [limit, counts[place] ?? 0]));
}

function countTypes(films: readonly Film[]): Record<FilmType, number> {
  const series = films.filter(({ entry }) => entry[AT.isSeries] === 1).length;
  return { films: films.length - series, series };
}

function markChosen(
  counts: FilterCounts,
  query: Query,
  services: readonly Service[],
  total: number,
): void {
  for (const kind of query.kinds) counts.kinds[kind] = total;
  for (const [place, { id }] of services.entries()) {
    if (query.services.includes(id)) counts.services[place] = total;
  }
  for (const server of query.servers) counts.servers.set(server, total);
  if (query.decade !== null) counts.decades.set(query.decade, total);
  if (query.minutes !== null) counts.minutes.set(query.minutes, total);
}

function addOne<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
