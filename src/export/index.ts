// The member's own export: from the bytes of a file to the films of a watchlist, or to a reason why not.
// Pure: knows neither requests nor tables. The file is either the ZIP from Letterboxd's settings or a
// watchlist.csv, on its own or renamed by a browser. If Letterboxd changes its export, mend it here: unpack.ts
// has the names inside the ZIP, read-header.ts has the columns. Whatever the bytes are, reading them costs at
// most a second of CPU time, and pauses at least every 50 ms, so that other requests are answered meanwhile.

import { readCsv, type RowErrors } from "./read-csv.ts";
import { readLines, MAX_TEXT_BYTES } from "./read-lines.ts";
import type { ExportedFilm, FilmMention } from "./read-row.ts";
import { rejected, type Rejected } from "./rejection.ts";
import { unpackWatchlist } from "./unpack.ts";
import { isZip } from "./zip-directory.ts";

export type { RowErrors } from "./read-csv.ts";

/** A real export of 3,000 films has 60 kB as a ZIP and 170 kB as a CSV. */
export const MAX_FILE_BYTES = 10_000_000;

/** Of the rows. A list changes on proof only, and a file of which more is unreadable proves little. */
const MAX_UNREADABLE = 0.1;

export interface ExportFile {
  name: string;
  bytes: Uint8Array;
}

export interface ExportRules {
  maxFilms: number;
  /** The owner has said that the file is their watchlist, whatever its name says. */
  confirmed: boolean;
  /** The owner wants what can be read, although much cannot. */
  anyway: boolean;
  /** Lets other requests be answered. */
  pause: () => Promise<void>;
}

interface Export extends RowErrors {
  /** In the order of the file: oldest first. Each film once; at least one. */
  films: ExportedFilm[];
  /** Films named in rows that could not be imported: they are on the watchlist, so they must not leave it. */
  mentioned: FilmMention[];
  rows: number;
  unreadable: number;
}

export type ExportReading = { ok: true; export: Export } | (Rejected & Partial<RowErrors>);

export async function readExport(file: ExportFile, rules: ExportRules): Promise<ExportReading> {
  if (file.bytes.length === 0) return rejected("empty", `${file.name} is empty.`);
  if (file.bytes.length > MAX_FILE_BYTES) return tooLarge();

  let bytes = file.bytes;
  if (isZip(bytes)) {
    const unpacked = await unpackWatchlist(file, MAX_TEXT_BYTES, rules.pause);
    if (!unpacked.ok) return unpacked;
    bytes = unpacked.bytes;
  } else if (!rules.confirmed && looksWatched(file.name)) {
    return rejected(
      "looks-watched",
      `${file.name} looks like a list of films you have seen, not of films you want to see. Both have the same columns; only the name differs.`,
    );
  }
  const reading = await readWatchlist({ name: file.name, bytes }, rules);
  if (!reading.ok && bytes === file.bytes && isNamedZip(file.name)) {
    const { kind } = reading.rejection;
    if (kind === "not-text" || kind === "other-csv") return noZip(file.name);
  }
  return reading;
}

async function readWatchlist(
  file: ExportFile,
  { maxFilms, anyway, pause }: ExportRules,
): Promise<ExportReading> {
  const text = readLines(file, maxFilms);
  if (!text.ok) return text;
  const csv = await readCsv(text.lines, pause);
  if (!csv.ok) return csv;
  const { films, rows, unreadable, rowErrors, rowErrorsNotShown } = csv.reading;
  const errors = { rowErrors, rowErrorsNotShown };
  if (films.length > maxFilms) {
    return rejected(
      "too-many-films",
      `The watchlist has ${films.length} films, and at most ${maxFilms} can be imported here.`,
    );
  }
  if (films.length === 0) {
    const why = unreadable > 0 ? "not one row of it could be read" : "there is no film in it";
    return { ...rejected("no-films", `This is a watchlist, but ${why}.`), ...errors };
  }
  if (unreadable > rows * MAX_UNREADABLE && !anyway) {
    const message = `${unreadable} of ${rows} rows could not be read, so nothing was changed.`;
    return { ...rejected("too-many-unreadable", message, { rows, unreadable }), ...errors };
  }
  return { ok: true, export: csv.reading };
}

export function tooLarge(): Rejected {
  return rejected("too-large", `The file is larger than ${MAX_FILE_BYTES / 1e6} MB.`);
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
  return /(?<!un-?|not.|be.)watched|likes|^films\b/i.test(name) && !/watchlist/i.test(name);
}
