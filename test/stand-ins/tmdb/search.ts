// The search of the stand-in: every word of the query must occur in one of a film's titles, also in those
// that are shown nowhere; and what is famous does not come first.

import type { TmdbTitle } from "../film.ts";
import { hash } from "../hash.ts";

interface SearchOptions {
  query: string;
  /** Looks at every release, festivals included. */
  year: number | null;
  /** Looks at the primary release only. */
  primaryYear: number | null;
  page: number;
}

export interface SearchAnswer {
  page: number;
  films: TmdbTitle[];
  total_pages: number;
  total_results: number;
}

const PAGE_SIZE = 20;

export interface SearchIndex {
  add(film: TmdbTitle): void;
  search(options: SearchOptions): SearchAnswer;
}

export function createSearchIndex(): SearchIndex {
  const films = new Map<string, Set<TmdbTitle>>();
  return {
    add(film) {
      for (const word of titlesOf(film).flatMap((title) => wordsOf(title))) {
        const known = films.get(word) ?? new Set();
        films.set(word, known.add(film));
      }
    },
    search({ query, year, primaryYear, page }) {
      const words = wordsOf(query);
      const sets = words.map((word) => films.get(word) ?? new Set<TmdbTitle>());
      const [rarest = new Set<TmdbTitle>()] = sets.toSorted((a, b) => a.size - b.size);
      const found = [...rarest]
        .filter((film) => titlesOf(film).some((title) => hasAll(title, words)))
        .filter((film) => year === null || film.releaseYears.includes(year))
        .filter((film) => primaryYear === null || film.releaseDate.startsWith(`${primaryYear}-`))
        .toSorted((a, b) => rankOf(a, words) - rankOf(b, words));
      return {
        page,
        films: found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE),
        total_pages: Math.max(1, Math.ceil(found.length / PAGE_SIZE)),
        total_results: found.length,
      };
    },
  };
}

function titlesOf(film: TmdbTitle): string[] {
  return [film.title, film.originalTitle, ...film.otherTitles];
}

function hasAll(title: string, words: string[]): boolean {
  const own = wordsOf(title);
  return words.every((word) => own.includes(word));
}

/** Titles that are as long as the query come a little earlier; beyond that, anything goes. */
function rankOf(film: TmdbTitle, words: string[]): number {
  const surplus = Math.min(3, Math.abs(wordsOf(film.title).length - words.length));
  return surplus * 0x6000_0000 + hash(`rank ${film.key.type}/${film.key.id}`);
}

/** A title without letters and digits is one word. */
function wordsOf(title: string): string[] {
  const plain = title
    .normalize("NFD")
    .replaceAll(/\p{M}|['’]/gu, "")
    .toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [title.trim()];
}
