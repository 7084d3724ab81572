// Rows → CSV that Letterboxd's own import understands, and that a spreadsheet can open without harm: there a
// field that begins with = + - @ would be a formula, so it gets an apostrophe in front, also a title such
// as "-30-". Letterboxd does not mind, as it knows a film by its address or its TMDB number.

import Papa from "papaparse";

const FORMULA = /^[=+\-@\t\r＝＋－＠]/;
/** Where commas are in numbers, a spreadsheet parts fields at semicolons, and pays no heed to our quotes. */
const FORMULA_INSIDE = /([;\r\n][\s"']*)(?=[=+\-@＝＋－＠])/g;

/** Ends with a line break, so that parts can be put one after another. */
export function writeCsv(rows: readonly (readonly (string | number | null)[])[]): string {
  const fields = rows.map((row) =>
    row.map((field) => (typeof field === "string" ? field.replace(FORMULA_INSIDE, "$1'") : field)),
  );
  return `${Papa.unparse(fields, { newline: "\r\n", escapeFormulae: FORMULA })}\r\n`;
}
