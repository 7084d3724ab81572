// Fills the database with as many films as a test or a measurement wants, as refreshes would have left them.

import { sql } from "drizzle-orm";
import type { Database } from "../../src/d1/database.ts";
import { chunksOf, jsonRows } from "../../src/d1/json-rows.ts";
import { noOffers, type Offers, type Provider } from "../../src/film.ts";

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

/** The moment at which these films were looked up, in seconds since 1970. */
export const FILLED_AT = 1_795_000_000;

export async function fill(db: Database, count: number, country = "GB"): Promise<void> {
  const rows = Array.from({ length: count }, (_, i) => filmRow(i, count));
  for (const part of chunksOf(rows, 1000)) {
    await db.run(sql`
      insert into films (slug, lid, title, year, source, live_place, created_at, listed_at, tmdb_type, tmdb_id,
        "match", original_title, release_date, poster, runtime, genres, overview, rating, country, offers, link,
        changes, checked_at)
      select value ->> 'slug', value ->> 'lid', value ->> 'title', value ->> 'year', 'letterboxd',
        value ->> 'place', ${FILLED_AT}, value ->> 'listedAt', 'movie', value ->> 'tmdbId', 'exact',
        value ->> 'title', value ->> 'releaseDate', value ->> 'poster', value ->> 'runtime', value ->> 'genres',
        value ->> 'overview', value ->> 'rating', ${country}, value ->> 'offers', value ->> 'link',
        value ->> 'changes', ${FILLED_AT}
      from ${jsonRows(part)}`);
  }
  await db.run(sql`
    insert into memory (key, value) values ('live-list', '{"username":"sofia","readWholeAt":1}')
    on conflict (key) do nothing`);
}

function filmRow(i: number, count: number) {
  const title = `${at(WORDS, i * 7)} ${at(WORDS, i * 3 + 1)} ${i}`.replace(/^./, (c) =>
    c.toUpperCase(),
  );
  const year = 1925 + ((i * 37) % 101);
  const offers = offersOf(i);
  return {
    slug: `${title.toLowerCase().replaceAll(" ", "-")}`,
    lid: `l${i.toString(36)}`,
    title,
    year,
    place: (count - i) * 10,
    listedAt: i < 5 ? FILLED_AT - 86_400 : FILLED_AT - 400 * 86_400,
    tmdbId: 1000 + i,
    releaseDate: i % 50 === 0 ? "2031-05-01" : `${year}-03-0${1 + (i % 9)}`,
    poster: i % 40 === 39 ? null : `/${hash(i)}${hash(i + 77)}${hash(i + 555)}.jpg`,
    runtime: i % 30 === 29 ? null : 62 + ((i * 13) % 140),
    genres: JSON.stringify([at(GENRES, i), at(GENRES, i * 5 + 2)].filter(unique)),
    overview: `${title} follows a ${at(WORDS, i)} through a ${at(WORDS, i + 4)}. `.repeat(4),
    rating: ((i * 17) % 100) / 10,
    offers: JSON.stringify(offers),
    link: `https://www.themoviedb.org/movie/${1000 + i}/watch?locale=GB`,
    changes:
      i % 23 === 3 && offers.stream[0]
        ? JSON.stringify([
            { id: offers.stream[0].id, kind: "stream", came: true, at: FILLED_AT - i * 7000 },
          ])
        : "[]",
  };
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
