// The names of a few films, by id.

import { sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { jsonRows } from "./json-rows.ts";

export interface FilmTitle {
  id: number;
  slug: string | null;
  title: string;
  year: number | null;
}

/** A statement. A film that has been deleted since is missing. */
export function titlesOf(db: Database, ids: readonly number[]) {
  return db.all<FilmTitle>(sql`
    select films.id, slug, title, year
    from ${jsonRows(ids)} as wanted join films on films.id = wanted.value`);
}
