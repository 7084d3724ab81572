// The member's own export: from the bytes of a file to the films of a watchlist, those seen and those of lists, or to a
// reason why not. Pure: knows neither requests nor tables. The file is either the ZIP from Letterboxd's settings or one
// CSV of it, on its own or renamed by a browser. If Letterboxd changes its export, mend it here: find-files.ts has the
// names inside the ZIP, read-header.ts and read-list.ts have the columns. Whatever the bytes are, reading them costs
// at most a second of CPU time, and pauses at least every 50 ms, so that other requests are answered meanwhile.

import { PARTS, type Part } from "./find-files.ts";
import { readLoneFile } from "./lone-file.ts";
import type { RowErrors } from "./read-csv.ts";
import type { Films, NamedFilms, ReadRules } from "./read-films.ts";
import { rejected, type Rejected } from "./rejection.ts";
import { isZip } from "./zip-directory.ts";
import { readZip } from "./read-zip.ts";

export { PARTS, type Part } from "./find-files.ts";
export type { RowErrors } from "./read-csv.ts";
export type { Films, NamedFilms } from "./read-films.ts";

/** A real export of 3,000 films has 60 kB as a ZIP and 170 kB as a CSV. */
export const MAX_FILE_BYTES = 10_000_000;

export interface ExportFile {
  name: string;
  bytes: Uint8Array;
}

export interface ExportRules extends ReadRules {
  /** What the owner wants of it. */
  take: ReadonlySet<Part>;
  /** The owner has said that the file is their watchlist, whatever its name says. */
  confirmed: boolean;
}

/** What was taken: one of them at least. */
export interface TakenFiles {
  watchlist: Films | null;
  seen: Films | null;
  lists: NamedFilms[];
  /** The files that are there too, and were not asked for. */
  notTaken: Record<Part, number>;
  /** The files that were asked for, and why they could not be taken. */
  refused: RefusedFile[];
}

export interface RefusedFile {
  name: string;
  why: string;
}

export type ExportReading = { ok: true; files: TakenFiles } | (Rejected & Partial<RowErrors>);

export async function readExport(file: ExportFile, rules: ExportRules): Promise<ExportReading> {
  if (file.bytes.length === 0) return rejected("empty", `${file.name} is empty.`);
  if (file.bytes.length > MAX_FILE_BYTES) return tooLarge();
  if (isZip(file.bytes)) return readZip(file, rules);
  const reading = await readLoneFile(file, rules);
  if (!reading.ok && /\.zip$/i.test(file.name)) {
    const { kind } = reading.rejection;
    if (kind === "not-text" || kind === "other-csv") return noZip(file.name);
  }
  return reading;
}

export function isPart(text: string): text is Part {
  return PARTS.some((part) => part === text);
}

export function tooLarge(): Rejected {
  return rejected("too-large", `The file is larger than ${MAX_FILE_BYTES / 1e6} MB.`);
}

function noZip(name: string): Rejected {
  return rejected(
    "broken-zip",
    `${name} is not a ZIP, whatever its name says. Choose the file as Letterboxd gave it to you.`,
  );
}
