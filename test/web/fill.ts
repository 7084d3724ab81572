// Fills the database with as many films as a test or a measurement needs, as refreshes would.

import { sql } from "drizzle-orm";
import type { Database } from "../../src/d1/database.ts";
import { chunksOf, jsonRows } from "../../src/d1/json-rows.ts";
import { findOrAddWatchlist } from "../../src/d1/lists.ts";
import { MARK } from "../../src/d1/upgrade.ts";
import {
  noOffers,
  type FilmSource,
  type Match,
  type OfferKind,
  type Offers,
  type Provider,
} from "../../src/film.ts";
/** An arrival or a departure that a look-up saw. */
export interface OfferChange {
  id: number;
  kind: OfferKind;
  came: boolean;
  /** Seconds since 1970. */
  at: number;
}

const SERVICES: Provider[] = [
  "Netflix",
  "MUBI",
  "Criterion Channel",
  "Max",
  "Disney Plus",
  "Prime Video",
  "Apple TV Plus",
  "Paramount Plus",
  "Hulu",
  "Peacock",
].map((name, i) => ({ id: 11 + i, name, logo: `/logo-${i}.jpg` }));
const FREE: Provider[] = ["Kanopy", "Tubi", "Pluto TV", "Arte"].map((name, i) => ({
  id: 311 + i,
  name,
  logo: `/free-${i}.jpg`,
}));
const SHOPS: Provider[] = ["Apple TV", "Google Play Movies", "Amazon Video", "Vudu"].map(
  (name, i) => ({ id: 511 + i, name, logo: `/shop-${i}.jpg` }),
);
const GENRES = ["Drama", "Comedy", "Horror", "Science Fiction", "Romance", "Crime", "Documentary"];
const WORDS =
  "night river stranger blue last garden winter silent city mirror love train island red dance".split(
    " ",
  );

/** When these films were looked up, in seconds since 1970. */
export const FILLED_AT = 1_795_000_000;

/** A film's row, as far as the page uses it. */
export interface StoredFilm {
  slug: string | null;
  lid: string | null;
  title: string;
  originalTitle: string | null;
  /** Those of its TMDB title; none: TMDB was not asked. */
  directors: string[];
  year: number | null;
  /** On the member's own list. Greater is newer; null: not on it. */
  place: number | null;
  /** The same for the imported list. */
  exportPlace: number | null;
  /** ISO date, which only an export gives. */
  addedOn: string | null;
  listedAt: number | null;
  tmdbType: "movie" | "tv";
  tmdbId: number | null;
  match: Match;
  releaseDate: string | null;
  poster: string | null;
  runtime: number | null;
  genres: string[];
  overview: string;
  rating: number | null;
  country: string | null;
  /** null: never looked up. */
  offers: Offers | null;
  link: string | null;
  /** ISO date and TMDB's note; null: nothing is known. */
  coming: { date: string; note: string | null } | null;
  changes: OfferChange[];
  /** Offers in other countries. */
  abroad: Record<string, Offers>;
  /** The household's own servers that it stands on. */
  servers: string[];
}

let made = 0;

/** A film that nobody offers, unless the test says otherwise. */
export function storedFilm(title: string, more: Partial<StoredFilm> = {}): StoredFilm {
  made += 1;
  return {
    slug: `film-${made}`,
    lid: `L${made}`,
    title,
    originalTitle: title,
    directors: [],
    year: 1960,
    place: 1_000_000 - made,
    exportPlace: null,
    addedOn: null,
    listedAt: FILLED_AT - 400 * 86_400,
    tmdbType: "movie",
    tmdbId: made,
    match: "exact",
    releaseDate: "1960-01-02",
    poster: `/poster-${made}.jpg`,
    runtime: 100,
    genres: ["Drama"],
    overview: `About ${title}.`,
    rating: 7.1,
    country: "GB",
    offers: noOffers(),
    link: `https://www.themoviedb.org/movie/${made}/watch?locale=GB`,
    coming: null,
    changes: [],
    abroad: {},
    servers: [],
    ...more,
  };
}

export async function storeFilms(db: Database, films: readonly StoredFilm[]): Promise<void> {
  await db.run(
    sql`insert into memory (key, value) values (${MARK}, '{}') on conflict (key) do nothing`,
  );
  const { id: watchlist } = await findOrAddWatchlist(db, "ada", FILLED_AT);
  const file = await addNamelessFile(db);
  // Rows of films from an earlier test.
  await db.run(sql`delete from list_films where film_id not in (select id from films)`);
  await db.run(sql`delete from film_credits where film_id not in (select id from films)`);
  const last = sql`(select coalesce(max(id), 0) from films)`;
  const rows = films.map((film) => ({
    ...film,
    source: sourceOf(film),
    genres: JSON.stringify(film.genres),
    directors: JSON.stringify(film.directors),
    countries: countriesOf(film),
  }));
  for (const part of chunksOf(rows, 1000)) {
    await db.run(sql`
      insert into films (id, slug, lid, title, year, source, created_at, listed_at, tmdb_type,
        tmdb_id, "match", original_title, release_date, poster, runtime, genres, overview, rating,
        countries, checked_at)
      select ${last} + 1 + key, value ->> 'slug', value ->> 'lid', value ->> 'title', value ->> 'year',
        value ->> 'source', ${FILLED_AT}, value ->> 'listedAt', value ->> 'tmdbType', value ->> 'tmdbId',
        value ->> 'match', value ->> 'originalTitle', value ->> 'releaseDate', value ->> 'poster',
        value ->> 'runtime', value ->> 'genres', value ->> 'overview', value ->> 'rating',
        value ->> 'countries', iif(value ->> 'countries' is null, null, ${FILLED_AT})
      from ${jsonRows(part)}`);
    await db.run(sql`
      insert into film_credits (film_id, of_type, of_id, asked_at, known_at, directors)
      select ${last} - ${part.length} + 1 + key, value ->> 'tmdbType', value ->> 'tmdbId', ${FILLED_AT}, ${FILLED_AT},
        value ->> 'directors'
      from ${jsonRows(part)} where value ->> 'tmdbId' is not null and value ->> 'directors' <> '[]'`);
    await db.run(sql`
      insert into arrivals (film_id, country, provider, kind, came, at)
      select ${last} - ${part.length} + 1 + film.key, film.value ->> 'country', change.value ->> 'id',
        change.value ->> 'kind', change.value ->> 'came', change.value ->> 'at'
      from ${jsonRows(part)} as film, json_each(film.value, '$.changes') as change`);
    await db.run(sql`
      insert into list_films (list_id, film_id, place, listed_at)
      select ${watchlist}, ${last} - ${part.length} + 1 + key, value ->> 'place', value ->> 'listedAt'
      from ${jsonRows(part)}`);
    await db.run(sql`
      insert into list_films (list_id, film_id, place, added_on, listed_at)
      select ${file}, ${last} - ${part.length} + 1 + key, value ->> 'exportPlace', value ->> 'addedOn',
        value ->> 'listedAt'
      from ${jsonRows(part)} where value ->> 'exportPlace' is not null or value ->> 'addedOn' is not null`);
    await storeItems(db, part);
  }
}

async function storeItems(
  db: Database,
  films: readonly Pick<StoredFilm, "tmdbId" | "servers">[],
): Promise<void> {
  const items = films.flatMap(({ tmdbId, servers }) =>
    servers.map((server) => [tmdbId, server, `http://${server}/item/${tmdbId}`]),
  );
  if (items.length === 0) return;
  await db.run(sql`
    insert into library_items (tmdb_id, server, link, seen_at)
    select value ->> 0, value ->> 1, value ->> 2, ${FILLED_AT} from ${jsonRows(items)}`);
}

function countriesOf({ country, offers, link, coming, abroad, tmdbId }: StoredFilm): string | null {
  const here = country && offers ? { [country]: { offers, link, ...(coming && { coming }) } } : {};
  const there = Object.entries(abroad).map(([code, found]) => {
    const page = `https://www.themoviedb.org/movie/${tmdbId}/watch?locale=${code}`;
    return [code, { offers: found, link: page }];
  });
  const all = { ...here, ...Object.fromEntries(there) };
  return Object.keys(all).length === 0 ? null : JSON.stringify(all);
}

/** A file imported while no member was configured counts as the configured member's. */
async function addNamelessFile(db: Database): Promise<number> {
  const row = await db.get<{ id: number }>(sql`
    insert into lists (kind, created_at) values ('file', ${FILLED_AT}) returning id`);
  return row.id;
}

function sourceOf({ place, exportPlace }: StoredFilm): FilmSource {
  if (exportPlace === null) return "letterboxd";
  return place === null ? "export" : "both";
}

/**
 * As many films as a measurement needs, each slightly different. `further`: so many services more than the usual ones,
 * from `FURTHER` on; then each film has two of them, and a date on which it was added.
 */
export async function fill(db: Database, count: number, further = 0): Promise<void> {
  const films = Array.from({ length: count }, (_, i) => filmNumber(i, count));
  if (further > 0) for (const [i, film] of films.entries()) addFurther(film, i, further);
  await storeFilms(db, films);
}

export const FURTHER = 7000;

function addFurther(film: StoredFilm, i: number, services: number): void {
  for (const place of new Set([(i * 7) % services, (i * i) % services])) {
    const name = `Service ${place}`;
    film.offers?.stream.push({ id: FURTHER + place, name, logo: `/further-${place}.jpg` });
  }
  film.addedOn = `${2012 + (i % 14)}-0${1 + (i % 9)}-11`;
}

function filmNumber(i: number, count: number): StoredFilm {
  const title = `${at(WORDS, i * 7)} ${at(WORDS, i * 3 + 1)} ${i}`.replace(/^./, (c) =>
    c.toUpperCase(),
  );
  const year = 1925 + ((i * 37) % 101);
  const offers = offersOf(i);
  const [service] = offers.stream;
  const isNew = i % 23 === 3 && service !== undefined;
  return storedFilm(title, {
    slug: title.toLowerCase().replaceAll(" ", "-"),
    year,
    place: (count - i) * 10,
    listedAt: i < 5 ? FILLED_AT - 86_400 : FILLED_AT - 400 * 86_400,
    tmdbId: 1000 + i,
    releaseDate: i % 50 === 0 ? "2031-05-01" : `${year}-03-0${1 + (i % 9)}`,
    poster: i % 40 === 39 ? null : `/${hash(i)}${hash(i + 77)}${hash(i + 555)}.jpg`,
    runtime: i % 30 === 29 ? null : 62 + ((i * 13) % 140),
    genres: [at(GENRES, i), at(GENRES, i * 5 + 2)].filter(unique),
    overview: `${title} follows a ${at(WORDS, i)} through a ${at(WORDS, i + 4)}. `.repeat(4),
    rating: ((i * 17) % 100) / 10,
    offers,
    link: `https://www.themoviedb.org/movie/${1000 + i}/watch?locale=GB`,
    changes: isNew
      ? [{ id: service.id, kind: "stream", came: true, at: FILLED_AT - i * 7000 }]
      : [],
  });
}

function offersOf(i: number): Offers {
  const offers = noOffers();
  if (i % 3 !== 2)
    offers.stream = [at(SERVICES, i), at(SERVICES, i * 3 + 4)].filter(uniqueProvider);
  if (i % 11 === 0) offers.free = [at(FREE, i)];
  if (i % 13 === 0) offers.ads = [at(FREE, i + 1)];
  if (i % 7 !== 6) {
    offers.rent = SHOPS;
    offers.buy = SHOPS;
  }
  return offers;
}

function at<T>(things: readonly T[], i: number): T {
  const thing = things[i % things.length];
  if (thing === undefined) throw new Error("An empty list has nothing to choose from.");
  return thing;
}

const unique = (thing: unknown, i: number, all: unknown[]) => all.indexOf(thing) === i;
const uniqueProvider = ({ id }: Provider, i: number, all: Provider[]) =>
  all.findIndex((other) => other.id === id) === i;

function hash(i: number): string {
  return Math.imul(i + 1, 2_654_435_761)
    .toString(36)
    .replace("-", "Q");
}
