// The films whose own page at Letterboxd is to be asked, and what came of it.

import { asc, eq, sql } from "drizzle-orm";
import type { TmdbKey } from "../film.ts";
import type { Database } from "./database.ts";
import { filmPages, films } from "./schema.ts";

export interface FilmPageToAsk {
  filmId: number;
  slug: string;
  attempts: number;
}

/** A statement: of these films, those that have an address and whose page was never asked. */
export function addFilmPages(db: Database, refreshId: number, filmIds: readonly number[]) {
  return db.run(sql`
    insert into film_pages (film_id, refresh_id)
    select id, ${refreshId} from films
    where id in (select value from json_each(${JSON.stringify(filmIds)}))
      and slug is not null and film_page_asked_at is null
      and exists (select 1 from refreshes
        where id = ${refreshId} and state <> 'ended' and username is not null)
    on conflict (film_id) do update set refresh_id = excluded.refresh_id, attempts = 0
      where film_pages.refresh_id <> excluded.refresh_id`);
}

/** The next film to be asked for; null: there is none. */
export async function findNextFilmPage(
  db: Database,
  refreshId: number,
): Promise<FilmPageToAsk | null> {
  const [row] = await db
    .select({ filmId: filmPages.filmId, slug: films.slug, attempts: filmPages.attempts })
    .from(filmPages)
    .leftJoin(films, eq(films.id, filmPages.filmId))
    .where(eq(filmPages.refreshId, refreshId))
    .orderBy(asc(filmPages.filmId))
    .limit(1);
  return row ? { ...row, slug: row.slug ?? "" } : null;
}

/** Counts the attempt, before the page is asked for. */
export async function countFilmPageAttempt(db: Database, filmId: number): Promise<void> {
  await db
    .update(filmPages)
    .set({ attempts: sql`attempts + 1` })
    .where(eq(filmPages.filmId, filmId));
}

/** A statement: this film needs no asking any more. */
export function dropFilmPage(db: Database, filmId: number) {
  return db.delete(filmPages).where(eq(filmPages.filmId, filmId));
}

/** A statement: Letterboxd does not answer us now; the films are asked for in a later refresh. */
export function dropAllFilmPages(db: Database) {
  return db.delete(filmPages);
}

/** A statement: what the film's page said; null: that TMDB does not have it. The owner's choice stands. */
export function saveFilmPage(db: Database, filmId: number, key: TmdbKey | null, now: number) {
  const found = key === null ? null : "film-page";
  return db.run(sql`
    update films set film_page_asked_at = ${now},
      "match" = coalesce(${found}, "match"),
      match_why = ${key === null ? "Letterboxd's page of this film names no TMDB title." : "Letterboxd's page of this film links to it."},
      tmdb_type = coalesce(${key?.type ?? null}, tmdb_type),
      tmdb_id = coalesce(${key?.id ?? null}, tmdb_id)
    where id = ${filmId} and "match" not in ('owner', 'not-on-tmdb')`);
}
