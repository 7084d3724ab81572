// Files as a member might bring them, made up; and what reading them gives.

import { strToU8, zipSync, type Zippable } from "fflate";
import { readExport, type ExportFile } from "../../src/export/index.ts";

export const RULES = { maxFilms: 5000, confirmed: false };
export const HEADER = "Date,Name,Year,Letterboxd URI";

export function csvFile(text: string, name = "watchlist.csv"): ExportFile {
  return { name, bytes: strToU8(text) };
}

export function zipFile(entries: Zippable): ExportFile {
  const name = "letterboxd-someone-2026-11-01-10-00-utc.zip";
  return { name, bytes: zipSync(entries) };
}

export function films(file: ExportFile, rules = RULES) {
  const reading = readExport(file, rules);
  if (!reading.ok) throw new Error(reading.rejection.message);
  return reading.export;
}

export function rejection(file: ExportFile, rules = RULES) {
  const reading = readExport(file, rules);
  return reading.ok ? null : reading.rejection;
}

export const TWO = `${HEADER}\r\n2022-10-16,"Ghosts, Saws",2008,https://boxd.it/23zw\r\n2025-02-08,Heat 2,,https://boxd.it/DErS\r\n`;

export const BOTH = [
  { slug: null, lid: "23zw", title: "Ghosts, Saws", year: 2008, addedOn: "2022-10-16" },
  { slug: null, lid: "DErS", title: "Heat 2", year: null, addedOn: "2025-02-08" },
];
