// TMDB's answers in its wire form, with all the fields that one does not need.

import type { TmdbTitle } from "../film.ts";
import { chance, codeFrom, hash } from "../hash.ts";
import { crewAnswer } from "./crew.ts";
import type { SearchAnswer } from "./search.ts";

export const ERRORS = {
  badKey: { status_code: 7, status_message: "Invalid API key: You must be granted a valid key." },
  notFound: { status_code: 34, status_message: "The resource you requested could not be found." },
  tooMany: {
    status_code: 25,
    status_message: "Your request count (41) is over the allowed limit of (40).",
  },
  broken: {
    status_code: 11,
    status_message: "Internal error: Something went wrong, contact TMDB.",
  },
  badPage: {
    status_code: 22,
    status_message:
      "Invalid page: Pages start at 1 and max at 500. They are expected to be an integer.",
  },
} as const;

export function errorAnswer(kind: keyof typeof ERRORS) {
  return { success: false, ...ERRORS[kind] };
}

export const CONFIGURATION = {
  change_keys: ["adult", "air_date", "images", "release_dates", "runtime", "title", "videos"],
  images: {
    base_url: "http://image.tmdb.org/t/p/",
    secure_base_url: "https://image.tmdb.org/t/p/",
    backdrop_sizes: ["w300", "w780", "w1280", "original"],
    logo_sizes: ["w45", "w92", "w154", "w185", "w300", "w500", "original"],
    poster_sizes: ["w92", "w154", "w185", "w342", "w500", "w780", "original"],
    profile_sizes: ["w45", "w185", "h632", "original"],
    still_sizes: ["w92", "w185", "w300", "original"],
  },
};

export function searchAnswer({ films, ...counts }: SearchAnswer) {
  const results = films.map((film) => ({
    ...common(film),
    genre_ids: film.genres.map((genre) => genreId(genre)),
    ...(film.key.type === "movie" ? movieNames(film) : televisionNames(film)),
  }));
  return {
    page: counts.page,
    results,
    total_pages: counts.total_pages,
    total_results: counts.total_results,
  };
}

export function detailsAnswer(film: TmdbTitle) {
  const shared = {
    ...common(film),
    genres: film.genres.map((name) => ({ id: genreId(name), name })),
    homepage: "",
    production_companies: [],
    production_countries: film.people.countries.map((code) => ({ iso_3166_1: code, name: code })),
    spoken_languages: [{ english_name: film.language, iso_639_1: film.language, name: "" }],
    tagline: "",
  };
  return film.key.type === "movie"
    ? { ...shared, ...movieNames(film), ...movieDetails(film) }
    : { ...shared, ...televisionNames(film), ...televisionDetails(film) };
}

function common(film: TmdbTitle) {
  const seed = `${film.key.type}/${film.key.id}`;
  return {
    adult: false,
    backdrop_path: chance(`backdrop ${seed}`, 0.8) ? `/${codeFrom(`back ${seed}`, 27)}.jpg` : null,
    id: film.key.id,
    origin_country: ["US"],
    original_language: film.language,
    overview: film.overview,
    popularity: (hash(`popularity ${seed}`) % 40_000) / 1000,
    poster_path: film.poster,
    softcore: false,
    vote_average: film.rating,
    vote_count: film.votes,
  };
}

function movieNames(film: TmdbTitle) {
  return {
    title: film.title,
    original_title: film.originalTitle,
    release_date: film.releaseDate,
    video: film.isBonusDisc,
  };
}

function televisionNames(film: TmdbTitle) {
  return {
    name: film.title,
    original_name: film.originalTitle,
    first_air_date: film.releaseDate,
  };
}

/** Invented, and the same each time. */
export function imdbIdOf({ key }: Pick<TmdbTitle, "key">): string {
  return `tt${String(hash(`imdb ${key.id}`) % 10_000_000).padStart(7, "0")}`;
}

function movieDetails(film: TmdbTitle) {
  return {
    belongs_to_collection: null,
    budget: 0,
    imdb_id: imdbIdOf(film),
    revenue: 0,
    runtime: film.runtime ?? 0,
    status: film.releaseDate === "" ? "Planned" : "Released",
  };
}

function televisionDetails(film: TmdbTitle) {
  return {
    created_by: film.people.directors.map((name, i) => ({ id: 7 + i, name, gender: 0 })),
    episode_run_time: film.runtime === null ? [] : [film.runtime],
    in_production: false,
    languages: [film.language],
    last_air_date: film.releaseDate,
    networks: [],
    next_episode_to_air: null,
    number_of_episodes: 6,
    number_of_seasons: 1,
    seasons: [],
    status: "Ended",
    type: "Miniseries",
  };
}

function genreId(genre: string): number {
  return 10 + (hash(`genre ${genre}`) % 10_000);
}

/** `credits` and `videos`, as they are appended. `people`: see crewAnswer. */
export function creditsAnswer(film: TmdbTitle, people = 200) {
  const { cast, crew } = crewAnswer(film, people);
  return {
    credits: { cast, crew },
    videos: { results: film.trailer === null ? [] : [videoOf(film.trailer)] },
  };
}

function videoOf(key: string) {
  return {
    iso_639_1: "en",
    iso_3166_1: "US",
    name: "Official Trailer",
    key,
    site: "YouTube",
    size: 1080,
    type: "Trailer",
    official: true,
    published_at: "2020-02-26T03:19:25.000Z",
    id: codeFrom(`video ${key}`, 24),
  };
}
