// Puts the snapshot together in D1, by SQL alone: a thousand films never pass through the Worker's ten milliseconds.
// snapshot.ts reads it.

import { sql, type SQL } from "drizzle-orm";
import { OFFER_KINDS } from "../film.ts";
import { FORMAT } from "../list/entry.ts";
import type { Statement } from "./batch.ts";
import type { Database } from "./database.ts";
import { countriesOf } from "../settings/countries.ts";
import { bitOfKind, ENTRY } from "./entry-sql.ts";
import { jsonRows } from "./json-rows.ts";
import { FOLLOWED, isMarks, listed, listedAnywhere, listedRows, owners } from "./listed.ts";
import {
  COMING,
  LISTS,
  MARKS,
  OWN,
  SETTINGS,
  textOf,
  type SnapshotSettings,
} from "./snapshot-parts.ts";

/**
 * D1 gives a cell of 2 MB at most. An entry has up to 1 kB in one country, and up to 8 kB in the twelve that may be kept;
 * usually some 60 bytes a country.
 */
function filmsAPart({ abroad = [] }: SnapshotSettings): SQL {
  return sql.raw(abroad.length === 0 ? "1000" : "200");
}

const MOST_PROVIDERS = sql.raw("1000");
const MOST_CHANGES = sql.raw("5000");
const CHANGES_SHOWN_DAYS = 60;

const IF_CHANGED = sql`on conflict (format, name) do update
  set version = excluded.version, body = excluded.body where body is not excluded.body`;

/**
 * Statements: make the snapshot of what is stored. They belong into the batch of whatever changed it; what has not
 * changed is not written. `now` in seconds since 1970.
 */
export function assembleSnapshot(
  db: Database,
  settings: SnapshotSettings,
  now: number,
): Statement[] {
  const { put } = partsOf(db);
  return [
    ...assembleFilms(db, settings, now),
    db.run(sql`
      delete from snapshot where format = ${FORMAT} and (
        ${isBeyond("films", listed(settings), settings)} or ${isBeyond("more", isFollowedOnly(settings), settings)}
        or name glob 'watchlist *' and substr(name, 11) + 0 not in (
          select coalesce(shown, 0) from (${owners(settings)}))
        or name glob 'list *' and substr(name, 6) + 0 not in (${FOLLOWED})
        or name in ('changes', 'providers') or (name glob 'changes *' or name glob 'providers *' or name glob 'coming *')
          and substr(name, -2) not in (select value from ${countryRows(settings)}))`),
    put(
      sql`name`,
      sql`body`,
      sql`(
        select ${SETTINGS} as name, ${textOf(settings)} as body
        union all select ${LISTS}, ${listsBody(settings)}
        union all select ${MARKS}, ${marksBody(settings)}
        ${settings.libraries?.length ? sql`union all select ${OWN}, ${OWN_BODY}` : sql``}
        union all ${comingRows(settings, now)}) where true`,
    ),
    put(
      sql`kind || ' ' || list_id`,
      LIST_BODY,
      sql`(${listRows(settings)}) where list_id is not null group by kind, list_id`,
    ),
  ];
}

/** Statements: only the parts that a look-up changes, which are a third of what the whole costs to read. */
export function assembleFilms(db: Database, settings: SnapshotSettings, now: number): Statement[] {
  const { put } = partsOf(db);
  const films = (set: string, which: SQL) =>
    put(
      sql`${sql.raw(`'${set} '`)} || part`,
      sql`json_group_array(json(entry) order by id)`,
      sql`(
        select films.id as id, ${ENTRY} as entry,
          (row_number() over (order by films.id) - 1) / ${filmsAPart(settings)} as part
        from films where ${which})
      where true group by part`,
    );
  return [
    films("films", listed(settings)),
    films("more", isFollowedOnly(settings)),
    put(
      sql`'providers ' || country`,
      PROVIDERS_BODY,
      providerRows(settings, listedAnywhere(settings)),
    ),
    put(sql`'changes ' || country`, CHANGES_BODY, changeRows(settings, now)),
  ];
}

/** A statement: after a mark was set or taken away, nothing else of the snapshot has changed. */
export function assembleMarks(db: Database, settings: SnapshotSettings): Statement {
  return partsOf(db).put(
    sql`${MARKS}`,
    sql`body`,
    sql`(select ${marksBody(settings)} as body) where true`,
  );
}

/** A statement: after a page of a server's films was read. */
export function assembleOwn(db: Database): Statement {
  return partsOf(db).put(sql`${OWN}`, sql`body`, sql`(select ${OWN_BODY} as body) where true`);
}

/** Goes by the films, because no index finds a film by its number at TMDB. */
const OWN_BODY = sql`(
  select json_group_array(json_array(server, json(ids)) order by server) from (
    select server, json_group_array(films.id order by films.id) as ids
    from films cross join library_items on library_items.tmdb_id = films.tmdb_id
    where films.tmdb_type = 'movie' group by server))`;

/** Statements that write parts: one for each row or group that `from` gives. */
function partsOf(db: Database) {
  const version = crypto.randomUUID();
  const put = (name: SQL, body: SQL, from: SQL) =>
    db.run(sql`
      insert into snapshot (format, name, version, body)
      select ${FORMAT}, ${name}, ${version}, ${body} from ${from} ${IF_CHANGED}`);
  return { put };
}

/** Of each list of marks, its films that are in the snapshot: the rest may be many thousands. */
function marksBody(settings: SnapshotSettings): SQL {
  return sql`(
    select json_group_array(json_array(kind, member, json(marked)) order by id) from (
      select lists.id as id, kind, member, json_group_array(films.id order by films.id) as marked
      from lists join list_films on list_id = lists.id and place is not null join films on films.id = film_id
      where ${isMarks(settings)} and ${listedAnywhere(settings)}
      group by lists.id))`;
}

const isFollowed = sql`(films.id in (
  select film_id from list_films where list_id in (${FOLLOWED}) and place is not null))`;

function isFollowedOnly(settings: SnapshotSettings): SQL {
  return sql`${isFollowed} and not ${listed(settings)}`;
}

/** Whether a row is a part of that set of films, and has none of them any more. */
function isBeyond(set: string, which: SQL, settings: SnapshotSettings): SQL {
  return sql`name glob ${`${set} *`} and substr(name, ${set.length + 2}) + 0
    > (select (count(*) - 1) / ${filmsAPart(settings)} from films where ${which})`;
}

/** In the order in which they are shown: the watchlists as the settings name them, then those that are followed. */
function listsBody(whose: SnapshotSettings): SQL {
  return sql`(
    select json_group_array(json_array(id, kind, member, name, path) order by rank, id) from (
      select shown as id, 'watchlist' as kind, member, null as name, null as path, rank
      from (${owners(whose)})
      union all select id, kind, null, name, path, 1000 + coalesce(position, id) from lists where id in (${FOLLOWED}))
    where id is not null)`;
}

/** What stood on a list when it was first read was not added then: its first day is none to speak of. */
const ADDED = sql`coalesce(unixepoch(added_on), iif(listed_at > first_at + 86400, listed_at, null))`;

const LIST_BODY = sql`coalesce(
  json_group_array(json_array(film_id, ${ADDED}) order by place desc, film_id) filter (where film_id is not null),
  '[]')`;

/** A query: the films of each list, and for each list a row without a film, so that one that is empty has a part, too. */
function listRows(whose: SnapshotSettings): SQL {
  return sql`
    select *, min(listed_at) over (partition by kind, list_id) as first_at from (
      select 'watchlist' as kind, * from (${listedRows(whose)})
      union all select 'watchlist', shown, null, null, null, null from (${owners(whose)})
      union all select 'list', list_id, film_id, place, added_on, listed_at
        from list_films where list_id in (${FOLLOWED}) and place is not null
      union all select 'list', id, null, null, null, null from lists where id in (${FOLLOWED}))`;
}

/** All of them in one statement, however many: an import has none to spare. */
function countryRows(settings: Pick<SnapshotSettings, "country" | "abroad">): SQL {
  return jsonRows(countriesOf(settings));
}

const PROVIDERS_BODY = sql`json_group_array(json_array(id, name, logo, kinds) order by n desc, id)
  filter (where nth <= ${MOST_PROVIDERS})`;

/** The services of each country that offer a film; a country without any has a row, too. */
function providerRows(settings: Pick<SnapshotSettings, "country" | "abroad">, which: SQL): SQL {
  return sql`(
    select wanted.value as country, seen.* from ${countryRows(settings)} as wanted left join (
      select here.key as land, offer.value ->> 'id' as id, offer.value ->> 'name' as name,
        offer.value ->> 'logo' as logo, sum(distinct ${bitOfKind(sql`kind.key`)}) as kinds, count(*) as n,
        row_number() over (partition by here.key order by count(*) desc) as nth
      from films, json_each(films.countries) as here, json_each(here.value, '$.offers') as kind,
        json_each(kind.value) as offer
      where ${which} and here.key in (select value from ${countryRows(settings)})
      group by here.key, offer.value ->> 'id') as seen on land = wanted.value)
    where true group by country`;
}

/** In SQL, as JSON: those at home that offer any of these films. `which` is a condition on `films`. */
export function providersOf({ country }: Pick<SnapshotSettings, "country">, which: SQL): SQL {
  return sql`(select ${PROVIDERS_BODY} from ${providerRows({ country }, which)})`;
}

const CHANGES_BODY = sql`json_group_array(json_array(id, provider, kind, came, at, of_brand) order by at desc, id)
  filter (where nth <= ${MOST_CHANGES})`;

function changeRows(settings: SnapshotSettings, now: number): SQL {
  return sql`(
    select wanted.value as country, seen.* from ${countryRows(settings)} as wanted left join (
      select films.id as id, provider, ${placeOfKind()} as kind, came, at, of_brand, arrivals.country as land,
        row_number() over (partition by arrivals.country order by at desc) as nth
      from arrivals join films on films.id = film_id
      where ${listedAnywhere(settings)} and arrivals.country in (select value from ${countryRows(settings)})
        and at > ${now - CHANGES_SHOWN_DAYS * 86_400}) as seen on land = wanted.value)
    where true group by country`;
}

/** Of each country, what comes out there. */
function comingRows(settings: SnapshotSettings, now: number): SQL {
  return sql`
    select ${COMING} || wanted.value, (
      select json_group_array(json_array(id, unixepoch(coming ->> 'date') / 86400, coming ->> 'note') order by id) from (
        select films.id as id, films.countries -> wanted.value -> 'coming' as coming from films
        where ${listedAnywhere(settings)} and films.countries -> wanted.value -> 'coming' is not null)
      where coming ->> 'date' >= date(${now}, 'unixepoch'))
    from ${countryRows(settings)} as wanted`;
}

function placeOfKind() {
  const cases = OFFER_KINDS.map((kind, place) => `when '${kind}' then ${place}`).join(" ");
  return sql`case kind ${sql.raw(cases)} end`;
}
