// TMDB's answers as they come over the wire, put into our words. The wire's names never leave this file.
// Whatever can be read is read. An answer fails with `tmdb-unrecognised` only if what it was asked for is
// missing, because a gap on the page would look like a service that has left.

import { type Result, done, failed } from "../failure.ts";
import {
  type Candidate,
  type CountryOffers,
  OFFER_KINDS,
  type OfferKind,
  type Provider,
  type TmdbFilm,
  type TmdbKey,
  noOffers,
} from "../film.ts";
import type { Found } from "../ports.ts";
import { parseDigitalReleases } from "./digital-releases.ts";
import {
  type Wire,
  readDay,
  readId,
  readList,
  readNumber,
  readPath,
  readRecord,
  readText,
} from "./fields.ts";

/** More than TMDB ever sends. A longer text is cut or, where half of it is worth nothing, left out. */
const LONGEST = {
  title: 300,
  overview: 3000,
  genre: 60,
  service: 100,
  link: 500,
  /** Minutes. The longest film that TMDB has runs for five weeks. */
  runtime: 100_000,
};

/** More than TMDB ever has in one list; whatever follows is not looked at. */
const MOST = {
  genres: 20,
  /** Of one kind. */
  services: 60,
  found: 40,
  /** Of a country; the whole world has 800. */
  providers: 1000,
};

/** What TMDB names of all that a search finds. */
const FOUND_A_PAGE = 20;

/** TMDB names the same fields differently for films and for television. */
const NAMES = {
  movie: { title: "title", originalTitle: "original_title", day: "release_date" },
  tv: { title: "name", originalTitle: "original_name", day: "first_air_date" },
} as const;

const KINDS: Record<OfferKind, string> = {
  stream: "flatrate",
  free: "free",
  ads: "ads",
  rent: "rent",
  buy: "buy",
};

/** A service with its place in one country's order; the smallest comes first. */
export interface RankedProvider {
  provider: Provider;
  rank: number;
}

/**
 * The details of a title and the offers of some countries, home first. Fails if it is another title, or if home's
 * offers cannot be read; those of another country are then left out.
 */
export function parseFilm(
  json: unknown,
  key: TmdbKey,
  countries: readonly string[],
): Result<TmdbFilm> {
  const what = `${key.type}/${key.id}`;
  const wire = readRecord(json);
  const id = readId(wire?.["id"]);
  // If the number is not the one that was asked for, then whatever this is, it is not our film.
  if (wire === null || id !== key.id) return unrecognised(what, `came as ${id ?? "no title"}`);

  // The offers of the whole world come; looking at them all would take the CPU time of a whole message.
  const world = readRecord(readRecord(wire["watch/providers"])?.["results"]);
  if (world === null) return unrecognised(what, "came without watch/providers");
  const offers: Record<string, CountryOffers> = {};
  for (const country of countries) {
    const here = parseOffers(world[country], `${what}: offers of ${country}`);
    if (here.ok) offers[country] = here.value;
    else if (country === countries[0]) return here;
  }
  return done({
    key,
    ...readTitles(wire, key.type),
    releaseDate: readDay(wire[NAMES[key.type].day]),
    poster: readPath(wire["poster_path"]),
    runtime: key.type === "movie" ? readMinutes(wire["runtime"]) : readEpisodeMinutes(wire),
    genres: readGenres(wire["genres"]),
    overview: readText(wire["overview"], LONGEST.overview),
    rating: readRating(wire),
    countries: offers,
    ...(wire["release_dates"] === undefined
      ? {}
      : { releases: parseDigitalReleases(wire["release_dates"], countries) }),
  });
}

/**
 * A country that is missing offers nothing. A record that cannot be read is left out; if none of a country's
 * records can be, the answer fails.
 */
function parseOffers(value: unknown, what: string): Result<CountryOffers> {
  const offers = noOffers();
  if (value === undefined || value === null) return done({ offers, link: null });
  const wire = readRecord(value);
  if (wire === null) return unrecognised(what, "not an object");

  const given = OFFER_KINDS.filter((kind) => isGiven(wire[KINDS[kind]]));
  for (const kind of given) {
    const providers = readList(wire[KINDS[kind]], MOST.services).map(readProvider);
    offers[kind] = eachOnce(providers.filter((provider) => provider !== null));
  }
  if (given.length > 0 && given.every((kind) => offers[kind].length === 0)) {
    return unrecognised(what, "no service can be read");
  }
  return done({ offers, link: readLink(wire["link"]) });
}

/** TMDB leaves out a kind without offers; an empty list has not been seen. */
function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}

/** null: it has no number or no name. */
function readProvider(value: unknown): Provider | null {
  const wire = readRecord(value);
  const id = readId(wire?.["provider_id"]);
  const name = readText(wire?.["provider_name"], LONGEST.service);
  return id === null || name === "" ? null : { id, name, logo: readPath(wire?.["logo_path"]) };
}

function eachOnce(providers: readonly Provider[]): Provider[] {
  return providers.filter(({ id }, i) => providers.findIndex((other) => other.id === id) === i);
}

/** The link goes on our page unchanged, so it has to be the page that TMDB's terms ask for, and no other. */
function readLink(value: unknown): string | null {
  if (typeof value !== "string" || value.length > LONGEST.link) return null;
  const url = URL.parse(value);
  const isOfTmdb = url?.protocol === "https:" && /^(www\.)?themoviedb\.org$/.test(url.host);
  return isOfTmdb ? value : null;
}

function readTitles(wire: Wire, type: TmdbKey["type"]) {
  const title = readText(wire[NAMES[type].title], LONGEST.title);
  const originalTitle = readText(wire[NAMES[type].originalTitle], LONGEST.title);
  return { title: title || originalTitle, originalTitle: originalTitle || title };
}

function readMinutes(value: unknown): number | null {
  return Math.round(readNumber(value, LONGEST.runtime) ?? 0) || null;
}

/** TMDB empties `episode_run_time` more and more; the newest episode still has its own length. */
function readEpisodeMinutes(wire: Wire): number | null {
  const [usual] = readList(wire["episode_run_time"], 1);
  return readMinutes(usual) ?? readMinutes(readRecord(wire["last_episode_to_air"])?.["runtime"]);
}

function readGenres(value: unknown): string[] {
  const names = readList(value, MOST.genres).map((genre) =>
    readText(readRecord(genre)?.["name"], LONGEST.genre),
  );
  return [...new Set(names)].filter((name) => name !== "");
}

/** If the number of votes is not stated, an average of 0 means that there are none. */
function readRating(wire: Wire): number | null {
  const average = readNumber(wire["vote_average"], 10);
  const votes = readVotes(wire);
  return votes === null ? average || null : votes > 0 ? average : null;
}

function readVotes(wire: Wire): number | null {
  return readNumber(wire["vote_count"], Number.MAX_SAFE_INTEGER);
}

/** The films that a search found, without the bonus discs that TMDB marks as `video`. */
export function parseFoundFilms(json: unknown): Found {
  return parseFound(json, "movie");
}

export function parseFoundTelevision(json: unknown): Found {
  return parseFound(json, "tv");
}

/** Fails without a list, and if nothing in the list can be read: that is not the same as nothing found. */
function parseFound(json: unknown, type: TmdbKey["type"]): Found {
  const what = `search/${type}`;
  const answer = readRecord(json);
  const results = answer?.["results"];
  if (!Array.isArray(results)) return unrecognised(what, "came without results");

  const films = new Map<number, Candidate>();
  let unreadable = 0;
  for (const item of readList(results, MOST.found)) {
    const wire = readRecord(item);
    const candidate = wire && readCandidate(wire, type);
    if (candidate === null) unreadable += 1;
    else if (wire && isTitle(wire, type)) films.set(candidate.key.id, candidate);
  }
  if (films.size === 0 && unreadable > 0) return unrecognised(what, "no record can be read");
  const found = done([...films.values()]);
  return isOnePageOfMore(answer, results.length) ? { ...found, more: true } : found;
}

/** A full page tells by itself that there may be others, whatever its totals say. */
function isOnePageOfMore(answer: Wire | null, found: number): boolean {
  const pages = readNumber(answer?.["total_pages"], Number.MAX_SAFE_INTEGER) ?? 1;
  const total = readNumber(answer?.["total_results"], Number.MAX_SAFE_INTEGER) ?? found;
  return found >= FOUND_A_PAGE || pages > 1 || total > found;
}

/**
 * Collections may come among the films, and their numbers would be those of other films. They have no votes and
 * no date, not even an empty one.
 */
function isTitle(wire: Wire, type: TmdbKey["type"]): boolean {
  if (wire["video"] === true) return false;
  return readVotes(wire) !== null || typeof wire[NAMES[type].day] === "string";
}

/** null: it has no number or no title. */
function readCandidate(wire: Wire, type: TmdbKey["type"]): Candidate | null {
  const id = readId(wire["id"]);
  const titles = readTitles(wire, type);
  if (id === null || titles.title === "") return null;
  const day = readDay(wire[NAMES[type].day]);
  return {
    key: { type, id },
    ...titles,
    year: day === null ? null : Number(day.slice(0, 4)),
    poster: readPath(wire["poster_path"]),
    votes: readVotes(wire) ?? 0,
    why: "TMDB finds it",
  };
}

/** Fails without a list, and if no service in it can be read. */
export function parseProviderList(json: unknown, country: string): Result<RankedProvider[]> {
  const results = readRecord(json)?.["results"];
  if (!Array.isArray(results)) return unrecognised("watch/providers", "came without results");

  const ranked = readList(results, MOST.providers).flatMap((item) => {
    const provider = readProvider(item);
    const ranks = readRecord(readRecord(item)?.["display_priorities"]);
    const rank = readNumber(ranks?.[country], Number.MAX_SAFE_INTEGER) ?? Number.POSITIVE_INFINITY;
    return provider === null ? [] : [{ provider, rank }];
  });
  if (ranked.length === 0 && results.length > 0) {
    return unrecognised("watch/providers", "no service can be read");
  }
  return done(ranked);
}

function unrecognised(what: string, why: string): ReturnType<typeof failed> {
  return failed("tmdb-unrecognised", `${what}: ${why}`);
}
