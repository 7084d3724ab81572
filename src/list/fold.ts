// How titles are compared in searches and for sorting: without case, accents and punctuation. Pure.

/** Longer texts are cut: an entry of the snapshot has a maximum length. */
const LONGEST_SEARCH = 300;

/** Letters that are not a plain one with an accent. */
const LETTERS: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  ı: "i",
  đ: "d",
  ð: "d",
  þ: "th",
};

export function foldText(text: string): string {
  return text
    .replaceAll(/[¼-¾⅐-⅞]/g, " $& ")
    .normalize("NFKD")
    .replaceAll(/\p{M}+/gu, "")
    .toLowerCase()
    .replaceAll(/[ßæœøłıđðþ]/g, (letter) => LETTERS[letter] ?? letter)
    .replaceAll(/['’`]/g, "")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** For a text of nothing but signs, such as "…" or "👽": the signs themselves. */
function foldSigns(text: string): string {
  return text.normalize("NFKD").replaceAll(/\s+/g, " ").trim().toLowerCase();
}

/** A text to search for, or a title, in the form in which the two are compared. Empty only for a blank text. */
export function foldWords(text: string): string {
  return foldText(text) || foldSigns(text);
}

/**
 * The text that a film is found and sorted by: its title, on a second line its original title if that differs, and
 * on a third its directors. A leading article is moved to the end, so that the text can be sorted by. Words joined by
 * punctuation are added in one piece as well: "WALL·E" is found as "walle", "Spider-Man" as "spiderman".
 */
export function searchText(
  title: string,
  originalTitle: string | null,
  directors: readonly string[] = [],
): string {
  const original = originalTitle === title ? "" : (originalTitle ?? "");
  const lines = [title, original].map((name) =>
    name === "" ? "" : `${behindArticle(name)} ${joinedWords(name)}`.trim(),
  );
  const people = directors.map((name) => `${foldText(name)} ${joinedWords(name)}`.trim());
  return [...lines, people.join(" ")].join("\n").trimEnd().slice(0, LONGEST_SEARCH).toWellFormed();
}

/** Of such a text, without the directors. */
export function titlesIn(search: string): string {
  const end = search.indexOf("\n", search.indexOf("\n") + 1);
  return end < 0 ? search : search.slice(0, end).trimEnd();
}

/** Only what is written as an article is one: not the A of "A.I.", "À nos amours" or "An-Nisa". */
function behindArticle(name: string): string {
  const [, article, rest] = /^(the|an?)\s+(.+)/i.exec(name) ?? [];
  return article !== undefined && rest !== undefined && foldText(rest) !== ""
    ? `${foldText(rest)} ${article.toLowerCase()}`
    : foldWords(name);
}

function joinedWords(name: string): string {
  return name
    .split(/\s+/)
    .map(foldText)
    .filter((word) => word.includes(" "))
    .map((word) => word.replaceAll(" ", ""))
    .join(" ");
}
