// How a refresh reads its lists: one row for each list, in the order in which they are read, with its own progress,
// proof and failure. The refresh itself keeps the sums, which stay in the history after these rows are deleted.

import { and, eq, sql, type SQL } from "drizzle-orm";
import { LETTERBOXD_WALLS, type Failure } from "../failure.ts";
import type { ListKind } from "../film.ts";
import { batch } from "./batch.ts";
import type { Database } from "./database.ts";
import { jsonRows } from "./json-rows.ts";
import { LIST_NAME } from "./listed.ts";
import { readings } from "./schema.ts";

/** Identifies one reading. */
export interface ReadingKey {
  refreshId: number;
  listId: number;
}

/** A reading that has not ended. */
export type OpenReading = Pick<
  typeof readings.$inferSelect,
  | "refreshId"
  | "listId"
  | "round"
  | "pagesRead"
  | "attempts"
  | "retries"
  | "notBefore"
  | "failureKind"
>;

/** A statement that gives the refresh that is to read its lists, in this order, unless it has some already. */
export function addReadings(db: Database, listIds: readonly number[]) {
  return db.run(sql`
    insert into readings (refresh_id, list_id, state)
    select refreshes.id, list.value, 'reading'
    from refreshes join json_each(${JSON.stringify(listIds)}) as list
    where refreshes.state = 'reading'
      and not exists (select 1 from readings where refresh_id = refreshes.id)
    order by list.key`);
}

/**
 * Has the refresh that is reading its lists read this one after them, unless it does anyway. Returns false if none is
 * reading, or if this list's turn in it is over.
 */
export async function joinRefresh(db: Database, listId: number): Promise<boolean> {
  const [, waiting] = await batch(db, [
    db.run(sql`
      insert into readings (refresh_id, list_id, state)
      select id, ${listId}, 'reading' from refreshes where state = 'reading'
      on conflict do nothing`),
    db.all(sql`
      select 1 from readings join refreshes on refreshes.id = refresh_id
      where list_id = ${listId} and readings.state = 'reading' and refreshes.state = 'reading'`),
  ]);
  return waiting.length > 0;
}

function isOpen({ refreshId, listId }: ReadingKey): SQL {
  return sql`${readings.refreshId} = ${refreshId} and ${readings.listId} = ${listId}
    and ${readings.state} = 'reading'`;
}

/** Counts an attempt at the current page. Call it before asking for the page. null: the refresh has moved on. */
export async function countAttempt(
  db: Database,
  reading: OpenReading,
): Promise<OpenReading | null> {
  const [row] = await db
    .update(readings)
    .set({ attempts: sql`${readings.attempts} + 1` })
    .where(
      and(
        isOpen(reading),
        eq(readings.round, reading.round),
        eq(readings.pagesRead, reading.pagesRead),
        sql`exists (select 1 from refreshes
          where id = ${reading.refreshId} and state = 'reading')`,
      ),
    )
    .returning();
  return row ?? null;
}

/** A statement that notes a temporary failure; the page is asked for again after `notBefore`, in seconds since 1970. */
export function noteRetry(
  db: Database,
  key: ReadingKey,
  { failure, notBefore }: { failure: Failure; notBefore: number },
) {
  return db
    .update(readings)
    .set({
      retries: sql`${readings.retries} + 1`,
      notBefore,
      failureKind: failure.kind,
      failureDetail: failure.detail,
    })
    .where(isOpen(key));
}

/** A statement that notes a failure before the slow reading starts, because that may use up the invocation's time. */
export function noteFailure(db: Database, key: ReadingKey, failure: Failure) {
  return db
    .update(readings)
    .set({ failureKind: failure.kind, failureDetail: failure.detail })
    .where(isOpen(key));
}

/** A statement that starts the reading again from page one. */
export function startRoundAgain(db: Database, key: ReadingKey) {
  return db
    .update(readings)
    .set({
      ...NEXT_PAGE,
      round: sql`${readings.round} + 1`,
      pagesRead: 0,
      pagesTotal: null,
      oddItems: 0,
    })
    .where(isOpen(key));
}

/** Attempts and failures of one page say nothing about the next. */
const NEXT_PAGE = {
  attempts: 0,
  retries: 0,
  notBefore: null,
  failureKind: null,
  failureDetail: null,
};

/** A page that was understood. */
export interface ReadPage {
  page: number;
  pagesTotal: number;
  oddItems: number;
  slow: boolean;
}

function progressOf({ page, pagesTotal, oddItems, slow }: ReadPage) {
  return {
    ...NEXT_PAGE,
    pagesRead: page,
    pagesTotal,
    oddItems: sql`${readings.oddItems} + ${oddItems}`,
    slowReading: sql`${readings.slowReading} or ${slow ? 1 : 0}`,
  };
}

/** A statement that moves the reading on to the next page. */
export function notePage(db: Database, key: ReadingKey, page: ReadPage) {
  return db.update(readings).set(progressOf(page)).where(isOpen(key));
}

/**
 * A statement: with this page the list is proven. `removed` is an expression that counts the films before they leave.
 */
export function endReading(
  db: Database,
  key: ReadingKey,
  { films, added, removed, ...page }: ReadPage & { films: number; added: number; removed: SQL },
) {
  return db
    .update(readings)
    .set({ ...progressOf(page), state: "proven", films, added, removed })
    .where(isOpen(key));
}

/** A statement: this list could not be read and stays as it was; the next one follows. */
export function failReading(db: Database, key: ReadingKey, failure: Failure) {
  return fail(db, isOpen(key), failure);
}

/** A statement: neither this list nor any of the remaining ones can be read now. */
export function failReadingsLeft(db: Database, refreshId: number, failure: Failure) {
  return fail(
    db,
    sql`${readings.refreshId} = ${refreshId} and ${readings.state} = 'reading'`,
    failure,
  );
}

function fail(db: Database, which: SQL, { kind, detail }: Failure) {
  return db
    .update(readings)
    .set({ state: "failed", failureKind: kind, failureDetail: detail })
    .where(which);
}

/**
 * A statement to follow any that ends a reading: the refresh gets the sums of its lists, of films only those of the
 * watchlists, and the failure of the first that failed, a watchlist before the others. When no list is left, the
 * refresh goes on to the look-ups.
 */
export function sumUpReadings(db: Database, refreshId: number, now: number) {
  const isWatchlist = sql`list_id in (select id from lists where kind = 'watchlist')`;
  const first = sql`from readings where refresh_id = ${refreshId} and state = 'failed'
    order by ${isWatchlist} desc, rowid limit 1`;
  const ofWatchlists = sql`filter (where ${isWatchlist})`;
  return db.run(sql`
    update refreshes set films = of_all.films, added = of_all.added, removed = of_all.removed,
      odd_items = of_all.odd_items, slow_reading = of_all.slow_reading,
      failure_kind = (select failure_kind ${first}), failure_detail = (select failure_detail ${first}),
      state = iif(of_all.is_left, 'reading', 'looking-up'),
      progress_at = ${now}, lookups_at = iif(of_all.is_left, lookups_at, ${now})
    from (
      select sum(films) ${ofWatchlists} as films, coalesce(sum(added) ${ofWatchlists}, 0) as added,
        coalesce(sum(removed) ${ofWatchlists}, 0) as removed,
        coalesce(sum(odd_items), 0) as odd_items, coalesce(max(slow_reading), 0) as slow_reading,
        coalesce(max(state = 'reading'), 0) as is_left
      from readings where refresh_id = ${refreshId}) as of_all
    where refreshes.id = ${refreshId} and refreshes.state = 'reading'`);
}

/** In SQL: a list was proven in this refresh, so Letterboxd does answer. */
export function hasProvenList(refreshId: number | SQL): SQL {
  return sql`exists (select 1 from readings where refresh_id = ${refreshId} and state = 'proven')`;
}

/**
 * In SQL: the reading ended because Letterboxd blocked us, or a film's page was refused. Nothing more is asked of
 * Letterboxd in this refresh.
 */
export function letterboxdRefused(refreshId: number | SQL): SQL {
  return sql`(
    exists (select 1 from readings where refresh_id = ${refreshId} and state = 'failed'
      and failure_kind in (select value from json_each(${JSON.stringify(LETTERBOXD_WALLS)})))
    or exists (select 1 from memory
      where key = 'film-pages-stopped' and value ->> 'refreshId' = ${refreshId}))`;
}

/** A statement that deletes the readings of refreshes that have been deleted. */
export function forgetOldReadings(db: Database) {
  return db.run(sql`delete from readings where refresh_id not in (select id from refreshes)`);
}

/** A list as a refresh read it. */
export interface PastReading extends Pick<
  typeof readings.$inferSelect,
  "refreshId" | "listId" | "state" | "films" | "added" | "removed" | "failureKind" | "failureDetail"
> {
  kind: ListKind;
  /** The member's name, or the list's. */
  name: string;
}

/** How these refreshes read their lists, in the order in which each read them. */
export async function findReadings(
  db: Database,
  refreshIds: readonly number[],
): Promise<PastReading[]> {
  return db.all<PastReading>(sql`
    select refresh_id as "refreshId", list_id as "listId", kind, ${LIST_NAME} as name, state, films, added,
      removed, failure_kind as "failureKind", failure_detail as "failureDetail"
    from readings join lists on lists.id = list_id
    where refresh_id in (select value from ${jsonRows(refreshIds)}) order by readings.rowid`);
}
