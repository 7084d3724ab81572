// Reads a shelf: three lines for each film, and an empty one between.
//
//   Letterboxd's title [=> TMDB's title] (year) | slug | original title [~ other titles] | release date | TMDB key | minutes | rating | language | genres
//   One sentence about it.
//   US services; GB services; DE services
//
// Services are named as in tmdb/providers.ts; `shops` are those that rent and sell; `-` is nothing at all.

import type { OfferIds, StandInFilm, TmdbTitle } from "../film.ts";
import { filmOf } from "../film.ts";
import { offersFrom } from "../tmdb/providers.ts";

export function parseShelf(shelf: string): StandInFilm[] {
  return shelf
    .trim()
    .split("\n\n")
    .map((entry) => parseEntry(entry));
}

function parseEntry(entry: string): StandInFilm {
  const [head = "", overview = "", offers = ""] = entry.split("\n");
  const fields = head.split("|").map((field) => field.trim());
  const [heading = "", slug = "", originals = "", date = "", key = "", minutes, rating] = fields;
  const [, names = "", year = ""] = /^(.+) \((\d*)\)$/.exec(heading) ?? [];
  const [title = "", tmdbTitle = title] = names.split(" => ");
  const [originalTitle = "", ...otherTitles] = originals.split(" ~ ");
  const tmdb: Partial<TmdbTitle> = {
    title: tmdbTitle,
    originalTitle: originalTitle || tmdbTitle,
    otherTitles,
    releaseDate: date === "-" ? "" : date,
    runtime: numberOrNull(minutes),
    rating: numberOrNull(rating) ?? 0,
    language: fields[7] ?? "en",
    genres: (fields[8] ?? "Drama").split(", "),
    overview,
    offers: parseOffers(offers),
  };
  const [type, id] = key.split("/");
  const listed = { title, slug, year: year === "" ? null : Number(year) };
  if (type !== "movie" && type !== "tv") return { ...filmOf(listed), tmdb: null };
  return filmOf({ ...listed, tmdb: { ...tmdb, key: { type, id: Number(id) } } });
}

function numberOrNull(field = "-"): number | null {
  return field === "-" ? null : Number(field);
}

function parseOffers(line: string): Record<string, OfferIds> {
  if (line === "-") return {};
  const countries = line.split("; ").map((part): [string, OfferIds] => {
    const country = part.slice(0, 2);
    const services = part.slice(3).split(", ");
    return [country, services[0] === "-" ? {} : offersFrom(country, services)];
  });
  return Object.fromEntries(countries);
}
