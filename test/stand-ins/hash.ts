// What looks like chance in the stand-ins comes from here: the same text always gives the same number.

/** A whole number of 32 bits (FNV-1a, stirred once more at the end). */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  value = Math.imul(value ^ (value >>> 12), 0x297a2d39);
  return (value ^ (value >>> 15)) >>> 0;
}

/** True for about `share` (0 to 1) of all texts. */
export function chance(text: string, share: number): boolean {
  return hash(text) / 0x1_0000_0000 < share;
}

export function pick<T>(choices: readonly [T, ...T[]], text: string): T {
  return choices[hash(text) % choices.length] ?? choices[0];
}

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** A code of letters and digits, like those in short links and in names of images. */
export function codeFrom(text: string, length: number): string {
  let code = "";
  for (let i = 0; i < length; i++) code += LETTERS[hash(`${text}#${i}`) % LETTERS.length];
  return code;
}
