// The look-ups of a refresh: which films are due, in groups of five, and what is left of each group. This is decided
// in SQL alone, so that a list of any size costs the Worker no time.

import { and, asc, eq, lte, sql, type SQL } from "drizzle-orm";
import { countriesOf } from "../settings/countries.ts";
import type { Settings } from "../settings/index.ts";
import type { Database } from "./database.ts";
import type { FilmPageToAsk } from "./film-pages.ts";
import { firstLookupsLeft } from "./first-lookups.ts";
import { listedAnywhere, placeOf } from "./listed.ts";
import { lookups } from "./schema.ts";

export type Lookup = typeof lookups.$inferSelect;

/** A refresh's id, or an SQL expression for it. */
type RefreshId = number | SQL;

/** Five films need at most about twenty requests, well within one invocation. */
const FILMS_PER_LOOKUP = 5;

/** Written into the SQL, because D1 binds every number as a float, and this has to be an integer division. */
const FIVE = sql.raw(String(FILMS_PER_LOOKUP));

/**
 * TMDB serves answers that are up to eight hours old, so one of the same day is fresh enough. Less than a day,
 * because a daily refresh may reach a film a little earlier than the day before, and would then skip it.
 */
export const ANSWER_GOOD_SECONDS = 20 * 3600;

type Countries = Pick<Settings, "country"> & Partial<Pick<Settings, "abroad">>;

/**
 * A film is due when its match is not decided, its last answer is not fresh any more or says nothing of a country, or
 * the refresh asks for every film. The owner's "not on TMDB" is final.
 */
function due(refreshId: RefreshId, settings: Countries, now: number): SQL {
  const missing = countriesOf(settings).map((country) => sql`countries -> ${country} is null`);
  return sql`(match <> 'not-on-tmdb' and (
    match = 'pending' or checked_at is null or checked_at < ${now - ANSWER_GOOD_SECONDS}
    or tmdb_id is not null and (${sql.join(missing, sql` or `)})
    or exists (select 1 from refreshes where id = ${refreshId} and every_film)))`;
}

interface Groups {
  refreshId: RefreshId;
  which: SQL;
  /** The film with the greatest is looked up first. */
  place: SQL;
  /** In SQL, how many films may be looked up for the first time; null: any number. */
  most: SQL | null;
  having?: SQL;
}

function insertGroups({ refreshId, which, place, most, having = sql`` }: Groups) {
  const order = sql`order by ${place} desc, id`;
  const films = sql`films where ${which}
    and id not in (select value from lookups, json_each(film_ids) where refresh_id = ${refreshId})`;
  const allowed =
    most === null
      ? sql`select id, row_number() over (${order}) as nth from ${films}`
      : sql`
        select id, row_number() over (order by rank) as nth from (
          select id, checked_at, row_number() over (${order}) as rank,
            sum(checked_at is null) over (${order} rows unbounded preceding) as firsts
          from ${films})
        where checked_at is not null or firsts <= ${most}`;
  return sql`
    insert into lookups (refresh_id, film_ids, left_ids)
    select ${refreshId}, json_group_array(id), json_group_array(id)
    from (select id, (nth - 1) / ${FIVE} as nth from (${allowed}))
    group by nth ${having}`;
}

/** A list that was added, and what a day left over, bring no other film's look-up forward. */
function isOfThisRefresh(refreshId: RefreshId): SQL {
  return sql`(checked_at is null
    or not exists (select 1 from refreshes where id = ${refreshId} and "trigger" in ('list', 'rest'))
    or films.id in (select film_id from list_films where place is not null
      and list_id in (select list_id from readings where refresh_id = ${refreshId})))`;
}

/**
 * A statement that counts the films to look up. Put it after every statement that adds look-ups. `movedAt`, in
 * seconds since 1970: it also notes that the reading made progress then, which saves writing a row for each page.
 */
export function countFilmsTotal(db: Database, refreshId: RefreshId, movedAt: number | null = null) {
  return db.run(sql`
    update refreshes set films_total = counted.films, progress_at = coalesce(${movedAt}, progress_at)
    from (select coalesce(sum(json_array_length(film_ids)), 0) as films
      from lookups where refresh_id = ${refreshId}) as counted
    where id = ${refreshId} and (films_total <> counted.films or ${movedAt} is not null)`);
}

/**
 * A statement that adds every listed film that is due and not yet in a group of this refresh. Does nothing while
 * lists are still being read, unless `whileReading` is set.
 */
export function addDueLookups(
  db: Database,
  refreshId: RefreshId,
  settings: Pick<Settings, "members" | "atHome"> & Countries,
  { now, whileReading = false }: { now: number; whileReading?: boolean },
) {
  const mayBegin = sql`exists (select 1 from refreshes where id = ${refreshId}
    and (state = 'looking-up' or (state = 'reading' and ${whileReading ? 1 : 0})))`;
  const which = sql`${listedAnywhere(settings)} and ${mayBegin} and ${isOfThisRefresh(refreshId)}
    and ${due(refreshId, settings, now)}`;
  const most = firstLookupsLeft(settings, refreshId, now);
  return db.run(insertGroups({ refreshId, which, place: placeOf(settings), most }));
}

/**
 * A statement that adds, in full groups only, those of the films just read that never were on a proven list. They can
 * be looked up while later pages are read: nobody sees them before the list is proven.
 */
export function addEarlyLookups(
  db: Database,
  refreshId: number,
  settings: Pick<Settings, "atHome"> & Countries,
  { ids, now }: { ids: number[]; now: number },
) {
  const which = sql`id in (select value from json_each(${JSON.stringify(ids)}))
    and listed_at is null and ${due(refreshId, settings, now)}`;
  const most = firstLookupsLeft(settings, refreshId, now);
  const having = sql`having count(*) = ${FIVE}`;
  return db.run(insertGroups({ refreshId, which, place: sql`null`, most, having }));
}

/** A statement that adds one film. */
export function addLookupOf(db: Database, refreshId: number, filmId: number) {
  const ids = JSON.stringify([filmId]);
  return db.run(sql`
    insert into lookups (refresh_id, film_ids, left_ids) values (${refreshId}, ${ids}, ${ids})`);
}

/**
 * A statement: what was looked up, or failed, counts films, so the earlier look-up of one that is looked up again in
 * the same refresh counts no more. What is under way goes on counting look-ups. It belongs before the one that adds the
 * second look-up.
 */
export function countEarlierLookupNoMore(
  db: Database,
  refreshId: number,
  film: Pick<FilmPageToAsk, "filmId" | "failureKind">,
) {
  const column = sql.raw(film.failureKind === null ? "looked_up" : "lookups_failed");
  // The last one may have been an earlier refresh's.
  const wasLookedUp = sql`exists (
    select 1 from lookups, json_each(film_ids) where refresh_id = ${refreshId} and value = ${film.filmId})`;
  return db.run(sql`
    update refreshes set ${column} = ${column} - 1
    where id = ${refreshId} and ${wasLookedUp}`);
}

/**
 * A statement that adds the films that meet a condition, one look-up each, to the refresh that is under way, if any.
 */
export function addLookupToActive(db: Database, which: SQL) {
  return db.run(sql`
    insert into lookups (refresh_id, film_ids, left_ids)
    select refresh.id, json_array(films.id), json_array(films.id)
    from refreshes as refresh, films
    where refresh.state <> 'ended' and ${which}`);
}

/** A statement: the same count as `countFilmsTotal`, for whichever refresh is under way. */
export function countActiveFilmsTotal(db: Database) {
  return db.run(sql`
    update refreshes set films_total = (select coalesce(sum(json_array_length(film_ids)), 0)
      from lookups where refresh_id = refreshes.id)
    where state <> 'ended'`);
}

/** Marks all unsent groups as sent, and returns their ids. */
export async function takeUnsentLookups(db: Database, refreshId: number): Promise<number[]> {
  const rows = await db
    .update(lookups)
    .set({ sent: true })
    .where(and(eq(lookups.refreshId, refreshId), eq(lookups.sent, false)))
    .returning({ id: lookups.id });
  return rows.map(({ id }) => id);
}

/** The ids of up to `most` groups that are not finished. */
export async function listOpenLookups(
  db: Database,
  refreshId: number,
  most: number,
): Promise<number[]> {
  const rows = await db
    .select({ id: lookups.id })
    .from(lookups)
    .where(and(eq(lookups.refreshId, refreshId), sql`${lookups.leftIds} <> '[]'`))
    .orderBy(asc(lookups.id))
    .limit(most);
  return rows.map(({ id }) => id);
}

/** Counts an attempt and returns the look-up; null: nothing of it is left, or the refresh has ended. */
export async function claimLookup(
  db: Database,
  refreshId: number,
  id: number,
): Promise<Lookup | null> {
  const active = sql`exists (select 1 from refreshes where id = ${refreshId} and state <> 'ended')`;
  const [row] = await db
    .update(lookups)
    .set({ attempts: sql`attempts + 1` })
    .where(
      and(
        eq(lookups.id, id),
        eq(lookups.refreshId, refreshId),
        sql`${lookups.leftIds} <> '[]'`,
        active,
      ),
    )
    .returning();
  return row ?? null;
}

export interface LookupOutcome {
  lookup: Lookup;
  /** Films to be tried again. */
  leftIds: number[];
  lookedUp: number;
  failed: number;
  /** Seconds since 1970. */
  now: number;
}

/**
 * Statements that count what was done and keep what is left. They take effect only once, even if two messages did the
 * work.
 */
export function settleLookup(db: Database, it: LookupOutcome) {
  const { id, refreshId } = it.lookup;
  const before = JSON.stringify(it.lookup.leftIds);
  const attempts = it.lookedUp + it.failed > 0 ? 0 : it.lookup.attempts;
  return [
    db.run(sql`
      update refreshes set films_done = films_done + ${it.lookedUp + it.failed},
        looked_up = looked_up + ${it.lookedUp}, lookups_failed = lookups_failed + ${it.failed},
        lookups_at = ${it.now}
      where id = ${refreshId} and (select left_ids from lookups where id = ${id}) = ${before}`),
    db.run(sql`
      update lookups set left_ids = ${JSON.stringify(it.leftIds)}, attempts = ${attempts}
      where id = ${id} and left_ids = ${before}`),
  ] as const;
}

/** A statement that deletes the look-ups of a refresh that has ended, and of earlier ones. */
export function forgetLookups(db: Database, refreshId: number) {
  return db.delete(lookups).where(lte(lookups.refreshId, refreshId));
}
