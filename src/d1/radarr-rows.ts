// What the list for Radarr needs to know beyond the snapshot: how certain each film is, and how well each list is known.

import { sql } from "drizzle-orm";
import type { RadarrRow } from "../list/radarr.ts";
import type { Settings } from "../settings/index.ts";
import { checkedAtHere } from "./country-offers.ts";
import type { Database } from "./database.ts";
import { filmsByNumber } from "./films-in-parts.ts";
import { FOLLOWED, LIST_NAME, owners } from "./listed.ts";
import { ANSWER_GOOD_SECONDS } from "./lookups.ts";

type Row = Omit<RadarrRow, "away"> & { away: string | null };

/** By film id. */
export async function findRadarrRows(
  db: Database,
  country: string,
  ids: readonly number[],
): Promise<Map<number, RadarrRow>> {
  const fields = [
    sql`films.id, title, year, tmdb_type as "tmdbType", tmdb_id as "tmdbId", "match",
      failure_kind as "failureKind", ${checkedAtHere({ country })} as "checkedAt",
      countries -> ${country} -> 'away' as away`,
  ];
  const found = new Map<number, RadarrRow>();
  for await (const rows of filmsByNumber<Row>(db, ids, fields)) {
    for (const row of rows) {
      // Only look-ups write it, in this shape.
      const away = row.away === null ? [] : (JSON.parse(row.away) as RadarrRow["away"]);
      found.set(row.id, { ...row, away });
    }
  }
  return found;
}

/**
 * Names of those lists that were never proven; a member whose watchlist was never read is among them. `chosen`: numbers
 * of lists, as they are shown; null: all watchlists.
 */
export async function findUnprovenLists(
  db: Database,
  settings: Pick<Settings, "members">,
  chosen: readonly number[] | null,
): Promise<string[]> {
  const rows = await db.all<{ id: number | null; name: string | null; isWatchlist: 0 | 1 }>(sql`
    select shown as id, member as name, 1 as "isWatchlist" from (${owners(settings)})
      where not exists (select 1 from lists where id in (watchlist, file) and proven_at is not null)
    union all
    select id, ${LIST_NAME}, 0 from lists where id in (${FOLLOWED}) and proven_at is null`);
  return rows
    .filter(({ id, isWatchlist }) =>
      chosen === null ? isWatchlist === 1 : id !== null && chosen.includes(id),
    )
    .map(({ name, isWatchlist }) =>
      name === null ? "the watchlist" : isWatchlist === 1 ? `${name}’s watchlist` : `“${name}”`,
    );
}

/**
 * The offers of a film that neither of the last two refreshes has looked up are older than this, in seconds since 1970.
 * null: there were no two yet. A refresh passes over an answer that is fresh enough.
 */
export async function findStaleBefore(db: Database): Promise<number | null> {
  const [row] = await db.all<{ startedAt: number }>(sql`
    select started_at as "startedAt" from refreshes
    where state = 'ended' and "trigger" not in ('choice', 'list', 'rest')
    order by id desc limit 1 offset 1`);
  return row === undefined ? null : row.startedAt - ANSWER_GOOD_SECONDS;
}
