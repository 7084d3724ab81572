// Reads single fields of TMDB's answers, each by itself, so that an odd one counts as missing and spoils no
// other. Knows JSON's types and how long a text may be, and nothing about what the fields mean.

import { cutText } from "../limits/cut-text.ts";

export type Wire = Record<string, unknown>;

/** null: this is not an object with fields. */
export function readRecord(value: unknown): Wire | null {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Wire)
    : null;
}

/** The first `most` records; none if this is not a list. */
export function readList(value: unknown, most: number): unknown[] {
  return Array.isArray(value) ? value.slice(0, most) : [];
}

/** TMDB's own number for a title or a service. */
export function readId(value: unknown): number | null {
  return Number.isSafeInteger(value) && Number(value) > 0 ? Number(value) : null;
}

/** From 0 to `most`. */
export function readNumber(value: unknown, most: number): number | null {
  return typeof value === "number" && value >= 0 && value <= most ? value : null;
}

/** Empty if there is none; cut to `longest` characters. */
export function readText(value: unknown, longest: number): string {
  return typeof value === "string" ? cutText(value.trim(), longest) : "";
}

const LONGEST_PATH = 200;

/**
 * A path on the image host. Plain characters only, because it goes into addresses; any extension, because logos
 * once changed theirs.
 */
export function readPath(value: unknown): string | null {
  if (typeof value !== "string" || value.length > LONGEST_PATH) return null;
  return /^\/[\w./-]+$/.test(value) ? value : null;
}

/**
 * A date, which may be followed by a time. If only the year can be read, this is the first day of that year,
 * because filters and sorting need a day.
 */
export function readDay(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const [, year, rest] = /^((?:18|19|20|21)\d\d)(?!\d)(-\d\d-\d\d(?!\d))?/.exec(value) ?? [];
  if (year === undefined) return null;
  const day = `${year}${rest ?? "-01-01"}`;
  return isDay(day) ? day : `${year}-01-01`;
}

/** Rejects the 31st of February, which `Date` takes for a day in March. */
function isDay(written: string): boolean {
  const time = Date.parse(`${written}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(written);
}
