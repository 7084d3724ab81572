// When are two titles the same? Letterboxd's titles come from TMDB, so they differ in little: case, accents,
// punctuation, "&". Words are never left out and numbers never spelled: "Part II" is another film.

/** Letters that Unicode does not take apart into a plain one and a mark. */
const PLAIN_LETTERS: Record<string, string> = {
  æ: "ae",
  œ: "oe",
  ø: "o",
  ß: "ss",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
};

/**
 * Letters and digits only, also without blanks: "WALL·E", "Wall-E" and "WALLE" are one. Marks above Latin,
 * Greek and Cyrillic letters go; those of other scripts are vowels and stay. A title that is nothing but
 * signs ("$", "…") stays as it is.
 */
export function normaliseTitle(title: string): string {
  const plain = foldTitle(title)
    .normalize("NFKD")
    .replaceAll(/[\u0300-\u036f]/g, "")
    .replaceAll(/[æœøßłđðþı]/g, (letter) => PLAIN_LETTERS[letter] ?? letter)
    .replaceAll("&", "and")
    .replaceAll(/[^\p{L}\p{M}\p{N}]/gu, "");
  return plain === "" ? foldTitle(title) : plain;
}

/** The same to the eye: case, kinds of quotes and dashes, and blanks aside. Tells "+1" from "1". */
export function foldTitle(title: string): string {
  return title
    .normalize("NFC")
    .toLowerCase()
    .replaceAll(/[‘’ʼ`´]/g, "'")
    .replaceAll(/[“”„]/g, '"')
    .replaceAll(/[‐-―]/g, "-")
    .replaceAll(/\s+/g, " ")
    .trim();
}
