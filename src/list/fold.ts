// How titles are compared when somebody searches or sorts: without case, accents, and the signs between words. Pure.

/** Longer ones are cut: a film's entry in the snapshot has a longest length. */
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
 * What a film is found and sorted by: its title and, on a line of its own, its original title if that is another.
 * A leading article goes to the end, so that the text serves for the order too. Words that signs hold together
 * are added in one piece: "WALL·E" is found as "walle", "Spider-Man" as "spiderman".
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
