// The pages read so far of the list that is being read. They are kept until together they prove the list, and deleted
// then, or before another list is read.

import { asc, eq, sql } from "drizzle-orm";
import type { ReadFilm } from "../list/proof.ts";
import type { Database } from "./database.ts";
import { pages } from "./schema.ts";

export type StoredPage = typeof pages.$inferSelect;

export async function listPages(db: Database, refreshId: number): Promise<StoredPage[]> {
  return db.select().from(pages).where(eq(pages.refreshId, refreshId)).orderBy(asc(pages.page));
}

export interface PageToStore {
  refreshId: number;
  page: number;
  films: ReadFilm[];
  total: number;
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
