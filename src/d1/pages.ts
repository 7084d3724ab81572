// The pages read so far of the list that is being read. They are kept until together they prove the list, and deleted
// then, or before another list is read.

import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { ReadFilm } from "../list/proof.ts";
import type { Database } from "./database.ts";
import { pages } from "./schema.ts";

export type StoredPage = typeof pages.$inferSelect;

/** The pages of this round, in order. */
export async function listPages(db: Database, refreshId: number): Promise<StoredPage[]> {
  return db
    .select()
    .from(pages)
    .where(and(eq(pages.refreshId, refreshId), gt(pages.page, EARLIER_ROUND)))
    .orderBy(asc(pages.page));
}

/** As if it were a page: all films that the last round found, of a list that a second round has to confirm. */
export const EARLIER_ROUND = 0;

/** null: no round has come to its end. */
export async function findEarlierRound(
  db: Database,
  refreshId: number,
): Promise<ReadFilm[] | null> {
  const [row] = await db
    .select({ films: pages.films })
    .from(pages)
    .where(and(eq(pages.refreshId, refreshId), eq(pages.page, EARLIER_ROUND)));
  return row?.films ?? null;
}

export interface PageToStore {
  refreshId: number;
  page: number;
  films: readonly ReadFilm[];
  /** null: the page does not state it. */
  total: number | null;
}

/** A statement. */
export function storePage(db: Database, { refreshId, page, films, total }: PageToStore) {
  return db.run(sql`
    insert into pages (page, refresh_id, films, total)
    values (${page}, ${refreshId}, ${JSON.stringify(films)}, ${total})
    on conflict (page) do update set refresh_id = excluded.refresh_id,
      films = excluded.films, total = excluded.total`);
}

/** A statement that discards what was read. */
export function forgetPages(db: Database) {
  return db.delete(pages);
}
