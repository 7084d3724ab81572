// What the owner typed into the search for a title → what to look for at TMDB. Pure; every error message says what is
// expected.

import type { TitleQuestion } from "../found-title.ts";
import { readTmdbLink } from "./read-choice.ts";

export type SearchReading =
  | { ok: true; question: TitleQuestion }
  /** `message`: what is wrong, and what to type instead. */
  | { ok: false; message: string };

const EXPECTED =
  "Type a title, with the year if you know it, such as “dune 2021”; or a TMDB or IMDb number or address.";

/** Longer than any title of TMDB with a year behind it, or any address of a film there. */
const LONGEST = 500;

/** From the first film there is; further ahead than this, TMDB has next to none. */
const YEARS = { first: 1870, ahead: 10 };

/** Alone, or within an address. There are none of fewer than seven digits. */
const IMDB =
  /^(?:(?:https?:\/\/)?(?:www\.|m\.)?imdb\.com\/(?:[a-z]{2}\/)?title\/)?(tt\d{7,10})(?=[/?#]|$)/i;

const ADDRESS = /^(https?:\/\/|www\.)/i;

/** Quotation marks make a title of whatever is in them: “1917”, which would be a number. `thisYear`: UTC. */
export function readSearch(text: string, thisYear: number): SearchReading {
  const query = text.trim();
  if (query === "") return { ok: false, message: `Nothing was typed. ${EXPECTED}` };
  if (query.length > LONGEST) {
    return { ok: false, message: `This is too long: up to ${LONGEST} characters. ${EXPECTED}` };
  }
  const key = readTmdbLink(query);
  if (key !== null) return { ok: true, question: { kind: "key", key } };
  const id = IMDB.exec(query)?.[1];
  if (id !== undefined) return { ok: true, question: { kind: "imdb", id: id.toLowerCase() } };
  if (ADDRESS.test(query) || query.toLowerCase().includes("themoviedb.org/")) {
    return { ok: false, message: `That isn’t the address of a film or a series. ${EXPECTED}` };
  }
  return readTitle(query, thisYear);
}

/** A year counts only behind a title: “1984” and “2001: A Space Odyssey” have none. */
function readTitle(query: string, thisYear: number): SearchReading {
  const [, before, digits] = /^(.*\S)\s+\(?(\d{4})\)?$/s.exec(query) ?? [];
  const year = Number(digits);
  const isYear = year >= YEARS.first && year <= thisYear + YEARS.ahead;
  const title = unquoted(isYear && before !== undefined ? before : query);
  if (title === "") return { ok: false, message: `There’s no title in it. ${EXPECTED}` };
  return { ok: true, question: { kind: "title", title, year: isYear ? year : null } };
}

function unquoted(text: string): string {
  return (/^["“„«](.*)["”“»]$/s.exec(text)?.[1] ?? text).trim();
}
