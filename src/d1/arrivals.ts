// The log of arrivals on services and departures from them.

import { lt, sql } from "drizzle-orm";
import { DAY_SECONDS } from "../time.ts";
import type { Arrival } from "../list/arrivals.ts";
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
}

/**
 * A statement. Put it before the one that saves the look-up: that one changes what the films are compared with, so
 * that a message delivered twice adds nothing twice.
 */
export function saveArrivals(db: Database, films: readonly FilmArrivals[], now: number) {
  const rows = films.flatMap(({ was, arrivals: ofFilm }) =>
    ofFilm.map(({ country, provider, kind, came, mineThen }) => [
      was.id,
      was.match,
      was.tmdbType,
      was.tmdbId,
      was.checkedAt,
      country,
      provider,
      kind,
      came ? 1 : 0,
      mineThen === null ? null : Number(mineThen),
    ]),
  );
  return db.run(sql`
    insert into arrivals (film_id, country, provider, kind, came, at, mine_then)
    select films.id, value ->> 5, value ->> 6, value ->> 7, value ->> 8, ${now}, value ->> 9
    from ${jsonRows(rows)} join films on films.id = value ->> 0
    where ("match", tmdb_type, tmdb_id, checked_at)
      is (value ->> 1, value ->> 2, value ->> 3, value ->> 4)`);
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
