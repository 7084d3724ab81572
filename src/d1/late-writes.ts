// Moves data that the first version wrote after its data had been migrated: on Cloudflare both versions run for some
// seconds. The first version knew only its own columns, which today's version never writes, so any difference from
// the migrated data was written late. Checked by the ticks of the first day after the upgrade.

import { sql, type SQL } from "drizzle-orm";
import { DAY_SECONDS } from "../time.ts";
import { batch } from "./batch.ts";
import type { Database } from "./database.ts";
import { WITHOUT_TMDB } from "./entry-sql.ts";
import { firstFileOf, firstOwner, type Whose } from "./listed.ts";
import { MARK } from "./upgrade.ts";

/** The check reads all films, which is too much for every tick. */
const LOOKED_EVERY_SECONDS = 3600;

/** Returns whether any late data was found and moved. `now` in seconds since 1970. */
export async function moveLateWrites(db: Database, whose: Whose, now: number): Promise<boolean> {
  const due = await db.get<{ at: number } | undefined>(sql`
    select value ->> 'at' as at from memory where key = ${MARK} and value ->> 'moved'
      and value ->> 'at' > ${now - DAY_SECONDS}
      and coalesce(value ->> 'lookedAt', 0) <= ${now - LOOKED_EVERY_SECONDS}`);
  if (due === undefined) return false;
  const [matches, , places] = await batch(db, [
    forgetRejectedTitles(db),
    addFileOfFirst(db, whose, now),
    db.all<{ id: number }>(followFile(whose, { movedAt: due.at, now })),
    noteLastImport(db, whose),
    db.run(sql`delete from list_films where film_id not in (select id from films)`),
    db.run(
      sql`update memory set value = json_set(value, '$.lookedAt', ${now}) where key = ${MARK}`,
    ),
  ]);
  return matches.length + places.length > 0;
}

/**
 * Where the first version saved an owner's choice late, it deleted the old title's offers in its own columns. The
 * copy that the migration made of them belongs to a wrong film, so it is deleted here.
 */
function forgetRejectedTitles(db: Database) {
  return db.all<{ id: number }>(sql`
    update films set countries = null, entry = ${WITHOUT_TMDB}
    where checked_at is null and offers is null and countries is not null
    returning id`);
}

/** When an import of that file was last made or undone, by either version. */
function lastImport(whose: Whose): SQL {
  return sql`(select max(max(imported_at, coalesce(undone_at, 0))) from imports
    where list_id is null or list_id = ${firstFileOf(whose)})`;
}

function addFileOfFirst(db: Database, whose: Whose, now: number) {
  return db.run(sql`
    insert into lists (kind, member, created_at) select 'file', ${firstOwner(whose)}, ${now}
    where ${firstFileOf(whose)} is null and exists (select 1 from films where export_place is not null)`);
}

/**
 * Today's version notes on the file's list when it makes or undoes an import. If the last import is newer than that
 * note, the first version made it late, and the list becomes what it left. Otherwise only films are added that have a
 * place but no row, such as one that the first version has merged with another; and none once today's version has
 * written to the list.
 */
function followFile(whose: Whose, { movedAt, now }: { movedAt: number; now: number }) {
  const file = firstFileOf(whose);
  const noted = sql`coalesce((select proven_at from lists where id = ${file}), 0)`;
  const isLate = sql`${lastImport(whose)} > ${noted}`;
  return sql`
    insert into list_films (list_id, film_id, place, added_on, listed_at)
    select ${file}, id, export_place, added_on, listed_at from films
    where ${file} is not null and (
      export_place is not null and (${isLate} or ${noted} < ${movedAt})
      or ${isLate} and (added_on is not null
        or id in (select film_id from list_films where list_id = ${file})))
    on conflict (list_id, film_id) do update set place = excluded.place, added_on = excluded.added_on,
      left_at = iif(excluded.place is null, ${now}, null)
      where ${isLate} and (list_films.place, list_films.added_on) is not (excluded.place, excluded.added_on)
    returning film_id as id`;
}

function noteLastImport(db: Database, whose: Whose) {
  return db.run(sql`
    update lists set proven_at = ${lastImport(whose)}
    where id = ${firstFileOf(whose)} and ${lastImport(whose)} > coalesce(proven_at, 0)`);
}
