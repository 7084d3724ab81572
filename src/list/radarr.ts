// Which films are told to Radarr, and of which lists nothing may be said yet. Radarr acts on both: what enters the list
// it downloads, what leaves it, it may delete, files and all. So nothing enters on a guess. Pure.

import { WATCH_KINDS, type Away, type Match } from "../film.ts";
import type { FailureKind } from "../failure.ts";
import { brandOf } from "../tmdb/brands.ts";
import { bitOf } from "./entry.ts";
import type { Film } from "./filter.ts";
import { isMine, type CountryServices, type ServicesChoice } from "./services.ts";

/** `not-mine`: what I would have to get otherwise. */
export const RADARR_SHOWS = ["not-mine", "mine", "all"] as const;
export type RadarrShow = (typeof RADARR_SHOWS)[number];

export interface RadarrRow {
  id: number;
  title: string;
  year: number | null;
  tmdbType: "movie" | "tv" | null;
  tmdbId: number | null;
  match: Match;
  failureKind: FailureKind | null;
  /** When the offers were last asked for, in seconds since 1970; null: never, in this country. */
  checkedAt: number | null;
  /** Offers that the last look-ups did not find any more. */
  away: readonly Away[];
}

interface RadarrFilm {
  id: number;
  title: string;
  release_year?: string;
}

/** Not those that only seem right: Radarr would get another film. */
const CERTAIN: ReadonlySet<Match> = new Set(["exact", "film-page", "owner"]);

/** Whether TMDB was never asked about it with success. One whose title TMDB no longer has waits for its owner instead. */
export function waitsForAnswer({ match, tmdbId, checkedAt, failureKind }: RadarrRow): boolean {
  if (match === "pending") return true;
  return tmdbId !== null && checkedAt === null && failureKind !== "tmdb-title-gone";
}

export interface RadarrQuestion {
  show: RadarrShow;
  choice: ServicesChoice;
  services: CountryServices;
  /** An answer from before this is too old to act on, in seconds since 1970; null: none is. */
  staleBefore: number | null;
}

export interface RadarrAnswer {
  /** In the order of the view; a title that two films share is there once. */
  films: RadarrFilm[];
  /** How many would have been told as not mine, had their last look-ups not failed. */
  doubtful: number;
}

/** `rows` by film id. */
export function radarrFilms(
  films: readonly Pick<Film, "id" | "availability">[],
  rows: ReadonlyMap<number, RadarrRow>,
  question: RadarrQuestion,
): RadarrAnswer {
  const told = new Map<number, RadarrFilm>();
  let doubtful = 0;
  for (const { id, availability } of films) {
    const row = rows.get(id);
    if (row?.tmdbType !== "movie" || row.tmdbId === null || !CERTAIN.has(row.match)) continue;
    const isOnMine = availability === "mine" || row.away.some((it) => mayBeBack(it, question));
    if (question.show === (isOnMine ? "not-mine" : "mine")) continue;
    if (question.show === "not-mine" && !isFresh(row, question)) {
      doubtful += 1;
      continue;
    }
    const year = row.year === null ? {} : { release_year: `${row.year}` };
    told.set(row.tmdbId, { id: row.tmdbId, title: row.title, ...year });
  }
  return { films: [...told.values()], doubtful };
}

/** Whether the last look-up did not fail, and one of the last two refreshes made it. */
function isFresh({ failureKind, checkedAt }: RadarrRow, { staleBefore }: RadarrQuestion): boolean {
  return failureKind === null && checkedAt !== null && checkedAt >= (staleBefore ?? 0);
}

/** A few films that are left out for a time do less harm than a list that says nothing; many are an outage of TMDB's. */
export function areTooManyDoubtful({ films, doubtful }: RadarrAnswer): boolean {
  const few = Math.max(3, films.length / 10);
  return doubtful > few || (doubtful > 0 && films.length === 0);
}

/** One look-up did not find it on a service of mine any more, and no second one has agreed yet. */
function mayBeBack(
  [provider, name, kindIndex, , goneAt]: Away,
  { choice, services }: RadarrQuestion,
): boolean {
  const kind = WATCH_KINDS[kindIndex];
  if (goneAt !== null || kind === undefined) return false;
  const { id } = brandOf({ id: provider, name, logo: null });
  const seen = services.services.find((service) => service.id === id)?.kinds ?? 0;
  return isMine(choice, { id, kinds: seen | bitOf(kind) }, kind);
}
