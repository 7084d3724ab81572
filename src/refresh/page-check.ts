// Whether a page of the watchlist fits those read before it. A list that changes while it is read, or a page
// that contradicts the others, must never pass for the list. Pure.

import type { StoredPage } from "../d1/pages.ts";
import type { Failure } from "../failure.ts";
import type { WatchlistPage } from "../ports.ts";

/** `wait`: it may pass, and the same page is asked for again. `again`: the list is read from the start. */
export type PageProblem = { kind: "wait" | "again"; failure: Failure };

/** Why a page does not fit those before it; null: it does. */
export function checkPage(page: WatchlistPage, earlier: readonly StoredPage[]): PageProblem | null {
  const { total } = page;
  if (total === null) {
    const failure: Failure = {
      kind: "unrecognised",
      detail: "The page does not say how many films the list has.",
      retryAfterSeconds: null,
    };
    return { kind: "wait", failure };
  }
  const before = earlier.flatMap(({ films }) => films);
  const known = new Set(before.map(({ slug }) => slug));
  const count = before.length + page.films.length;
  const first = earlier[0];
  if (first && first.total !== total) {
    return {
      kind: "again",
      failure: incomplete(`The list had ${first.total} films, then ${total}.`),
    };
  }
  if (page.films.length === 0 && total > before.length) {
    return {
      kind: "wait",
      failure: incomplete(`A page without films after ${before.length} of ${total}.`),
    };
  }
  const repeated = page.films.find(({ slug }, i) => {
    return known.has(slug) || page.films.findIndex((film) => film.slug === slug) < i;
  });
  if (repeated)
    return { kind: "again", failure: incomplete(`The pages name “${repeated.title}” twice.`) };
  if (count > total || (!page.hasNext && count < total)) {
    return {
      kind: "again",
      failure: incomplete(`The pages hold ${count} films, the list states ${total}.`),
    };
  }
  return null;
}

export function incomplete(detail: string): Failure {
  return { kind: "incomplete", detail, retryAfterSeconds: null };
}
