// Who made a film, and where it can be tried: TMDB's details with `credits` and `videos`. They are long, with a line for
// each of hundreds of people; a few names are kept.

import { type Result, done, failed } from "../failure.ts";
import type { FilmCredits, TmdbKey } from "../film.ts";
import { readId, readList, readRecord, readText, type Wire } from "./fields.ts";

/** More than TMDB ever has in one list; whatever follows is not looked at. */
const MOST_LISTED = 5000;

const MOST = { directors: 3, cast: 5, countries: 8 };

/** Characters. A longer name is cut. */
const LONGEST_NAME = 100;

/**
 * Trailers are asked for in these languages: otherwise TMDB leaves out all that are not in English, and with them most of
 * the films that are not.
 */
export const VIDEO_LANGUAGES = "en,fr,de,es,it,pt,ja,ko,zh,cn,hi,ru,sv,da,no,fi,nl,pl,tr,ar,fa";

/** Fails if it is another title, or came without what it was asked for. A film that names nobody has empty lists. */
export function parseCredits(json: unknown, key: TmdbKey): Result<FilmCredits> {
  const what = `${key.type}/${key.id}`;
  const wire = readRecord(json);
  const id = readId(wire?.["id"]);
  if (wire === null || id !== key.id) return unrecognised(`${what} came as ${id ?? "no title"}`);
  const credits = readRecord(wire["credits"]);
  if (credits === null) return unrecognised(`${what} came without credits`);
  const made =
    key.type === "tv"
      ? readList(wire["created_by"], MOST_LISTED)
      : readList(credits["crew"], MOST_LISTED).filter(isDirector);
  return done({
    directors: namesOf(made, MOST.directors),
    cast: namesOf(readList(credits["cast"], MOST_LISTED), MOST.cast),
    trailer: readTrailer(wire["videos"]),
    countries: readCountries(wire),
  });
}

function isDirector(value: unknown): boolean {
  return readRecord(value)?.["job"] === "Director";
}

/** Names of people or whatever else has one, each once. TMDB has the most important first. */
export function namesOf(people: readonly unknown[], most: number): string[] {
  const names = new Set<string>();
  for (const person of people) {
    if (names.size === most) break;
    const name = readText(readRecord(person)?.["name"], LONGEST_NAME);
    if (name !== "") names.add(name);
  }
  return [...names];
}

/** In English before others, and of those the official ones first. Only its key is kept, for it goes into an address. */
function readTrailer(value: unknown): string | null {
  const trailers = readList(readRecord(value)?.["results"], MOST_LISTED).flatMap((item) => {
    const wire = readRecord(item);
    const key = wire?.["key"];
    const isTrailer = wire?.["site"] === "YouTube" && wire["type"] === "Trailer";
    if (!isTrailer || typeof key !== "string" || !/^[\w-]{11}$/.test(key)) return [];
    const rank = Number(wire["iso_639_1"] === "en") * 2 + Number(wire["official"] === true);
    return [{ key, rank }];
  });
  return trailers.toSorted((a, b) => b.rank - a.rank)[0]?.key ?? null;
}

/** Where it was produced or, if TMDB does not say that, where it comes from. */
function readCountries(wire: Wire): string[] {
  const produced = readList(wire["production_countries"], MOST_LISTED).map(
    (country) => readRecord(country)?.["iso_3166_1"],
  );
  const codes = [produced, readList(wire["origin_country"], MOST_LISTED)].map((values) =>
    values.filter((code) => typeof code === "string").filter((code) => /^[A-Z]{2}$/.test(code)),
  );
  const first = codes.find((some) => some.length > 0) ?? [];
  return [...new Set(first)].slice(0, MOST.countries);
}

function unrecognised(detail: string): ReturnType<typeof failed> {
  return failed("tmdb-unrecognised", detail);
}
