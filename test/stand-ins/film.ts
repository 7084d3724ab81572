// A film as the two stand-ins know it: what Letterboxd lists, and what TMDB has about it, which is not
// always the same and sometimes nothing.

import type { OfferKind, TmdbKey } from "../../src/film.ts";
import { directorOf } from "./tmdb/crew.ts";
import { people, type People } from "./films/people.ts";
import { chance, codeFrom, hash } from "./hash.ts";

/** TMDB's provider ids by the way of having the film. */
export type OfferIds = Partial<Record<OfferKind, number[]>>;

export interface TmdbTitle {
  key: TmdbKey;
  title: string;
  originalTitle: string;
  /** The search finds these too, and shows them nowhere. */
  otherTitles: string[];
  /** ISO 8601; empty where TMDB has none. */
  releaseDate: string;
  /** Years of all releases, festivals included: the search's wider filter looks at these. */
  releaseYears: number[];
  language: string;
  overview: string;
  runtime: number | null;
  genres: string[];
  rating: number;
  votes: number;
  poster: string | null;
  /** TMDB's `video`: a bonus disc, not a film. */
  isBonusDisc: boolean;
  /** By country; a country that is not named gets offers that fit the rest. */
  offers: Record<string, OfferIds>;
  /** By country: when it comes out digitally, as an ISO date, and TMDB's note. */
  digital: Record<string, { date: string; note: string }[]>;
  people: People;
  /** YouTube's key; null: there is none. */
  trailer: string | null;
}

export interface StandInFilm {
  slug: string;
  lid: string;
  /** Letterboxd's number, as in `film:46682`. */
  uid: number;
  /** As Letterboxd has it. */
  title: string;
  year: number | null;
  /** null: TMDB doesn’t have it. */
  tmdb: TmdbTitle | null;
}

export type FilmSketch = Pick<StandInFilm, "title"> &
  Partial<Omit<StandInFilm, "tmdb">> & { tmdb?: Partial<TmdbTitle> };

/** Fills in whatever a sketch leaves open, in the same way each time. */
export function filmOf({ tmdb, ...listed }: FilmSketch): StandInFilm {
  const slug = listed.slug ?? slugOf(listed.title);
  return {
    lid: codeFrom(`lid ${slug}`, 4),
    uid: 1000 + (hash(`uid ${slug}`) % 1_200_000),
    year: null,
    ...listed,
    slug,
    tmdb: tmdbTitleOf({ title: listed.title, ...tmdb }, slug, listed.year ?? null),
  };
}

function tmdbTitleOf(
  sketch: Partial<TmdbTitle> & { title: string },
  seed: string,
  year: number | null,
): TmdbTitle {
  const key = sketch.key ?? { type: "movie", id: 2_000_000 + (hash(`id ${seed}`) % 90_000_000) };
  const releaseDate = sketch.releaseDate ?? (year === null ? "" : `${year}-06-15`);
  const isReleased = releaseDate !== "" && Number(releaseDate.slice(0, 4)) < 2027;
  const hasPoster = isReleased || chance(`poster ${seed}`, 0.5);
  return {
    originalTitle: sketch.title,
    otherTitles: [],
    releaseYears: yearsOf(releaseDate, year),
    language: "en",
    overview: "",
    runtime: isReleased ? 80 + (hash(`runtime ${seed}`) % 70) : null,
    genres: ["Drama"],
    rating: isReleased ? 5 + (hash(`rating ${seed}`) % 40) / 10 : 0,
    votes: isReleased ? 300 + (hash(`votes ${seed}`) % 24_000) : 0,
    poster: hasPoster ? `/${codeFrom(`poster ${seed}`, 27)}.jpg` : null,
    isBonusDisc: false,
    offers: {},
    digital: {},
    people: people.get(seed) ?? inventedPeople(seed, key),
    trailer: chance(`trailer ${seed}`, 0.8) ? codeFrom(`trailer ${seed}`, 11) : null,
    ...sketch,
    key,
    releaseDate,
  };
}

function inventedPeople(seed: string, key: TmdbKey): People {
  const cast = Array.from({ length: 6 }, (_, i) =>
    directorOf({ key: { ...key, id: hash(`cast ${seed} ${i}`) } }),
  );
  return { directors: [directorOf({ key })], cast, countries: ["US"] };
}

function yearsOf(releaseDate: string, year: number | null): number[] {
  const years = new Set<number>();
  if (releaseDate !== "") years.add(Number(releaseDate.slice(0, 4)));
  if (year !== null) years.add(year);
  return [...years];
}

/** The name that Letterboxd would give a film in its addresses. */
export function slugOf(title: string): string {
  const plain = title.normalize("NFD").replaceAll(/[\u0300-\u036F'’.·]/g, "");
  const words = plain.toLowerCase().match(/[a-z0-9]+/g);
  return words?.join("-").slice(0, 80) ?? `film-${codeFrom(title, 5).toLowerCase()}`;
}
