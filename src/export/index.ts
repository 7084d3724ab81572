// The member's own export: from the bytes of a file to the films of a watchlist, or to a reason why not.
// Pure: knows neither requests nor tables. The file is either the ZIP from Letterboxd's settings or a
// watchlist.csv, on its own or renamed by a browser. If Letterboxd changes its export, mend it here:
// unpack.ts has the names inside the ZIP, read-csv.ts has the columns. In CPU time, on two busy cores, an export
// with 3,000 films takes 30 to 45 ms in a new isolate, 7 ms in a warm one; storing it 25 and 5 ms more.

import { readCsv, type RowError } from "./read-csv.ts";
import type { ExportedFilm } from "./read-row.ts";
import { rejected, type Rejected } from "./rejection.ts";
import { isZip, unpackWatchlist } from "./unpack.ts";

export type { RowError } from "./read-csv.ts";

/** A real export of 3,000 films has 60 kB as a ZIP and 170 kB as a CSV. */
export const MAX_FILE_BYTES = 10_000_000;
const MAX_UNPACKED_BYTES = 20_000_000;

export interface ExportFile {
  name: string;
  bytes: Uint8Array;
}

export interface ExportRules {
  maxFilms: number;
  /** The owner has said that the file is their watchlist, whatever its name says. */
  confirmed: boolean;
}

export interface Export {
  /** In the order of the file: oldest first. Each film once; at least one. */
  films: ExportedFilm[];
  rowErrors: RowError[];
}

export function readExport(
  file: ExportFile,
  { maxFilms, confirmed }: ExportRules,
): { ok: true; export: Export } | (Rejected & { rowErrors?: RowError[] }) {
  if (file.bytes.length === 0) return rejected("empty", `${file.name} is empty.`);
  if (file.bytes.length > MAX_FILE_BYTES) return tooLarge();

  let csv = file.bytes;
  if (isZip(file.bytes)) {
    const unpacked = unpackWatchlist(file, MAX_UNPACKED_BYTES);
    if (!unpacked.ok) return unpacked;
    csv = unpacked.bytes;
  } else if (!confirmed && looksWatched(file.name)) {
    return rejected(
      "looks-watched",
      `${file.name} looks like a list of films you have seen, not of films you want to see. Both have the same columns, only the name tells.`,
    );
  }

  const text = decode(csv);
  if (text === null) {
    return rejected(
      "not-text",
      `${file.name} is neither a ZIP nor text in UTF-8. A picture? Or was it saved by another program?`,
    );
  }
  const reading = readCsv(text);
  if (!reading.ok) return csv === file.bytes && isNamedZip(file.name) ? noZip(file.name) : reading;
  const { films, rowErrors } = reading;
  if (films.length > maxFilms) {
    return rejected(
      "too-many-films",
      `The watchlist has ${films.length} films, and at most ${maxFilms} are taken here.`,
    );
  }
  if (films.length === 0) {
    const why = rowErrors.length > 0 ? "not one row of it could be read" : "no film is in it";
    return { ...rejected("no-films", `This is a watchlist, but ${why}.`), rowErrors };
  }
  return { ok: true, export: { films, rowErrors } };
}

export function tooLarge(): Rejected {
  return rejected("too-large", `The file is larger than ${MAX_FILE_BYTES / 1_000_000} MB.`);
}

function isNamedZip(name: string): boolean {
  return /\.zip$/i.test(name);
}

function noZip(name: string): Rejected {
  return rejected(
    "broken-zip",
    `${name} is not a ZIP, whatever its name says. Choose the file as Letterboxd gave it to you.`,
  );
}

/** `watched.csv`, and `likes/films.csv`: both have a watchlist's columns. */
function looksWatched(name: string): boolean {
  return /watched|likes|^films\b/i.test(name) && !/watchlist/i.test(name);
}

/** null: it is not text. Zero bytes are valid UTF-8, and never stand in a CSV. */
function decode(bytes: Uint8Array): string | null {
  if (bytes.subarray(0, 65_536).includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return null;
  }
}
