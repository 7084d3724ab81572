// The snapshot: the data that every view is made of. It is kept in parts, so that a change of a list does not rewrite
// the films, and a Worker fetches only the parts that it does not hold. This file defines the parts; d1/snapshot.ts
// stores them. Pure.

import type { Entry } from "./entry.ts";
import { listName, withoutKey } from "./list-name.ts";
import {
  ON_NO_SERVER,
  onServers,
  type OnServers,
  type OwnPart,
  type Server,
} from "./own-servers.ts";
import {
  servicesOf,
  type CountryServices,
  type SeenProvider,
  type ServicesChoice,
} from "./services.ts";

/** A list's films, newest first, each with when it was added, in seconds since 1970; null: before we looked. */
export type ListPart = [filmId: number, addedAt: number | null][];

/** Arrivals and departures that look-ups saw: `kind` is an index into OFFER_KINDS, `at` is in seconds since 1970. */
type ChangePart = [
  filmId: number,
  provider: number,
  kind: number,
  came: 0 | 1,
  at: number,
  /** Missing where the version before this one made the part. */
  ofBrand?: 0 | 1,
][];

type ListsPart = [
  id: number,
  kind: ShownList["kind"],
  member: string | null,
  name: string | null,
  path: string | null,
][];

/** `day` in days since 1970. */
type ComingPart = [filmId: number, day: number, note: string | null][];

type MarksPart = [kind: "seen" | "hidden", member: string | null, filmIds: number[]][];

/** By name, what each part holds. */
interface Parts {
  marks: MarksPart;
  films: Entry[];
  lists: ListsPart;
  list: ListPart;
  providers: SeenProvider[];
  changes: ChangePart;
  coming: ComingPart;
  own: OwnPart;
}

export interface Snapshot {
  /** The country that a view is about, and so are `services` and `changes`. */
  country: string;
  /** By film id. May include films of other lists. */
  films: ReadonlyMap<number, Entry>;
  /** The watchlists in the order of the settings, then those that are followed. */
  lists: readonly ShownList[];
  /** By the list's number: of each watchlist, and of those followed lists that were asked for. */
  listFilms: ReadonlyMap<number, ListPart>;
  services: CountryServices;
  /** All configured countries, the one at home first. */
  countries: readonly string[];
  /** The other countries, in that order; none, if only one is configured. */
  abroad: readonly OtherCountry[];
  changes: readonly Change[];
  /** By film id: what comes out digitally in the country, as of the last look-up. */
  coming: ReadonlyMap<number, Coming>;
  marks: Marks;
  /** The household's own servers that are configured, and what stands on any, as of their last readings. */
  servers: readonly Server[];
  onServers: OnServers;
}

export interface Coming {
  /** Days since 1970: a day of the calendar, and no instant. */
  day: number;
  /** TMDB's note, which often names a service; null: there is none. */
  note: string | null;
}

export interface OtherCountry {
  country: string;
  services: CountryServices;
  /**
   * The services chosen there. null: none were chosen anywhere, so that whatever streams counts. undefined: services were
   * chosen for other countries only, so that none counts.
   */
  choice?: ServicesChoice | null | undefined;
}

/** What is marked as seen or hidden. What is marked by hand is the household's. */
interface Marks {
  hidden: ReadonlySet<number>;
  /** `member` is null for the household's. */
  seen: readonly { member: string | null; films: ReadonlySet<number> }[];
}

/** A list that films can be shown of. A member's watchlist and the file that they brought are one. */
export interface ShownList {
  id: number;
  kind: "watchlist" | "list";
  /** Whose watchlist it is; null: a followed list, or what was brought while nobody was named. */
  member: string | null;
  /** null: it goes by its member. */
  name: string | null;
  /** On Letterboxd, `/dave/list/slug/`, without the key of an unlisted one; null: it is a watchlist or a file. */
  path: string | null;
}

export interface Change {
  filmId: number;
  provider: number;
  /** The bit of its kind. */
  kind: number;
  came: boolean;
  at: number;
  /** It stands for the whole brand; else there is one for each of its providers and kinds. */
  ofBrand: boolean;
}

/** The parsed form is kept for as long as the Worker holds the part. */
export function parsePart<Name extends keyof Parsed>(name: Name, body: string): Parsed[Name] {
  return PARSERS[name](JSON.parse(body) as never);
}

export interface Parsed {
  marks: Marks;
  films: readonly Entry[];
  lists: readonly ShownList[];
  list: ListPart;
  providers: CountryServices;
  changes: readonly Change[];
  coming: ReadonlyMap<number, Coming>;
  own: OnServers;
}

const PARSERS: { [Name in keyof Parsed]: (part: Parts[Name]) => Parsed[Name] } = {
  marks: (marks) => ({
    hidden: new Set(marks.flatMap(([kind, , films]) => (kind === "hidden" ? films : []))),
    seen: marks.flatMap(([kind, member, films]) =>
      kind === "seen" ? [{ member, films: new Set(films) }] : [],
    ),
  }),
  films: (entries) => entries,
  lists: (lists) =>
    lists.map(([id, kind, member, name, path]) => ({
      id,
      kind,
      member,
      name: path === null ? name : listName({ name, path }),
      path: path === null ? null : withoutKey(path),
    })),
  list: (films) => films,
  providers: servicesOf,
  own: onServers,
  coming: (coming) => new Map(coming.map(([filmId, day, note]) => [filmId, { day, note }])),
  changes: (changes) =>
    changes.map(([filmId, provider, kind, came, at, ofBrand]) => ({
      filmId,
      provider,
      kind: 1 << kind,
      came: came === 1,
      at,
      ofBrand: ofBrand === 1,
    })),
};

/** For when no snapshot could be assembled. */
export function emptySnapshot(country: string): Snapshot {
  return {
    country,
    films: new Map(),
    lists: [],
    listFilms: new Map(),
    services: servicesOf([]),
    countries: [country],
    abroad: [],
    changes: [],
    coming: new Map(),
    marks: { hidden: new Set(), seen: [] },
    servers: [],
    onServers: ON_NO_SERVER,
  };
}
