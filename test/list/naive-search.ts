// What a search finds, and how well each film fits, written as plainly as possible, and slow: the app is compared with it.

import { foldText, foldWords } from "../../src/list/fold.ts";
import type { StoredFilm } from "../web/fill.ts";

const NUMBERS = "one two three four five six seven eight nine ten".split(" ");
const ROMANS = "i ii iii iv v vi vii viii ix x".split(" ");

type Titles = Pick<StoredFilm, "title" | "originalTitle" | "year" | "directors">;

/** 0 to 3, the least fits best; null: the film does not fit. */
export function naiveFit(film: Titles, text: string, films: readonly Titles[]): number | null {
  const words = foldWords(text).split(" ");
  if (words[0] === "") return null;
  const has = isFound(words, films) ? hasWord : isNear;
  if (!words.every((word) => has(film, word))) return null;
  const alone = { ...film, directors: [] };
  if (!words.every((word) => has(alone, word))) return 3;
  const wanted = words.join(" ");
  const starts = [wanted, wanted.replace(/^(the|an|a) (?=.)/, "")];
  const titles = namesOf(film).map((name) => `${withoutArticle(name)} ${wordsOf(name).join(" ")}`);
  if (starts.some((start) => titles.some((title) => title.startsWith(start)))) return 0;
  return words.every((word) => begins(alone, word)) ? 1 : 2;
}

const answers = new WeakMap<readonly Titles[], Map<string, boolean>>();

/** Whether any film has the words as they are; asked once for each text, because it is asked of every film. */
function isFound(words: readonly string[], films: readonly Titles[]): boolean {
  const known = answers.get(films) ?? new Map<string, boolean>();
  answers.set(films, known);
  const text = words.join(" ");
  const answer =
    known.get(text) ?? films.some((other) => words.every((word) => hasWord(other, word)));
  known.set(text, answer);
  return answer;
}

/** Folded, and without an article that stands in front of it. */
export function withoutArticle(title: string): string {
  const rest = foldText(title.replace(/^(the|an|a)\s+/i, ""));
  return rest === "" ? foldWords(title) : rest;
}

function namesOf({ title, originalTitle }: Titles): string[] {
  return originalTitle === null ? [title] : [title, originalTitle];
}

/** Also in one piece, where signs hold words together. */
function wordsOf(name: string): string[] {
  const pieces = name.split(/\s+/).map((piece) => foldText(piece).replaceAll(" ", ""));
  return [...foldWords(name).split(" "), ...pieces];
}

function allWords(film: Titles): string[] {
  return [...namesOf(film), ...film.directors].flatMap(wordsOf);
}

function begins(film: Titles, word: string): boolean {
  return allWords(film).some((other) => other.startsWith(word)) || isYearOrNumber(film, word);
}

function hasWord(film: Titles, word: string): boolean {
  return allWords(film).some((other) => other.includes(word)) || isYearOrNumber(film, word);
}

function isYearOrNumber(film: Titles, word: string): boolean {
  if (word === `${film.year}`) return true;
  const n = numberOf(word);
  return n !== null && allWords(film).some((other) => numberOf(other) === n);
}

function numberOf(word: string): number | null {
  const place = Math.max(NUMBERS.indexOf(word), ROMANS.indexOf(word)) + 1;
  if (place > 0) return place;
  return /^([1-9]|10)$/.test(word) ? Number(word) : null;
}

function isNear(film: Titles, word: string): boolean {
  if (hasWord(film, word)) return true;
  if (word.length < 4) return false;
  return allWords(film).some((other) =>
    Array.from({ length: other.length + 1 }, (_, length) => other.slice(0, length)).some(
      (start) => isOneStep(word, start) || isOneStep(start, word),
    ),
  );
}

/** Whether a letter taken out of one, another in its place, or two neighbours changed, makes the other of it. */
function isOneStep(one: string, other: string): boolean {
  return Array.from(one, (_, i) => i).some((i) => {
    const [before, after] = [one.slice(0, i), one.slice(i + 1)];
    const isOtherLetter =
      one.length === other.length && other.startsWith(before) && other.slice(i + 1) === after;
    const swapped = before + one.charAt(i + 1) + one.charAt(i) + one.slice(i + 2);
    return before + after === other || isOtherLetter || swapped === other;
  });
}
