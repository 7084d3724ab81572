// What a feed needs beside its arrivals: what happened last, whether services were chosen, and its own name.

import { sql } from "drizzle-orm";
import { batch } from "./batch.ts";
import type { Database } from "./database.ts";

/** Names the newest row of the ledger; "0" while there is none. Reads one row. */
export async function findLastArrival(db: Database): Promise<string> {
  const [row] = await db.all<{ last: string }>(sql`
    select id || '-' || at || '-' || film_id || '-' || provider as last
    from arrivals order by id desc limit 1`);
  return row?.last ?? "0";
}

export interface FeedState {
  last: string;
  hasChosen: boolean;
  /**
   * The list that this database knew first. Its owner and the second in which it was made name the feed: they are in
   * every backup, and no setting changes them. null: there is no list, and so nothing to tell.
   */
  first: { owner: string; createdAt: number } | null;
}

/** `hasChosen` is about this country; a choice that names none was made at home. */
export async function findFeedState(
  db: Database,
  { home, country }: { home: string; country: string },
): Promise<FeedState> {
  const [[state], [first]] = await batch(db, [
    db.all<{ last: string | null; hasChosen: 0 | 1 }>(sql`
      select exists (
          select 1 from memory where key = ${`services:${country}`}
            or key = 'services' and coalesce(value ->> 'country', ${home}) = ${country}) as "hasChosen",
        (select id || '-' || at || '-' || film_id || '-' || provider
          from arrivals order by id desc limit 1) as last`),
    db.all<{ owner: string; createdAt: number }>(sql`
      select coalesce(member, path, kind) as owner, created_at as "createdAt"
      from lists order by id limit 1`),
  ]);
  return { last: state?.last ?? "0", hasChosen: state?.hasChosen === 1, first: first ?? null };
}
