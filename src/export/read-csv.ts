// The lines of a CSV → its films. A row that cannot be imported is named by its line, and what it still
// says of a film is told too; the others come in.

import { readRow, type ExportedFilm, type FilmMention } from "./read-row.ts";
import type { Columns } from "./read-header.ts";
import { splitRows, type Row, type RowShape } from "./split-rows.ts";

interface RowError {
  /** Line of the file on which the row begins, counted from 1. */
  line: number;
  message: string;
  /** The film was imported all the same, without what could not be read. */
  imported: boolean;
}

/** The first of them, for people to read; the rest is counted. */
export interface RowErrors {
  rowErrors: RowError[];
  rowErrorsNotShown: number;
}

export interface CsvReading extends RowErrors {
  /** In the order of the file. Each once. */
  films: ExportedFilm[];
  /** From the rows that could not be imported. */
  mentioned: FilmMention[];
  /** Rows that have anything in them. */
  rows: number;
  /** Those of them that could not be imported. */
  unreadable: number;
}

const MAX_ROW_ERRORS = 100;

/** How much is read between two pauses, in characters: some milliseconds' work. */
const CHARACTERS_AT_ONCE = 100_000;
/** What a row costs beside its characters, in characters. */
const ROW_COST = 50;

export interface CsvBody {
  columns: Columns;
  /** The index of the line after the header. */
  bodyFrom: number;
  shape: Omit<RowShape, "delimiter">;
}

export async function readCsv(
  lines: readonly string[],
  { columns, bodyFrom, shape }: CsvBody,
  pause: () => Promise<void>,
): Promise<CsvReading> {
  const { delimiter } = columns;
  const collected = collectFilms();
  let work = 0;
  for (const row of splitRows(lines, bodyFrom, { ...shape, delimiter })) {
    if (!isBlank(row)) collected.add(row.line, readRow(row, columns));
    work += row.text.length + ROW_COST;
    if (work > CHARACTERS_AT_ONCE) {
      work = 0;
      await pause();
    }
  }
  return collected.reading;
}

function collectFilms() {
  const reading: CsvReading = {
    films: [],
    mentioned: [],
    rows: 0,
    unreadable: 0,
    rowErrors: [],
    rowErrorsNotShown: 0,
  };
  const lines = new Map<string, number>();
  const complain = (error: RowError) => {
    if (reading.rowErrors.length < MAX_ROW_ERRORS) reading.rowErrors.push(error);
    else reading.rowErrorsNotShown += 1;
  };
  const add = (line: number, row: ReturnType<typeof readRow>) => {
    reading.rows += 1;
    const { film, problem } = row;
    if (problem !== null) complain({ line, message: problem, imported: film !== null });
    if (row.film === null) {
      reading.unreadable += 1;
      if (row.mention !== null) reading.mentioned.push(row.mention);
      return;
    }
    const first = lines.get(filmKey(row.film));
    if (first === undefined) {
      lines.set(filmKey(row.film), line);
      reading.films.push(row.film);
    } else {
      const message = `${row.film.title} is already on line ${first}. Imported once.`;
      complain({ line, message, imported: true });
    }
  };
  return { reading, add };
}

/** Spreadsheets save rows of nothing but separators. */
function isBlank({ fields, isBroken }: Row): boolean {
  return !isBroken && fields.every((field) => field.trim() === "");
}

function filmKey({ lid, slug, title, year }: ExportedFilm): string {
  if (lid !== null) return `lid ${lid}`;
  return slug === null ? `title ${title} ${year}` : `slug ${slug}`;
}
