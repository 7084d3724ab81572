// The snapshot: the data that every view is made of. It is kept in parts, so that a change of a list does not rewrite
// the films, and a Worker fetches only the parts that it does not hold. This file defines the parts; d1/snapshot.ts
// stores them. Pure.

import type { Entry } from "./entry.ts";
import { servicesOf, type CountryServices, type SeenProvider } from "./services.ts";

/**
 * A list's films, newest first, each with the time it was added, in seconds since 1970; null: it was there when we
 * first read the list.
 */
type ListPart = [filmId: number, addedAt: number | null][];

/** Arrivals and departures that look-ups saw: `kind` is an index into OFFER_KINDS, `at` is in seconds since 1970. */
type ChangePart = [filmId: number, provider: number, kind: number, came: 0 | 1, at: number][];

/** What each part holds as JSON. */
interface Parts {
  films: Entry[];
  list: ListPart;
  providers: SeenProvider[];
  changes: ChangePart;
}

export interface Snapshot {
  /** The country that `services` and `changes` are about. */
  country: string;
  /** By film id. May include films of other lists. */
  films: ReadonlyMap<number, Entry>;
  list: ListPart;
  services: CountryServices;
  changes: readonly Change[];
}

export interface Change {
  filmId: number;
  provider: number;
  /** The bit of its kind. */
  kind: number;
  came: boolean;
  at: number;
}

/** The parsed form is kept for as long as the Worker holds the part. */
export function parsePart<Name extends keyof Parsed>(name: Name, body: string): Parsed[Name] {
  return PARSERS[name](JSON.parse(body) as never);
}

export interface Parsed {
  films: readonly Entry[];
  list: ListPart;
  providers: CountryServices;
  changes: readonly Change[];
}

const PARSERS: { [Name in keyof Parsed]: (part: Parts[Name]) => Parsed[Name] } = {
  films: (entries) => entries,
  list: (films) => films,
  providers: servicesOf,
  changes: (changes) =>
    changes.map(([filmId, provider, kind, came, at]) => ({
      filmId,
      provider,
      kind: 1 << kind,
      came: came === 1,
      at,
    })),
};

/** For when no snapshot could be assembled. */
export function emptySnapshot(country: string): Snapshot {
  return { country, films: new Map(), list: [], services: servicesOf([]), changes: [] };
}
