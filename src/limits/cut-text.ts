// Cuts a text from outside to a length that can be stored. Used by the adapters of both neighbours, each of which
// says how long its texts may be.

/** SQLite's functions end a text at a NUL, and XML allows none of these. */
const CONTROL_CHARACTERS = /(?![\t\n\r])\p{Cc}/gu;

/**
 * At most `longest` UTF-16 units of the text, the last of them an ellipsis if something was cut off. Never cuts a
 * character in two, and replaces halves of characters, which UTF-8 cannot store.
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
