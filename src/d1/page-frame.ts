// What every page shows around its own matter, in one statement: the counts, the choice of services, and how
// the last refreshes went.

import { sql } from "drizzle-orm";
import { NO_FACETS, type Facets } from "../shelf/facets.ts";
import type { ServicesChoice } from "../shelf/services.ts";
import type { Settings } from "../settings.ts";
import type { Database } from "./database.ts";
import type { Refresh } from "./refreshes.ts";

/** The columns of a refresh that a page shows. */
export type ShownRefresh = Pick<
  Refresh,
  | "state"
  | "trigger"
  | "startedAt"
  | "finishedAt"
  | "pagesRead"
  | "pagesTotal"
  | "added"
  | "removed"
  | "filmsDone"
  | "filmsTotal"
  | "lookupsFailed"
  | "oddItems"
  | "notBefore"
  | "failureKind"
  | "failureDetail"
> & { slowReading: 0 | 1 };

export interface Frame {
  facets: Facets;
  /** There were films, and the shelf is not made of them yet: after an upgrade, or a change of settings. */
  isBeingMade: boolean;
  /** null: nothing was chosen yet. */
  choice: ServicesChoice | null;
  /** The refresh that is under way. */
  active: ShownRefresh | null;
  /** The last one that ended, other than for a single film. */
  ended: ShownRefresh | null;
  /** When the last refresh that brought answers ended, in seconds since 1970. */
  updatedAt: number | null;
  /** The next scheduled refresh is the first time of the schedule after this. */
  scheduledFrom: number | null;
}

interface Row {
  facets: string | null;
  choice: string | null;
  active: string | null;
  ended: string | null;
  updatedAt: number | null;
  scheduledFrom: number | null;
}

function recalled(key: string) {
  return sql`(select value from memory where key = ${key})`;
}

/** A statement. */
export function frameOf(db: Database) {
  const refresh = sql`select json_object(
      'state', state, 'trigger', "trigger", 'startedAt', started_at, 'finishedAt', finished_at,
      'pagesRead', pages_read, 'pagesTotal', pages_total, 'added', added, 'removed', removed,
      'filmsDone', films_done, 'filmsTotal', films_total, 'notBefore', not_before,
      'lookupsFailed', lookups_failed, 'oddItems', odd_items, 'slowReading', slow_reading,
      'failureKind', failure_kind, 'failureDetail', failure_detail) from refreshes`;
  return db.all<Row>(sql`
    select ${recalled("facets")} as facets, ${recalled("services")} as choice,
      ${recalled("schedule")} ->> 'from' as "scheduledFrom",
      (${refresh} where state <> 'ended' limit 1) as active,
      (${refresh} where state = 'ended' and "trigger" <> 'choice' order by id desc limit 1) as ended,
      (select finished_at from refreshes
        where (outcome in ('done', 'partial') or looked_up > 0) and "trigger" <> 'choice' and state = 'ended'
        order by id desc limit 1) as "updatedAt"`);
}

/** What this app itself wrote needs no proof of its shape. */
export function readFrame([row]: readonly Row[]): Frame {
  return {
    facets: (parsed(row?.facets) ?? NO_FACETS) as Facets,
    isBeingMade: false,
    choice: parsed(row?.choice) as ServicesChoice | null,
    active: parsed(row?.active) as ShownRefresh | null,
    ended: parsed(row?.ended) as ShownRefresh | null,
    updatedAt: row?.updatedAt ?? null,
    scheduledFrom: row?.scheduledFrom ?? null,
  };
}

/**
 * Until the shelf has been made for the present settings, as right after a change of them, there is nothing to
 * show: what was counted for another country or another member is nobody's business now.
 */
export function frameFor({ country, username }: Settings, frame: Frame): Frame {
  const { facets } = frame;
  if (facets.country === country && facets.username === username) return frame;
  return { ...frame, facets: NO_FACETS, isBeingMade: frame.updatedAt !== null, updatedAt: null };
}

function parsed(json: string | null | undefined): unknown {
  return json ? JSON.parse(json) : null;
}
