// The films of the watchlists, or of some lists, that come out digitally in a country.

import { sql } from "drizzle-orm";
import type { Coming } from "../list/snapshot.ts";
import type { Settings } from "../settings/index.ts";
import { comingHere } from "./country-offers.ts";
import type { Database } from "./database.ts";
import { onLists } from "./told-arrivals.ts";
import { IS_HIDDEN, listed } from "./listed.ts";

export interface ComingFilm {
  id: number;
  slug: string | null;
  title: string;
  year: number | null;
  tmdbId: number;
  coming: Coming;
  /** When TMDB was last asked, in seconds since 1970. */
  checkedAt: number;
}

export interface ComingOptions {
  country: string;
  /** Numbers of lists, as they are shown; null: all watchlists. */
  lists: readonly number[] | null;
  /** Films at most. */
  limit: number;
  /** Seconds since 1970: what came out on an earlier day is left out. */
  now: number;
}

/** The next day first. One round trip. */
export async function listComing(
  db: Database,
  settings: Pick<Settings, "members">,
  { country, lists, limit, now }: ComingOptions,
): Promise<ComingFilm[]> {
  const rows = await db.all<Omit<ComingFilm, "coming"> & { coming: string }>(sql`
    select * from (
      select id, slug, title, year, tmdb_id as "tmdbId", checked_at as "checkedAt", ${comingHere({ country })} as coming
      from films where ${lists === null ? listed(settings) : onLists(settings, lists)} and not ${IS_HIDDEN})
    where coming ->> 'day' >= ${Math.floor(now / 86_400)}
    order by coming ->> 'day', id limit ${limit}`);
  return rows.map(({ coming, ...row }) => {
    // Written by the statement above.
    return Object.assign(row, { coming: JSON.parse(coming) as Coming });
  });
}
