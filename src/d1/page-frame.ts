// What every page shows around its own matter, in one statement: the counts, the choice of services, and how
// the last refreshes went.

import { sql } from "drizzle-orm";
import { NO_FACETS, type Facets } from "../shelf/facets.ts";
import type { ServicesChoice } from "../shelf/services.ts";
import type { Database } from "./database.ts";
import type { Refresh } from "./refreshes.ts";

/** The columns of a refresh that a page shows. */
export type ShownRefresh = Pick<
  Refresh,
  | "id"
  | "state"
  | "outcome"
  | "trigger"
  | "startedAt"
  | "finishedAt"
  | "pagesRead"
  | "pagesTotal"
  | "films"
  | "added"
  | "removed"
  | "filmsDone"
  | "filmsTotal"
  | "lookupsFailed"
  | "failureKind"
  | "failureDetail"
>;

export interface Frame {
  facets: Facets;
  /** null: nothing was chosen yet. */
  choice: ServicesChoice | null;
  /** The newest, also one that is under way; null: there was none yet. */
  refresh: ShownRefresh | null;
  /** When the last refresh that brought answers ended, in seconds since 1970. */
  updatedAt: number | null;
}

type Row = {
  facets: string | null;
  choice: string | null;
  refresh: string | null;
  updatedAt: number | null;
};

/** A statement. */
export function frameOf(db: Database) {
  return db.all<Row>(sql`
    select
      (select value from memory where key = 'facets') as facets,
      (select value from memory where key = 'services') as choice,
      (select finished_at from refreshes
        where outcome in ('done', 'partial') order by id desc limit 1) as "updatedAt",
      (select json_object(
          'id', id, 'state', state, 'outcome', outcome, 'trigger', "trigger",
          'startedAt', started_at, 'finishedAt', finished_at,
          'pagesRead', pages_read, 'pagesTotal', pages_total, 'films', films,
          'added', added, 'removed', removed, 'filmsDone', films_done, 'filmsTotal', films_total,
          'lookupsFailed', lookups_failed, 'failureKind', failure_kind, 'failureDetail', failure_detail)
        from refreshes order by id desc limit 1) as refresh`);
}

export function readFrame([row]: readonly Row[]): Frame {
  return {
    facets: row?.facets ? (JSON.parse(row.facets) as Facets) : NO_FACETS,
    choice: row?.choice ? (JSON.parse(row.choice) as ServicesChoice) : null,
    refresh: row?.refresh ? (JSON.parse(row.refresh) as ShownRefresh) : null,
    updatedAt: row?.updatedAt ?? null,
  };
}
