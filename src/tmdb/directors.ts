// Who directed a film, out of the text of its credits. They name everybody, in 150 kB and more, and six films are shown:
// parsed whole, they cost a Worker that was just loaded half as much CPU time again. So only the records are parsed that
// say "Director".

import { readRecord, type Wire } from "./fields.ts";

/** In JSON this is nothing but a whole text: within another, each mark has a backslash. A part in a film may be called so. */
const DIRECTS = '"Director"';

/** More than any film has; whatever follows is not looked at. */
const MOST = 20;

/**
 * The records of TMDB's `crew` that direct, as they came; one that cannot be read is left out. undefined: these are no
 * credits. A record holds no other, so it lasts from the brace before the word to the one after it.
 */
export function findDirectors(text: string): unknown[] | undefined {
  if (!text.startsWith("{") || !text.includes('"crew"')) return undefined;
  const found: unknown[] = [];
  let at = text.indexOf(DIRECTS);
  for (let i = 0; at !== -1 && i < MOST; i++) {
    const end = text.indexOf("}", at);
    const record = parseRecord(text.slice(text.lastIndexOf("{", at), end + 1));
    if (record?.["job"] === "Director") found.push(record);
    at = text.indexOf(DIRECTS, at + DIRECTS.length);
  }
  return found;
}

/** null: a name has a brace in it, or the text was cut short. */
function parseRecord(text: string): Wire | null {
  try {
    return readRecord(JSON.parse(text));
  } catch {
    return null;
  }
}
