// A film's id or a moment, as a form, a path or a cookie writes it.

/** Of up to ten digits; null: it is no such number. */
export function wholeNumber(text: unknown): number | null {
  return typeof text === "string" && /^\d{1,10}$/.test(text) ? Number(text) : null;
}
