// The bytes of a CSV → its lines, whatever ends them: within one file there may be both CRLF and LF. What costs
// more than any watchlist is refused before it is decoded or split.

import { rejected, type Rejected } from "./rejection.ts";

/** A watchlist of 20,000 films has 1.2 MB. Of a ZIP all that is read may have so much together. */
export const MAX_TEXT_BYTES = 4_000_000;

/** A header, and for each film its row and a blank line, or its row twice. */
export const linesOf = (films: number) => 10 + 2 * films;

const [LF, CR] = [10, 13];

export function readLines(
  { name, bytes }: { name: string; bytes: Uint8Array },
  { maxFilms, maxLines = linesOf(maxFilms) }: { maxFilms: number; maxLines?: number },
): { ok: true; lines: string[] } | Rejected {
  // Zero bytes are valid UTF-8, but no text has them.
  if (bytes.includes(0)) {
    return rejected(
      "not-text",
      `${name} has zero bytes in it, as UTF-16 text and files that aren’t text do. In a spreadsheet, save it as “CSV UTF-8”.`,
    );
  }
  if (bytes.length > MAX_TEXT_BYTES) {
    return rejected(
      "too-large",
      `${name} is larger than ${MAX_TEXT_BYTES / 1e6} MB, which no watchlist is.`,
    );
  }
  if (countLineEnds(bytes) > maxLines) {
    return rejected(
      "too-many-lines",
      `${name} has more than ${maxLines} lines, and at most ${maxFilms} films can be imported here.`,
    );
  }
  const text = decode(bytes);
  if (text === null) {
    return rejected(
      "not-text",
      `${name} is neither a ZIP nor text in UTF-8. In a spreadsheet, save it as “CSV UTF-8”.`,
    );
  }
  return { ok: true, lines: text.split(/\r\n|\r|\n/) };
}

function countLineEnds(bytes: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] === CR || (bytes[i] === LF && bytes[i - 1] !== CR)) count += 1;
  }
  return count;
}

/** Without its byte order mark. null: it is not UTF-8. */
function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return null;
  }
}
