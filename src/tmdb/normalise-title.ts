// When are two titles the same? Letterboxd's titles come from TMDB, so they hardly differ: in case, accents,
// punctuation, "&". No words are left out and no numbers spelt out: "Part II" is another film.

/** Letters that Unicode does not split into a plain letter and a mark. */
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
 * Letters and digits only, without spaces: "WALL·E", "Wall-E" and "WALLE" become the same. Marks on Latin, Greek
 * and Cyrillic letters are dropped; in other scripts marks are vowels, and are kept. A title of nothing but
 * symbols ("$", "…") stays as it is.
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

/** Evens out case, kinds of quotes and dashes, and spaces, and nothing else: "+1" and "1" stay different. */
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
