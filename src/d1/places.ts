// How it went with each place that messages go to.

import { sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { jsonRows } from "./json-rows.ts";
import type { places } from "./schema.ts";

export type StoredPlace = typeof places.$inferSelect;

/** A statement; times in seconds since 1970. */
export function placesOf(db: Database) {
  return db.all<Omit<StoredPlace, "isOff"> & { isOff: 0 | 1 }>(sql`
    select place, worked_at as "workedAt", failed_at as "failedAt", failure, is_off as "isOff",
      wait_until as "waitUntil" from places`);
}

/** A statement. What worked is on again. */
export function noteWorked(db: Database, names: readonly string[], now: number) {
  return db.run(sql`
    insert into places (place, worked_at) select value, ${now} from ${jsonRows(names)} where true
    on conflict (place) do update set worked_at = excluded.worked_at, failed_at = null, failure = null,
      is_off = 0, wait_until = null`);
}

export interface PlaceFailure {
  place: string;
  failure: string;
  isGone: boolean;
  /** null: it does not ask to wait. */
  waitUntil: number | null;
}

/** A statement. */
export function noteFailed(db: Database, failures: readonly PlaceFailure[], now: number) {
  const rows = failures.map(({ place, failure, isGone, waitUntil }) => [
    place,
    failure,
    isGone ? 1 : 0,
    waitUntil,
  ]);
  return db.run(sql`
    insert into places (place, failed_at, failure, is_off, wait_until)
    select value ->> 0, ${now}, value ->> 1, value ->> 2, value ->> 3 from ${jsonRows(rows)} where true
    on conflict (place) do update set failed_at = excluded.failed_at, failure = excluded.failure,
      is_off = max(is_off, excluded.is_off), wait_until = excluded.wait_until`);
}

/** A statement. */
export function forgetPlaces(db: Database, names: readonly string[]) {
  return db.run(sql`delete from places where place in (select value from ${jsonRows(names)})`);
}
