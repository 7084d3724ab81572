// One CSV of an export → its films, with the limits that hold for it. A list changes on proof only: a file of which
// much is unreadable, or of which there is too much, changes nothing.

import { readCsv, type CsvReading, type RowErrors } from "./read-csv.ts";
import { readHeader } from "./read-header.ts";
import { linesOf, MAX_TEXT_BYTES, readLines } from "./read-lines.ts";
import { readList } from "./read-list.ts";
import { rejected, type Rejected } from "./rejection.ts";
import { FILM_ROWS } from "./split-rows.ts";

/** Of the rows. A file of which more is unreadable proves little. */
const MAX_UNREADABLE = 0.1;

const MAX_SEEN_FILMS = 20_000;
const MAX_LIST_FILMS = 2000;

/** Of a list's file, whose notes may have several lines each. */
const MAX_LIST_LINES = 10 * MAX_LIST_FILMS;

export interface ReadRules {
  /** Of a watchlist. */
  maxFilms: number;
  /** The owner wants what can be read, although much cannot. */
  anyway: boolean;
  /** Lets other requests be answered. */
  pause: () => Promise<void>;
}

/** In the order of the file, each once: oldest first or, of a list, from the bottom up. */
export type Films = CsvReading;

export interface NamedFilms extends Films {
  name: string;
  fileName: string;
}

type FilmsReading = { ok: true; films: Films } | (Rejected & Partial<RowErrors>);
type ListReading = { ok: true; list: NamedFilms } | (Rejected & Partial<RowErrors>);

/** Of all files of an upload: those of a watchlist with a blank line after each film, and as many films seen. */
const MAX_LINES = 60_100;

/** What may still be read of one upload. */
export interface Budget {
  bytes: number;
  lines: number;
}

export function newBudget(): Budget {
  return { bytes: MAX_TEXT_BYTES, lines: MAX_LINES };
}

interface File {
  name: string;
  bytes: Uint8Array;
}

/** A list has one film at least. */
export async function readWatchlist(
  file: File,
  rules: ReadRules,
  budget: Budget,
): Promise<FilmsReading> {
  const limits = { what: "The watchlist", is: "a watchlist", maxFilms: rules.maxFilms };
  return readFilms(file, rules, budget, limits);
}

export async function readSeen(
  file: File,
  rules: ReadRules,
  budget: Budget,
): Promise<FilmsReading> {
  const limits = { what: file.name, is: "a list of films seen", maxFilms: MAX_SEEN_FILMS };
  return readFilms(file, rules, budget, limits);
}

interface Limits {
  /** The file, in words. */
  what: string;
  is: string;
  maxFilms: number;
}

async function readFilms(
  file: File,
  rules: ReadRules,
  budget: Budget,
  limits: Limits,
): Promise<FilmsReading> {
  const { maxFilms } = limits;
  const maxLines = Math.min(linesOf(maxFilms), budget.lines);
  const text = readLines(file, { maxFilms, maxLines });
  if (!text.ok) return text;
  spend(budget, file, text.lines);
  const header = readHeader(text.lines);
  if (!header.ok) return header;
  const films = await readCsv(text.lines, { ...header, shape: FILM_ROWS }, rules.pause);
  const { rowErrors, rowErrorsNotShown } = films;
  if (films.films.length > maxFilms) return tooMany(limits, films);
  if (films.films.length === 0) {
    const why =
      films.unreadable > 0 ? "none of its rows could be read" : "there are no films in it";
    const no = rejected("no-films", `This is ${limits.is}, but ${why}.`);
    return { ...no, rowErrors, rowErrorsNotShown };
  }
  return tooUnreadable(films, rules) ?? { ok: true, films };
}

/** A list may have no film. */
export async function readListFile(
  file: File,
  rules: ReadRules,
  budget: Budget,
): Promise<ListReading> {
  const maxLines = Math.min(MAX_LIST_LINES, budget.lines);
  const text = readLines(file, { maxFilms: MAX_LIST_FILMS, maxLines });
  if (!text.ok) return text;
  spend(budget, file, text.lines);
  const reading = await readList(text.lines, rules.pause);
  if (!reading.ok) return reading;
  const { list } = reading;
  const name = list.name ?? file.name.replace(/\.csv$/i, "");
  if (list.films.length > MAX_LIST_FILMS) {
    return tooMany({ what: name, maxFilms: MAX_LIST_FILMS }, list);
  }
  return tooUnreadable(list, rules) ?? { ok: true, list: { ...list, name, fileName: file.name } };
}

function spend(budget: Budget, { bytes }: File, lines: readonly string[]): void {
  budget.bytes -= bytes.length;
  budget.lines -= lines.length;
}

function tooMany({ what, maxFilms }: Pick<Limits, "what" | "maxFilms">, { films }: Films) {
  return rejected(
    "too-many-films",
    `${what} has ${films.length} films, and at most ${maxFilms} can be imported here.`,
  );
}

function tooUnreadable(
  { rows, unreadable, rowErrors, rowErrorsNotShown }: Films,
  { anyway }: ReadRules,
): (Rejected & RowErrors) | null {
  if (unreadable <= rows * MAX_UNREADABLE || anyway) return null;
  const message = `${unreadable} of ${rows} rows couldn’t be read, so nothing was changed.`;
  const rejection = rejected("too-many-unreadable", message, { rows, unreadable });
  return { ...rejection, rowErrors, rowErrorsNotShown };
}
