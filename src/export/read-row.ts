// One row of a CSV → a film, or what is wrong with the row, in words. What names a film for sure is
// enough: the rest of such a row is left out where it cannot be read.

import type { Columns } from "./read-header.ts";
import type { Row } from "./split-rows.ts";

interface Codes {
  /** From addresses as exports had them until 2020; null in today's. */
  slug: string | null;
  /** From a short link `boxd.it/<lid>`; null where the film was deleted from Letterboxd. */
  lid: string | null;
}

export interface ExportedFilm extends Codes {
  title: string;
  /** null: Letterboxd names none yet, or it could not be read. */
  year: number | null;
  /** ISO date; null where it could not be read, or there is none. */
  addedOn: string | null;
}

/** What a row that cannot be imported still says of a film: enough to know it again. */
export interface FilmMention extends Codes {
  title: string | null;
  year: number | null;
}

export type RowReading =
  /** `problem`: what had to be left out; null: nothing. */
  | { film: ExportedFilm; problem: string | null }
  /** `mention`: null where the row names no film. */
  | { film: null; problem: string; mention: FilmMention | null };

const MAX_TITLE_LENGTH = 300;

export function readRow(row: Row, columns: Columns): RowReading {
  const cells = findCells(row, columns);
  if (cells === null) {
    const problem = row.isBroken ? brokenRow(row) : wrongNumber(row, columns);
    return { film: null, problem, mention: mentionIn(row, cellsOf(row, columns, 0)) };
  }
  const { title, uri, year, isJoined } = cells;
  const problems: string[] = [];
  if (row.isBroken) problems.push(brokenRow(row));
  else if (isJoined) problems.push("The title has a comma and no quotation marks around it.");
  if (title === "") problems.push("The row has no title.");
  if (isTooLong(title)) problems.push(`The title is longer than ${MAX_TITLE_LENGTH} characters.`);
  if (year === "unreadable") problems.push(`${quoted(cells.yearText)} is not a year.`);
  if (uri === "unreadable") problems.push(`${quoted(cells.uriText)} is not the address of a film.`);

  const hasName = title !== "" && !isTooLong(title);
  if (!hasName || (problems.length > 0 && !hasCode(uri) && typeof year !== "number")) {
    return { film: null, problem: problems.join(" "), mention: mentionIn(row, cells) };
  }
  const addedOn = isDate(cells.date) ? cells.date : null;
  if (addedOn === null && columns.date !== null)
    problems.push(`${quoted(cells.date)} is not a date like 2024-12-31.`);
  const film = { ...codesOf(uri), title, year: yearOf(year), addedOn };
  if (problems.length === 0) return { film, problem: null };
  const name = film.year === null ? title : `${title} (${film.year})`;
  return { film, problem: `${problems.join(" ")} Imported as ${name}.` };
}

interface Cells {
  date: string;
  title: string;
  yearText: string;
  /** null: the cell is empty. */
  year: number | null | "unreadable";
  uriText: string;
  /** null: the cell is empty. */
  uri: Codes | null | "unreadable";
  /** The title was found in several fields. */
  isJoined: boolean;
}

/** A row shorter than the header leaves cells empty. null: nothing tells for sure which field is which. */
function findCells(row: Row, columns: Columns): Cells | null {
  const cells = cellsOf(row, columns, 0);
  if (isSure(cells)) return cells;
  const surplus = row.fields.length - columns.count;
  if (surplus > 0) {
    // The one column with free text is the title: the fields too many may come from its commas.
    const joined = cellsOf(row, columns, surplus);
    if (isSure(joined)) return joined;
  }
  const isSurplusEmpty = row.fields.slice(columns.count).every((field) => field.trim() === "");
  return isSurplusEmpty && !row.isBroken ? cells : null;
}

function cellsOf({ fields }: Row, columns: Columns, surplus: number): Cells {
  const cell = (column: number | null) =>
    column === null ? "" : (fields[column > columns.name ? column + surplus : column] ?? "").trim();
  const title = fields.slice(columns.name, columns.name + 1 + surplus).join(columns.delimiter);
  const [yearText, uriText] = [cell(columns.year), cell(columns.uri)];
  return {
    date: cell(columns.date),
    title: title.replaceAll(/\s*\n\s*/g, " ").trim(),
    yearText,
    year: readYear(yearText),
    uriText,
    uri: readUri(uriText),
    isJoined: surplus > 0,
  };
}

/** Each cell is what its column says, and together they name one film. */
function isSure({ year, uri }: Cells): boolean {
  return hasCode(uri) || (typeof year === "number" && uri !== "unreadable");
}

function hasCode(uri: Cells["uri"]): boolean {
  const { slug, lid } = codesOf(uri);
  return slug !== null || lid !== null;
}

function codesOf(uri: Cells["uri"]): Codes {
  return uri === null || uri === "unreadable" ? { slug: null, lid: null } : uri;
}

function yearOf(year: Cells["year"]): number | null {
  return year === "unreadable" ? null : year;
}

/** An address names a film wherever in the row it stands. */
function mentionIn({ text }: Row, { title, year, uri }: Cells): FilmMention | null {
  const address = /(?:boxd\.it|letterboxd\.com\/film)\/[\w-]{1,200}/i.exec(text)?.[0];
  const codes = codesOf(hasCode(uri) ? uri : readUri(address ?? ""));
  const name = title === "" || isTooLong(title) ? null : title;
  if (name === null && !hasCode(codes)) return null;
  return { ...codes, title: name, year: yearOf(year) };
}

const SHORT_LINK = /^(?:https?:\/\/)?(?:www\.)?boxd\.it\/([0-9A-Za-z]{1,12})\/?$/i;
const FILM_ADDRESS = /^(?:https?:\/\/)?(?:www\.)?letterboxd\.com\/film\/([\w:-]{1,200})\/?$/i;

function readUri(text: string): Cells["uri"] {
  if (text === "") return null;
  const lid = SHORT_LINK.exec(text)?.[1];
  if (lid !== undefined) return { slug: null, lid };
  const slug = FILM_ADDRESS.exec(text)?.[1];
  if (slug === undefined) return "unreadable";
  // Some addresses of 2020 have a number (`film:454016`) where the film had no slug yet: it has one now.
  return { slug: slug.includes(":") ? null : slug, lid: null };
}

/** As spreadsheets write numbers too: `2001.0`, `2,001`, `2.001E+03`, `="2001"`, `'2001`. */
function readYear(text: string): Cells["year"] {
  const written = text.replaceAll(/^=|["']/g, "").trim();
  if (written === "") return null;
  const plain = /^(\d)[.,\s’]?(\d{3})(?:[.,]0*)?$/.exec(written);
  const scientific = /^\d(?:[.,]\d{1,3}0*)?E\+?0*3$/i.test(written);
  const year = plain
    ? Number(`${plain[1]}${plain[2]}`)
    : scientific
      ? Number(written.replace(",", "."))
      : Number.NaN;
  return year >= 1800 && year < 2200 ? year : "unreadable";
}

function isDate(text: string): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(text);
}

function isTooLong(title: string): boolean {
  return title.length > MAX_TITLE_LENGTH;
}

function brokenRow({ fields }: Row): string {
  return fields.length === 0
    ? "The row is far too long."
    : "The quotation marks in this row don’t match up.";
}

function wrongNumber({ fields }: Row, { count }: Columns): string {
  return `The row has ${fields.length} fields, where ${count} are expected.`;
}

function quoted(text: string): string {
  return text === "" ? "An empty field" : `"${text.slice(0, 80)}"`;
}
