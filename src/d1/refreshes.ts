// The refreshes: how they begin and end, and what the history shows of them. At most one is under way; readings.ts
// has how it reads its lists.

import { and, desc, eq, isNotNull, ne, notInArray, sql, type SQL } from "drizzle-orm";
import type { Failure, FailureKind } from "../failure.ts";
import { batch } from "./batch.ts";
import type { Database } from "./database.ts";
import type { Settings } from "../settings/index.ts";
import { addReadings, failReadingsLeft, hasProvenList } from "./readings.ts";
import { refreshes } from "./schema.ts";
import type { RefreshTrigger } from "../list/ended-refresh.ts";

export type Refresh = typeof refreshes.$inferSelect;

/** This many refreshes are kept for the history. */
const HISTORY_KEPT = 50;

/**
 * This many are kept for single films. They are counted separately, so that an evening of choices does not push the
 * others out of the history.
 */
const CHOICES_KEPT = 10;

/**
 * Imports, choices, rests and further countries only look films up. The refresh after an upgrade is left out too, although it may read
 * the watchlist, and so is one for a list that was added, which reads no other.
 */
const readsLists = notInArray(refreshes.trigger, [
  "import",
  "choice",
  "upgrade",
  "list",
  "rest",
  "country",
]);

/** As the history keeps whose lists a refresh read; null: nobody is named. */
export function usernameOf({ members }: Pick<Settings, "members">): string | null {
  return members.length > 0 ? members.join(",") : null;
}

export interface NewRefresh {
  trigger: RefreshTrigger;
  full: boolean;
  /** Every film is looked up, however fresh its last answer. */
  everyFilm: boolean;
  /** See `usernameOf`. */
  username: string | null;
  country: string;
  /** The lists to read, in this order; if there are none, films are looked up at once. */
  listIds: readonly number[];
  /** Seconds since 1970. */
  now: number;
  /** The cooldown: no refresh begins within so many seconds after the last one that read lists; 0: no cooldown. */
  restSeconds: number;
}

/**
 * In one statement, so that fifty presses at once begin only one refresh. Returns its id; null: one is under way, or
 * the cooldown is not over.
 */
export async function beginRefresh(db: Database, it: NewRefresh): Promise<number | null> {
  const state = it.listIds.length > 0 ? "reading" : "looking-up";
  const begin = db.all<{ id: number }>(sql`
    insert into refreshes ("trigger", full, every_film, username, country, state, started_at, progress_at, lookups_at)
    select ${it.trigger}, ${it.full ? 1 : 0}, ${it.everyFilm ? 1 : 0}, ${it.username}, ${it.country}, ${state},
      ${it.now}, ${it.now}, ${it.now}
    where not exists (select 1 from refreshes where state <> 'ended')
      and not exists (select 1 from refreshes
        where finished_at > ${it.now - it.restSeconds} and ${it.restSeconds} > 0 and ${readsLists})
    returning id`);
  const [rows] = await batch(db, [
    begin,
    ...(state === "reading" ? [addReadings(db, it.listIds)] : []),
  ]);
  return rows[0]?.id ?? null;
}

/** Newest first, including one that is under way. */
export async function listRefreshes(db: Database, limit = HISTORY_KEPT): Promise<Refresh[]> {
  return db.select().from(refreshes).orderBy(desc(refreshes.id)).limit(limit);
}

/** The last refresh that ended, leaving out those for a single film; null: none has. */
export async function findLastEnded(db: Database): Promise<Refresh | null> {
  const [row] = await db
    .select()
    .from(refreshes)
    .where(and(eq(refreshes.state, "ended"), ne(refreshes.trigger, "choice")))
    .orderBy(desc(refreshes.id))
    .limit(1);
  return row ?? null;
}

/** The last refresh that ended and was to read lists, apart from an upgrade's; null: none has. */
export async function findLastReading(db: Database): Promise<Refresh | null> {
  const [row] = await db
    .select()
    .from(refreshes)
    .where(and(eq(refreshes.state, "ended"), readsLists))
    .orderBy(desc(refreshes.id))
    .limit(1);
  return row ?? null;
}

/** When the last refresh that brought any answers ended, in seconds since 1970; null: none has. */
export async function findUpdatedAt(db: Database): Promise<number | null> {
  const row = await db.get<{ at: number | null }>(sql`
    select max(finished_at) as at from refreshes
    where state = 'ended' and "trigger" <> 'choice' and (outcome <> 'failed' or looked_up > 0)`);
  return row.at;
}

/**
 * Since when refreshes have ended with this failure without a break; seconds since 1970, null: the last one did not.
 */
export async function findFailingSince(db: Database, kind: FailureKind): Promise<number | null> {
  const row = await db.get<{ since: number | null }>(sql`
    select min(finished_at) as since from refreshes where state = 'ended' and id > (
      select coalesce(max(id), 0) from refreshes
      where state = 'ended' and failure_kind is not ${kind})`);
  return row.since;
}

/** When the cooldown ends, in seconds since 1970; null: the button may be pressed now. */
export async function findRestEnd(
  db: Database,
  now: number,
  restSeconds: number,
): Promise<number | null> {
  if (restSeconds === 0) return null;
  const [row] = await db
    .select({ finishedAt: refreshes.finishedAt })
    .from(refreshes)
    .where(and(isNotNull(refreshes.finishedAt), readsLists))
    .orderBy(desc(refreshes.id))
    .limit(1);
  const end = (row?.finishedAt ?? 0) + restSeconds;
  return end > now ? end : null;
}

/** Ends a refresh at once, whatever it was doing. Returns false if it had ended already. */
export async function abortRefresh(
  db: Database,
  id: number,
  failure: Failure,
  now: number,
): Promise<boolean> {
  const [ended] = await batch(db, [
    db.all<{ id: number }>(sql`
      update refreshes set state = 'ended', outcome = 'failed', finished_at = ${now},
        failure_kind = ${failure.kind}, failure_detail = ${failure.detail}
      where id = ${id} and state <> 'ended'
      returning id`),
    failReadingsLeft(db, id, failure),
  ]);
  return ended.length > 0;
}

/** A condition on `refreshes`: this one has nothing left to do but to be ended. */
export function isReadyToEnd(id: number): SQL {
  return sql`id = ${id} and state = 'looking-up' and films_done >= films_total
      and not exists (select 1 from film_pages where refresh_id = ${id})`;
}

/** How many films it had to look up, and how many it has; null: something is left to do, or it has ended. */
export async function findAllDone(
  db: Database,
  id: number,
): Promise<{ filmsTotal: number; lookedUp: number } | null> {
  const row = await db.get<{ filmsTotal: number; lookedUp: number } | undefined>(sql`
    select films_total as "filmsTotal", looked_up as "lookedUp" from refreshes where ${isReadyToEnd(id)}`);
  return row ?? null;
}

/**
 * A statement that ends a refresh which has nothing left to do. It returns no row if something is left, or if the
 * refresh had ended before. The refresh failed if it was to read lists and could read none.
 */
export function endRefresh(db: Database, id: number, now: number) {
  return db.all<{ id: number }>(sql`
    update refreshes set state = 'ended', finished_at = ${now},
      outcome = case when failure_kind is not null and not ${hasProvenList(id)} then 'failed'
        when failure_kind is not null or lookups_failed > 0 then 'partial' else 'done' end
    where ${isReadyToEnd(id)}
    returning id`);
}

/** A statement that deletes refreshes beyond the history that is kept. */
export function forgetOldRefreshes(db: Database) {
  const isChoice = eq(refreshes.trigger, "choice");
  const isOther = ne(refreshes.trigger, "choice");
  return db.run(sql`
    delete from refreshes where state = 'ended' and (
      (${isChoice} and id <= (select id from refreshes where ${isChoice}
        order by id desc limit 1 offset ${CHOICES_KEPT}))
      or (${isOther} and id <= (select id from refreshes where ${isOther}
        order by id desc limit 1 offset ${HISTORY_KEPT})))`);
}
