// What the stand-in for Letterboxd has beside the one watchlist: lists of as many films as a test asks for, lists in
// every state, two for the eye, and the watchlists of other members.

import type { StandInFilm } from "./film.ts";
import { films, namesakes } from "./films.ts";
import { hash } from "./hash.ts";
import { manyFilms } from "./many-films.ts";

export interface StandInList {
  name: string;
  description: string;
  /** In the list's own order. May be changed at any time, in place or as a whole. */
  films: StandInFilm[];
  isRanked: boolean;
  /** ISO 8601. */
  publishedAt: string;
  /** null: it was never changed. */
  updatedAt: string | null;
  statesTotal: boolean;
  /** Private: nobody but its owner sees it. */
  isPrivate: boolean;
  /** Without this in its address an unlisted list is as if it were private; null: it is not unlisted. */
  key: string | null;
  /** A film comes on top of it whenever a page of it is asked for. */
  changesAlways: boolean;
}

export interface StandInMember {
  /** Newest first. */
  films: StandInFilm[];
  isPrivate: boolean;
}

export function listOf(list: Partial<StandInList> & Pick<StandInList, "name" | "films">) {
  return {
    description: "Put together for no reason, of 100 films and more.",
    isRanked: false,
    publishedAt: "2024-05-01T10:20:30.400Z",
    updatedAt: "2026-09-17T08:00:00.123Z",
    statesTotal: true,
    isPrivate: false,
    key: null,
    changesAlways: false,
    ...list,
  } satisfies StandInList;
}

/** By the address of the first page. */
export function standInLists(): Map<string, StandInList> {
  return new Map([
    ["/dave/list/a-gentle-halloween/", gentleHalloween()],
    ["/moira/list/love-with-subtitles/", loveWithSubtitles()],
    ["/dave/list/private/", listOf({ name: "Private", films: films.slice(0, 9), isPrivate: true })],
    [
      "/dave/list/unlisted/",
      listOf({ name: "Unlisted", films: films.slice(9, 20), key: "AbCdEfGh12345678" }),
    ],
    [
      "/dave/list/no-total/",
      listOf({ name: "No Total", films: films.slice(0, 150), statesTotal: false }),
    ],
    [
      "/dave/list/changing/",
      listOf({ name: "Changing", films: someFilms(250), changesAlways: true }),
    ],
  ]);
}

/**
 * Any other list: `/dave/list/films-101/` has 101 films, those of the shelves first and then invented ones, which the
 * stand-in for TMDB has to be told of (`manyFilms`). undefined: there is no such list, or it was deleted.
 */
export function makeList(path: string): StandInList | undefined {
  const [, count] = /^\/dave\/list\/films-(\d{1,4})\/$/.exec(path) ?? [];
  if (count === undefined) return undefined;
  return listOf({ name: `${count} Films`, films: someFilms(Number(count)), isRanked: true });
}

function someFilms(count: number): StandInFilm[] {
  return [...films, ...manyFilms(Math.max(0, count - films.length))].slice(0, count);
}

function gentleHalloween(): StandInList {
  const scary = films.filter((film) => film.tmdb?.genres.includes("Horror"));
  return listOf({
    name: "A Gentle Halloween",
    description: "Eleven nights, from the mildest to the one with the lights on.",
    films: [...scary, ...namesakes.slice(2, 5)],
    isRanked: true,
    updatedAt: "2026-10-12T19:03:00.000Z",
  });
}

function loveWithSubtitles(): StandInList {
  return listOf({
    name: "Love, with Subtitles",
    description: "People who look at each other in other languages.",
    films: films.filter(
      ({ tmdb }) => tmdb !== null && tmdb.language !== "en" && tmdb.genres.includes("Romance"),
    ),
    updatedAt: null,
  });
}

/**
 * Other members, by name: the watchlists of `ann` and `bob` hold 60 % of the shelves' films each and a few that no
 * shelf has; `hermit` keeps theirs to themselves. Nobody else is there.
 */
export function standInMembers(): Map<string, StandInMember> {
  return new Map([
    ["ann", { films: watchlistOf("ann", namesakes.slice(0, 7)), isPrivate: false }],
    ["bob", { films: watchlistOf("bob", namesakes.slice(5)), isPrivate: false }],
    ["hermit", { films: watchlistOf("hermit", []), isPrivate: true }],
  ]);
}

function watchlistOf(name: string, others: StandInFilm[]): StandInFilm[] {
  const shuffled = (some: StandInFilm[]) =>
    some.toSorted((a, b) => hash(`${name} ${a.slug}`) - hash(`${name} ${b.slug}`));
  const shared = shuffled(films).slice(0, Math.round(films.length * 0.6));
  return shuffled([...shared, ...others]);
}
