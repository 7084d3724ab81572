// How many films were looked up for the first time today. On Cloudflare there is a limit, because each writes several
// rows; what is beyond it goes on the next day, by the tick. A day is one of UTC, as Cloudflare counts.

import { sql, type SQL } from "drizzle-orm";
import { MOST_FIRST_LOOKUPS_A_DAY } from "../list/limits.ts";
import type { Settings } from "../settings/index.ts";
import { DAY_SECONDS } from "../time.ts";
import type { Database } from "./database.ts";
import { listedAnywhere, type Whose } from "./listed.ts";
import type { Lookup } from "./lookups.ts";

const KEY = "first-lookups";

/** Written into the SQL, because D1 binds every number as a float, and JSON would keep it as one. */
function dayOf(now: number): SQL {
  return sql.raw(String(Math.floor(now / DAY_SECONDS)));
}

/** In SQL, how many more may be added to this refresh now; null: there is no limit. `now` in seconds since 1970. */
export function firstLookupsLeft(
  { atHome }: Pick<Settings, "atHome">,
  refreshId: number | SQL,
  now: number,
): SQL | null {
  if (atHome) return null;
  return sql`${sql.raw(String(MOST_FIRST_LOOKUPS_A_DAY))}
    - coalesce((select value ->> 'films' from memory where key = ${KEY} and value ->> 'day' = ${dayOf(now)}), 0)
    - (select count(*) from lookups, json_each(left_ids) as open join films as waiting on waiting.id = open.value
      where refresh_id = ${refreshId} and waiting.checked_at is null)`;
}

/** Statements to precede `settleLookup`: `first` of its films were looked up for the first time. */
export function countFirstLookups(
  { db, settings }: { db: Database; settings: Pick<Settings, "atHome"> },
  { lookup, first, now }: { lookup: Lookup; first: number; now: number },
) {
  if (settings.atHome || first === 0) return [];
  const films = sql.raw(String(first));
  const day = dayOf(now);
  return [
    db.run(sql`
      insert into memory (key, value)
      select ${KEY}, json_object('day', ${day}, 'films', ${films})
      where (select left_ids from lookups where id = ${lookup.id}) = ${JSON.stringify(lookup.leftIds)}
      on conflict (key) do update set value = json_set(memory.value, '$.day', ${day},
        '$.films', ${films} + iif(memory.value ->> 'day' = ${day}, memory.value ->> 'films', 0))`),
  ];
}

/**
 * Whether films can be looked up for the first time that an earlier day may have left over. Also if the look-ups of that
 * day went on past midnight.
 */
export async function isNewDay(db: Database, now: number): Promise<boolean> {
  const row = await db.get(sql`
    select 1 from memory where key = ${KEY} and coalesce(value ->> 'begun', 0) < ${dayOf(now)}
      and (value ->> 'day' < ${dayOf(now)} or value ->> 'films' < ${MOST_FIRST_LOOKUPS_A_DAY})`);
  return row !== undefined;
}

/** Once in a day: `isNewDay` is false after this. */
export async function beginDay(db: Database, now: number): Promise<void> {
  await db.run(sql`
    update memory set value = json_object('day', ${dayOf(now)}, 'begun', ${dayOf(now)},
      'films', iif(value ->> 'day' = ${dayOf(now)}, value ->> 'films', 0))
    where key = ${KEY} and coalesce(value ->> 'begun', 0) < ${dayOf(now)}`);
}

export async function isAnyLeft(db: Database, whose: Whose): Promise<boolean> {
  const row = await db.get<{ n: number }>(sql`select ${neverLookedUp(whose)} as n`);
  return row.n > 0;
}

/** In SQL: how many films on any list no look-up has been tried for yet. */
export function neverLookedUp(whose: Whose): SQL {
  return sql`(select count(*) from films where ${listedAnywhere(whose)}
    and "match" = 'pending' and checked_at is null and failure_kind is null)`;
}
