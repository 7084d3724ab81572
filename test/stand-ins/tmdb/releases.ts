// TMDB's `release_dates`: countries and entries in no order, several kinds of release mixed, and dates as midnight in UTC.

import type { TmdbTitle } from "../film.ts";

const DIGITAL = 4;
const CINEMA = 3;

export function releasesAnswer({ digital, releaseDate }: TmdbTitle) {
  const countries = [...new Set(["BG", ...Object.keys(digital), "ZA"])];
  return {
    results: countries.map((country) => ({
      iso_3166_1: country,
      release_dates: [
        ...(digital[country] ?? []).map(({ date, note }) => entryOf(date, DIGITAL, note)),
        ...(releaseDate === "" ? [] : [entryOf(releaseDate, CINEMA, "")]),
      ],
    })),
  };
}

function entryOf(date: string, type: number, note: string) {
  return {
    certification: "",
    descriptors: [],
    iso_639_1: "",
    note,
    release_date: `${date}T00:00:00.000Z`,
    type,
  };
}
