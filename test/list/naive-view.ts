// What a view of the list is, written as plainly as possible, and slow: the app's views are compared with it. From
// the app it takes only the vocabulary: which brand a provider belongs to, and how text is folded.

import { OFFER_KINDS, type OfferKind } from "../../src/film.ts";
import { LATELY_DAYS } from "../../src/list/filter.ts";
import type { ServicesChoice } from "../../src/list/services.ts";
import { naiveFit, withoutArticle } from "./naive-search.ts";
import { brandOf } from "../../src/tmdb/brands.ts";
import { FILLED_AT, type StoredFilm } from "../web/fill.ts";
import type { Household, ListRow } from "./random-films.ts";
import { GROUPS, type Group, type ListOrder, type Query } from "./random-queries.ts";

const DAY = 86_400;

/** A listed film, with whatever depends on the household. */
export interface KnownFilm extends StoredFilm {
  group: Group;
  /** How high it stands on the chosen lists: greater is higher. */
  at: number;
  /** Its offers in the household's country. */
  here: OfferHere[];
  /** When it came onto the list, and when onto my services, in seconds since 1970; null: it did not, or long ago. */
  addedAt: number | null;
  arrivedAt: number | null;
  /** When it comes out digitally in the household's country, from today on; null: nothing is known. */
  comingAt: number | null;
}

interface OfferHere {
  /** TMDB's id of the service, and the number of its brand. */
  id: number;
  brand: number;
  kind: OfferKind;
}

/** By country; one that is missing has no choice. */
export type Choices = Readonly<Record<string, ServicesChoice>>;

/** What counts as mine in a country. */
interface Country {
  code: string;
  /** The services chosen there; null: none were. */
  choice: ServicesChoice | null;
  /** The brands that have subscriptions there. */
  selling: ReadonlySet<number>;
}

export function knownFilms(
  household: Household,
  choices: Choices,
  query: Pick<Query, "list" | "all" | "country">,
): KnownFilm[] {
  const lists = listsOf(household);
  const shown = lists.flatMap((list) => list.map(({ film }) => film));
  const countryOf = (code: string): Country => {
    const offered = shown.flatMap((film) => offersIn(film, code) ?? []);
    const streamed = offered.filter(({ kind }) => kind === "stream").map(({ brand }) => brand);
    return { code, choice: choices[code] ?? null, selling: new Set(streamed) };
  };
  const here = countryOf(query.country ?? household.country);
  const isAnyChosen = Object.keys(choices).length > 0;
  const abroad = [household.country, ...household.abroad]
    .filter((code) => code !== here.code && (!isAnyChosen || code in choices))
    .map(countryOf);
  const watchlists = lists.slice(0, Math.max(household.members.length, 1));
  const chosen = query.list?.length ? query.list.map((n) => lists[n] ?? []) : watchlists;
  return asOne(chosen, query).map((film) => knownFilm(film, here, abroad));
}

/** A film on one list, or on several as one. */
interface Placed {
  film: StoredFilm;
  index: number;
  at: number;
  addedAt: number | null;
}

/** Each list's films: the watchlists in the order of the members, then the followed lists. */
function listsOf(household: Household): Placed[][] {
  const { members, others } = household;
  const owners = members.length > 0 ? members : [null];
  const followed = others.filter(({ member }) => member === null);
  return [
    ...owners.map((owner, n) => inOrder(watchlistOf(household, owner, n === 0))),
    ...followed.map(({ rows }) => inOrder(followedRows(household, rows))),
  ];
}

interface Row {
  film: StoredFilm;
  index: number;
  place: number;
  addedOn: string | null;
  listedAt: number | null;
}

function followedRows({ films }: Household, rows: ReadonlyMap<number, ListRow>): Row[] {
  return films.flatMap((film, index) => {
    const row = rows.get(index);
    return row ? [{ film, index, ...row, addedOn: null }] : [];
  });
}

/** What Letterboxd shows counts before the file, which is the first member's. */
function watchlistOf(household: Household, owner: string | null, hasFile: boolean): Row[] {
  const own = household.others.find(({ member }) => member !== null && member === owner)?.rows;
  return household.films.flatMap((film, index) => {
    const read = owner === "ada" ? film : own?.get(index);
    const isInFile = hasFile && (film.exportPlace !== null || film.addedOn !== null);
    const place = read?.place ?? (hasFile ? film.exportPlace : null);
    if (place === null) return [];
    const moments = [read?.listedAt ?? null, isInFile ? film.listedAt : null];
    const known = moments.filter((moment) => moment !== null);
    const listedAt = known.length === 0 ? null : Math.min(...known);
    return [{ film, index, place, listedAt, addedOn: hasFile ? film.addedOn : null }];
  });
}

/** The newest first. Films that were there when the list was first read were not added then. */
function inOrder(rows: readonly Row[]): Placed[] {
  const firstReadAt = Math.min(...rows.map(({ listedAt }) => listedAt ?? Infinity));
  const addedAt = ({ addedOn, listedAt }: Row) => {
    if (addedOn !== null) return Date.parse(addedOn) / 1000;
    return listedAt !== null && listedAt > firstReadAt + DAY ? listedAt : null;
  };
  return rows
    .toSorted((a, b) => b.place - a.place || a.index - b.index)
    .map((row, rank) => ({ film: row.film, index: row.index, at: -rank, addedAt: addedAt(row) }));
}

/** What any of the lists has, or what all of them have. Where several are, the films' order decides between equals. */
function asOne(lists: readonly Placed[][], { all }: Pick<Query, "all">): Placed[] {
  const [only] = lists;
  if (lists.length === 1 && only) return only;
  const placed = Map.groupBy(lists.flat(), ({ film }) => film);
  return [...placed]
    .filter(([, places]) => !all || places.length === lists.length)
    .map(([film, places]) => {
      const index = places[0]?.index ?? 0;
      const ranks = places.map(({ at }) => at);
      const at = all ? ranks.reduce((sum, rank) => sum + rank, 0) : Math.max(...ranks);
      return {
        film,
        index,
        at: at - index / 1_000_000,
        addedAt: latest(places.map(({ addedAt }) => addedAt)),
      };
    });
}

function knownFilm(
  { film, at, addedAt }: Placed,
  country: Country,
  abroad: readonly Country[],
): KnownFilm {
  const offers = offersIn(film, country.code);
  const here = offers ?? [];
  const mine = mineOf(here, country);
  const isAbroad = abroad.some(
    (other) => mineOf(offersIn(film, other.code) ?? [], other).length > 0,
  );
  const group = offers === null ? "unknown" : groupOf(here, mine);
  const changes = film.country === country.code ? film.changes : [];
  return {
    ...film,
    group: isAbroad && group !== "mine" ? "abroad" : group,
    at,
    here,
    addedAt,
    comingAt: comingAtOf(film, country),
    arrivedAt: latest(mine.map((offer) => arrivalOf(offer, { changes }, here))),
  };
}

function comingAtOf({ coming, country, offers }: StoredFilm, { code }: Country): number | null {
  if (coming === null || offers === null || country !== code) return null;
  const at = Date.parse(coming.date) / 1000;
  return at >= Math.floor(FILLED_AT / DAY) * DAY ? at : null;
}

function mineOf(offers: readonly OfferHere[], { choice, selling }: Country): OfferHere[] {
  return offers.filter((offer) => isMine(choice, offer, selling.has(offer.brand)));
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
function offersIn(film: StoredFilm, country: string): OfferHere[] | null {
  const offers = film.abroad[country] ?? (film.country === country ? film.offers : null);
  if (offers === null) return null;
  return OFFER_KINDS.flatMap((kind) =>
    offers[kind].map((provider) => ({ id: provider.id, kind, brand: brandOf(provider).id })),
  );
}

function groupOf(here: readonly OfferHere[], mine: readonly OfferHere[]): Group {
  if (mine.length > 0) return "mine";
  return here.length > 0 ? "elsewhere" : "nowhere";
}

/** When the first of a brand's providers that now offer the film in this kind came; null: one was always there. */
function arrivalOf(
  { brand, kind }: OfferHere,
  { changes }: Pick<StoredFilm, "changes">,
  here: OfferHere[],
) {
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
 * which offers count. So are servers of one's own: to stand on one is as good as an offer of a service that was asked for.
 */
export const FILTERS: Record<
  string,
  (film: KnownFilm, query: Query, now: number, films: readonly KnownFilm[]) => boolean
> = {
  show: ({ group }, { show }) => show === null || group === show,
  q: (film, { q }, _, films) => q === "" || naiveFit(film, q, films) !== null,
  offers: (film, { service, servers, kind }) =>
    service.length + servers.length + kind.length === 0 ||
    (kind.length === 0 && isOnServer(film, servers)) ||
    film.here.some(
      (offer) =>
        (service.length + servers.length === 0 || service.includes(offer.brand)) &&
        (kind.length === 0
          ? offer.kind !== "rent" && offer.kind !== "buy"
          : kind.includes(offer.kind)),
    ),
  genre: ({ genres }, { genre }) => genre.every((name) => genres.includes(name)),
  decade: ({ year }, { decade }) =>
    decade === null || (year !== null && decade <= year && year < decade + 10),
  minutes: (film, { minutes }) => minutes === null || (lengthOf(film) ?? Infinity) <= minutes,
  added: (film, { added }, now) => !added || isLately(film.addedAt, now),
  since: ({ addedAt }, { since }) =>
    since === null ||
    (addedAt !== null && new Date(addedAt * 1000).toISOString().startsWith(`${since}-`)),
  new: (film, query, now) => !query.new || isLately(film.arrivedAt, now),
  type: ({ tmdbType }, { type }) => type === null || (type === "series") === (tmdbType === "tv"),
  released: ({ releaseDate, year }, { released }, now) =>
    !released ||
    (releaseDate === null
      ? year !== null && year < new Date(now * 1000).getUTCFullYear()
      : Date.parse(releaseDate) / 1000 <= now),
  coming: ({ comingAt }, query) => !query.coming || comingAt !== null,
};

/** What stands there is a film, by its number, and no offer of any kind. */
function isOnServer(film: StoredFilm, servers: readonly string[]): boolean {
  return film.tmdbType === "movie" && film.servers.some((server) => servers.includes(server));
}

/** A series has no length: TMDB gives an episode's. */
function lengthOf({ tmdbType, runtime }: StoredFilm): number | null {
  return tmdbType === "tv" ? null : runtime;
}

function isLately(moment: number | null, now: number): boolean {
  return moment !== null && moment > now - LATELY_DAYS * DAY;
}

export function filmsOf(films: readonly KnownFilm[], query: Query, now: number): KnownFilm[] {
  return films.filter((film) =>
    Object.values(FILTERS).every((has) => has(film, query, now, films)),
  );
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
export function mayStandBefore(
  [one, other]: [KnownFilm, KnownFilm],
  { order, q }: Query,
  films: readonly KnownFilm[],
): boolean {
  const groups = GROUPS.indexOf(one.group) - GROUPS.indexOf(other.group);
  if (groups !== 0) return groups < 0;
  if (q !== "" && (order ?? "added") === "added") {
    const fits = Number(naiveFit(one, q, films)) - Number(naiveFit(other, q, films));
    if (fits !== 0) return fits < 0;
  }
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
  coming: ({ comingAt }) => comingAt ?? Infinity,
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
  const [title, next] = [withoutArticle(one.title), withoutArticle(other.title)];
  // Tolerated: the text that is sorted has an article, joined words and the original title after the title. So "The
  // Man" comes after "Man of Steel", and a "Nosferatu" of 1922 after that of 2024, which has no other original title.
  if (title.startsWith(`${next} `)) return true;
  if (title === next && one.title + one.originalTitle !== other.title + other.originalTitle)
    return true;
  if (title === next) return (one.year ?? 0) <= (other.year ?? 0);
  return title < next;
}
