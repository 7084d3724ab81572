// Film names as Letterboxd's markup has them: HTMLRewriter does not decode the entities in attributes, and
// the year is part of the name.

import { cutText } from "../limits/cut-text.ts";

/** The longest real one has 150 characters. */
const LONGEST_TITLE = 300;

/** Letterboxd serves UTF-8 and uses only these named entities. Any other is left as it is written. */
const NAMED = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["nbsp", "\u00a0"],
  ["lrm", "\u200e"],
  ["rlm", "\u200f"],
  ["bull", "•"],
  ["hellip", "…"],
  ["ndash", "–"],
  ["mdash", "—"],
  ["lsquo", "‘"],
  ["rsquo", "’"],
  ["ldquo", "“"],
  ["rdquo", "”"],
]);

export function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi,
    (written, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
      if (name !== undefined) return NAMED.get(name) ?? written;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return isCharacter(code) ? String.fromCodePoint(code) : written;
    },
  );
}

/** NUL and half a surrogate pair are not characters: SQLite and UTF-8 would stumble over them. */
function isCharacter(code: number): boolean {
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
}

/** Turns every run of spaces, non-breaking ones included, into one, and cuts what no title is as long as. */
export function tidyTitle(text: string): string {
  return cutText(text.replace(/\s+/g, " ").trim(), LONGEST_TITLE);
}

/**
 * Splits `Title (Year)`. Only a year at the very end is taken off, because titles have brackets of their own;
 * without one, `year` is null.
 */
export function titleAndYear(name: string): { title: string; year: number | null } {
  const whole = name.replace(/\s+/g, " ").trim();
  const [, title, year] = /^(.+?) \(((?:18|19|20|21)\d\d)\)$/.exec(whole) ?? [];
  return title === undefined
    ? { title: tidyTitle(whole), year: null }
    : { title: tidyTitle(title), year: Number(year) };
}
