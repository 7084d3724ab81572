// Who directed a film, out of the text of its credits. They name everybody, in 150 kB and more, and six films are shown:
// parsed whole, they cost a Worker that was just loaded half as much CPU time again. So only the records are parsed that
// say "Director".

/** In a text of JSON this stands nowhere but at that field: within a text of its own, each mark has a backslash. */
const DIRECTS = '"job":"Director"';

/** More than any film has; whatever follows is not looked at. */
const MOST = 20;

/**
 * The records of TMDB's `crew` that direct, as they came; one that cannot be read is left out. undefined: these are no
 * credits. A record holds no other, so it lasts from the brace before the field to the one after it.
 */
export function findDirectors(text: string): unknown[] | undefined {
  if (!text.startsWith("{") || !text.includes('"crew":')) return undefined;
  const found: unknown[] = [];
  let at = text.indexOf(DIRECTS);
  for (let i = 0; at !== -1 && i < MOST; i++) {
    const end = text.indexOf("}", at);
    const record = parseRecord(text.slice(text.lastIndexOf("{", at), end + 1));
    if (record !== undefined) found.push(record);
    at = text.indexOf(DIRECTS, at + DIRECTS.length);
  }
  return found;
}

/** undefined: a name has a brace in it, or the text was cut short. */
function parseRecord(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
