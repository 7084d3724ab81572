// From the first version's tables to today's: its places become lists, its one country's offers a country's, its changes
// arrivals. SQL alone, in one batch that begins by inserting its mark: a second one fails on the mark's key and changes
// nothing. The first version's columns stay as they were, for it may still be running while this is done.

import { sql } from "drizzle-orm";
import type { Settings } from "../settings/index.ts";
import { DAY_SECONDS } from "../time.ts";
import { batch } from "./batch.ts";
import type { Database } from "./database.ts";
import { fileOf } from "./listed.ts";
import { addDueLookups, countFilmsTotal } from "./lookups.ts";

const MARK = "upgrade-2";

/** Whether the tables are today's. One row read. */
export async function isUpgraded(db: Database): Promise<boolean> {
  const row = await db.get<{ key: string } | undefined>(
    sql`select key from memory where key = ${MARK}`,
  );
  return row !== undefined;
}

const ANY_LISTED = sql`exists (select 1 from films where live_place is not null or export_place is not null)`;

const LAST_REFRESH = sql`(select max(id) from refreshes)`;

/**
 * Moves everything. False: another invocation has done it meanwhile. It begins a refresh that asks every film, for the
 * first version may have written an answer after the move. `now` in seconds since 1970.
 */
export async function upgrade(db: Database, settings: Settings, now: number): Promise<boolean> {
  try {
    await batch(db, [
      db.run(sql`insert into memory (key, value) values (${MARK}, ${JSON.stringify({ at: now })})`),
      ...moveLists(db, settings, now),
      moveOffers(db),
      moveArrivals(db),
      ...beginAgain(db, settings, now),
    ]);
    return true;
  } catch (error) {
    if (String(error).includes("UNIQUE constraint failed: memory.key")) return false;
    throw error;
  }
}

/** The live places are of the member whose name was kept beside them; the export is the first configured name's. */
function moveLists(db: Database, { username }: Settings, now: number) {
  const watchlist = sql`(select id from lists where kind = 'watchlist')`;
  const file = sql`(select id from lists where kind = 'file')`;
  return [
    db.run(sql`
      insert into lists (kind, member, created_at, proven_at, read_whole_at)
      select 'watchlist', value ->> 'username', ${now},
        (select max(finished_at) from refreshes where films is not null), value ->> 'readWholeAt'
      from memory where key = 'live-list'`),
    db.run(sql`
      insert into lists (kind, member, created_at, proven_at)
      select 'file', ${username}, ${now}, (select max(imported_at) from imports)
      where exists (select 1 from films where export_place is not null or added_on is not null)`),
    db.run(sql`
      insert into list_films (list_id, film_id, place, listed_at)
      select ${watchlist}, id, live_place, listed_at from films
      where ${watchlist} is not null
        and (live_place is not null or source in ('letterboxd', 'both') and listed_at is not null)`),
    db.run(sql`
      insert into list_films (list_id, film_id, place, added_on, listed_at)
      select ${file}, id, export_place, added_on, listed_at from films
      where ${file} is not null
        and (export_place is not null or added_on is not null or source in ('export', 'both'))`),
  ];
}

function moveOffers(db: Database) {
  return db.run(sql`
    update films set countries = json_object(country, json_object('offers', json(offers), 'link', link))
    where country is not null and offers is not null`);
}

/** Nobody kept then whose service it was. */
function moveArrivals(db: Database) {
  return db.run(sql`
    insert into arrivals (film_id, country, provider, kind, came, at)
    select films.id, country, change.value ->> 'id', change.value ->> 'kind', change.value ->> 'came',
      change.value ->> 'at'
    from films, json_each(changes) as change where country is not null`);
}

/**
 * A refresh that ran is gone without a word: its messages find none of their number, since the new one has a greater
 * one.
 */
function beginAgain(db: Database, settings: Settings, now: number) {
  const { username, country } = settings;
  return [
    db.run(sql`
      insert into refreshes (id, "trigger", every_film, username, country, state, started_at, progress_at, lookups_at)
      select coalesce(${LAST_REFRESH}, 0) + 1, 'upgrade', 1, ${username}, ${country}, 'looking-up', ${now}, ${now}, ${now}
      where ${ANY_LISTED}`),
    db.run(sql`delete from refreshes where state <> 'ended' and "trigger" <> 'upgrade'`),
    db.run(sql`delete from pages`),
    db.run(sql`delete from lookups`),
    db.run(sql`delete from film_pages`),
    addDueLookups(db, LAST_REFRESH, settings, now),
    countFilmsTotal(db, LAST_REFRESH),
  ];
}

/**
 * Statements for the ticks of the day after the move: an export that the first version took in the seconds between the
 * move and its own end. Today's version notes on the file's row when it takes one, so such an import is newer than
 * that. Look-ups and choices of those seconds are asked again by the refresh that the move has begun.
 */
export function moveLateImport(db: Database, settings: Pick<Settings, "username">, now: number) {
  const isLate = sql`exists (
    select 1 from imports, memory where memory.key = ${MARK}
      and imported_at >= memory.value ->> 'at' and (memory.value ->> 'at') > ${now - DAY_SECONDS}
      and imports.id = (select max(id) from imports) and undone_at is null
      and imported_at > coalesce((select proven_at from lists where id = ${fileOf(settings)}), 0))`;
  return [
    db.run(sql`
      insert into lists (kind, member, created_at)
      select 'file', ${settings.username}, ${now} where ${isLate} and ${fileOf(settings)} is null`),
    db.run(sql`
      insert into list_films (list_id, film_id, place, added_on, listed_at)
      select ${fileOf(settings)}, id, export_place, added_on, listed_at from films
      where ${isLate} and (export_place is not null or added_on is not null)
      on conflict (list_id, film_id) do update set place = excluded.place, added_on = excluded.added_on,
        listed_at = coalesce(list_films.listed_at, excluded.listed_at),
        left_at = iif(excluded.place is null, coalesce(left_at, ${now}), null)
      where (list_films.place, list_films.added_on) is not (excluded.place, excluded.added_on)`),
    db.run(sql`
      update lists set proven_at = (select max(imported_at) from imports)
      where id = ${fileOf(settings)} and ${isLate}`),
  ];
}
