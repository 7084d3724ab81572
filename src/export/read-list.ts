// A list's own export → its name and its films. It has two parts: what the list is, then its films. A description may
// have any number of lines, so the second part is found by its header, never by counting.

import { cutText } from "../limits/cut-text.ts";
import { readCsv, type CsvReading } from "./read-csv.ts";
import { columnNames, DELIMITERS, type Columns } from "./read-header.ts";
import { rejected, type Rejected } from "./rejection.ts";
import { splitRows, type RowShape } from "./split-rows.ts";

const MAX_NAME_LENGTH = 120;

/** Notes have line breaks, blank lines and links. A row begins with its position, and a film's address ends it. */
const LIST_ROWS: Omit<RowShape, "delimiter"> = {
  maxLineLength: 5000,
  maxLines: 60,
  beginsRow: (line) => isListHeader(line) || /^\W?\d+\W.*\bboxd\.it\//.test(line),
  hasOneAddress: false,
};

export interface ListReading extends CsvReading {
  /** As the list is called at Letterboxd; null: the file does not say. */
  name: string | null;
}

const decoder = new TextDecoder();

/** By its first line. */
export function isListExport(bytes: Uint8Array): boolean {
  return /^\s*"?letterboxd list export/i.test(decoder.decode(bytes.subarray(0, 100)));
}

/** The films from the bottom of the list up. It may have none. */
export async function readList(
  lines: readonly string[],
  pause: () => Promise<void>,
): Promise<{ ok: true; list: ListReading } | Rejected> {
  const header = lines.findIndex(isListHeader);
  const columns = columnsOf(lines[header] ?? "");
  if (columns === null) {
    return rejected(
      "other-csv",
      "It begins like a list’s export, but has no line of column names.",
    );
  }
  const reading = await readCsv(lines, { columns, bodyFrom: header + 1, shape: LIST_ROWS }, pause);
  reading.films.reverse();
  return {
    ok: true,
    list: { ...reading, name: nameIn(lines.slice(0, header), columns.delimiter) },
  };
}

/** The header of the second part. */
function isListHeader(line: string): boolean {
  return /^"?position"?[,;\t|]"?name\b/i.test(line);
}

function columnsOf(header: string): Columns | null {
  for (const delimiter of header === "" ? [] : DELIMITERS) {
    const names = columnNames(header, delimiter);
    const [name, year] = [names.indexOf("name"), names.indexOf("year")];
    const uri = Math.max(names.indexOf("url"), names.indexOf("letterboxd uri"));
    if (Math.min(name, year, uri) >= 0) {
      return { delimiter, count: names.length, date: null, name, year, uri };
    }
  }
  return null;
}

/** Below the first header with a name. A description with a quotation mark too many makes only its own row odd. */
function nameIn(head: readonly string[], delimiter: string): string | null {
  let at = -1;
  for (const { fields } of splitRows(head, 1, { ...LIST_ROWS, delimiter })) {
    const name = at === -1 ? "" : cutText((fields[at] ?? "").trim(), MAX_NAME_LENGTH);
    if (name !== "") return name;
    at = Math.max(at, fields.map((field) => field.trim().toLowerCase()).indexOf("name"));
  }
  return null;
}
