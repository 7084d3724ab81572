// The films of the stand-ins: well-known real ones, in an order as a watchlist has grown, newest first.
// Titles, years and numbers are true as far as we know; the sentences are our own; the offers are made up.

import type { StandInFilm } from "./film.ts";
import { filmOf } from "./film.ts";
import { MIDDLE_SHELF } from "./films/middle-shelf.ts";
import { NEW_SHELF } from "./films/new-shelf.ts";
import { OLD_SHELF } from "./films/old-shelf.ts";
import { parseShelf } from "./films/parse-shelf.ts";
import { hash } from "./hash.ts";

export { hostileFilms } from "./films/hostile.ts";

export const films: StandInFilm[] = [OLD_SHELF, MIDDLE_SHELF, NEW_SHELF]
  .flatMap((shelf) => parseShelf(shelf))
  .toSorted((a, b) => hash(a.slug) - hash(b.slug));

/** Films that share their title with one of ours: real ones, and some that nobody has heard of. */
export const namesakes: StandInFilm[] = listNamesakes();

/** What TMDB has beside the watchlist: namesakes, bonus discs and other noise that a search brings up. */
export const bystanders: StandInFilm[] = [
  ...namesakes,
  ...films.filter((film) => hash(film.slug) % 3 === 0).map((film) => bonusDiscOf(film)),
];

export function findFilm(slug: string): StandInFilm {
  const found = films.find((film) => film.slug === slug);
  if (found === undefined) throw new Error(`no film ${slug} on the shelves`);
  return found;
}

function listNamesakes(): StandInFilm[] {
  const others: [title: string, year: number, id: number, votes: number][] = [
    ["Heat", 1986, 17_824, 180],
    ["Crash", 2004, 1640, 3900],
    ["Suspiria", 2018, 361_292, 2600],
    ["Nosferatu", 1922, 653, 2400],
    ["House", 1985, 11_415, 640],
    ["The Thing", 2011, 60_935, 4200],
    ["Drive", 1997, 21_380, 150],
    ["Parasite", 1982, 48_311, 80],
    ["Dune", 1984, 841, 3600],
    ["Carol", 2010, 900_101, 0],
    ["Her", 2013, 900_102, 2],
    ["Whiplash", 2013, 900_103, 210],
    ["Inception", 2010, 900_104, 0],
    ["Solaris", 2002, 2103, 1300],
    ["Poor Things", 2023, 900_105, 1],
  ];
  return others.map(([title, year, id, votes]) =>
    filmOf({ title, year, slug: `${title}-${year}-other`, tmdb: noise(id, votes) }),
  );
}

function bonusDiscOf(film: StandInFilm): StandInFilm {
  const id = 5_000_000 + film.uid;
  const title = `The Making of ${film.title}`;
  return filmOf({
    title,
    tmdb: { ...noise(id, 3), releaseDate: "", poster: null, isBonusDisc: true },
  });
}

function noise(id: number, votes: number): NonNullable<Parameters<typeof filmOf>[0]["tmdb"]> {
  return { key: { type: "movie", id }, votes };
}
