// As many invented films as are wanted, always the same ones, for measuring and for tests that need a
// long list. TMDB's side comes with each.

import type { StandInFilm } from "./film.ts";
import { filmOf } from "./film.ts";
import { hash, pick } from "./hash.ts";

const FIRST = (
  "The Silent,A Crimson,Last,The Electric,Paper,Northern,The Hollow,Velvet,A Distant,The Seventh," +
  "Midnight,Broken,The Golden,Winter,Empty,The Other"
).split(",");
const SECOND = (
  "Harbour,Orchard,Machine,River,Station,Garden,Letter,Mirror,Island,Winter,Witness,Parade,Engine," +
  "Door,Summer,Kingdom,Signal,Meadow"
).split(",");
const GENRES = ["Drama", "Comedy", "Thriller", "Horror", "Romance", "Documentary"] as const;

/** `count` films, newest first; one in fifty has no year, and one in forty TMDB dates a year later. */
export function manyFilms(count: number): StandInFilm[] {
  return Array.from({ length: count }, (_, i) => inventedFilm(i + 1));
}

function inventedFilm(number: number): StandInFilm {
  const seed = `many ${number}`;
  const first = FIRST[hash(`first ${seed}`) % FIRST.length];
  const second = SECOND[hash(`second ${seed}`) % SECOND.length];
  const title = `${first} ${second} ${number}`;
  const year = number % 50 === 0 ? null : 1930 + (hash(`year ${seed}`) % 96);
  const releaseYear = year === null ? null : year + (number % 40 === 0 ? 1 : 0);
  return filmOf({
    title,
    year,
    lid: `m${number.toString(36)}`,
    uid: 2_000_000 + number,
    tmdb: {
      key: { type: "movie", id: 3_000_000 + number },
      releaseDate: releaseYear === null ? "" : `${releaseYear}-03-01`,
      genres: [pick(GENRES, `genre ${seed}`)],
      overview: `The ${number}th story that nobody has told, and nobody will.`,
    },
  });
}
