// Names of films as they stand in Letterboxd's markup: HTMLRewriter hands attributes over undecoded, and
// the year is a part of the name.

import { cutText } from "../limits/cut-text.ts";

/** The longest real one has 150 characters. */
const LONGEST_TITLE = 300;

/** Letterboxd writes UTF-8 and names only these. What is not here stays as it is written. */
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

/** Nul and half a surrogate pair are no characters: SQLite and UTF-8 would stumble over them. */
function isCharacter(code: number): boolean {
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
}

/** Cut to the longest title; spaces, also those that do not break, become single ones. */
export function tidyTitle(text: string): string {
  return cutText(text.replace(/\s+/g, " ").trim(), LONGEST_TITLE);
}

/**
 * Splits `Title (Year)`. Only a year at the very end comes off, because titles have brackets of their own;
 * `year` is null without one.
 */
export function titleAndYear(name: string): { title: string; year: number | null } {
  const whole = name.replace(/\s+/g, " ").trim();
  const [, title, year] = /^(.+?) \(((?:18|19|20|21)\d\d)\)$/.exec(whole) ?? [];
  return title === undefined
    ? { title: tidyTitle(whole), year: null }
    : { title: tidyTitle(title), year: Number(year) };
}
