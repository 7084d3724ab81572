// The numbers beside the filters: how many films of the present view each option has, or would have. Pure.
//
// Beside an option that widens (a service, a kind of offer) or replaces (a decade, a limit): the films that have it
// within all other filters. Beside one that narrows (a genre, "released"): those that have it within all filters.
// Beside one that is chosen: the films of the view.

import { OFFER_KINDS, type OfferKind } from "../film.ts";
import { bitOf, bitsOf, genreName, kindsIn, providerIn } from "./entry.ts";
import {
  hasArrived,
  isAddedLately,
  isReleased,
  isWithin,
  LATELY_DAYS,
  type Film,
  type FilterName,
} from "./filter.ts";
import type { Query } from "./query.ts";
import { FREE_OF_PAYMENT, type CountryServices } from "./services.ts";

/** Runtimes that are offered as a limit. */
export const MINUTES = [90, 100, 120, 150] as const;

export interface FilterCounts {
  kinds: Record<OfferKind, number>;
  /** By the brand's place among the services. */
  services: number[];
  genres: Map<string, number>;
  /** By the first year. */
  decades: Map<number, number>;
  /** By the limit. */
  minutes: Map<number, number>;
  added: number;
  arrived: number;
  released: number;
}

/** A film and the one filter that keeps it out of the view; null: it is in. */
export interface Weighed {
  film: Film;
  missed: FilterName | null;
}

/** `now` in seconds since 1970. */
export function countFilters(
  films: readonly Weighed[],
  query: Query,
  { services, brandOf }: CountryServices,
  now: number,
): FilterCounts {
  const counts: FilterCounts = {
    kinds: { stream: 0, free: 0, ads: 0, rent: 0, buy: 0 },
    services: services.map(() => 0),
    genres: new Map(),
    decades: new Map(),
    minutes: new Map(MINUTES.map((minutes) => [minutes, 0])),
    added: 0,
    arrived: 0,
    released: 0,
  };
  const countOffers = offersCounter(counts, query, { services, brandOf });
  const today = Math.floor(now / 86_400);
  const lately = now - LATELY_DAYS * 86_400;
  const [isAdded, isOut] = [isAddedLately(lately), isReleased(today)];
  const limits = MINUTES.map((minutes) => [minutes, isWithin(minutes)] as const);
  let total = 0;
  for (const { film, missed } of films) {
    const [, , , year, , , , , genres] = film.entry;
    if (missed === null || missed === "offers") countOffers(film);
    if ((missed === null || missed === "decade") && year !== null) {
      addOne(counts.decades, Math.floor(year / 10) * 10);
    }
    if (missed === null || missed === "minutes") {
      for (const [minutes, fits] of limits) if (fits(film)) addOne(counts.minutes, minutes);
    }
    if (missed !== null) continue;
    total += 1;
    for (const genre of genres) addOne(counts.genres, genreName(genre));
    if (isAdded(film)) counts.added += 1;
    if (hasArrived(film.movement, lately)) counts.arrived += 1;
    if (isOut(film)) counts.released += 1;
  }
  markChosen(counts, query, services, total);
  return counts;
}

/** A brand that offers a film through several providers has it once. */
function offersCounter(
  counts: FilterCounts,
  query: Query,
  { services, brandOf }: CountryServices,
): (film: Film) => void {
  const kinds = query.kinds.length > 0 ? bitsOf(query.kinds) : FREE_OF_PAYMENT;
  const isChosen = services.map(({ id }) => query.services.includes(id));
  const isAny = query.services.length === 0;
  const countedFor = services.map(() => -1);
  return ({ id, offers = [] }) => {
    let bits = 0;
    for (const offer of offers) {
      const place = brandOf.get(providerIn(offer)) ?? -1;
      if (isAny || isChosen[place]) bits |= kindsIn(offer);
      if ((kindsIn(offer) & kinds) === 0 || countedFor[place] === id) continue;
      countedFor[place] = id;
      counts.services[place] = (counts.services[place] ?? 0) + 1;
    }
    for (const kind of OFFER_KINDS) if ((bits & bitOf(kind)) > 0) counts.kinds[kind] += 1;
  };
}

function markChosen(
  counts: FilterCounts,
  query: Query,
  services: CountryServices["services"],
  total: number,
): void {
  for (const kind of query.kinds) counts.kinds[kind] = total;
  for (const [place, { id }] of services.entries()) {
    if (query.services.includes(id)) counts.services[place] = total;
  }
  if (query.decade !== null) counts.decades.set(query.decade, total);
  if (query.minutes !== null) counts.minutes.set(query.minutes, total);
}

function addOne<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
