// Where a form leads back to: a page of ours that shows films, whatever stands in its field.

const LONGEST = 4000;

/** Pages that marks and choices are made on. */
const PAGES = /^\/(?:$|\?|(?:new|pick)(?:$|\?)|film\/[^/?#\\]+(?:$|\?))/;

/** null: the field names no such page. */
export function pageAddress(field: unknown): string | null {
  if (typeof field !== "string" || field.length > LONGEST) return null;
  return PAGES.test(field) && !/[\r\n\t]/.test(field) ? field : null;
}
