// The first row of a CSV: which column stands where, and what separates them. Letterboxd writes four columns and
// commas; a spreadsheet that saved the file again may write something else, and add columns of its own.

import { rejected, type Rejected } from "./rejection.ts";
import { splitFields } from "./split-rows.ts";

/** Counted from 0. */
export interface Columns {
  delimiter: string;
  count: number;
  /** null: the rows have none. */
  date: number | null;
  name: number;
  year: number;
  uri: number;
}

export const DELIMITERS = [",", ";", "\t", "|"];
const MAX_LENGTH = 2000;

/** What another file of the export is, by a column that only it has; asked from the top. */
const OTHER_FILES: [column: string, what: string][] = [
  ["review", "your reviews"],
  ["watched date", "your diary"],
  ["rating", "your ratings"],
  ["comment", "your comments"],
];

/** `bodyFrom` is the index of the line after the header. */
export function readHeader(
  lines: readonly string[],
): { ok: true; columns: Columns; bodyFrom: number } | Rejected {
  let at = nextWithText(lines, 0);
  // Excel's own line, by which a file says what separates its fields. The header shows it as well.
  if (/^"?sep=.?"?$/i.test(lines[at]?.trim() ?? "")) at = nextWithText(lines, at + 1);
  const header = lines[at];
  if (header === undefined) return rejected("empty", "The file has no text in it.");

  for (const delimiter of header.length > MAX_LENGTH ? [] : DELIMITERS) {
    const names = columnNames(header, delimiter);
    const other = OTHER_FILES.find(([column]) => names.includes(column));
    if (other !== undefined && names.includes("date")) {
      return rejected("other-csv", `This is the file with ${other[1]}, not your watchlist.`);
    }
    const [date, name] = [names.indexOf("date"), names.indexOf("name")];
    const [year, uri] = [names.indexOf("year"), names.indexOf("letterboxd uri")];
    if (Math.min(date, name, year, uri) >= 0) {
      const columns = { delimiter, count: names.length, date, name, year, uri };
      return { ok: true, columns, bodyFrom: at + 1 };
    }
  }
  return rejected("other-csv", otherCsv(header));
}

function nextWithText(lines: readonly string[], from: number): number {
  const found = lines.slice(from).findIndex((line) => line.trim() !== "");
  return found === -1 ? lines.length : from + found;
}

export function columnNames(header: string, delimiter: string): string[] {
  const fields = splitFields(header, delimiter);
  return typeof fields === "string" ? [] : fields.map((field) => field.trim().toLowerCase());
}

function otherCsv(header: string): string {
  if (/^"?letterboxd list export/i.test(header)) {
    return "This is one of your lists, not your watchlist. Choose “Lists” (take=lists), and it will be imported as a list of its own.";
  }
  const shown = header.length > 120 ? `${header.slice(0, 120)}…` : header;
  return `The first line is ${shown}, but a watchlist begins with Date,Name,Year,Letterboxd URI.`;
}
