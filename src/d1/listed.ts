// Which films are on the list that the page shows. The rows know two lists: the live one, which counts only
// while it is the configured member's, and what the owner's last export brought.

import { sql, type SQL } from "drizzle-orm";
import type { Settings } from "../settings/index.ts";
import { films } from "./schema.ts";

/** The SQL condition, for a `where` on the table films. */
export function listed(settings: Pick<Settings, "username">): SQL {
  return sql`(${films.exportPlace} is not null
    or (${films.livePlace} is not null and ${ownsLiveList(settings)}))`;
}

/** A film's place on that list, greater is newer. */
export function placeOf({ username }: Pick<Settings, "username">): SQL {
  return username === null
    ? sql`${films.exportPlace}`
    : sql`coalesce(${films.livePlace}, ${films.exportPlace})`;
}

/** Whose list the live places describe stands in the memory, written when a list was proven. */
export function ownsLiveList({ username }: Pick<Settings, "username">): SQL {
  return sql`exists (
    select 1 from memory
    where memory.key = 'live-list' and memory.value ->> 'username' = ${username})`;
}

/** A film's source by the lists that hold it, in SQL; one that has left both keeps what it had. */
export function sourceSql(livePlace: SQL, exportPlace: SQL): SQL {
  return sql`case
    when ${livePlace} is not null and ${exportPlace} is not null then 'both'
    when ${livePlace} is not null then 'letterboxd'
    when ${exportPlace} is not null then 'export'
    else ${films.source} end`;
}
