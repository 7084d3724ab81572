// A film's entry is made in two places: by list/entry.ts when the film is looked up, and in SQL from the row's
// columns if it is missing. Random films check that both make the same, apart from the folded title, which SQLite
// cannot make.

import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { ENTRY } from "../../src/d1/entry-sql.ts";
import { noOffers, OFFER_KINDS, type Offers } from "../../src/film.ts";
import { FORMAT, makeEntry, MOST_GENRES, MOST_OFFERS, type Entry } from "../../src/list/entry.ts";
import { GENRES } from "../../src/tmdb/genres.ts";
import { createTestContext } from "../context.ts";
import { randomFrom, type Random } from "../list/random.ts";
import { emptyDatabase } from "../refresh/list.ts";
import { storedFilm, storeFilms, type StoredFilm } from "../web/fill.ts";

const FILMS = 600;

const FIELDS = [
  "format",
  "id",
  "search",
  "year",
  "runtime",
  "rating",
  "releaseDay",
  "isSeries",
  "genres",
  "offers",
] as const;

/** Dates as TMDB may give them: days before 1970, days that no month has, and texts that are no dates at all. */
const ODD_DATES = [
  "1888-10-14",
  "1895-12-28",
  "1969-12-31",
  "1970-01-01",
  "1970-01-02",
  "2000-02-29",
  "2001-02-29",
  "2001-02-30",
  "2001-04-31",
  "2001-02-32",
  "2001-13-01",
  "2001-00-10",
  "2001-10-00",
  "0000-00-00",
  "0000-01-01",
  "0001-01-01",
  "9999-12-31",
];

const ODD_GENRES = ["Slow “Cinema”", 'Say "it"', "Back\\slash", "Línea", "12", "0", "drama", " "];

const PROVIDERS = [2, 8, 9, 10, 11, 73, 119, 337, 1796, 2_147_483_647, 90_071_992_547];

const films = randomFilms();
let made: ReadonlyMap<string, Entry>;

beforeAll(async () => {
  await emptyDatabase();
  const { db } = createTestContext();
  await storeFilms(db, films);
  const rows = await db.all<{ slug: string; entry: string }>(
    sql`select slug, ${ENTRY} as entry from films`,
  );
  made = new Map(rows.map(({ slug, entry }) => [slug, JSON.parse(entry) as Entry]));
});

describe("An entry that SQL makes of a film's columns", () => {
  it.each([...FIELDS.entries()].filter(([, name]) => name !== "search"))(
    "has at place %i the same as one that is made when the film is looked up: %s",
    (place) => {
      const differences = films.flatMap((film) => {
        const [inSql, inTypeScript] = bothOf(film);
        const isSame = JSON.stringify(inSql[place]) === JSON.stringify(inTypeScript[place]);
        return isSame ? [] : [{ film, inSql: inSql[place], inTypeScript: inTypeScript[place] }];
      });
      expect(differences.slice(0, 3)).toEqual([]);
    },
  );

  it("has the titles in lower case until they are folded, and not more of them than an entry may have", () => {
    for (const film of films) {
      const [[, , search]] = bothOf(film);
      expect(search).toBe(titlesOf(film).slice(0, 300));
    }
  });

  it("has as many fields, and no other", () => {
    for (const film of films) expect(bothOf(film)[0].length).toBe(FIELDS.length);
  });
});

it("keeps the folded title of an entry of an older format, so that an upgrade changes no order and no search", async () => {
  const { db } = createTestContext();
  const older = JSON.stringify([FORMAT - 1, 1, "third man the\nle troisieme homme"]);
  await db.run(sql`update films set entry = ${older} where id = (select min(id) from films)`);
  const [entry] = await db.all<{ search: string; format: number }>(sql`
    select ${ENTRY} ->> 0 as format, ${ENTRY} ->> 2 as search from films order by id limit 1`);
  expect(entry?.search).toBe("third man the\nle troisieme homme");
  expect(entry?.format).toBe(FORMAT);
});

describe("The random films", () => {
  it.each([
    ["days before 1970", ([, , , , , , day]: Entry) => day !== null && day < 0],
    ["no day", ([, , , , , , day]: Entry) => day === null],
    ["no year", ([, , , year]: Entry) => year === null],
    ["no length", ([, , , , runtime]: Entry) => runtime === null],
    ["no votes", ([, , , , , rating]: Entry) => rating === null],
    ["series", ([, , , , , , , isSeries]: Entry) => isSeries === 1],
    ["no genre", ({ 8: genres }: Entry) => genres.length === 0],
    [
      "as many genres as an entry may have",
      ({ 8: genres }: Entry) => genres.length === MOST_GENRES,
    ],
    [
      "genres that we do not know",
      ({ 8: genres }: Entry) => genres.some((genre) => typeof genre === "string"),
    ],
    ["no answer", ({ 9: offers }: Entry) => Object.keys(offers).length === 0],
    ["no offers", ({ 9: offers }: Entry) => offers["GB"]?.length === 0],
    ["another country", ({ 9: offers }: Entry) => offers["SE"] !== undefined],
    [
      "as many offers as an entry may have",
      ({ 9: offers }: Entry) => offers["GB"]?.length === MOST_OFFERS,
    ],
  ])("have, some of them: %s", (_, has) => {
    expect(films.filter((film) => has(bothOf(film)[1])).length).toBeGreaterThan(5);
  });
});

function bothOf(film: StoredFilm): [inSql: Entry, inTypeScript: Entry] {
  const inSql = made.get(film.slug ?? "");
  if (inSql === undefined) throw new Error(`${film.slug} has no entry.`);
  const { tmdbType: type, country, offers } = film;
  const byCountry = country === null || offers === null ? {} : { [country]: offers };
  return [inSql, makeEntry({ ...film, id: inSql[1], type, offers: byCountry })];
}

/** SQLite changes the case of ASCII letters only. */
function titlesOf({ title, originalTitle }: StoredFilm): string {
  const other = originalTitle === null || originalTitle === title ? "" : `\n${originalTitle}`;
  return `${title}${other}`.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function randomFilms(): StoredFilm[] {
  const random = randomFrom("entries");
  return Array.from({ length: FILMS }, (_, i) =>
    storedFilm(random.oneOf(["Amélie", "The Third Man", "七人の侍", "WALL·E", "x".repeat(290)]), {
      slug: `random-${i}`,
      originalTitle: random.oneOf([null, "Amélie", "Le Fabuleux Destin", "ÆON", "y".repeat(290)]),
      year: random.oneOf([null, 1888, 2026, 1900 + random.below(130)]),
      runtime: random.oneOf([null, 1, 61.5, 20 + random.below(400), 20 + random.below(400)]),
      rating: random.oneOf([null, 0, 10, 7.25, 6.85, random.below(10_001) / 1000]),
      releaseDate: random.oneOf([null, random.oneOf(ODD_DATES), randomDate(random)]),
      tmdbType: random.oneOf(["movie", "movie", "tv"]),
      genres: randomGenres(random),
      country: random.oneOf([null, "GB", "GB", "GB", "SE"]),
      offers: randomOffers(random),
    }),
  );
}

function randomDate(random: Random): string {
  const [month, day] = [1 + random.below(12), 1 + random.below(31)];
  const text = (n: number) => `${n}`.padStart(2, "0");
  return `${1880 + random.below(160)}-${text(month)}-${text(day)}`;
}

function randomGenres(random: Random): string[] {
  const all = random.chance(0.5) ? [...GENRES, ...ODD_GENRES] : GENRES;
  const genres = random.some(all, random.oneOf([0, 0.1, 0.1, 0.7]));
  return random.chance(0.2) ? genres.toReversed() : genres;
}

/** A provider may appear twice among a kind's offers. */
function randomOffers(random: Random): Offers | null {
  if (random.chance(0.1)) return null;
  const offers = noOffers();
  if (random.chance(0.1)) return offers;
  const many = Array.from({ length: random.chance(0.1) ? 140 : 0 }, (_, i) => 500 + 3 * i);
  for (const kind of OFFER_KINDS) {
    const ids = random.some([...PROVIDERS, ...many, ...PROVIDERS], many.length > 0 ? 0.7 : 0.15);
    offers[kind] = ids.map((id) => ({ id, name: `Service ${id}`, logo: null }));
  }
  return offers;
}
