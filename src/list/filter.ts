// The filters of a query, one by one: whether a film passes each, and what the query is without it. Pure.

import { AT, bitsOf, genreName, kindsIn, numberIn, type Entry } from "./entry.ts";
import type { Server } from "./own-servers.ts";
import type { Search } from "./search.ts";
import type { Movement } from "./movements.ts";
import type { Coming } from "./snapshot.ts";
import { NO_FILTERS, type Availability, type FilmType, type Query } from "./query.ts";
import { FREE_OF_PAYMENT, type Service } from "./services.ts";

/** What counts as "lately", both for additions to the list and for arrivals on a service. */
export const LATELY_DAYS = 14;

/** A film of the list, with all that a view needs to filter and order it. */
export interface Film {
  id: number;
  entry: Entry;
  /** The brands that offer it: each is a brand's index among the services, packed with the kinds of its offers. */
  brands: readonly number[];
  availability: Availability;
  /** If it is only on services of mine in other countries: those. Else empty. */
  abroad: readonly Abroad[];
  /** Seconds since 1970; null: it was on the list when we first read it. */
  addedAt: number | null;
  /** Its latest arrival on my services, or departure from them; undefined: there was none lately. */
  movement: Movement | undefined;
  /** When it comes out digitally; undefined: it streams, or nothing is known. */
  coming: Coming | undefined;
  isSeen: boolean;
  /** The household's own servers that it stands on. They move it into no group. */
  servers: readonly Server[];
}

/** A country, by its index among the snapshot's others, and the brands of mine that offer a film there. */
export interface Abroad {
  place: number;
  /** As in `Film`. */
  brands: readonly number[];
}

export type FilterName =
  | "offers"
  | "text"
  | "genre"
  | "decade"
  | "minutes"
  | "type"
  | "added"
  | "since"
  | "arrived"
  | "released"
  | "coming"
  | "seen";

/** Filters that are one field of the query, of the same name. */
type SingleFilter = Exclude<FilterName, "offers" | "genre" | "seen">;

export interface Filter {
  name: FilterName;
  /** The parts of the query that make up this filter, and what replaces them to remove it. */
  only: Partial<Query>;
  without: Partial<Query>;
  passes: (film: Film) => boolean;
}

/**
 * The filters of a query. Services and kinds are one filter: only together do they say which offers count. `now` in
 * seconds since 1970. `search`: for the query's text; null: there is none.
 */
export function filtersOf(
  query: Query,
  services: readonly Service[],
  now: number,
  search: Search | null,
): Filter[] {
  const { kinds, decade, minutes, added, arrived, released, coming } = query;
  const today = Math.floor(now / 86_400);
  const lately = now - LATELY_DAYS * 86_400;
  /** A filter that is one field of the query. */
  const one = (name: SingleFilter, passes: Filter["passes"]): Filter => ({
    name,
    only: { [name]: query[name] },
    without: { [name]: NO_FILTERS[name] },
    passes,
  });
  const filters: (Filter | false)[] = [
    query.services.length + query.servers.length + kinds.length > 0 && {
      name: "offers",
      only: { services: query.services, servers: query.servers, kinds },
      without: { services: [], servers: [], kinds: [] },
      passes: isOffered(query, services),
    },
    search !== null && one("text", search.finds),
    ...query.genres.map((genre): Filter => ({
      name: "genre",
      only: { genres: [genre] },
      without: { genres: query.genres.filter((other) => other !== genre) },
      passes: ({ entry }: Film) => entry[AT.genres].some((code) => genreName(code) === genre),
    })),
    decade !== null && one("decade", isOfDecade(decade)),
    minutes !== null && one("minutes", isWithin(minutes)),
    query.type !== null && one("type", isOfType(query.type)),
    added && one("added", isAddedLately(lately)),
    query.since !== null && one("since", isAddedIn(query.since)),
    arrived && one("arrived", ({ movement }) => hasArrived(movement, lately)),
    released && one("released", isReleased(today)),
    coming && one("coming", isComing(today)),
    (query.seen === "no" || query.seen === "yes") && {
      name: "seen",
      only: { seen: query.seen },
      without: { seen: "any" },
      passes: ({ isSeen }) => isSeen === (query.seen === "yes"),
    },
  ];
  return filters.filter((filter) => filter !== false);
}

function isOfDecade(decade: number): Filter["passes"] {
  return ({ entry }) => {
    const year = entry[AT.year];
    return year !== null && year >= decade && year < decade + 10;
  };
}

/** `since` in seconds since 1970. */
export function isAddedLately(since: number): (film: Film) => boolean {
  return ({ addedAt }) => addedAt !== null && addedAt > since;
}

/** `year` in UTC. */
function isAddedIn(year: number): (film: Film) => boolean {
  const [from, to] = [Date.UTC(year, 0) / 1000, Date.UTC(year + 1, 0) / 1000];
  return ({ addedAt }) => addedAt !== null && addedAt >= from && addedAt < to;
}

function isOfType(type: FilmType): Filter["passes"] {
  return ({ entry }) => entry[AT.isSeries] === (type === "series" ? 1 : 0);
}

function isWithin(minutes: number): (film: Film) => boolean {
  return (film) => (minutesOf(film) ?? Infinity) <= minutes;
}

/** null: not known, or it is a series: an episode's length does not say how long a series takes. */
export function minutesOf({ entry }: Film): number | null {
  return entry[AT.isSeries] === 1 ? null : entry[AT.runtime];
}

/** `today` in days since 1970. Where no day is known, an earlier year is enough; without any date nothing is. */
export function isReleased(today: number): (film: Film) => boolean {
  const thisYear = new Date(today * 86_400_000).getUTCFullYear();
  return ({ entry }) => {
    const day = entry[AT.releaseDay];
    return day === null ? (entry[AT.year] ?? thisYear) < thisYear : day <= today;
  };
}

/** `today` in days since 1970: a film that comes out today is still coming. */
export function isComing(today: number): (film: Film) => boolean {
  return ({ coming }) => coming !== undefined && coming.day >= today;
}

/** `since` in seconds since 1970. */
export function hasArrived(movement: Movement | undefined, since: number): boolean {
  return movement?.came === true && movement.at > since;
}

function isOffered(query: Query, services: readonly Service[]): Filter["passes"] {
  const isAny = namesNoService(query);
  // A service without a kind means any offer that costs its subscribers nothing extra.
  const kinds = query.kinds.length > 0 ? bitsOf(query.kinds) : FREE_OF_PAYMENT;
  const isWanted = services.map(({ id }) => query.services.includes(id));
  return ({ brands, servers }) =>
    isOnAny(servers, query) ||
    brands.some((brand) => (kindsIn(brand) & kinds) > 0 && (isAny || isWanted[numberIn(brand)]));
}

/** Whether any service will do. */
export function namesNoService({ services, servers }: Query): boolean {
  return services.length + servers.length === 0;
}

/** Kinds are of offers, and what stands on a server of one's own is none: it has none of those that are asked for. */
function isOnAny(servers: readonly Server[], query: Pick<Query, "servers" | "kinds">): boolean {
  if (query.servers.length === 0 || query.kinds.length > 0) return false;
  return servers.some((server) => query.servers.includes(server));
}
