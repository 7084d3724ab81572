// Lines of CSV → rows of fields (RFC 4180). A quotation mark that never closes costs no row but its own: a row
// goes on over a line break only as far as a title might, and a row whose marks do not add up is split as if
// it had none. Papa Parse, which writes our CSV, does not read it: it makes an object for every mark in a wrong
// place (five megabytes of them cost a second and 300 MB), and parsing row by row costs 10 µs a row.

export interface Row {
  /** Line of the file on which the row begins, counted from 1. */
  line: number;
  text: string;
  fields: string[];
  /** The quotation marks of this row do not add up, or it is far too long. */
  isBroken: boolean;
}

/** How long a row of a file may be, and by what a line is told that can only be the next row. */
export interface RowShape {
  delimiter: string;
  /** Of a line, in characters. */
  maxLineLength: number;
  /** Of a row. */
  maxLines: number;
  beginsRow: (line: string) => boolean;
  /** A second address in a row is the next film's. */
  hasOneAddress: boolean;
}

/** A title and an address have 300 characters each at most. A row begins with a date, however a spreadsheet writes it. */
export const FILM_ROWS: Omit<RowShape, "delimiter"> = {
  maxLineLength: 5000,
  maxLines: 10,
  beginsRow: (line) => /^\W{0,2}\d{1,4}[-./]\d{1,2}[-./]\d{1,4}\b/.test(line),
  hasOneAddress: true,
};

/** The rows from the line with the index `from` on. Blank lines are none. */
export function* splitRows(
  lines: readonly string[],
  from: number,
  shape: RowShape,
): Generator<Row> {
  for (let i = from; i < lines.length;) {
    const text = lines[i] ?? "";
    const reading = readRowAt(lines, i, shape);
    if (text.trim() !== "") yield { line: i + 1, isBroken: false, text, ...reading };
    i += reading.lines;
  }
}

type RowReading = Pick<Row, "fields"> & Partial<Row> & { lines: number };

function readRowAt(lines: readonly string[], i: number, shape: RowShape): RowReading {
  const { delimiter } = shape;
  const text = lines[i] ?? "";
  if (text.length > shape.maxLineLength) return { lines: 1, fields: [], isBroken: true };
  const fields = splitFields(text, delimiter);
  if (typeof fields !== "string") return { lines: 1, fields };
  const longer = fields === "unclosed" ? continueRow(lines, i, shape) : null;
  return longer ?? { lines: 1, fields: splitWithoutQuotes(text, delimiter), isBroken: true };
}

/** What the row is with the lines after it; null: the open quotation mark is a mistake. */
function continueRow(lines: readonly string[], i: number, shape: RowShape): RowReading | null {
  let text = lines[i] ?? "";
  for (const line of lines.slice(i + 1, i + shape.maxLines)) {
    if (line.length > shape.maxLineLength || shape.beginsRow(line)) return null;
    text += `\n${line}`;
    if (!line.includes('"')) continue;
    const fields = splitFields(text, shape.delimiter);
    if (fields === "unclosed") continue;
    if (fields === "malformed") return null;
    if (shape.hasOneAddress && countAddresses(text) > 1) return null;
    return { lines: text.split("\n").length, text, fields };
  }
  return null;
}

function countAddresses(text: string): number {
  return text.match(/boxd\.it\/|letterboxd\.com\//g)?.length ?? 0;
}

/** Spaces round a quoted field do no harm, nor does a quotation mark within a field that has none around it. */
export function splitFields(row: string, delimiter: string): string[] | "unclosed" | "malformed" {
  if (!row.includes('"')) return row.split(delimiter);
  const fields: string[] = [];
  for (let at = 0; at <= row.length;) {
    let open = at;
    while (row[open] === " ") open += 1;
    if (row[open] === '"') {
      const close = findClosing(row, open);
      if (close === -1) return "unclosed";
      const end = endOfField(row, close, delimiter);
      if (row.slice(close + 1, end).trim() !== "") return "malformed";
      fields.push(row.slice(open + 1, close).replaceAll('""', '"'));
      at = end + 1;
    } else {
      const end = endOfField(row, at, delimiter);
      fields.push(row.slice(at, end));
      at = end + 1;
    }
  }
  return fields;
}

function findClosing(row: string, open: number): number {
  let close = row.indexOf('"', open + 1);
  while (close !== -1 && row[close + 1] === '"') close = row.indexOf('"', close + 2);
  return close;
}

function endOfField(row: string, from: number, delimiter: string): number {
  const end = row.indexOf(delimiter, from);
  return end === -1 ? row.length : end;
}

/** Two marks are one that was meant, one is a mistake. */
function splitWithoutQuotes(row: string, delimiter: string): string[] {
  return row.split(delimiter).map((field) => field.replaceAll(/"("?)/g, "$1"));
}
