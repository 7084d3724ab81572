// The text of watchlist.csv → its films. Rows that cannot be read are named by their line, the good ones
// come in.

import { readRow, type ExportedFilm } from "./read-row.ts";
import { rejected, type Rejected } from "./rejection.ts";
import { splitRows } from "./split-rows.ts";

export interface RowError {
  /** Line of the file on which the row begins, counted from 1. */
  line: number;
  message: string;
  /** The film came in all the same, without what could not be read. */
  taken: boolean;
}

const COLUMNS = ["date", "name", "year", "letterboxd uri"];

/** What another file of the export is, by a column that only it has; asked from the top. */
const OTHER_FILES: [column: string, what: string][] = [
  ["review", "your reviews"],
  ["watched date", "your diary"],
  ["rating", "your ratings"],
  ["comment", "your comments"],
];

export function readCsv(
  text: string,
): { ok: true; films: ExportedFilm[]; rowErrors: RowError[] } | Rejected {
  const rows = splitRows(text, delimiterOf(text)).filter(({ fields }) => !isBlank(fields));
  const [header, ...body] = rows;
  if (header === undefined) return rejected("empty", "The file has no text in it.");
  if (!isHeader(header.fields)) return rejected("other-csv", otherCsv(header.fields));

  const films: ExportedFilm[] = [];
  const rowErrors: RowError[] = [];
  const lines = new Map<string, number>();
  for (const { line, fields, isBroken } of body) {
    const { film, complaint } = readRow(fields, isBroken);
    if (complaint !== null) rowErrors.push({ line, message: complaint, taken: film !== null });
    if (film === null) continue;
    const twin = lines.get(filmKey(film));
    if (twin === undefined) {
      lines.set(filmKey(film), line);
      films.push(film);
    } else {
      const message = `${film.title} is already on line ${twin}: it was taken once.`;
      rowErrors.push({ line, message, taken: true });
    }
  }
  return { ok: true, films, rowErrors };
}

/** Letterboxd writes commas; a spreadsheet that saved the file again may write others. */
function delimiterOf(text: string): string {
  const head = text.slice(0, 200).toLowerCase();
  return [";", "\t"].find((other) => head.includes(COLUMNS.slice(0, 2).join(other))) ?? ",";
}

function isBlank(fields: readonly string[]): boolean {
  return fields.every((field) => field.trim() === "");
}

function isHeader(fields: readonly string[]): boolean {
  const names = fields.map((field) => field.trim().toLowerCase());
  return names.length === COLUMNS.length && COLUMNS.every((column, i) => names[i] === column);
}

function otherCsv(fields: readonly string[]): string {
  const head = fields.slice(0, 8).map((field) => field.trim().slice(0, 40));
  if (/^letterboxd list export/i.test(head[0] ?? "")) {
    return "This is a custom list of yours, not your watchlist.";
  }
  const names = new Set(head.map((field) => field.toLowerCase()));
  const known = names.has("date") && OTHER_FILES.find(([column]) => names.has(column));
  if (known) return `This is the file with ${known[1]}, not your watchlist.`;
  return `The first line is "${head.join(",")}", where a watchlist has "Date,Name,Year,Letterboxd URI".`;
}

function filmKey({ lid, slug, title, year }: ExportedFilm): string {
  if (lid !== null) return `lid ${lid}`;
  return slug === null ? `title ${title} ${year}` : `slug ${slug}`;
}
