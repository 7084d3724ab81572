// The refresh that is under way, and how far it is in its lists: all that a step has to know before it acts, in one
// statement.

import { asc, eq, ne, sql, type SQL } from "drizzle-orm";
import type { Database } from "./database.ts";
import { LIST_TO_READ, type ListToRead } from "./lists.ts";
import type { OpenReading } from "./readings.ts";
import { lists, readings, refreshes } from "./schema.ts";

const ACTIVE = {
  id: refreshes.id,
  trigger: refreshes.trigger,
  full: refreshes.full,
  username: refreshes.username,
  country: refreshes.country,
  state: refreshes.state,
  startedAt: refreshes.startedAt,
  progressAt: refreshes.progressAt,
  lookupsAt: refreshes.lookupsAt,
  added: refreshes.added,
  removed: refreshes.removed,
  filmsTotal: refreshes.filmsTotal,
  filmsDone: refreshes.filmsDone,
  lookupsFailed: refreshes.lookupsFailed,
};

/** Without the id, which the reading has, too: no two columns may have the same name. */
const { id: _, ...LIST_OF_READING } = LIST_TO_READ;

/** A refresh that has not ended. */
export type ActiveRefresh = Pick<typeof refreshes.$inferSelect, keyof typeof ACTIVE>;

export interface UnderWay {
  refresh: ActiveRefresh;
  /** The first list that is not read to its end; null: none is left. */
  reading: OpenReading | null;
  /** That list; null: none is left, or its row is gone. */
  list: ListToRead | null;
  /** Summed over all its lists. */
  pagesRead: number;
  /** Summed over the lists started so far; null: none has been. */
  pagesTotal: number | null;
}

/** null: none is under way. */
export async function findUnderWay(db: Database): Promise<UnderWay | null> {
  return findTurn(db, ne(refreshes.state, "ended"));
}

/** The refresh with this id, if it is still under way. */
export async function findIfUnderWay(db: Database, id: number): Promise<UnderWay | null> {
  return findTurn(db, sql`${refreshes.id} = ${id} and ${refreshes.state} <> 'ended'`);
}

/** No two columns may have the same name: not every driver can tell them apart. */
async function findTurn(db: Database, which: SQL): Promise<UnderWay | null> {
  const { refreshId, listId, round, pagesRead, attempts, retries, notBefore, failureKind } =
    readings;
  const ofAll = sql`from readings as one where one.refresh_id = ${refreshes.id}`;
  const [row] = await db
    .select({
      refresh: ACTIVE,
      reading: { refreshId, listId, round, pagesRead, attempts, retries, notBefore, failureKind },
      list: LIST_OF_READING,
      pagesRead: sql<number>`(select coalesce(sum(one.pages_read), 0) ${ofAll})`.as("all_read"),
      pagesTotal: sql<number | null>`(select sum(one.pages_total) ${ofAll})`.as("all_pages"),
    })
    .from(refreshes)
    .leftJoin(
      readings,
      sql`readings.rowid = (select min(one.rowid) ${ofAll} and one.state = 'reading')`,
    )
    .leftJoin(lists, eq(lists.id, readings.listId))
    .where(which)
    .orderBy(asc(refreshes.id))
    .limit(1);
  if (!row) return null;
  const { reading, list } = row;
  return { ...row, list: list && reading && { id: reading.listId, ...list } };
}
