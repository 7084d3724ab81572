// The lists as other programs see them: what each is, how many films it has, and how its last reading went.

import { sql } from "drizzle-orm";
import type { FailureKind } from "../failure.ts";
import type { ListKind } from "../film.ts";
import type { Settings } from "../settings/index.ts";
import type { Database } from "./database.ts";
import { jsonRows } from "./json-rows.ts";
import { shownRowsOf } from "./listed.ts";

export interface ListSummary {
  id: number;
  kind: ListKind;
  /** null: a file or marks that are nobody's. */
  name: string | null;
  /** The member's name at Letterboxd; null: it is nobody's. */
  owner: string | null;
  /** At Letterboxd; null: it is not there. */
  url: string | null;
  films: number;
  /** When its films were last proven, or last taken from a file, in ISO 8601; null: never. */
  updatedAt: string | null;
  state: "proven" | "never-read" | "failed" | "reading";
  /** Why the last reading failed, or waits; null: it does not. */
  failure: FailureKind | null;
}

/** In the order of their numbers, each row of `lists` that is shown or marked. */
export async function findListSummaries(db: Database, settings: Settings): Promise<ListSummary[]> {
  const { letterboxdOrigin: origin, members } = settings;
  return db.all<ListSummary>(sql`
    select id, kind, coalesce(name, member, path) as name,
      coalesce(member, substr(path, 2, instr(substr(path, 2), '/') - 1)) as owner,
      case kind when 'watchlist' then ${`${origin}/`} || member || '/watchlist/'
        when 'list' then ${origin} || path end as url,
      (select count(*) from list_films where list_id = lists.id and place is not null) as films,
      strftime('%Y-%m-%dT%H:%M:%SZ', proven_at, 'unixepoch') as "updatedAt",
      coalesce(nullif(last.state, 'proven'), iif(proven_at is null, 'never-read', 'proven')) as state,
      last.failure_kind as failure
    from lists left join readings as last on last.list_id = lists.id
      and last.refresh_id = (select max(refresh_id) from readings where list_id = lists.id)
    where id in (${shownRowsOf(settings)}) or kind in ('seen', 'hidden') and removed_at is null
      and (member is null or member in (select value from ${jsonRows(members)}))
    order by id`);
}
