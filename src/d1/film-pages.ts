// Which films' own pages at Letterboxd are to be asked, and their answers.

import { and, asc, eq, notInArray, sql } from "drizzle-orm";
import type { FailureKind } from "../failure.ts";
import type { TmdbKey } from "../film.ts";
import type { Database } from "./database.ts";
import { WITHOUT_TMDB } from "./entry-sql.ts";
import { saveValue } from "./kv.ts";
import { asksLetterboxd, listedAnywhere, type Whose } from "./listed.ts";
import { TMDB_COLUMNS } from "./looked-up-films.ts";
import { hasProvenList, letterboxdRefused } from "./readings.ts";
import { filmPages, films } from "./schema.ts";

export interface FilmPageToAsk {
  filmId: number;
  /** null: there is nothing left to ask. The owner has decided, or the film no longer has a slug. */
  slug: string | null;
  attempts: number;
  /** Why its last look-up failed; null: it did not. */
  failureKind: FailureKind | null;
}

/**
 * A statement: of these films, those that are in doubt or whose look-up nobody could read, that have an address, and
 * whose page never answered. None once Letterboxd has refused this refresh; a failure after which a list is asked
 * for again may still pass.
 */
export function addFilmPages(
  db: Database,
  whose: Whose,
  refreshId: number,
  filmIds: readonly number[],
) {
  return db.run(sql`
    insert into film_pages (film_id, refresh_id)
    select id, ${refreshId} from films
    where id in (select value from json_each(${JSON.stringify(filmIds)}))
      and ("match" in ('unsure', 'not-found') or "match" = 'pending' and failure_kind = 'tmdb-unrecognised')
      and slug is not null and film_page_asked_at is null
      and exists (select 1 from refreshes where id = ${refreshId} and state <> 'ended')
      and ${asksLetterboxd(whose)}
      and not ${letterboxdRefused(refreshId)}
    on conflict (film_id) do update set refresh_id = excluded.refresh_id, attempts = 0
      where film_pages.refresh_id <> excluded.refresh_id`);
}

/**
 * A statement: listed films in doubt whose page Letterboxd has not shown us. Their answers of TMDB may be fresh, so nothing
 * else would bring them up. Does nothing before the last list is read, or if none was proven.
 */
export function addWaitingFilmPages(db: Database, whose: Whose, refreshId: number) {
  return db.run(sql`
    insert into film_pages (film_id, refresh_id)
    select id, ${refreshId} from films
    where "match" in ('unsure', 'not-found') and slug is not null and film_page_asked_at is null
      and ${listedAnywhere(whose)}
      and exists (select 1 from refreshes where id = ${refreshId} and state = 'looking-up')
      and ${hasProvenList(refreshId)} and not ${letterboxdRefused(refreshId)}
      and id not in (select value from lookups, json_each(left_ids) where refresh_id = ${refreshId})
    on conflict (film_id) do update set refresh_id = excluded.refresh_id, attempts = 0
      where film_pages.refresh_id <> excluded.refresh_id`);
}

/** The next film to ask for; null: there is none. */
export async function findNextFilmPage(
  db: Database,
  refreshId: number,
): Promise<FilmPageToAsk | null> {
  const [row] = await db
    .select({
      filmId: filmPages.filmId,
      slug: films.slug,
      attempts: filmPages.attempts,
      failureKind: films.failureKind,
    })
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

/** Counts an attempt. Call it before asking for the page. */
export async function countFilmPageAttempt(db: Database, filmId: number): Promise<void> {
  await db
    .update(filmPages)
    .set({ attempts: sql`attempts + 1` })
    .where(eq(filmPages.filmId, filmId));
}

/** A statement: this film no longer has to be asked for. */
export function dropFilmPage(db: Database, filmId: number) {
  return db.delete(filmPages).where(eq(filmPages.filmId, filmId));
}

/** A statement for when Letterboxd does not answer: the films are asked for in a later refresh. */
export function dropAllFilmPages(db: Database) {
  return db.delete(filmPages);
}

/** Statements: the same, and no film can be added again in this refresh. */
export function stopFilmPages(db: Database, refreshId: number) {
  return [dropAllFilmPages(db), saveValue(db, "film-pages-stopped", { refreshId })] as const;
}

/**
 * A statement: what the film's page said. null: it names no title, and with it goes what is still stored of one
 * that died or was in doubt. Where it names one, that may be another than the one whose offers are stored: without an
 * answer of its own, nothing comes or goes by the next. The owner's choice stands.
 */
export function saveFilmPage(db: Database, filmId: number, key: TmdbKey | null, now: number) {
  const inDoubt = sql`id = ${filmId} and "match" in ('pending', 'unsure', 'not-found')`;
  if (key === null) {
    const nothing = sql.raw(
      TMDB_COLUMNS.map((name) => `${name} = iif("match" = 'pending', ${name}, null)`).join(", "),
    );
    return db.run(sql`
      update films set film_page_asked_at = ${now}, ${nothing},
        entry = iif("match" = 'pending', entry, ${WITHOUT_TMDB})
      where ${inDoubt}`);
  }
  return db.run(sql`
    update films set film_page_asked_at = ${now}, "match" = 'film-page',
      match_why = 'Letterboxd’s own page of the film leads to it',
      tmdb_type = ${key.type}, tmdb_id = ${key.id}, checked_at = null
    where ${inDoubt}`);
}
