// Random households: films as refreshes and imports may leave them in the database, with missing values and values at
// limits, and a choice of services. Knows nothing of views.

import {
  OFFER_KINDS,
  noOffers,
  type OfferKind,
  type Offers,
  type Provider,
} from "../../src/film.ts";
import { LATELY_DAYS } from "../../src/list/filter.ts";
import type { Server } from "../../src/list/own-servers.ts";
import type { ServicesChoice } from "../../src/list/services.ts";
import { brandOf } from "../../src/tmdb/brands.ts";
import { FILLED_AT, storedFilm, type OfferChange, type StoredFilm } from "../web/fill.ts";
import { type Random, randomFrom } from "./random.ts";

export interface Household {
  seed: string;
  country: string;
  /** The configured countries beside it. */
  abroad: readonly string[];
  /** The configured servers of its own. */
  servers: readonly Server[];
  /** The configured members, with the file for the first of them. The films' live places are ada's. */
  members: readonly string[];
  films: StoredFilm[];
  /** The watchlists of the members that are not ada, and then the followed lists. */
  others: OtherList[];
}

interface OtherList {
  /** null: it is a followed list. */
  member: string | null;
  /** By the film's index. */
  rows: ReadonlyMap<number, ListRow>;
}

export interface ListRow {
  /** Greater is newer. */
  place: number;
  /** In seconds since 1970. */
  listedAt: number;
}

const DAY = 86_400;
/** How long changes are shown. */
const CHANGES_KEPT_DAYS = 60;
const LIMIT = FILLED_AT - LATELY_DAYS * DAY;

/** Services with the kinds in which they offer films. Some share a brand, and some are channels. */
const SERVICES: readonly [id: number, name: string, ...kinds: OfferKind[]][] = [
  [8, "Netflix", "stream"],
  [1796, "Netflix Standard with Ads", "stream", "ads"],
  [175, "Netflix Kids", "stream"],
  [119, "Amazon Prime Video", "stream"],
  [2100, "Amazon Prime Video with Ads", "ads", "stream"],
  [10, "Amazon Video", "rent", "buy"],
  [2, "Apple TV Store", "rent", "buy"],
  [350, "Apple TV", "stream"],
  [531, "Paramount Plus", "stream"],
  [582, "Paramount+ Amazon Channel", "stream"],
  [528, "AMC+ Amazon Channel", "stream"],
  [204, "Shudder Amazon Channel", "stream"],
  [99, "Shudder", "stream", "free"],
  [11, "MUBI", "stream", "rent"],
  [73, "Tubi TV", "ads"],
  [300, "Pluto TV", "free", "ads"],
  [38, "BBC iPlayer", "free"],
  [42, "Everything", ...OFFER_KINDS],
];

/** Every country has a long tail of services with a film or two each. */
const RARE_SERVICES = Array.from({ length: 60 }, (_, i) => providerOf(6000 + i, `Rare ${i}`));

const FREE_BRANDS = [73, 300, 38];
export const BRANDS = [...new Set(SERVICES.map(([id, name]) => brandOf(providerOf(id, name)).id))];
export const RARE_BRANDS = RARE_SERVICES.map((provider) => brandOf(provider).id);

export const GENRES = [
  "Drama",
  "Comedy",
  "Horror",
  "Science Fiction",
  "Action & Adventure",
  "TV Movie",
  // A genre that TMDB does not have today.
  "Slow “Cinema”",
];

/**
 * Titles with punctuation, accents, articles and other scripts, some with common beginnings, some with original
 * titles.
 */
const NAMES: readonly [title: string, originalTitle?: string][] = [
  ["The Third Man"],
  ["Amélie", "Le Fabuleux Destin d'Amélie Poulain"],
  ["A Separation", "جدایی نادر از سیمین"],
  ["Seven Samurai", "七人の侍"],
  ["WALL·E"],
  ["Wall"],
  ["Spider-Man: No Way Home"],
  ["Spiderman"],
  ["L’Avventura", "L'avventura"],
  ["The 'Burbs"],
  ["8½", "8½"],
  ["Se7en"],
  ["M", "M – Eine Stadt sucht einen Mörder"],
  ["Man"],
  ["The Man"],
  ["Man of Steel"],
  ["A Man Called Ove", "En man som heter Ove"],
  ["Nosferatu", "Nosferatu, eine Symphonie des Grauens"],
  ["Nosferatu"],
  ["Nosferatu the Vampyre", "Nosferatu: Phantom der Nacht"],
  ["Straße der Träume"],
  ["Łódź Æon Œuvre Ørsted"],
  ["Mission: Impossible – Fallout"],
  ["The The"],
  ["A"],
  ["An An"],
  ["!!!"],
  ["Война и мир"],
  ["기생충", "기생충"],
];
const WORDS = [
  "Night",
  "River",
  "Ångström",
  "Blue",
  "Last",
  "Garden",
  "Winter",
  "Émile",
  "Love",
  "Red",
];

const FILMS = 120;
/** A prime, so that multiples of a step cover all remainders. */
const MORE_THAN_FILMS = 127;

export interface HouseholdKind {
  members: readonly string[];
  /** Followed lists. */
  followed: number;
  abroad?: readonly string[];
  servers?: readonly Server[];
}

export function randomHousehold(
  seed: string,
  { members, followed, abroad = [], servers = [] }: HouseholdKind,
): Household {
  const random = randomFrom(`films of ${seed}`);
  const firstReadAt = FILLED_AT - random.oneOf([400, 400, 16, 5]) * DAY;
  const films = Array.from({ length: FILMS }, (_, i) => randomFilm(random, i, firstReadAt));
  // A film that was there from the beginning and still is, so that the time of the first reading is known.
  films.push(listedFilm(firstReadAt));
  const several = members.length + followed > 1;
  const watchlists = several ? members.filter((member) => member !== "ada") : [];
  const owners = [...watchlists, ...Array.from({ length: followed }, () => null)];
  const others = owners.map((member, n) =>
    randomList(randomFrom(`list ${n} of ${seed}`), member, films.length),
  );
  for (const [i, film] of films.entries()) {
    const onServers = randomFrom(`${seed} on servers ${i}`);
    if (film.tmdbId !== null) film.servers = onServers.some(servers, 0.4);
    if (film.offers !== null) film.abroad = randomAbroad(randomFrom(`${seed} abroad ${i}`), abroad);
  }
  return { seed, country: "GB", abroad, servers, members, films, others };
}

/** Most of the films, in an order of its own. Two of them may share a place, as films of a watchlist and a file do. */
function randomList(random: Random, member: string | null, films: number): OtherList {
  const firstReadAt = FILLED_AT - random.oneOf([300, 20]) * DAY;
  const indices = random.some(
    Array.from({ length: films }, (_, i) => i),
    random.oneOf([0.7, 0.3]),
  );
  const rows = indices.map((i): [number, ListRow] => {
    const listedAt = random.oneOf([firstReadAt, firstReadAt, LIMIT - 1, LIMIT + 1, FILLED_AT]);
    return [i, { place: 1 + random.below(200), listedAt }];
  });
  return { member, rows: new Map(rows) };
}

function listedFilm(listedAt: number): StoredFilm {
  const names = { slug: "the-first", lid: "First", originalTitle: null };
  return storedFilm("The First", { ...names, place: 1000, exportPlace: 1000, listedAt });
}

function randomFilm(random: Random, i: number, firstReadAt: number): StoredFilm {
  const places = randomPlaces(random, i, firstReadAt);
  const { title, originalTitle } = randomNames(random, i);
  const film = storedFilm(title, {
    ...NOT_LOOKED_UP,
    ...places,
    ...randomCodes(random, i, places),
    year: random.chance(0.1) ? null : 1930 + random.below(97),
  });
  if (random.chance(0.12)) return film;
  const directors = random.chance(0.6) ? random.some(PEOPLE, 0.2) : [];
  return { ...film, originalTitle, directors, ...randomAnswer(random, i) };
}

/** Some have a name that is also a title. */
const PEOPLE = [
  "Park Chan-wook",
  "F. W. Murnau",
  "Ágnes Hranitzky",
  "Nosferatu Man",
  "Michael Mann",
  "王家衛",
  "Łucja Þór",
];

function randomNames(random: Random, i: number) {
  const made = random.some(WORDS, 0.25).join(" ") || `Film ${i}`;
  const [title, originalTitle = title] = random.chance(0.6) ? random.oneOf(NAMES) : [made];
  return { title, originalTitle: random.chance(0.2) ? null : originalTitle };
}

/** A film that only an export named may have no slug, and one that only a page named no short code. */
function randomCodes(random: Random, i: number, { place }: Pick<StoredFilm, "place">) {
  const [slug, lid] = [`random-${i}`, `R${i}`];
  if (place === null) return random.chance(0.5) ? { slug: null, lid } : { slug, lid };
  return random.chance(0.2) ? { slug, lid: null } : { slug, lid };
}

function randomPlaces(random: Random, i: number, firstReadAt: number) {
  const isLive = random.chance(0.8);
  const isExported = random.chance(isLive ? 0.2 : 0.7);
  const listedAt = random.oneOf([
    firstReadAt,
    firstReadAt + random.below(DAY),
    firstReadAt + DAY + 1,
    LIMIT + random.oneOf([-DAY, -1, 0, 1, DAY]),
    FILLED_AT - random.below(FILLED_AT - firstReadAt),
    FILLED_AT,
  ]);
  return {
    // Two films of the same list never share a place, but films of different lists may.
    place: isLive ? shuffled(i, 37) : null,
    exportPlace: isExported ? shuffled(i, 53) : null,
    // A date may remain from an earlier export.
    addedOn: random.chance(isExported ? 0.9 : 0.1) ? randomDay(random) : null,
    listedAt: random.chance(0.05) ? null : Math.max(listedAt, firstReadAt),
  };
}

/** A different number for each film, and a different order for each `step`. */
function shuffled(i: number, step: number): number {
  return 1 + ((i * step) % MORE_THAN_FILMS);
}

function randomDay(random: Random): string {
  const daysAgo = random.oneOf([0, 1, 5, 13, 14, 15, 16, 100, random.below(4000)]);
  return isoDay(FILLED_AT - daysAgo * DAY);
}

function isoDay(at: number): string {
  return new Date(at * 1000).toISOString().slice(0, 10);
}

const NOT_LOOKED_UP = {
  tmdbId: null,
  match: "pending",
  originalTitle: null,
  releaseDate: null,
  poster: null,
  runtime: null,
  genres: [],
  overview: "",
  rating: null,
  country: null,
  offers: null,
  link: null,
} satisfies Partial<StoredFilm>;

function randomAnswer(random: Random, i: number): Partial<StoredFilm> {
  const offers = randomOffers(random);
  return {
    tmdbType: random.chance(0.1) ? "tv" : "movie",
    tmdbId: 1000 + i,
    match: "exact",
    releaseDate: random.chance(0.1)
      ? null
      : random.oneOf([
          "1955-05-05",
          isoDay(FILLED_AT - DAY),
          isoDay(FILLED_AT),
          isoDay(FILLED_AT + DAY),
          "2031-01-01",
        ]),
    poster: random.chance(0.1) ? null : `/random-${i}.jpg`,
    runtime: random.chance(0.1)
      ? null
      : random.oneOf([90, 91, 100, 120, 150, 40 + random.below(160)]),
    genres: random.some(GENRES, 0.3),
    overview: random.chance(0.1) ? "" : "About a film.",
    rating: random.chance(0.1) ? null : random.below(10_001) / 1000,
    country: random.chance(0.1) ? "SE" : "GB",
    offers,
    link: random.chance(0.1)
      ? null
      : `https://www.themoviedb.org/movie/${1000 + i}/watch?locale=GB`,
    coming: random.chance(0.8)
      ? null
      : { date: isoDay(FILLED_AT + DAY * (random.below(6) - 2)), note: null },
    changes: randomChanges(random, offers),
  };
}

/** A country that is missing is not known yet. */
function randomAbroad(random: Random, countries: readonly string[]): StoredFilm["abroad"] {
  return Object.fromEntries(
    countries.flatMap((country) =>
      random.chance(0.9) ? [[country, randomOffers(random)] as const] : [],
    ),
  );
}

function randomOffers(random: Random): Offers {
  const offers = noOffers();
  if (random.chance(0.2)) return offers;
  for (const [id, name, ...kinds] of random.some(SERVICES, 0.12)) {
    for (const kind of kinds) if (random.chance(0.7)) offers[kind].push(providerOf(id, name));
  }
  for (const rare of random.some(RARE_SERVICES, 0.02)) offers[random.oneOf(OFFER_KINDS)].push(rare);
  return offers;
}

/** The arrivals and departures of several look-ups, consistent with each other and with the current offers. */
function randomChanges(random: Random, offers: Offers): OfferChange[] {
  if (random.chance(0.4)) return [];
  const oldest = (CHANGES_KEPT_DAYS - 1) * DAY;
  const lookups = [
    ...Array.from({ length: 3 }, () => FILLED_AT - 1 - random.below(oldest)),
    LIMIT + random.oneOf([-1, 0, 1]),
  ].toSorted((one, other) => one - other);
  const changes = SERVICES.flatMap(([id, , ...kinds]) =>
    kinds.map((kind) => ({ id, kind })),
  ).flatMap(({ id, kind }) => {
    const isThere = offers[kind].some((provider) => provider.id === id);
    if (!random.chance(isThere ? 0.6 : 0.08)) return [];
    const moments = random.some(lookups, 0.4);
    return moments.map((at, n) => {
      const isLast = (moments.length - 1 - n) % 2 === 0;
      return { id, kind, came: isLast === isThere, at };
    });
  });
  return changes.toSorted((one, other) => one.at - other.at);
}

function providerOf(id: number, name: string): Provider {
  return { id, name, logo: id % 7 === 0 ? null : `/logo-${id}.jpg` };
}

/** A choice that a household may have made. */
export function randomChoice(random: Random): ServicesChoice {
  const without = random.some(random.chance(0.8) ? FREE_BRANDS : BRANDS, 0.3);
  return {
    chosen: random.some(BRANDS, 0.2).filter((brand) => !without.includes(brand)),
    without,
    rent: random.chance(0.3),
    buy: random.chance(0.2),
  };
}
