// The names of a few films, by id.

import type { FilmTitle } from "../list/film-detail.ts";
import { sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { jsonRows } from "./json-rows.ts";

/** A statement. A film that has been deleted since is missing. */
export function titlesOf(db: Database, ids: readonly number[]) {
  return db.all<FilmTitle>(sql`
    select films.id, slug, title, year
    from ${jsonRows(ids)} as wanted join films on films.id = wanted.value`);
}
