// Messages on their way: written in the batch that ends a refresh, leased for each attempt, and gone when they were taken
// or are given up.

import { sql } from "drizzle-orm";
import type { NotifyMessage } from "../notify/message.ts";
import type { Database } from "./database.ts";
import { jsonRows } from "./json-rows.ts";
import { isReadyToEnd } from "./refreshes.ts";

/** An attempt whose end nobody has noted may be made again after this. */
const LEASE_SECONDS = 60;

export interface Delivery {
  id: string;
  place: string;
  message: NotifyMessage;
  /** With the one that is under way. */
  attempts: number;
}

/**
 * A statement: one message to each of these places. Put it before the one that ends the refresh: of several that try
 * to end it, only that one writes deliveries which ends it.
 */
export function addDeliveries(
  db: Database,
  refreshId: number,
  {
    places,
    message,
    now,
  }: { places: readonly string[]; message: NotifyMessage | null; now: number },
) {
  const rows = message === null ? [] : places;
  return db.run(sql`
    insert into deliveries (id, place, message, created_at, not_before)
    select ${`arrivals_${refreshId}_`} || value, value, ${JSON.stringify(message)}, ${now}, ${now}
    from ${jsonRows(rows)} where exists (select 1 from refreshes where ${isReadyToEnd(refreshId)})
    on conflict (id) do nothing`);
}

/** A statement, also for before the end: what is seen from `at` on is not told yet. */
export function noteTold(db: Database, refreshId: number, at: number) {
  return db.run(sql`
    insert into memory (key, value) select 'told-until', ${JSON.stringify({ at })}
    where exists (select 1 from refreshes where ${isReadyToEnd(refreshId)})
    on conflict (key) do update set value = excluded.value`);
}

/** Leases those that are due, the longest waiting first, and counts the attempt. `now` in seconds since 1970. */
export async function claimDeliveries(
  db: Database,
  now: number,
  most: number,
): Promise<Delivery[]> {
  const rows = await db.all<Omit<Delivery, "message"> & { message: string }>(sql`
    update deliveries set attempts = attempts + 1, not_before = ${now + LEASE_SECONDS}
    where id in (
      select id from deliveries where not_before <= ${now}
        and place not in (select place from places where wait_until > ${now})
      order by not_before, created_at, id limit ${most})
    returning id, place, message, attempts`);
  // Only `addDeliveries` writes messages.
  return rows.map(({ id, place, message, attempts }) => ({
    id,
    place,
    message: JSON.parse(message) as NotifyMessage,
    attempts,
  }));
}

export interface Retry extends Pick<Delivery, "id" | "attempts"> {
  notBefore: number;
}

/** A statement. Leaves alone those whose lease ran out, so that somebody else is trying them now. */
export function tryAgain(db: Database, retries: readonly Retry[]) {
  const rows = retries.map(({ id, attempts, notBefore }) => [id, attempts, notBefore]);
  return db.run(sql`
    update deliveries set not_before = value ->> 2 from ${jsonRows(rows)}
    where deliveries.id = value ->> 0 and deliveries.attempts = value ->> 1`);
}

/** A statement. */
export function forgetDeliveries(db: Database, ids: readonly string[]) {
  return db.run(sql`
    delete from deliveries where id in (select value from ${jsonRows(ids)})`);
}

/** A statement. */
export function forgetDeliveriesTo(db: Database, places: readonly string[]) {
  return db.run(sql`
    delete from deliveries where place in (select value from ${jsonRows(places)})`);
}

/** How many messages wait for each place. */
export function countWaiting(db: Database) {
  return db.all<{ place: string; waiting: number; next: number }>(sql`
    select place, count(*) as waiting, min(not_before) as next from deliveries group by place`);
}
