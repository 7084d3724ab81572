// How titles are compared in searches and for sorting: without case, accents and punctuation. Pure.

/** Longer texts are cut: an entry of the snapshot has a maximum length. */
const LONGEST_SEARCH = 300;

export function foldText(text: string): string {
  return text
    .normalize("NFKD")
    .replaceAll(/\p{M}+/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("æ", "ae")
    .replaceAll("œ", "oe")
    .replaceAll("ø", "o")
    .replaceAll("ł", "l")
    .replaceAll(/['’`]/g, "")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/**
 * The text that a film is found and sorted by: its title and, on a second line, its original title if that differs. A
 * leading article is moved to the end, so that the text can be sorted by. Words joined by punctuation are added in
 * one piece as well: "WALL·E" is found as "walle", "Spider-Man" as "spiderman".
 */
export function searchText(title: string, originalTitle: string | null): string {
  const names =
    originalTitle === null || originalTitle === title ? [title] : [title, originalTitle];
  return names
    .map((name) => `${behindArticle(foldText(name))} ${joinedWords(name)}`.trim())
    .join("\n")
    .slice(0, LONGEST_SEARCH);
}

function behindArticle(folded: string): string {
  return folded.replace(/^(the|a|an) (.+)/, "$2 $1");
}

function joinedWords(name: string): string {
  return name
    .split(/\s+/)
    .map(foldText)
    .filter((word) => word.includes(" "))
    .map((word) => word.replaceAll(" ", ""))
    .join(" ");
}
