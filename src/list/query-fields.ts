// Reads single fields of an address. Whatever does not fit is left out. Pure.

/** Never ends in half of a surrogate pair, which could not be encoded in an address. */
export function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, "");
}

export function oneOf<T extends string>(words: readonly T[], text: string | null): T | null {
  return words.find((word) => word === text) ?? null;
}

export function numbersIn(texts: readonly string[], most: number): number[] {
  return [...new Set(texts.flatMap((text) => wholeNumber(text) ?? []))].slice(0, most);
}

/** Of up to nine digits. */
export function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}
