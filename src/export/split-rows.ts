// CSV text → rows of fields, each with its line. Quotation marks that do not add up can swallow the rest of a
// file: then every line is read for itself, so that only the broken ones are lost.

import Papa from "papaparse";

export interface Row {
  /** Line of the file on which the row begins, counted from 1. */
  line: number;
  fields: string[];
  /** The quotation marks of this row do not add up. */
  isBroken: boolean;
}

export function splitRows(text: string, delimiter: string): Row[] {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter });
  if (errors.length > 0) return splitLines(text, delimiter);
  let line = 1;
  return data.map((fields) => {
    const row = { line, fields, isBroken: false };
    line += 1 + fields.reduce((sum, field) => sum + countLineBreaks(field), 0);
    return row;
  });
}

function splitLines(text: string, delimiter: string): Row[] {
  return text.split(/\r\n|\r|\n/).map((lineText, i) => {
    const { data, errors } = Papa.parse<string[]>(lineText, { delimiter });
    return { line: i + 1, fields: data[0] ?? [], isBroken: errors.length > 0 };
  });
}

function countLineBreaks(field: string): number {
  return field.match(/\r\n|\r|\n/g)?.length ?? 0;
}
