// Rows → CSV that Letterboxd's own import understands, and that a spreadsheet can open without harm: there a
// field that begins with = + - @ would be a formula, so it gets an apostrophe in front, also a title such
// as "-30-". Letterboxd does not mind, as it knows a film by its address or its TMDB number.

import Papa from "papaparse";

const FORMULA = /^[=+\-@\t\r＝＋－＠]/;

/** Ends with a line break, so that parts can be put one after another. */
export function writeCsv(rows: readonly (readonly (string | number | null)[])[]): string {
  const fields = rows.map((row) => [...row]);
  return `${Papa.unparse(fields, { newline: "\r\n", escapeFormulae: FORMULA })}\r\n`;
}
