// How it went with each place that messages go to.

import { eq, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { places } from "./schema.ts";

export type StoredPlace = typeof places.$inferSelect;

/** A statement; times in seconds since 1970. */
export function placesOf(db: Database) {
  return db.all<Omit<StoredPlace, "isOff"> & { isOff: 0 | 1 }>(sql`
    select place, worked_at as "workedAt", failed_at as "failedAt", failure, is_off as "isOff",
      wait_until as "waitUntil" from places`);
}

/** A statement. What worked is on again. */
export function noteWorked(db: Database, place: string, now: number) {
  return db.run(sql`
    insert into places (place, worked_at) values (${place}, ${now})
    on conflict (place) do update set worked_at = ${now}, failed_at = null, failure = null, is_off = 0,
      wait_until = null`);
}

interface PlaceFailure {
  failure: string;
  isGone: boolean;
  /** null: it does not ask to wait. */
  waitUntil: number | null;
}

/** A statement. */
export function noteFailed(
  db: Database,
  place: string,
  now: number,
  { failure, isGone, waitUntil }: PlaceFailure,
) {
  return db.run(sql`
    insert into places (place, failed_at, failure, is_off, wait_until)
    values (${place}, ${now}, ${failure}, ${isGone ? 1 : 0}, ${waitUntil})
    on conflict (place) do update set failed_at = excluded.failed_at, failure = excluded.failure,
      is_off = max(is_off, excluded.is_off), wait_until = excluded.wait_until`);
}

/** A statement. */
export function forgetPlace(db: Database, place: string) {
  return db.delete(places).where(eq(places.place, place));
}
