// The public lists that are followed: added by their address, named, ordered, removed and brought back. What a refresh
// reads of them is stored by live-list.ts. Statements that change what is shown belong into one batch with the
// snapshot's. Times are seconds since 1970.

import { and, eq, isNotNull, isNull, lt, sql, type SQL } from "drizzle-orm";
import type { FailureKind } from "../failure.ts";
import { MOST_LISTS, REMOVED_KEPT_DAYS } from "../list/limits.ts";
import { DAY_SECONDS } from "../time.ts";
import { batch, type Statement } from "./batch.ts";
import type { Database } from "./database.ts";
import { jsonRows } from "./json-rows.ts";
import { filmsAnywhere, FOLLOWED, type Whose } from "./listed.ts";
import { LIST_TO_READ, type ListToRead } from "./lists.ts";
import { lists } from "./schema.ts";
import type { ReadingState } from "../list/ended-refresh.ts";

/** Followed lists in the order in which they are shown. */
const ORDER = sql`coalesce(position, id), id`;

const IS_LIST = eq(lists.kind, "list");

const HAS_ROOM = sql`(select count(*) from (${FOLLOWED})) < ${MOST_LISTS}`;

export type Added = { list: ListToRead; was: "new" | "removed" | "there" } | "too-many";

/**
 * Adds the list with this path, or brings it back if it was removed. Nothing changes if there are too many. `snapshot`:
 * statements that make it anew.
 */
export async function addList(
  db: Database,
  path: string,
  { now, snapshot }: { now: number; snapshot: readonly Statement[] },
): Promise<Added> {
  const before = await findByPath(db, path);
  if (before?.removedAt === null) return { list: before, was: "there" };
  // In one batch, so that fifty presses at once add one list, and never one too many.
  await batch(db, [
    db.run(sql`
      update lists set removed_at = null where kind = 'list' and path = ${path}
        and removed_at is not null and ${HAS_ROOM}`),
    db.run(sql`
      insert into lists (kind, path, created_at) select 'list', ${path}, ${now}
      where ${HAS_ROOM} and not exists (select 1 from lists where kind = 'list' and path = ${path})`),
    ...snapshot,
  ]);
  const list = await findByPath(db, path);
  if (list === null || list.removedAt !== null) return "too-many";
  return { list, was: before === null ? "new" : "removed" };
}

/** Brings a list from a file back, which has no path and is never read. `snapshot` as in `addList`. */
export async function bringBack(
  db: Database,
  list: ListToRead,
  snapshot: readonly Statement[],
): Promise<Added> {
  await batch(db, [
    db.run(sql`update lists set removed_at = null where id = ${list.id} and ${HAS_ROOM}`),
    ...snapshot,
  ]);
  const after = await findList(db, list.id);
  if (after === null || after.removedAt !== null) return "too-many";
  return { list: after, was: list.removedAt === null ? "there" : "removed" };
}

/** null: no list has this path. */
export async function findByPath(db: Database, path: string): Promise<ListToRead | null> {
  return findOne(db, eq(lists.path, path));
}

/** null: no followed list has this id, nor had one that can still be brought back. */
export async function findList(db: Database, id: number): Promise<ListToRead | null> {
  return findOne(db, eq(lists.id, id));
}

async function findOne(db: Database, which: SQL): Promise<ListToRead | null> {
  const [row] = await db.select(LIST_TO_READ).from(lists).where(and(IS_LIST, which)).limit(1);
  return row ?? null;
}

/** Those that are not removed, in their order. One from a file has no path, and is never read. */
export async function listFollowed(db: Database): Promise<ListToRead[]> {
  return db
    .select(LIST_TO_READ)
    .from(lists)
    .where(and(IS_LIST, isNull(lists.removedAt)))
    .orderBy(ORDER);
}

/** Those of them that were never read, nor tried to be; what a change of the settings cut off does not count. */
export async function listUnread(db: Database): Promise<ListToRead[]> {
  return db
    .select(LIST_TO_READ)
    .from(lists)
    .where(
      and(
        IS_LIST,
        isNotNull(lists.path),
        isNull(lists.removedAt),
        isNull(lists.provenAt),
        sql`not exists (select 1 from readings
          where list_id = ${lists.id} and failure_kind is not 'superseded')`,
      ),
    )
    .orderBy(ORDER);
}

/** A statement. An empty name is none: the page's is taken at the next reading. */
export function renameList(db: Database, id: number, name: string | null) {
  return db
    .update(lists)
    .set({ name })
    .where(and(IS_LIST, eq(lists.id, id)));
}

/** A statement that writes the order of these lists, the first first. */
export function orderLists(db: Database, ids: readonly number[]) {
  return db.run(sql`
    update lists set position = row.key + 1 from ${jsonRows(ids)} as row
    where lists.id = row.value and kind = 'list' and position is not row.key + 1`);
}

/** A statement. The list is gone from every view; its films' places are kept until it is forgotten. */
export function removeList(db: Database, id: number, now: number) {
  return db
    .update(lists)
    .set({ removedAt: now })
    .where(and(IS_LIST, eq(lists.id, id), isNull(lists.removedAt)));
}

/** Forgets the lists that were removed long ago. Their films stay. */
export async function forgetRemovedLists(db: Database, now: number): Promise<void> {
  const isOld = and(
    IS_LIST,
    isNotNull(lists.removedAt),
    lt(lists.removedAt, now - REMOVED_KEPT_DAYS * DAY_SECONDS),
  );
  const statements: Statement[] = [
    // Another list may get this id: nothing may be left that speaks of it.
    ...["list_films", "readings", "imports"].map((table) =>
      db.run(
        sql`delete from ${sql.identifier(table)} where list_id in (select id from lists where ${isOld})`,
      ),
    ),
    db.delete(lists).where(isOld),
  ];
  await batch(db, statements);
}

export interface StoredList {
  id: number;
  kind: "watchlist" | "list";
  member: string | null;
  name: string | null;
  path: string | null;
  films: number;
  provenAt: number | null;
  removedAt: number | null;
  /** Of its last reading; null: it was not read in the refreshes that the history has. */
  state: ReadingState | null;
  failureKind: FailureKind | null;
  failureDetail: string | null;
}

/** The members' watchlists, then the followed lists in their order, then those removed, the last one first. */
export async function listAll(db: Database, { members }: Whose): Promise<StoredList[]> {
  // Beside a max(), SQLite takes the other columns from the row that has it.
  const last = sql`(select list_id, max(refresh_id), state, failure_kind, failure_detail
    from readings group by list_id)`;
  return db.all<StoredList>(sql`
    select lists.id as id, kind, member, name, path, proven_at as "provenAt", removed_at as "removedAt",
      (select count(*) from list_films where list_id = lists.id and place is not null) as films,
      state, failure_kind as "failureKind", failure_detail as "failureDetail"
    from lists left join ${last} as last on last.list_id = lists.id
    left join (select key as rank, value as name_of from ${jsonRows(members)}) as configured
      on name_of = member and kind = 'watchlist'
    where kind = 'list' or rank is not null
    order by kind = 'list', removed_at is not null, removed_at desc, rank,
      coalesce(position, lists.id), lists.id`);
}

/**
 * How many different films there are on all lists together, and how many there would be if the followed list had
 * these; null: if it had those that are stored of it, as when it is brought back.
 */
export async function countFilmsInAll(
  db: Database,
  whose: Whose,
  { listId, ids }: { listId: number; ids: readonly number[] | null },
): Promise<{ now: number; then: number }> {
  const its = ids
    ? sql`select value from ${jsonRows(ids)}`
    : sql`select film_id from list_films where list_id = ${listId} and place is not null`;
  return db.get<{ now: number; then: number }>(sql`
    select (select count(distinct film_id) from (${filmsAnywhere(whose)})) as now,
      (select count(*) from (
        select film_id from (${filmsAnywhere(whose, listId)}) union ${its})) as "then"`);
}
