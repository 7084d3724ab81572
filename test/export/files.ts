// Files as a member might bring them, made up; and what reading them gives.

import { strToU8, zipSync, type Zippable } from "fflate";
import {
  readExport,
  type ExportFile,
  type ExportReading,
  type ExportRules,
  type Films,
} from "../../src/export/index.ts";

export const RULES: ExportRules = {
  take: new Set(["watchlist"]),
  maxFilms: 5000,
  confirmed: false,
  anyway: false,
  pause: async () => undefined,
};
export const HEADER = "Date,Name,Year,Letterboxd URI";

export function csvFile(text: string, name = "watchlist.csv"): ExportFile {
  return { name, bytes: strToU8(text) };
}

export function zipFile(entries: Zippable): ExportFile {
  const name = "letterboxd-someone-2026-11-01-10-00-utc.zip";
  return { name, bytes: zipSync(entries) };
}

/** What a file gives where only the watchlist is asked for. */
export async function readWatchlist(
  file: ExportFile,
  rules: ExportRules,
): Promise<{ ok: true; export: Films } | Extract<ExportReading, { ok: false }>> {
  const reading = await readExport(file, rules);
  if (!reading.ok) return reading;
  const { watchlist } = reading.files;
  if (watchlist === null) throw new Error("There is no watchlist among what was taken.");
  return { ok: true, export: watchlist };
}

/** What a file gives that is imported. */
export async function imported(file: ExportFile, rules: Partial<ExportRules> = {}) {
  const reading = await readWatchlist(file, { ...RULES, ...rules });
  if (!reading.ok) throw new Error(reading.rejection.message);
  return reading.export;
}

export async function rejection(file: ExportFile, rules: Partial<ExportRules> = {}) {
  const reading = await readExport(file, { ...RULES, ...rules });
  return reading.ok ? null : reading.rejection;
}

/** Real pauses, counted. */
export function countPauses() {
  let pauses = 0;
  const pause = () => {
    pauses += 1;
    return scheduler.wait(0);
  };
  return { pause, count: () => pauses };
}

/** Good rows, so that a bad one among them is less than a tenth. */
export const TWENTY = Array.from(
  { length: 20 },
  (_, i) => `2020-01-02,Good ${i},${2000 + i},https://boxd.it/g${i}\n`,
).join("");

export const TWO = `${HEADER}\r\n2022-10-16,"Ghosts, Saws",2008,https://boxd.it/23zw\r\n2025-02-08,Heat 2,,https://boxd.it/DErS\r\n`;

export const BOTH = [
  { slug: null, lid: "23zw", title: "Ghosts, Saws", year: 2008, addedOn: "2022-10-16" },
  { slug: null, lid: "DErS", title: "Heat 2", year: null, addedOn: "2025-02-08" },
];
