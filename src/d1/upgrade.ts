// Migrates the first version's tables to today's: its places become lists, its one country's offers become a
// country's, its changes become arrivals. This is SQL alone, in one batch that begins by inserting a mark: a second
// batch fails on the mark's key and changes nothing. The first version's columns stay as they were, because it may
// still be running in the meantime.

import { eq, sql } from "drizzle-orm";
import type { Settings } from "../settings/index.ts";
import { batch } from "./batch.ts";
import type { Database } from "./database.ts";
import { jsonRows } from "./json-rows.ts";
import { firstOwner, watchlistOf } from "./listed.ts";
import { usernameOf } from "./refreshes.ts";
import { addDueLookups, countFilmsTotal } from "./lookups.ts";
import { filmPages, kv, lookups, pages } from "./schema.ts";

export const MARK = "upgrade-2";

/** Whether the tables are today's. Reads one row. */
export async function isUpgraded(db: Database): Promise<boolean> {
  const [row] = await db.select({ key: kv.key }).from(kv).where(eq(kv.key, MARK));
  return row !== undefined;
}

/** Whether the first version has used this database at all. */
const WAS_USED = sql`(exists (select 1 from films) or exists (select 1 from refreshes))`;

/** Marks a database that nobody has used: it has nothing to migrate. False: it has, or was marked already. */
export async function markUnused(db: Database, now: number): Promise<boolean> {
  const { meta } = await db.run(sql`
    insert into memory (key, value)
    select ${MARK}, json_object('at', ${now}, 'moved', json('false')) where not ${WAS_USED}
    on conflict (key) do nothing`);
  return meta.changes > 0;
}

/** The refresh that the migration begins; null: it began none. */
const BEGUN = sql`(select max(id) from refreshes where "trigger" = 'upgrade' and state <> 'ended')`;

export type UpgradeSettings = Pick<Settings, "members" | "country">;

/**
 * Migrates everything. False: another invocation has done so in the meantime. It begins a refresh that looks up every
 * film, because the first version may have written an answer after the migration. `now` in seconds since 1970.
 */
export async function upgrade(
  db: Database,
  settings: UpgradeSettings,
  now: number,
): Promise<boolean> {
  try {
    await batch(db, [
      db.run(sql`
        insert into memory (key, value) values (${MARK}, json_object('at', ${now}, 'moved', ${WAS_USED}))`),
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

/**
 * The live places are of the member whose name was kept beside them. The export is theirs too if they are still
 * configured, else the first configured name's.
 */
function moveLists(db: Database, settings: UpgradeSettings, now: number) {
  const member = sql`(select value ->> 'username' from memory where key = 'live-list')`;
  const watchlist = sql`(select id from lists where kind = 'watchlist' and member = ${member})`;
  const file = sql`(select id from lists where kind = 'file')`;
  return [
    db.run(sql`
      insert into lists (kind, member, created_at, proven_at, read_whole_at)
      select 'watchlist', value ->> 'username', ${now},
        (select max(progress_at) from refreshes where films is not null and username = value ->> 'username'),
        value ->> 'readWholeAt'
      from memory where key = 'live-list'`),
    db.run(sql`
      insert into lists (kind, member, created_at, proven_at)
      select 'file', iif(${member} in (select value from ${jsonRows(settings.members)}), ${member}, ${firstOwner(settings)}),
        ${now}, (select max(max(imported_at, coalesce(undone_at, 0))) from imports)
      where exists (select 1 from imports)
        or exists (select 1 from films where export_place is not null or added_on is not null)`),
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

/** The first version did not store whether a service was one of the owner's. */
function moveArrivals(db: Database) {
  return db.run(sql`
    insert into arrivals (film_id, country, provider, kind, came, at)
    select films.id, country, change.value ->> 'id', change.value ->> 'kind', change.value ->> 'came',
      change.value ->> 'at'
    from films, json_each(changes) as change where country is not null`);
}

/** When Letterboxd may be asked again, if a challenge has closed the gate, in seconds since 1970; null: now. */
function whenToAsk(now: number) {
  return sql`(select closed_until / 1000 from gate where closed_until > ${now * 1000})`;
}

/**
 * A refresh that was under way is deleted without a trace. The new one has a greater id, so that no message still in
 * a queue is taken for its own. It reads the list, because the old one may have been reading it.
 */
function beginAgain(db: Database, settings: UpgradeSettings, now: number) {
  const { members, country } = settings;
  const state = members.length === 0 ? "looking-up" : "reading";
  return [
    db.run(sql`
      insert into refreshes (id, "trigger", every_film, username, country, state, started_at, progress_at,
        lookups_at, not_before)
      select coalesce((select max(id) from refreshes), 0) + 1, 'upgrade', 1, ${usernameOf(settings)}, ${country}, ${state},
        ${now}, ${now}, ${now}, ${whenToAsk(now)}
      where ${WAS_USED}`),
    db.run(sql`delete from refreshes where state <> 'ended' and id <> ${BEGUN}`),
    ...[pages, lookups, filmPages].map((table) => db.delete(table)),
    ...(members.length === 0 ? lookUpAll(db, settings, now) : readWatchlists(db, members, now)),
  ];
}

function lookUpAll(db: Database, settings: UpgradeSettings, now: number) {
  // Nearly all of them were looked up before, so a day's limit of first look-ups need not be kept.
  const everyFilm = { ...settings, atHome: true };
  return [addDueLookups(db, BEGUN, everyFilm, { now }), countFilmsTotal(db, BEGUN)];
}

/** Of each member, in the order of the settings: the readings' own order is that in which they are written. */
function readWatchlists(db: Database, members: readonly string[], now: number) {
  return members.flatMap((member) => [
    db.run(sql`
      insert into lists (kind, member, created_at) select 'watchlist', ${member}, ${now}
      where ${BEGUN} is not null and ${watchlistOf(member)} is null`),
    db.run(sql`
      insert into readings (refresh_id, list_id, state, not_before)
      select ${BEGUN}, ${watchlistOf(member)}, 'reading', ${whenToAsk(now)}
      where ${BEGUN} is not null`),
  ]);
}
