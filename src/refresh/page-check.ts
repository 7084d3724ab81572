// Whether a page of a list fits those read before it. If a list changes while it is read, or a page contradicts the
// others, the result must never be taken for the list. Pure.

import type { StoredPage } from "../d1/pages.ts";
import type { Failure } from "../failure.ts";
import type { WatchlistPage } from "../ports.ts";

/** The reading stops at this page: a thousand pages are 28,000 films. */
export const PAGES_AT_MOST = 1000;

/**
 * `wait`: it may pass, and the retry policy decides whether the same page is asked for again. `again`: the list is
 * read from the start. `end`: no further page can prove this list, so none is asked for.
 */
export type PageProblem = { kind: "wait" | "again" | "end"; failure: Failure };

/**
 * Why a page does not fit those before it; null: it does. `mayLackTotal`: a list's page need not state how many films
 * the list has, but then none of them may.
 */
export function checkPage(
  page: WatchlistPage,
  earlier: readonly StoredPage[],
  { mayLackTotal = false } = {},
): PageProblem | null {
  const { total } = page;
  const before = earlier.flatMap(({ films }) => films);
  if (total === null && !mayLackTotal) {
    const failure: Failure = {
      kind: "unrecognised",
      detail: "The page does not say how many films the list has.",
      retryAfterSeconds: null,
    };
    return { kind: "wait", failure };
  }
  const first = earlier[0];
  if (first && first.total !== total) {
    const were = [first.total, total].map((n) => (n === null ? "a number not stated" : `${n}`));
    return { kind: "again", failure: incomplete(`The list had ${were.join(" films, then ")}.`) };
  }
  if (page.films.length === 0 && (total === null ? first : total > before.length)) {
    const of = total === null ? "" : ` of ${total}`;
    return {
      kind: "wait",
      failure: incomplete(`A page without films after ${before.length}${of}.`),
    };
  }
  const repeated = findRepeated(page, before);
  if (repeated !== null)
    return { kind: "again", failure: incomplete(`The pages name “${repeated}” twice.`) };
  if (total === null) return null;
  const count = before.length + page.films.length;
  if (count > total || (!page.hasNext && count < total)) {
    return {
      kind: "again",
      failure: incomplete(`The pages hold ${count} films, the list states ${total}.`),
    };
  }
  const most = mostOfAllPages(page, earlier);
  if (total > most) {
    return {
      kind: "end",
      failure: incomplete(
        `The list states ${total} films, and ${PAGES_AT_MOST} pages, which is as far as it is read, hold at most ${most}.`,
      ),
    };
  }
  return null;
}

/** The title of a film that the page names twice, or that an earlier page named; null: there is none. */
function findRepeated(page: WatchlistPage, before: readonly { slug: string }[]): string | null {
  const known = new Set(before.map(({ slug }) => slug));
  for (const { slug, title } of page.films) {
    if (known.has(slug)) return title;
    known.add(slug);
  }
  return null;
}

/** How many films there can be if every remaining page is as long as the longest so far. */
function mostOfAllPages(page: WatchlistPage, earlier: readonly StoredPage[]): number {
  const lengths = [...earlier, page].map(({ films }) => films.length);
  const read = lengths.reduce((sum, length) => sum + length, 0);
  return read + (PAGES_AT_MOST - lengths.length) * Math.max(...lengths);
}

export function incomplete(detail: string): Failure {
  return { kind: "incomplete", detail, retryAfterSeconds: null };
}
