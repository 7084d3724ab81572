// What a view of the list is, written as plainly as possible, and slow: the app's views are compared with it. From
// the app it takes only the vocabulary: which brand a provider belongs to, and how text is folded.

import { OFFER_KINDS, type OfferKind } from "../../src/film.ts";
import { LATELY_DAYS } from "../../src/list/filter.ts";
import type { ServicesChoice } from "../../src/list/services.ts";
import { foldText } from "../../src/list/fold.ts";
import { brandOf } from "../../src/tmdb/brands.ts";
import type { StoredFilm } from "../web/fill.ts";
import type { Household } from "./random-films.ts";
import { GROUPS, type Group, type ListOrder, type Query } from "./random-queries.ts";

const DAY = 86_400;

/** A listed film, with whatever depends on the household. */
export interface KnownFilm extends StoredFilm {
  group: Group;
  /** Its place on the list, live or imported. */
  at: number;
  /** Its offers in the household's country. */
  here: OfferHere[];
  /** When it came onto the list, and when onto my services, in seconds since 1970; null: it did not, or long ago. */
  addedAt: number | null;
  arrivedAt: number | null;
}

interface OfferHere {
  /** TMDB's id of the service, and the number of its brand. */
  id: number;
  brand: number;
  kind: OfferKind;
}

export function knownFilms(household: Household, choice: ServicesChoice | null): KnownFilm[] {
  const listed = household.films.filter((film) => placeOf(film, household) !== null);
  const offered = listed.flatMap((film) => offersHere(film, household) ?? []);
  const selling = new Set(
    offered.filter(({ kind }) => kind === "stream").map(({ brand }) => brand),
  );
  return listed.map((film) => knownFilm(film, household, choice, selling));
}

function knownFilm(
  film: StoredFilm,
  household: Household,
  choice: ServicesChoice | null,
  selling: ReadonlySet<number>,
): KnownFilm {
  const offers = offersHere(film, household);
  const here = offers ?? [];
  const mine = here.filter((offer) => isMine(choice, offer, selling.has(offer.brand)));
  return {
    ...film,
    group: offers === null ? "unknown" : groupOf(here, mine),
    at: placeOf(film, household) ?? 0,
    here,
    addedAt: addedAt(film, household),
    arrivedAt: latest(mine.map((offer) => arrivalOf(offer, film, here))),
  };
}

/** Before a choice, everything that streams is. `sells`: the brand has subscriptions, and those with ads cost less. */
function isMine(
  choice: ServicesChoice | null,
  { brand, kind }: OfferHere,
  sells: boolean,
): boolean {
  if (kind === "rent" || kind === "buy") return choice?.[kind] ?? false;
  if (choice === null || choice.chosen.includes(brand)) return true;
  if (kind === "stream" || (kind === "ads" && sells)) return false;
  return !choice.without.includes(brand);
}

/** null: the offers here are not known. */
function offersHere({ offers, country }: StoredFilm, household: Household): OfferHere[] | null {
  if (offers === null || country !== household.country) return null;
  return OFFER_KINDS.flatMap((kind) =>
    offers[kind].map((provider) => ({ id: provider.id, kind, brand: brandOf(provider).id })),
  );
}

function groupOf(here: readonly OfferHere[], mine: readonly OfferHere[]): Group {
  if (mine.length > 0) return "mine";
  return here.length > 0 ? "elsewhere" : "nowhere";
}

function placeOf({ place, exportPlace }: StoredFilm, { username }: Household): number | null {
  return username === "ada" ? (place ?? exportPlace) : exportPlace;
}

/** An export gives the day. Films that were there when the list was first read were not added then. */
function addedAt({ addedOn, listedAt }: StoredFilm, { films }: Household): number | null {
  if (addedOn !== null) return Date.parse(addedOn) / 1000;
  const firstReadAt = Math.min(...films.map((film) => film.listedAt ?? Infinity));
  return listedAt !== null && listedAt > firstReadAt + DAY ? listedAt : null;
}

/** When the first of a brand's providers that now offer the film in this kind came; null: one was always there. */
function arrivalOf({ brand, kind }: OfferHere, { changes }: StoredFilm, here: OfferHere[]) {
  const arrivals = here
    .filter((offer) => offer.brand === brand && offer.kind === kind)
    .map(({ id }) => changes.filter((it) => it.id === id && it.kind === kind && it.came))
    .map((came) => latest(came.map(({ at }) => at)));
  return arrivals.includes(null) ? null : Math.min(...arrivals.map(Number));
}

function latest(moments: readonly (number | null)[]): number | null {
  const known = moments.filter((moment) => moment !== null);
  return known.length === 0 ? null : Math.max(...known);
}

/**
 * Whether a film passes each filter, by the filter's name. Services and kinds are one: only together do they say
 * which offers count.
 */
export const FILTERS: Record<string, (film: KnownFilm, query: Query, now: number) => boolean> = {
  show: ({ group }, { show }) => show === null || group === show,
  q: (film, { q }) =>
    q === "" ||
    (foldText(q) !== "" &&
      foldText(q)
        .split(" ")
        .every((word) => hasWord(film, word))),
  offers: ({ here }, { service, kind }) =>
    service.length + kind.length === 0 ||
    here.some(
      (offer) =>
        (service.length === 0 || service.includes(offer.brand)) &&
        (kind.length === 0
          ? offer.kind !== "rent" && offer.kind !== "buy"
          : kind.includes(offer.kind)),
    ),
  genre: ({ genres }, { genre }) => genre.every((name) => genres.includes(name)),
  decade: ({ year }, { decade }) =>
    decade === null || (year !== null && decade <= year && year < decade + 10),
  minutes: (film, { minutes }) => minutes === null || (lengthOf(film) ?? Infinity) <= minutes,
  added: (film, { added }, now) => !added || isLately(film.addedAt, now),
  new: (film, query, now) => !query.new || isLately(film.arrivedAt, now),
  released: ({ releaseDate }, { released }, now) =>
    !released || releaseDate === null || Date.parse(releaseDate) / 1000 <= now,
};

/** Titles are also searched with their punctuation removed: "WALL·E" contains "walle", and "wall" too. */
function hasWord({ title, originalTitle }: StoredFilm, word: string): boolean {
  const pieces = `${title} ${originalTitle ?? ""}`.split(/\s+/);
  return pieces.some((piece) => foldText(piece).replaceAll(" ", "").includes(word));
}

/** A series has no length: TMDB gives an episode's. */
function lengthOf({ tmdbType, runtime }: StoredFilm): number | null {
  return tmdbType === "tv" ? null : runtime;
}

function isLately(moment: number | null, now: number): boolean {
  return moment !== null && moment > now - LATELY_DAYS * DAY;
}

export function filmsOf(films: readonly KnownFilm[], query: Query, now: number): KnownFilm[] {
  return films.filter((film) => Object.values(FILTERS).every((has) => has(film, query, now)));
}

/** How many films each group has in a view, whichever group it shows. */
export function countGroups(films: readonly KnownFilm[], query: Query, now: number) {
  const found = filmsOf(films, { ...query, show: null }, now);
  const countOf = (group: Group) => found.filter((film) => film.group === group).length;
  return Object.fromEntries(GROUPS.map((group) => [group, countOf(group)])) as Record<
    Group,
    number
  >;
}

/** Whether one film may come before another: by group, then by the order within the group. */
export function mayStandBefore(one: KnownFilm, other: KnownFilm, order: ListOrder | null): boolean {
  const groups = GROUPS.indexOf(one.group) - GROUPS.indexOf(other.group);
  if (groups !== 0) return groups < 0;
  if (order === "random") return true;
  if (order === "title") return titlesMayFollow(one, other);
  const key = KEYS[order ?? "added"];
  return key(one) < key(other) || (key(one) === key(other) && mayTie(one, other, order));
}

/** Smaller comes first, and unknown values come last. */
const KEYS: Record<Exclude<ListOrder, "title" | "random">, (film: KnownFilm) => number> = {
  added: ({ at }) => -at,
  "first-added": ({ at }) => at,
  arrival: ({ arrivedAt }) => -(arrivedAt ?? -Infinity),
  newest: ({ year }) => -(year ?? -Infinity),
  oldest: ({ year }) => year ?? Infinity,
  shortest: (film) => lengthOf(film) ?? Infinity,
  longest: (film) => -(lengthOf(film) ?? -Infinity),
  rating: ({ rating }) => (rating === null ? Infinity : -Math.round(rating * 10)),
};

/** Films with equal keys are in the list's order, the last added first. */
function mayTie(one: KnownFilm, other: KnownFilm, order: ListOrder | null): boolean {
  return order === "first-added" || one.at >= other.at;
}

/** By title; films with the same title are ordered by year, oldest first. */
function titlesMayFollow(one: KnownFilm, other: KnownFilm): boolean {
  const [title, next] = [titleKey(one), titleKey(other)];
  // Tolerated: the text that is sorted has an article, joined words and the original title after the title. So "The
  // Man" comes after "Man of Steel", and a "Nosferatu" of 1922 after that of 2024, which has no other original title.
  if (title.startsWith(`${next} `)) return true;
  if (title === next && one.title + one.originalTitle !== other.title + other.originalTitle)
    return true;
  if (title === next) return (one.year ?? 0) <= (other.year ?? 0);
  return title < next;
}

/** Folded, and without a leading article. */
function titleKey({ title }: StoredFilm): string {
  return foldText(title).replace(/^(the|a|an) (?=.)/, "");
}
