// When films come out digitally, as TMDB's `release_dates` say it. TMDB names a calendar date in that country, written
// as midnight in UTC, so only its first ten characters are read. Whether it can then be rented or is part of a
// subscription is not said; a note often names the service.

import type { DigitalRelease } from "../film.ts";
import { readDay, readList, readRecord, readText } from "./fields.ts";

/** TMDB's number for it; 1 to 3 are in cinemas, 5 is on disc, 6 on television. */
const DIGITAL = 4;

const MOST_COUNTRIES = 300;
const MOST_OF_COUNTRY = 50;
const LONGEST_NOTE = 100;

/** By country, the earliest first; whatever cannot be read is left out. */
export function parseDigitalReleases(
  json: unknown,
  countries: readonly string[],
): Record<string, DigitalRelease[]> {
  const releases: Record<string, DigitalRelease[]> = {};
  for (const item of readList(readRecord(json)?.["results"], MOST_COUNTRIES)) {
    const wire = readRecord(item);
    const country = wire?.["iso_3166_1"];
    if (typeof country !== "string" || !countries.includes(country)) continue;
    releases[country] = readList(wire?.["release_dates"], MOST_OF_COUNTRY)
      .flatMap(readRelease)
      .toSorted((one, other) => (one.date < other.date ? -1 : 1));
  }
  return releases;
}

function readRelease(json: unknown): DigitalRelease[] {
  const wire = readRecord(json);
  const date = readDay(wire?.["release_date"]);
  // Where only the year can be read, the day would be an invention.
  const isWhole = date !== null && String(wire?.["release_date"]).startsWith(date);
  if (wire?.["type"] !== DIGITAL || !isWhole) return [];
  return [{ date, note: readText(wire["note"], LONGEST_NOTE).trim() || null }];
}
