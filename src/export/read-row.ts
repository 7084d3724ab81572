// One row of watchlist.csv → a film, or what is wrong with the row, in words.

export interface ExportedFilm {
  /** From addresses as exports had them until 2020; null in today's. */
  slug: string | null;
  /** From a short link `boxd.it/<lid>`; null where the film was deleted from Letterboxd. */
  lid: string | null;
  title: string;
  /** null: Letterboxd names none yet. */
  year: number | null;
  /** ISO date; null where the row's could not be read. */
  addedOn: string | null;
}

export interface RowReading {
  /** null: the row is not taken. */
  film: ExportedFilm | null;
  /** What is wrong; null: nothing. */
  complaint: string | null;
}

const FIELDS = 4;
const MAX_TITLE_LENGTH = 300;

export function readRow(row: readonly string[], isBroken: boolean): RowReading {
  if (isBroken) return leave("The quotation marks of this row do not add up.");
  if (row.length !== FIELDS) {
    return leave(`The row has ${row.length} fields, where ${FIELDS} are expected.`);
  }

  const [date = "", title = "", year = "", uri = ""] = row.map((field) => field.trim());
  if (title === "") return leave("The row has no title.");
  if (title.length > MAX_TITLE_LENGTH) {
    return leave(`The title is longer than ${MAX_TITLE_LENGTH} characters.`);
  }
  if (year !== "" && !/^(1[89]|2[01])\d\d$/.test(year)) {
    return leave(`${quoted(year)} is not a year.`);
  }
  const codes = readUri(uri);
  if (codes === null) return leave(`${quoted(uri)} is not the address of a film at Letterboxd.`);

  const addedOn = isDate(date) ? date : null;
  return {
    film: { ...codes, title, year: year === "" ? null : Number(year), addedOn },
    complaint:
      addedOn === null
        ? `${quoted(date)} is not a date like 2024-12-31: ${title} was taken without it.`
        : null,
  };
}

function leave(complaint: string): RowReading {
  return { film: null, complaint };
}

const SHORT_LINK = /^(?:https?:\/\/)?boxd\.it\/([0-9A-Za-z]{1,12})\/?$/;
const FILM_ADDRESS = /^(?:https?:\/\/)?(?:www\.)?letterboxd\.com\/film\/([\w:-]{1,200})\/?$/;

/** null: it names no film. An empty address is right, and has no codes. */
function readUri(uri: string): { slug: string | null; lid: string | null } | null {
  if (uri === "") return { slug: null, lid: null };
  const lid = SHORT_LINK.exec(uri)?.[1];
  if (lid !== undefined) return { slug: null, lid };
  const slug = FILM_ADDRESS.exec(uri)?.[1];
  if (slug === undefined) return null;
  // Some addresses of 2020 have a number (`film:454016`) where the film had no slug yet: it has one now.
  return { slug: slug.includes(":") ? null : slug, lid: null };
}

function isDate(text: string): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(text);
}

function quoted(text: string): string {
  return text === "" ? "An empty field" : `"${text.slice(0, 80)}"`;
}
