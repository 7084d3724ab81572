// The listed films whose last look-up failed: they keep an older answer, or have none yet.

import { sql } from "drizzle-orm";
import type { FailureKind } from "../failure.ts";
import type { Settings } from "../settings/index.ts";
import type { Database } from "./database.ts";
import { jsonRows } from "./json-rows.ts";
import { listed } from "./listed.ts";
import type { Lookup } from "./lookups.ts";

export interface UncheckedFilm {
  id: number;
  slug: string | null;
  title: string;
  year: number | null;
  /** The last good answer, in seconds since 1970; null: there was none yet. */
  checkedAt: number | null;
  failureKind: FailureKind;
  /** How many such films there are; the same in each row. */
  total: number;
}

/**
 * A statement: those that wait longest first. Few films have failed, if any: `is true` has SQLite look for those first,
 * instead of reading each listed film by its id.
 */
export function uncheckedFilms(db: Database, settings: Pick<Settings, "members">, limit: number) {
  return db.all<UncheckedFilm>(sql`
    select id, slug, title, year, checked_at as "checkedAt", failure_kind as "failureKind",
      count(*) over () as total
    from films where failure_kind is not null and ${listed(settings)} is true
    order by checked_at, id limit ${limit}`);
}

/**
 * A statement: what is left of a look-up was given up, and its films keep what is stored. It belongs before the one that
 * settles the look-up, and does nothing where another message has settled it.
 */
export function giveUpFilms(db: Database, { id, leftIds }: Pick<Lookup, "id" | "leftIds">) {
  const kind: FailureKind = "given-up";
  return db.run(sql`
    update films set failure_kind = ${kind}
    where id in (select value from ${jsonRows(leftIds)}) and "match" <> 'not-on-tmdb'
      and (select left_ids from lookups where id = ${id}) = ${JSON.stringify(leftIds)}`);
}
