// A view: snapshot + choice of services + query → groups, order, counts. A pure function, in one pass over the list.

import { kindsIn, providerIn } from "./entry.ts";
import { countFilters, type FilterCounts, type Weighed } from "./counts.ts";
import { filtersOf, type Film, type Filter } from "./filter.ts";
import { movementsOf, type Movement } from "./movements.ts";
import { inOrder } from "./order.ts";
import { AVAILABILITIES, isFiltered, PLAIN_QUERY, type Availability, type Query } from "./query.ts";
import {
  FREE_OF_PAYMENT,
  mineKinds,
  type CountryServices,
  type Service,
  type ServicesChoice,
} from "./services.ts";
import type { Snapshot } from "./snapshot.ts";

export type GroupCounts = Record<Availability, number>;

/** A service with its films: of the whole list, and of the view if it were asked for. */
export interface CountedService extends Service {
  /** Films that cost its subscribers nothing more. */
  films: number;
  filmsInView: number;
}

export interface View {
  /** The films of the view, in its order. */
  films: Film[];
  /** How many films of each group the view has, whichever group it shows. */
  groups: GroupCounts;
  /** The whole list, whatever the query. */
  whole: { total: number; groups: GroupCounts; counts: FilterCounts };
  counts: FilterCounts;
  /** Those with most films of the whole list first. */
  services: CountedService[];
  /** Where there is no film: the queries without one of the filters that have some. */
  suggestions: Suggestion[];
  movements: ReadonlyMap<number, Movement>;
}

/** A query with one filter less. */
export interface Suggestion {
  only: Partial<Query>;
  without: Partial<Query>;
  films: number;
}

/** `now` in seconds since 1970. */
export function viewOf(
  snapshot: Snapshot,
  choice: ServicesChoice | null,
  query: Query,
  now: number,
): View {
  const { services } = snapshot;
  const mine = services.services.map((service) => mineKinds(choice, service));
  const movements = movementsOf(snapshot, mine);
  const films = filmsOf(snapshot, mine, movements);
  const all = films.map((film): Weighed => ({ film, missed: null }));
  const whole = {
    total: films.length,
    groups: countGroups(films),
    counts: countFilters(all, PLAIN_QUERY, services, now),
  };
  const isWhole = !isFiltered(query) && query.availability === null;
  const { weighed, groups, suggestions } = isWhole
    ? { weighed: all, groups: whole.groups, suggestions: [] }
    : weigh(films, query, filtersOf(query, services, now));
  const counts = isWhole ? whole.counts : countFilters(weighed, query, services, now);
  const found = weighed.flatMap(({ film, missed }) => (missed === null ? [film] : []));
  return {
    films: orderGroups(found, query, now),
    groups,
    whole,
    counts,
    services: countServices(services, whole.counts, counts),
    suggestions,
    movements,
  };
}

/** The films of the list in its own order, each with what decides where it stands. */
function filmsOf(
  { list, films, country, services: { brandOf } }: Snapshot,
  mine: readonly number[],
  movements: ReadonlyMap<number, Movement>,
): Film[] {
  const isMine = (offer: number) =>
    (kindsIn(offer) & (mine[brandOf.get(providerIn(offer)) ?? -1] ?? 0)) > 0;
  const found: Film[] = [];
  for (const [id, addedAt] of list) {
    const entry = films.get(id);
    if (entry === undefined) continue;
    const offers = entry[9][country];
    const availability = availabilityOf(offers, isMine);
    found.push({ id, entry, offers, availability, addedAt, movement: movements.get(id) });
  }
  return found;
}

function availabilityOf(
  offers: readonly number[] | undefined,
  isMine: (offer: number) => boolean,
): Availability {
  if (offers === undefined) return "unknown";
  if (offers.length === 0) return "nowhere";
  return offers.some(isMine) ? "mine" : "elsewhere";
}

/** Films that miss more than one filter count nowhere, and are left out. */
function weigh(films: readonly Film[], query: Query, filters: readonly Filter[]) {
  const groups = noGroups();
  const weighed: Weighed[] = [];
  const missing = new Map(filters.map((filter) => [filter, 0]));
  for (const film of films) {
    const [missed, another] = firstTwo(filters, film);
    if (another !== undefined) continue;
    if (missed === undefined) groups[film.availability] += 1;
    if (query.availability !== null && film.availability !== query.availability) continue;
    weighed.push({ film, missed: missed?.name ?? null });
    if (missed !== undefined) missing.set(missed, (missing.get(missed) ?? 0) + 1);
  }
  const isEmpty = weighed.every(({ missed }) => missed !== null);
  const suggestions = [...missing].flatMap(([{ only, without }, n]) =>
    isEmpty && n > 0 ? [{ only, without, films: n }] : [],
  );
  return { weighed, groups, suggestions };
}

/** The filters that a film does not pass: no more than two of them. */
function firstTwo(filters: readonly Filter[], film: Film): (Filter | undefined)[] {
  const missed: Filter[] = [];
  for (const filter of filters) {
    if (filter.passes(film)) continue;
    missed.push(filter);
    if (missed.length === 2) break;
  }
  return missed;
}

function orderGroups(films: readonly Film[], { order, seed }: Query, now: number): Film[] {
  const groups = Map.groupBy(films, ({ availability }) => availability);
  const today = Math.floor(now / 86_400);
  return AVAILABILITIES.flatMap((name) => inOrder(groups.get(name) ?? [], order, seed ?? today));
}

function countGroups(films: readonly Film[]): GroupCounts {
  const groups = noGroups();
  for (const { availability } of films) groups[availability] += 1;
  return groups;
}

function noGroups(): GroupCounts {
  return { mine: 0, elsewhere: 0, nowhere: 0, unknown: 0 };
}

function countServices(
  { services }: CountryServices,
  whole: FilterCounts,
  counts: FilterCounts,
): CountedService[] {
  return services
    .map((service, place) => ({
      ...service,
      films: whole.services[place] ?? 0,
      filmsInView: counts.services[place] ?? 0,
    }))
    .toSorted((one, other) => other.films - one.films || (one.name < other.name ? -1 : 1));
}

/** The numbers of the brands that offer a film: without further payment, and for rent or sale. */
export function brandsOf({ offers = [] }: Film, { services, brandOf }: CountryServices) {
  const streams = new Set<number>();
  const shops = new Set<number>();
  for (const offer of offers) {
    const service = services[brandOf.get(providerIn(offer)) ?? -1];
    if (service === undefined) continue;
    if ((kindsIn(offer) & FREE_OF_PAYMENT) > 0) streams.add(service.id);
    if ((kindsIn(offer) & ~FREE_OF_PAYMENT) > 0) shops.add(service.id);
  }
  return { streams: [...streams], shops: [...shops] };
}
