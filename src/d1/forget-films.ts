// TMDB's terms do not allow its data to be kept for longer than six months without asking again.

import { sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { DAY_SECONDS } from "../time.ts";
import { WITHOUT_TMDB } from "./entry-sql.ts";
import { MARK } from "./upgrade.ts";

const KEPT_DAYS = 180;

/**
 * A statement that deletes what the first version's columns still hold of TMDB's answers; nothing writes them any
 * more.
 */
export function forgetFirstVersion(db: Database, now: number) {
  return db.run(sql`
    update films set country = null, offers = null, link = null, changes = null
    where offers is not null
      and (select value ->> 'at' from memory where key = ${MARK}) < ${now - KEPT_DAYS * DAY_SECONDS}`);
}

/**
 * A statement that deletes old answers, and returns a row for each. The film itself stays, and so does what the owner
 * decided about it.
 */
export function forgetOldAnswers(db: Database, now: number) {
  return db.all<{ id: number }>(sql`
    update films set
      original_title = null, release_date = null, poster = null, runtime = null, genres = null,
      overview = null, rating = null, countries = null, candidates = null,
      checked_at = null, entry = ${WITHOUT_TMDB},
      match_why = iif("match" in ('owner', 'not-on-tmdb'), match_why, null),
      tmdb_type = iif("match" = 'owner', tmdb_type, null),
      tmdb_id = iif("match" = 'owner', tmdb_id, null),
      "match" = iif("match" in ('owner', 'not-on-tmdb'), "match", 'pending')
    where checked_at < ${now - KEPT_DAYS * DAY_SECONDS}
    returning id`);
}
