// The watchlist pages of the present refresh. They wait here, untouched by anything, until all of them
// together prove the list.

import { asc, eq, sql } from "drizzle-orm";
import type { ReadFilm } from "../list/proof.ts";
import type { Database } from "./database.ts";
import { pages, refreshes } from "./schema.ts";

export type StoredPage = typeof pages.$inferSelect;

export async function listPages(db: Database, refreshId: number): Promise<StoredPage[]> {
  return db.select().from(pages).where(eq(pages.refreshId, refreshId)).orderBy(asc(pages.page));
}

export interface PageToStore {
  refreshId: number;
  page: number;
  films: ReadFilm[];
  total: number;
  pagesTotal: number;
  oddItems: number;
  slow: boolean;
  /** Seconds since 1970. */
  now: number;
}

/** Statements: keep a page, and move the refresh on to the next. */
export function storePage(db: Database, it: PageToStore) {
  const films = JSON.stringify(it.films);
  return [
    db.run(sql`
      insert into pages (page, refresh_id, films, total)
      values (${it.page}, ${it.refreshId}, ${films}, ${it.total})
      on conflict (page) do update set refresh_id = excluded.refresh_id,
        films = excluded.films, total = excluded.total`),
    db
      .update(refreshes)
      .set({
        pagesRead: it.page,
        pagesTotal: it.pagesTotal,
        attempts: 0,
        refusalCount: 0,
        notBefore: null,
        oddItems: sql`odd_items + ${it.oddItems}`,
        slowReading: sql`slow_reading or ${it.slow ? 1 : 0}`,
        failureKind: null,
        failureDetail: null,
        progressAt: it.now,
      })
      .where(eq(refreshes.id, it.refreshId)),
  ] as const;
}

/** A statement: what was read does not count any more. */
export function forgetPages(db: Database) {
  return db.delete(pages);
}
