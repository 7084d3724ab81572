// The data that every page shows around its content, in one statement: the choice of services, and how the last
// refreshes went.

import { sql, type SQL } from "drizzle-orm";
import type { FailureKind } from "../failure.ts";
import type { ListKind } from "../film.ts";
import { choicesOf, type Choices, type StoredChoice } from "../list/choices-by-country.ts";
import type { LibraryState } from "../list/library-state.ts";
import type { Server } from "../list/own-servers.ts";
import type { ServicesChoice } from "../list/services.ts";
import { countriesOf } from "../settings/countries.ts";
import type { Settings } from "../settings/index.ts";
import type { Database } from "./database.ts";
import { neverLookedUp } from "./first-lookups.ts";
import { readState, STATES } from "./library.ts";
import { LIST_NAME, listed } from "./listed.ts";
import { usernameOf, type Refresh } from "./refreshes.ts";

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
  /** Summed over all its lists, as far as they have been started. */
  pagesRead: number;
  pagesTotal: number | null;
  /** The current page is not asked for again before this, in seconds since 1970. */
  notBefore: number | null;
}

/** A list that could not be read. */
export interface FailedList {
  kind: ListKind;
  /** The member's name, or the list's. */
  name: string;
  failureKind: FailureKind;
  failureDetail: string | null;
}

/** What a page shows of a refresh that has ended. */
export interface ShownEnd extends ShownRefresh {
  /** How many lists it was to read. */
  lists: number;
  failedLists: FailedList[];
}

export interface StoredLayout {
  /** The country that the page is about: the one at home, unless a view is of another one. */
  country: string;
  /** The services chosen in that country; null: none were chosen yet. */
  choice: ServicesChoice | null;
  /** Of all countries. */
  choices: Choices;
  /** The configured countries for which TMDB knows no services, as far as refreshes have asked. */
  withoutServices: string[];
  /** The refresh that is under way; null: none is. */
  active: ShownRefresh | null;
  /** The last refresh that ended, leaving out those for a single film. */
  ended: ShownEnd | null;
  /** When the last refresh that brought answers ended, in seconds since 1970. */
  updatedAt: number | null;
  /** When the last refresh that could read the member's list ended. null: none has. */
  listAt: number | null;
  /** When most of the offers were fetched: see `offersAt`. null: never. */
  offersAt: number | null;
  /** Films that the last refresh left for another day, because on Cloudflare a day's first look-ups are limited. */
  waiting: number;
  /** When the last refresh that ended had seen the last arrival to be told, in seconds since 1970; null: none. */
  newestAt: number | null;
  /** The next scheduled refresh is due at the first time of the schedule after this. */
  scheduledFrom: number | null;
  /** The household's own servers that are configured, and how their readings went. */
  servers: { server: Server; state: LibraryState }[];
}

interface Row {
  /** Missing where no server is configured. */
  servers?: string;
  choice: string | null;
  /** By their keys, the choices of other countries; null: only one country is configured. */
  choices: string | null;
  active: string | null;
  ended: string | null;
  freshness: string;
  scheduledFrom: number | null;
}

interface Freshness extends Pick<StoredLayout, "updatedAt" | "listAt" | "offersAt"> {
  /** Missing where the version before this one stored it. */
  waiting?: number;
  newestAt?: number | null;
  /** The countries that look-ups cover, and those of them without services; missing where an earlier version stored it. */
  countries?: string[];
  withoutServices?: string[];
  /** Country and username of the last refresh that ended; null: none has. */
  country: string | null;
  username: string | null;
}

function valueOf(key: string) {
  return sql`(select value from memory where key = ${key})`;
}

/** Of the last refresh that ended and meets `which`. A choice is left out: it looks up only one film. */
function lastEnded(what: SQL, which: SQL) {
  return sql`(select ${what} from refreshes
    where state = 'ended' and "trigger" <> 'choice' and ${which} order by id desc limit 1)`;
}

/**
 * How old most offers are. A refresh skips films whose answer is fresh (see lookups.ts), so one that has just ended
 * may have looked up none, or only a film that was added. So this is the end of the last refresh that looked up at
 * least half as many films as are listed now, whatever triggered it and whether or not the list could be read. The
 * other offers are newer, or were fresh enough then: at most 20 hours older. If no refresh looked up so many, as when
 * a long list came in by parts, it is the last that looked up any.
 */
function offersAt(settings: LayoutSettings) {
  const half = sql`looked_up * 2 >= (select count(*) from films where ${listed(settings)})`;
  return sql`coalesce(
    ${lastEnded(sql`finished_at`, sql`looked_up > 0 and ${half}`)},
    ${lastEnded(sql`finished_at`, sql`looked_up > 0`)})`;
}

function freshnessOf(settings: LayoutSettings) {
  const at = sql`finished_at`;
  return sql`json_object(
    'updatedAt', ${lastEnded(at, sql`(outcome in ('done', 'partial') or looked_up > 0)`)},
    'listAt', ${lastEnded(at, sql`films is not null`)},
    'offersAt', ${offersAt(settings)},
    'waiting', ${settings.atHome ? 0 : neverLookedUp(settings)},
    'newestAt', ${newestAt(settings)},
    'country', ${lastEnded(sql`country`, sql`true`)},
    'countries', (select json_group_array(key) from json_each(${valueOf("countries")})),
    'withoutServices', (select json_group_array(substr(key, -2)) from memory
      where key glob 'providers:*' and value = '[]'),
    'username', ${lastEnded(sql`username`, sql`true`)})`;
}

/** Of arrivals on what was mine then; if no services were chosen, on any. */
function newestAt(settings: LayoutSettings) {
  return sql`(
    select max(at) from arrivals join films on films.id = film_id
    where came and mine_then is not 0 and arrivals.country = ${settings.country} and ${listed(settings)})`;
}

type LayoutSettings = Pick<Settings, "country" | "abroad" | "members" | "atHome" | "libraries">;

/** A statement that stores how fresh everything is, so that a view need not search the history each time. */
export function keepFreshness(db: Database, settings: LayoutSettings) {
  return db.run(sql`
    insert into memory (key, value) select 'freshness', ${freshnessOf(settings)}
    on conflict (key) do update set value = excluded.value`);
}

const ofAllLists = sql`from readings where refresh_id = refreshes.id`;
/** The list that is being read now. */
const ofThisList = sql`${ofAllLists} and state = 'reading' order by rowid limit 1`;

/**
 * `failureOf`: for a refresh under way, the failure for which the current page waits; afterwards, that of the whole
 * refresh.
 */
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

const ofWhole = sql`'failureKind', failure_kind, 'failureDetail', failure_detail,
  'lists', (select count(*) ${ofAllLists}), 'failedLists', (
    select json_group_array(json_object('kind', lists.kind, 'name', ${LIST_NAME},
      'failureKind', one.failure_kind, 'failureDetail', one.failure_detail) order by one.rowid)
    from readings as one join lists on lists.id = one.list_id
    where one.refresh_id = refreshes.id and one.state = 'failed')`;
const ofPage = sql`'failureKind', (select failure_kind ${ofThisList}),
  'failureDetail', (select failure_detail ${ofThisList})`;

const CHOICES_ABROAD = sql`(
  select json_group_object(substr(key, -2), json(value)) from memory where key glob 'services:*')`;

/** A statement. Only the newest refresh can be under way: none starts beside another. */
export function layoutOf(db: Database, settings: LayoutSettings) {
  return db.all<Row>(sql`
    select ${valueOf("services")} as choice,
      ${settings.abroad.length === 0 ? sql`null` : CHOICES_ABROAD} as choices,
      ${valueOf("schedule")} ->> 'from' as "scheduledFrom",${
        settings.libraries.length === 0 ? sql`` : sql` ${STATES} as servers,`
      }
      coalesce(${valueOf("freshness")}, ${freshnessOf(settings)}) as freshness,
      (select ${shownRefresh(ofPage)} from refreshes
        where id = (select max(id) from refreshes) and state <> 'ended') as active,
      ${lastEnded(shownRefresh(ofWhole), sql`true`)} as ended`);
}

/** Does not validate the JSON, because only this app writes it. The freshness stored for other settings is ignored. */
export function readLayout([row]: readonly Row[], settings: LayoutSettings): StoredLayout {
  const freshness = parsed(row?.freshness) as Freshness | null;
  const isOfCountry =
    freshness?.country === settings.country || freshness?.countries?.includes(settings.country);
  const isOurs = isOfCountry === true && freshness?.username === usernameOf(settings);
  const others = Object.entries((parsed(row?.choices) ?? {}) as Record<string, ServicesChoice>);
  const choices = choicesOf(settings.country, parsed(row?.choice) as StoredChoice | null, others);
  return {
    country: settings.country,
    choice: choices.get(settings.country) ?? null,
    choices,
    withoutServices: countriesOf(settings).filter((country) =>
      freshness?.withoutServices?.includes(country),
    ),
    active: parsed(row?.active) as ShownRefresh | null,
    ended: parsed(row?.ended) as ShownEnd | null,
    updatedAt: isOurs ? freshness.updatedAt : null,
    listAt: isOurs ? freshness.listAt : null,
    offersAt: isOurs ? freshness.offersAt : null,
    waiting: isOurs ? (freshness.waiting ?? 0) : 0,
    newestAt: isOurs ? (freshness.newestAt ?? null) : null,
    scheduledFrom: row?.scheduledFrom ?? null,
    servers: serversIn(row, settings),
  };
}

function serversIn(
  row: Row | undefined,
  { libraries }: Pick<Settings, "libraries">,
): StoredLayout["servers"] {
  if (libraries.length === 0) return [];
  const rows = (parsed(row?.servers) ?? []) as { key: string; value: string }[];
  return libraries.map(({ kind }) => ({ server: kind, state: readState(rows, kind) }));
}

function parsed(json: string | null | undefined): unknown {
  return json ? JSON.parse(json) : null;
}
