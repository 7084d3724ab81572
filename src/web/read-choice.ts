// A form's fields → what the owner decided about a film's match. Pure; every error message says what is expected.

import type { Choice } from "../d1/choices.ts";
import type { TmdbKey } from "../film.ts";

export type ChoiceReading = { ok: true; choice: Choice } | { ok: false; message: string };

const EXPECTED =
  "Paste the address of a film or a series there, such as https://www.themoviedb.org/movie/550 or tv/1399, or just a film’s number.";

/** Far longer than any address of a TMDB page. */
const LONGEST_LINK = 500;

export function readChoice(fields: Record<string, unknown>): ChoiceReading {
  const { choice, link } = fields;
  if (choice === "undo" || choice === "not-on-tmdb") return { ok: true, choice: { kind: choice } };
  if (typeof link !== "string" || link.trim() === "") {
    return { ok: false, message: `Nothing was pasted. ${EXPECTED}` };
  }
  const key = readTmdbLink(link);
  if (key !== null) return { ok: true, choice: { kind: "title", key } };
  return { ok: false, message: `${whatItIs(link)} ${EXPECTED}` };
}

/** With or without the site, a language before the type, a name behind the number, a subpage, or a query. */
const LINK =
  /^(?:(?:https?:\/\/)?(?:www\.)?themoviedb\.org)?\/?(?:[a-z]{2}(?:-[a-z]{2})?\/)?(?<type>movie|tv)\/(?<id>\d+)(?=[-/?#]|$)/i;

/** null: it names neither a film nor a series of TMDB. */
export function readTmdbLink(text: string): TmdbKey | null {
  const link = text.trim();
  if (link.length > LONGEST_LINK) return null;
  const groups = LINK.exec(link)?.groups;
  const id = readId(groups?.["id"] ?? link);
  if (id === null) return null;
  return { type: groups?.["type"]?.toLowerCase() === "tv" ? "tv" : "movie", id };
}

/** SQLite and TMDB would accept greater numbers, but there are none. */
function readId(digits: string): number | null {
  return /^0*[1-9]\d{0,8}$/.test(digits) ? Number(digits) : null;
}

function whatItIs(link: string): string {
  if (/themoviedb\.org/i.test(link)) return "That’s a page on TMDB, but not a film’s or a series’.";
  if (/^\s*\d+\s*$/.test(link)) return "TMDB has no such number.";
  return "That isn’t a TMDB address.";
}
