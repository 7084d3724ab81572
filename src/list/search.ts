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
export type Fit = 0 | 1 | 2 | 3;

/** How a film fits the text; null: it does not. `films` are those that are searched. */
export function fitOf(text: string, films: readonly Film[]): (film: Film) => Fit | null {
  const wanted = foldWords(text);
  const words = wanted.split(" ").slice(0, MOST_WORDS);
  if (words[0] === "") return () => null;
  const starts = [wanted, wanted.replace(/^(the|an?) (?=.)/, "")];
  const exact = fitBy(words, starts, hasWord);
  return films.some((film) => exact(film) !== null) ? exact : fitBy(words, starts, isNearWord);
}

type HasWord = (search: string, word: string) => boolean;

function fitBy(
  words: readonly string[],
  starts: readonly string[],
  has: HasWord,
): (film: Film) => Fit | null {
  // Made once, and not for each film.
  const wanted = words.map((word) => ({
    word,
    inLine: ` ${word}`,
    atLine: `\n${word}`,
    year: /^\d{4}$/.test(word) ? Number(word) : null,
    number: numberOf(word),
  }));
  const wordsFit = (search: string, ofYear: number | null): 1 | 2 | null => {
    let fit: 1 | 2 = 1;
    for (const { word, inLine, atLine, year, number } of wanted) {
      if (search.startsWith(word) || search.includes(inLine) || search.includes(atLine)) continue;
      if ((year !== null && year === ofYear) || hasNumber(search, number)) continue;
      if (!has(search, word)) return null;
      fit = 2;
    }
    return fit;
  };
  return ({ entry }) => {
    const search = entry[AT.search];
    const year = entry[AT.year];
    const fit = wordsFit(search, year);
    if (fit === null) return null;
    const titles = titlesIn(search);
    const ofTitles = titles === search ? fit : wordsFit(titles, year);
    if (ofTitles === null) return 3;
    const lines = titles.split("\n");
    return lines.some((line) => starts.some((start) => line.startsWith(start))) ? 0 : ofTitles;
  };
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
