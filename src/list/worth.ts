// What each service is worth for a list: what it has, what would be lost without it, what it would add. Only offers that
// cost a subscriber nothing extra count, whether or not the owner counts renting and buying as theirs: who rents a film
// pays for it each time, and that is no merit of a service. Pure.

import { AT, bitsOf, kindsIn, numberIn } from "./entry.ts";
import type { Film } from "./filter.ts";
import { OFFER_KINDS } from "../film.ts";
import {
  FREE_OF_PAYMENT,
  isFree,
  NEEDS_LIBRARY_CARD,
  isMine,
  isTicked,
  SHOP_KINDS,
  type Service,
  type ServicesChoice,
} from "./services.ts";

export interface ServiceWorth extends Service {
  /** As the owner chose; a free service is theirs until they untick it. */
  isMine: boolean;
  isFree: boolean;
  /** Films of the list that it has without further payment. */
  films: number;
  /** Films that would be lost without it. Always 0 if it is not mine. */
  only: number;
  /** Films that would be gained with it. Always 0 if it is mine. */
  adds: number;
  /** The best rated of those that would be lost, at most `MOST_LOST`. */
  lost: Film[];
}

/** Services that are not mine, taken together. */
export interface Together {
  /** The first is the one that adds most. */
  services: ServiceWorth[];
  /** How many films they would add. */
  films: number;
}

export interface Worth {
  films: number;
  /** What I have without further payment. */
  mine: number;
  /** Of the rest: what some service has without further payment that is not mine. */
  elsewhere: number;
  /** Of the rest: what can only be rented or bought, and how many of them can be rented. */
  shops: number;
  rent: number;
  nowhere: number;
  /** Not looked up yet, or not certain which title it is. */
  unknown: number;
  /** Mine by what would be lost, then the others by what they would add. Without those that have nothing and are not mine. */
  services: ServiceWorth[];
  /** The best two and the best three, as far as each of them adds anything. See `greedily`. */
  best: Together[];
  /** Whether I have a film, by its id. */
  has: ReadonlySet<number>;
}

const MOST_LOST = 5;
const MOST_TOGETHER = 3;
const SHOPS = bitsOf(SHOP_KINDS);
const RENT = bitsOf(["rent"]);

/** What counts before the owner has chosen: only what is free to everybody. */
export const NOTHING_CHOSEN: ServicesChoice = {
  chosen: [],
  without: [...NEEDS_LIBRARY_CARD],
  rent: false,
  buy: false,
};

/** `services`: those that the films' brands are indices of. Before a choice, only what is free is mine. */
export function worthOf(
  films: readonly Film[],
  services: readonly Service[],
  choice: ServicesChoice | null,
): Worth {
  const chosen = choice ?? NOTHING_CHOSEN;
  const known = services.map((service) => ({
    worth: worthOfNothing(service, chosen),
    counts: countedKinds(chosen, service),
    countsWithout: countedKinds(withoutService(chosen, service.id), service),
  }));
  const counts = { mine: 0, elsewhere: 0, shops: 0, rent: 0, nowhere: 0, unknown: 0 };
  const has = new Set<number>();
  const missing: Film[] = [];
  for (const film of films) {
    let offered = 0;
    let having = 0;
    let last: (typeof known)[number] | undefined;
    let lastKinds = 0;
    for (const brand of film.brands) {
      const service = known[numberIn(brand)];
      const kinds = kindsIn(brand);
      offered |= kinds;
      if (service === undefined || (kinds & FREE_OF_PAYMENT) === 0) continue;
      service.worth.films += 1;
      if ((kinds & service.counts) === 0) continue;
      having += 1;
      last = service;
      lastKinds = kinds;
    }
    if (last !== undefined) {
      counts.mine += 1;
      has.add(film.id);
      const isOnly = having === 1 && last.worth.isMine && (lastKinds & last.countsWithout) === 0;
      if (isOnly) last.worth.lost.push(film);
      continue;
    }
    counts[restOf(film, offered)] += 1;
    if ((offered & FREE_OF_PAYMENT) > 0) missing.push(film);
    else if ((offered & RENT) > 0) counts.rent += 1;
  }
  const worths = known.map(({ worth }) => worth);
  const adding = addedBy(missing, worths.length);
  for (const [place, worth] of worths.entries()) {
    worth.adds = worth.isMine ? 0 : (adding[place] ?? 0);
    worth.only = worth.lost.length;
    worth.lost = bestRated(worth.lost);
  }
  return {
    films: films.length,
    ...counts,
    has,
    services: inOrder(worths.filter((worth) => worth.isMine || worth.films > 0)),
    best: greedily(missing, worths),
  };
}

/** A service that has none of the films. */
export function worthOfNothing(service: Service, choice: ServicesChoice | null): ServiceWorth {
  return {
    ...service,
    isMine: isTicked(choice, service),
    isFree: isFree(service),
    films: 0,
    only: 0,
    adds: 0,
    lost: [],
  };
}

/** The bits of the kinds that are mine without further payment. */
function countedKinds(choice: ServicesChoice, service: Service): number {
  const plain = { ...choice, rent: false, buy: false };
  return bitsOf(OFFER_KINDS.filter((kind) => isMine(plain, service, kind)));
}

/** What a service shows to everybody stays mine, unless the whole of it is free: then it would be unticked. */
function withoutService({ chosen, without, ...rest }: ServicesChoice, id: number): ServicesChoice {
  return { ...rest, chosen: chosen.filter((other) => other !== id), without: [...without, id] };
}

function restOf({ availability }: Film, offered: number) {
  if (availability === "unknown") return "unknown";
  if ((offered & FREE_OF_PAYMENT) > 0) return "elsewhere";
  return (offered & SHOPS) > 0 ? "shops" : "nowhere";
}

/** How many of these films each service has without further payment, by its place. */
function addedBy(films: readonly Film[], services: number): number[] {
  const counts = Array.from({ length: services }, () => 0);
  for (const { brands } of films) {
    for (const brand of brands) {
      const place = numberIn(brand);
      if ((kindsIn(brand) & FREE_OF_PAYMENT) > 0) counts[place] = (counts[place] ?? 0) + 1;
    }
  }
  return counts;
}

/**
 * Takes the service that adds most, then the one that adds most to what is there by now, and so on. Two others may
 * add a few films more, but to be sure of that one would have to try them all; and somebody who subscribes to one
 * after the other does just this. Of services that add the same, the one with more films comes first.
 */
function greedily(missing: readonly Film[], services: readonly ServiceWorth[]): Together[] {
  const taken: ServiceWorth[] = [];
  const best: Together[] = [];
  let left = missing;
  while (taken.length < MOST_TOGETHER) {
    const adding = addedBy(left, services.length);
    let next = -1;
    for (const [place, service] of services.entries()) {
      if (service.isMine || (adding[place] ?? 0) === 0) continue;
      if (next < 0 || isBetter(service, adding[place] ?? 0, services[next], adding[next] ?? 0)) {
        next = place;
      }
    }
    const service = services[next];
    if (service === undefined) break;
    taken.push(service);
    left = left.filter(({ brands }) => !brands.some((brand) => isAt(brand, next)));
    if (taken.length > 1) best.push({ services: [...taken], films: missing.length - left.length });
  }
  return best;
}

function isAt(brand: number, place: number): boolean {
  return numberIn(brand) === place && (kindsIn(brand) & FREE_OF_PAYMENT) > 0;
}

function isBetter(
  one: ServiceWorth,
  adds: number,
  other: ServiceWorth | undefined,
  others: number,
): boolean {
  if (other === undefined || adds !== others) return adds > others;
  return one.films === other.films ? one.id < other.id : one.films > other.films;
}

/** Those without votes last, else as they are on the list. */
function bestRated(films: readonly Film[]): Film[] {
  return films.toSorted((a, b) => ratingOf(b) - ratingOf(a)).slice(0, MOST_LOST);
}

function inOrder(services: readonly ServiceWorth[]): ServiceWorth[] {
  return services.toSorted(
    (a, b) =>
      Number(b.isMine) - Number(a.isMine) ||
      b.only - a.only ||
      b.adds - a.adds ||
      b.films - a.films ||
      (a.name < b.name ? -1 : 1),
  );
}

function ratingOf({ entry }: Film): number {
  return entry[AT.rating] ?? -1;
}
