// The longest that a text from outside may be, however long it came. Both neighbours' adapters use this for
// whatever is stored; how long each text may be stands in the adapter.

/** What may not stand in a text: SQLite ends one at a NUL, and XML knows no such characters. */
const CONTROL_CHARACTERS = /(?![\t\n\r])\p{Cc}/gu;

/**
 * At most `longest` UTF-16 units of the text, the last of them an ellipsis where something was cut off. Never
 * cuts a character in two, and mends what came in halves, which no database keeps as it is.
 */
export function cutText(text: string, longest: number): string {
  if (text.length <= longest) return cleaned(text);
  const end = longest - 1;
  const isWithin = /[\ud800-\udbff]/.test(text.charAt(end - 1));
  return `${cleaned(text.slice(0, isWithin ? end - 1 : end))}…`;
}

function cleaned(text: string): string {
  return text.toWellFormed().replace(CONTROL_CHARACTERS, "");
}
