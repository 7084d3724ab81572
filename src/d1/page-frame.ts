// What every page shows around its own matter, in one statement: the counts, the choice of services, and how
// the last refreshes went.

import { sql, type SQL } from "drizzle-orm";
import { NO_FACETS, type Facets } from "../shelf/facets.ts";
import type { ServicesChoice } from "../shelf/services.ts";
import type { Settings } from "../settings/index.ts";
import type { Database } from "./database.ts";
import type { Refresh } from "./refreshes.ts";

/** What a page shows of a refresh. */
export interface ShownRefresh extends Pick<
  Refresh,
  | "state"
  | "trigger"
  | "startedAt"
  | "finishedAt"
  | "films"
  | "added"
  | "removed"
  | "filmsDone"
  | "filmsTotal"
  | "lookupsFailed"
  | "oddItems"
  | "failureKind"
  | "failureDetail"
> {
  slowReading: 0 | 1;
  /** Of all its lists together, as far as they have been begun. */
  pagesRead: number;
  pagesTotal: number | null;
  /** The page that is being read is not asked for again before this. */
  notBefore: number | null;
}

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
  /** When the refresh ended that last read the member's list to the end. null: none has. */
  listAt: number | null;
  /** How old most of the offers are: see `OFFERS_AT`. null: none were asked for. */
  offersAt: number | null;
  /** The next scheduled refresh is the first time of the schedule after this. */
  scheduledFrom: number | null;
}

interface Row {
  facets: string | null;
  choice: string | null;
  active: string | null;
  ended: string | null;
  updatedAt: number | null;
  listAt: number | null;
  offersAt: number | null;
  scheduledFrom: number | null;
}

function recalled(key: string) {
  return sql`(select value from memory where key = ${key})`;
}

/** Of those that ended, newest first; a choice asks for one film alone, and tells nothing of the others. */
function lastEnded(what: SQL, which: SQL) {
  return sql`(select ${what} from refreshes
    where state = 'ended' and "trigger" <> 'choice' and ${which} order by id desc limit 1)`;
}

/**
 * A refresh asks for no film whose answer is of today (see lookups.ts), so it may end just now and have asked for
 * none, or for the one film that was added. So this is when the last refresh ended that asked for half of the
 * films that are listed now, or more, and was answered, whatever began it and whether or not the list could be
 * read. The rest are newer, or were good enough then: at most 20 hours older. Where no refresh asked for so many,
 * as when a long list came in by parts, it is the last that asked for any.
 */
const OFFERS_AT = sql`coalesce(
  ${lastEnded(sql`finished_at`, sql`looked_up > 0 and looked_up * 2 >= ${recalled("facets")} ->> 'total'`)},
  ${lastEnded(sql`finished_at`, sql`looked_up > 0`)})`;

const ofAllLists = sql`from readings where refresh_id = refreshes.id`;
/** The one that is read now. */
const ofThisList = sql`${ofAllLists} and state = 'reading' order by rowid limit 1`;

/** While it is under way, the failure is that which the page being read waits for; afterwards, that of the whole. */
function shownRefresh(failureOf: SQL) {
  return sql`json_object(
    'state', state, 'trigger', "trigger", 'startedAt', started_at, 'finishedAt', finished_at,
    'pagesRead', (select coalesce(sum(pages_read), 0) ${ofAllLists}),
    'pagesTotal', (select sum(pages_total) ${ofAllLists}),
    'films', films, 'added', added, 'removed', removed,
    'filmsDone', films_done, 'filmsTotal', films_total,
    'notBefore', (select not_before ${ofThisList}),
    'lookupsFailed', lookups_failed, 'oddItems', odd_items, 'slowReading', slow_reading,
    ${failureOf})`;
}

const ofWhole = sql`'failureKind', failure_kind, 'failureDetail', failure_detail`;
const ofPage = sql`'failureKind', (select failure_kind ${ofThisList}),
  'failureDetail', (select failure_detail ${ofThisList})`;

/** A statement. Only the newest refresh can be under way: none begins beside another. */
export function frameOf(db: Database) {
  const at = sql`finished_at`;
  return db.all<Row>(sql`
    select ${recalled("facets")} as facets, ${recalled("services")} as choice,
      ${recalled("schedule")} ->> 'from' as "scheduledFrom",
      (select ${shownRefresh(ofPage)} from refreshes
        where id = (select max(id) from refreshes) and state <> 'ended') as active,
      ${lastEnded(shownRefresh(ofWhole), sql`true`)} as ended,
      ${lastEnded(at, sql`(outcome in ('done', 'partial') or looked_up > 0)`)} as "updatedAt",
      ${lastEnded(at, sql`films is not null`)} as "listAt",
      ${OFFERS_AT} as "offersAt"`);
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
    listAt: row?.listAt ?? null,
    offersAt: row?.offersAt ?? null,
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
  const unknown = { updatedAt: null, listAt: null, offersAt: null };
  return { ...frame, facets: NO_FACETS, isBeingMade: frame.updatedAt !== null, ...unknown };
}

function parsed(json: string | null | undefined): unknown {
  return json ? JSON.parse(json) : null;
}
