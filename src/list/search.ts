// Which films a text means, and how well each fits. A word is found anywhere in the titles or among the directors; a year and
// a number are understood, too. Only where nothing is found so, one wrong letter a word is forgiven. Pure.

import { AT } from "./entry.ts";
import type { Film } from "./filter.ts";
import { foldWords, titlesIn } from "./fold.ts";

const MOST_WORDS = 8;

/** In shorter words a wrong letter makes another word. */
const SHORTEST_FORGIVEN = 4;

/**
 * 0: a title begins with the text. 1: each of its words begins a word of the titles. 2: they stand somewhere in them.
 * 3: only with the directors do they.
 */
type Fit = 0 | 1 | 2 | 3;

export interface Search {
  finds: (film: Film) => boolean;
  /** How well a film fits that is found. */
  fitOf: (film: Film) => Fit;
}

/** `films` are those that are searched. */
export function searchFor(text: string, films: readonly Film[]): Search {
  const folded = foldWords(text);
  const words = folded.split(" ").slice(0, MOST_WORDS);
  if (words[0] === "") return { finds: () => false, fitOf: () => 3 };
  const wanted = words.map(wantedWord);
  const starts = [folded, folded.replace(/^(the|an?) (?=.)/, "")];
  const isExact = films.some(({ entry }) =>
    hasAll(entry[AT.search], entry[AT.year], wanted, hasWord),
  );
  const has = isExact ? hasWord : isNearWord;
  return {
    finds: ({ entry }) => hasAll(entry[AT.search], entry[AT.year], wanted, has),
    fitOf: ({ entry }) => {
      const search = entry[AT.search];
      const year = entry[AT.year];
      const titles = titlesIn(search);
      if (titles !== search && !hasAll(titles, year, wanted, has)) return 3;
      const lines = titles.split("\n");
      if (lines.some((line) => starts.some((start) => line.startsWith(start)))) return 0;
      return wanted.every((word) => beginsWord(titles, word) || isYearOrNumber(titles, year, word))
        ? 1
        : 2;
    },
  };
}

/** A word of the text, with what is made of it once, and not for each film. */
interface WantedWord {
  word: string;
  inLine: string;
  atLine: string;
  /** null: it can be none. */
  year: number | null;
  number: readonly string[] | null;
}

function wantedWord(word: string): WantedWord {
  return {
    word,
    inLine: ` ${word}`,
    atLine: `\n${word}`,
    year: /^\d{4}$/.test(word) ? Number(word) : null,
    number: numberOf(word),
  };
}

type HasWord = (search: string, word: string) => boolean;

function hasAll(
  search: string,
  year: number | null,
  wanted: readonly WantedWord[],
  has: HasWord,
): boolean {
  for (const word of wanted) {
    if (!has(search, word.word) && !isYearOrNumber(search, year, word)) return false;
  }
  return true;
}

function beginsWord(search: string, { word, inLine, atLine }: WantedWord): boolean {
  return search.startsWith(word) || search.includes(inLine) || search.includes(atLine);
}

function isYearOrNumber(search: string, ofYear: number | null, wanted: WantedWord): boolean {
  return (wanted.year !== null && wanted.year === ofYear) || hasNumber(search, wanted.number);
}

function hasWord(search: string, word: string): boolean {
  return search.includes(word);
}

const NUMBERS = [
  ["1", "one", "i"],
  ["2", "two", "ii"],
  ["3", "three", "iii"],
  ["4", "four", "iv"],
  ["5", "five", "v"],
  ["6", "six", "vi"],
  ["7", "seven", "vii"],
  ["8", "eight", "viii"],
  ["9", "nine", "ix"],
  ["10", "ten", "x"],
] as const;

/** The ways to write the number that this word is; null: it is none. */
function numberOf(word: string): readonly string[] | null {
  return NUMBERS.find((ways) => ways.some((way) => way === word)) ?? null;
}

function hasNumber(search: string, ways: readonly string[] | null): boolean {
  return ways !== null && search.split(/\s/).some((word) => ways.includes(word));
}

/** Whether a word of the titles begins with this one but for one letter: another, one too many, or one left out. */
function isNearWord(search: string, word: string): boolean {
  if (search.includes(word)) return true;
  if (word.length < SHORTEST_FORGIVEN) return false;
  return search.split(/\s/).some((other) => isNearStart(word, other));
}

function isNearStart(word: string, other: string): boolean {
  let same = 0;
  while (same < word.length && word[same] === other[same]) same += 1;
  const rest = (from: number) => word.slice(from);
  return (
    other.startsWith(rest(same + 1), same + 1) ||
    other.startsWith(rest(same + 1), same) ||
    other.startsWith(rest(same), same + 1) ||
    // Two neighbours the wrong way round.
    (word[same] === other[same + 1] &&
      word[same + 1] === other[same] &&
      other.startsWith(rest(same + 2), same + 2))
  );
}
