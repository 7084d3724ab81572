// What a refresh asks Letterboxd next: a page of the list that is being read and, when no list is left, the pages of
// films whose match is in doubt. Reads only the database.

import type { Database } from "../d1/database.ts";
import { findNextFilmPage, type FilmPageToAsk } from "../d1/film-pages.ts";
import type { OpenReading } from "../d1/readings.ts";
import type { UnderWay } from "../d1/under-way.ts";

/** `name` identifies a step: a message that comes late or twice finds that its step has passed. */
export type NextStep =
  | { kind: "list-page"; name: string; reading: OpenReading }
  | { kind: "film-page"; name: string; filmPage: FilmPageToAsk };

/** null: nothing is left to ask. */
export async function findNextStep(
  db: Database,
  { refresh, reading }: UnderWay,
): Promise<NextStep | null> {
  if (reading) return { kind: "list-page", name: nameOf(reading), reading };
  if (refresh.state !== "looking-up") return null;
  const filmPage = await findNextFilmPage(db, refresh.id);
  return filmPage && { kind: "film-page", name: `film ${filmPage.filmId}`, filmPage };
}

function nameOf({ listId, round, pagesRead }: OpenReading): string {
  return `list ${listId}, round ${round}, page ${pagesRead + 1}`;
}

/** The name of the first step of a refresh that reads this list first. */
export function firstStepOf(listId: number): string {
  return `list ${listId}, round 1, page 1`;
}
