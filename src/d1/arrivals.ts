// The log of arrivals on services and departures from them.

import { lt, sql } from "drizzle-orm";
import { DAY_SECONDS } from "../time.ts";
import type { Arrival, Withdrawn } from "../list/ledger.ts";
import type { Database } from "./database.ts";
import { jsonRows } from "./json-rows.ts";
import type { FilmToLookUp } from "./looked-up-films.ts";
import { arrivals } from "./schema.ts";

/** TMDB's terms allow its data to be kept for six months. */
const KEPT_DAYS = 180;

export interface FilmArrivals {
  /** The film as it was when the look-up began: the changes count only if it is still the same. */
  was: FilmToLookUp;
  arrivals: readonly Arrival[];
  withdrawn: readonly Withdrawn[];
}

/** The film is still the one that was looked up, and this look-up has not been stored yet. */
const IS_UNCHANGED = sql`("match", tmdb_type, tmdb_id, checked_at)
  is (row.value ->> 1, row.value ->> 2, row.value ->> 3, row.value ->> 4)`;

function guardOf({ id, match, tmdbType, tmdbId, checkedAt }: FilmToLookUp) {
  return [id, match, tmdbType, tmdbId, checkedAt];
}

/**
 * Statements. Put them before the one that saves the look-up: that one changes what the films are compared with, so
 * that a message delivered twice adds nothing twice.
 */
export function saveArrivals(db: Database, films: readonly FilmArrivals[]) {
  const rows = films.flatMap(({ was, arrivals: ofFilm }) =>
    ofFilm.map(({ country, provider, kind, came, at, mineThen }) => [
      ...guardOf(was),
      country,
      provider,
      kind,
      came ? 1 : 0,
      at,
      mineThen === null ? null : Number(mineThen),
    ]),
  );
  const save = db.run(sql`
    insert into arrivals (film_id, country, provider, kind, came, at, mine_then, of_brand)
    select films.id, row.value ->> 5, row.value ->> 6, row.value ->> 7, row.value ->> 8, row.value ->> 9,
      row.value ->> 10, 1
    from ${jsonRows(rows)} as row join films on films.id = row.value ->> 0
    where ${IS_UNCHANGED}`);
  const gaps = films.flatMap(({ was, withdrawn }) =>
    withdrawn.map(({ country, provider, at }) => [...guardOf(was), country, provider, at]),
  );
  return gaps.length > 0 ? [withdraw(db, gaps), save] : [save];
}

/** A departure that was none. */
function withdraw(db: Database, gaps: readonly unknown[]) {
  return db.run(sql`
    delete from arrivals where not came and id in (
      select arrivals.id from ${jsonRows(gaps)} as row join films on films.id = row.value ->> 0
      join arrivals on arrivals.at = row.value ->> 7 and film_id = films.id
      where (arrivals.country, provider) is (row.value ->> 5, row.value ->> 6) and ${IS_UNCHANGED})`);
}

/** A statement that deletes the arrivals of those of these films whose offers are no longer known. */
export function forgetArrivalsOf(db: Database, filmIds: readonly number[]) {
  return db.run(sql`
    delete from arrivals where film_id in (
      select id from films where countries is null and id in (select value from ${jsonRows(filmIds)}))`);
}

/** A statement: the same for films that are matched with another title now, unless by the owner. */
export function forgetArrivalsOfOthers(db: Database, filmIds: readonly number[]) {
  return db.run(sql`
    delete from arrivals where film_id in (
      select id from films where "match" <> 'owner' and id in (select value from ${jsonRows(filmIds)}))`);
}

/** Statements: of what is older than half a year only the months' counts are kept. `now` in seconds since 1970. */
export function forgetOldArrivals(db: Database, now: number) {
  const before = now - KEPT_DAYS * DAY_SECONDS;
  return [
    db.run(sql`
      insert into arrival_months (month, country, provider, came, went)
      select strftime('%Y-%m', at, 'unixepoch') as month, country, provider, sum(came), sum(not came)
      from arrivals where at < ${before} group by month, country, provider
      on conflict (month, country, provider) do update
        set came = arrival_months.came + excluded.came, went = arrival_months.went + excluded.went`),
    db.delete(arrivals).where(lt(arrivals.at, before)),
  ] as const;
}
