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
  /** On Letterboxd; null: it is not there. */
  url: string | null;
  films: number;
  /** When its films were last proven, or last taken from a file, in ISO 8601; null: never. */
  updatedAt: string | null;
  state: "proven" | "never-read" | "failed" | "reading";
  /** Why the last reading failed, or waits; null: it does not. */
  failure: FailureKind | null;
}

interface Row extends Omit<ListSummary, "name" | "owner" | "url"> {
  name: string | null;
  member: string | null;
  path: string | null;
}

/** In the order of their numbers, each row of `lists` that is shown or marked. */
export async function findListSummaries(db: Database, settings: Settings): Promise<ListSummary[]> {
  const rows = await db.all<Row>(sql`
    select id, kind, name, member, path,
      (select count(*) from list_films where list_id = lists.id and place is not null) as films,
      strftime('%Y-%m-%dT%H:%M:%SZ', proven_at, 'unixepoch') as "updatedAt",
      coalesce(nullif(last.state, 'proven'), iif(proven_at is null, 'never-read', 'proven')) as state,
      last.failure_kind as failure
    from lists left join readings as last on last.list_id = lists.id
      and last.refresh_id = (select max(refresh_id) from readings where list_id = lists.id)
    where id in (${shownRowsOf(settings)}) or kind in ('seen', 'hidden') and removed_at is null
      and (member is null or member in (select value from ${jsonRows(settings.members)}))
    order by id`);
  return rows.map(({ id, kind, name, member, path, films, updatedAt, state, failure }) => ({
    id,
    kind,
    name: name ?? member ?? path?.split("/")[3] ?? null,
    owner: member ?? path?.split("/")[1] ?? null,
    url: addressOf(kind, member, path, settings.letterboxdOrigin),
    films,
    updatedAt,
    state,
    failure,
  }));
}

/** An unlisted list's path ends with a key, which is nobody else's business. */
const KEYLESS = /^\/[^/]+\/list\/[^/]+\//;

function addressOf(
  kind: ListKind,
  member: string | null,
  path: string | null,
  origin: string,
): string | null {
  if (kind === "watchlist" && member !== null) return `${origin}/${member}/watchlist/`;
  const keyless = KEYLESS.exec(path ?? "")?.[0];
  return keyless === undefined ? null : origin + keyless;
}
