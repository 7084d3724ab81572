// The films whose own page at Letterboxd is to be asked, and what came of it.

import { and, asc, eq, notInArray, sql } from "drizzle-orm";
import type { TmdbKey } from "../film.ts";
import type { Database } from "./database.ts";
import { WITHOUT_TMDB } from "./entry-sql.ts";
import { TMDB_COLUMNS } from "./looked-up-films.ts";
import { filmPages, films, refreshes } from "./schema.ts";

export interface FilmPageToAsk {
  filmId: number;
  /** null: there is nothing to ask any more. The owner has decided, or the film has no address now. */
  slug: string | null;
  attempts: number;
}

/**
 * A statement: of these films, those that are in doubt, have an address, and whose page never answered. None
 * once Letterboxd has refused this refresh; while the list is still being read, that may pass.
 */
export function addFilmPages(db: Database, refreshId: number, filmIds: readonly number[]) {
  return db.run(sql`
    insert into film_pages (film_id, refresh_id)
    select id, ${refreshId} from films
    where id in (select value from json_each(${JSON.stringify(filmIds)}))
      and "match" in ('unsure', 'not-found') and slug is not null and film_page_asked_at is null
      and exists (select 1 from refreshes
        where id = ${refreshId} and username is not null
          and (state = 'reading' or (state = 'looking-up' and refusals = 0)))
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
    .leftJoin(
      films,
      and(eq(films.id, filmPages.filmId), notInArray(films.match, ["owner", "not-on-tmdb"])),
    )
    .where(eq(filmPages.refreshId, refreshId))
    .orderBy(asc(filmPages.filmId))
    .limit(1);
  return row ?? null;
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

/** A statement: no further film's page is asked for in this refresh. */
export function noteFilmPageRefusal(db: Database, refreshId: number) {
  return db
    .update(refreshes)
    .set({ refusalCount: sql`refusals + 1` })
    .where(eq(refreshes.id, refreshId));
}

/**
 * A statement: what the film's page said. null: it names no title, and with it goes what is still stored of one
 * that died. The owner's choice stands.
 */
export function saveFilmPage(db: Database, filmId: number, key: TmdbKey | null, now: number) {
  const inDoubt = sql`id = ${filmId} and "match" in ('pending', 'unsure', 'not-found')`;
  if (key === null) {
    const nothing = sql.raw(TMDB_COLUMNS.map((name) => `${name} = null`).join(", "));
    return db.run(
      sql`update films set film_page_asked_at = ${now}, ${nothing}, entry = ${WITHOUT_TMDB} where ${inDoubt}`,
    );
  }
  return db.run(sql`
    update films set film_page_asked_at = ${now}, "match" = 'film-page',
      match_why = 'Letterboxd’s own page of the film leads to it',
      tmdb_type = ${key.type}, tmdb_id = ${key.id}
    where ${inDoubt}`);
}
