// Stores the snapshot in D1 and reads it. SQL alone assembles its parts, so that a thousand films never take up the
// Worker's ten milliseconds. Each part has a version: a Worker that holds the part in memory reads only a few bytes.

import { sql } from "drizzle-orm";
import { FORMAT, type Entry } from "../list/entry.ts";
import type { CountryServices } from "../list/services.ts";
import { parsePart, type Parsed, type Snapshot } from "../list/snapshot.ts";
import type { Settings } from "../settings/index.ts";
import { offersHere } from "./country-offers.ts";
import type { Database } from "./database.ts";
import type { Statement } from "./batch.ts";
import { bitOfKind, ENTRY } from "./entry-sql.ts";
import { listed, listedRows } from "./listed.ts";
import { OFFER_KINDS } from "../film.ts";

/** A value in D1 has at most 2 MB; an entry has about 100 bytes in one country, and up to 4 kB in six. */
const FILMS_A_PART = 1000;
const MOST_PROVIDERS = 1000;
const MOST_CHANGES = 5000;
const CHANGES_SHOWN_DAYS = 60;

export type SnapshotSettings = Pick<Settings, "country" | "username">;

/**
 * Statements that assemble the snapshot from the tables. Add them to the batch of whatever changed those; parts that
 * have not changed are not written. `now` in seconds since 1970.
 */
export function assembleSnapshot(
  db: Database,
  settings: SnapshotSettings,
  now: number,
): Statement[] {
  const version = crypto.randomUUID();
  const isListed = listed(settings);
  const put = (name: string, body: ReturnType<typeof sql>) =>
    db.run(sql`
      insert into snapshot (format, name, version, body)
      select ${FORMAT}, ${name}, ${version}, body from (${body}) where true ${IF_CHANGED}`);
  const part = sql.raw(`${FILMS_A_PART}`);
  return [
    db.run(sql`
      insert into snapshot (format, name, version, body)
      select ${FORMAT}, 'films ' || part, ${version}, json_group_array(json(entry) order by id) from (
        select films.id as id, ${ENTRY} as entry,
          (row_number() over (order by films.id) - 1) / ${part} as part
        from films where ${isListed})
      where true group by part ${IF_CHANGED}`),
    db.run(sql`
      delete from snapshot where format = ${FORMAT} and name glob 'films *'
        and substr(name, 7) + 0 > (select (count(*) - 1) / ${part} from films where ${isListed})`),
    put(SETTINGS, sql`select ${textOf(settings)} as body`),
    put(
      listName(settings),
      sql`select json_group_array(json_array(film_id, added) order by place desc, film_id) as body from (
        select film_id, place, coalesce(unixepoch(added_on), iif(listed_at > ${FIRST_DAY}, listed_at, null)) as added
        from (${listedRows(settings)}))`,
    ),
    put(
      providersName(settings),
      sql`select json_group_array(json_array(id, name, logo, kinds) order by n desc, id) as body from (
        select offer.value ->> 'id' as id, offer.value ->> 'name' as name, offer.value ->> 'logo' as logo,
          sum(distinct ${bitOfKind(sql`kind.key`)}) as kinds, count(*) as n
        from films, json_each(${offersHere(settings)}) as kind, json_each(kind.value) as offer
        where ${isListed}
        group by offer.value ->> 'id' order by n desc limit ${sql.raw(`${MOST_PROVIDERS}`)})`,
    ),
    put(
      CHANGES,
      sql`select json_group_array(json_array(id, provider, kind, came, at) order by at desc, id) as body from (
        select films.id as id, provider, ${placeOfKind()} as kind, came, at
        from arrivals join films on films.id = film_id
        where ${isListed} and arrivals.country = ${settings.country}
          and at > ${now - CHANGES_SHOWN_DAYS * 86_400}
        order by at desc limit ${sql.raw(`${MOST_CHANGES}`)})`,
    ),
  ];
}

const IF_CHANGED = sql`on conflict (format, name) do update
  set version = excluded.version, body = excluded.body where body is not excluded.body`;

/**
 * Films that were on a list when it was first read were not added then, so nothing counts as added on that first day.
 */
const FIRST_DAY = sql`(select min(listed_at) + 86400 from list_films)`;

const CHANGES = "changes";

/** The settings that the snapshot was assembled for: with other settings it is assembled again. */
const SETTINGS = "settings";

function textOf({ country, username }: SnapshotSettings): string {
  return JSON.stringify({ country, username });
}

function listName({ username }: SnapshotSettings): string {
  return `list ${username ?? ""}`;
}

function providersName({ country }: SnapshotSettings): string {
  return `providers ${country}`;
}

function placeOfKind() {
  const cases = OFFER_KINDS.map((kind, place) => `when '${kind}' then ${place}`).join(" ");
  return sql`case kind ${sql.raw(cases)} end`;
}

interface PartRow {
  name: string;
  version: string;
  /** null: this Worker already holds this version. */
  body: string | null;
}

type Kept = Parsed[keyof Parsed];

/** What this Worker holds, by the part's name. */
const held = new Map<string, { version: string; part: Kept }>();

/** A statement for `readSnapshot`. Returns bodies only of the parts that this Worker does not hold. */
export function snapshotOf(db: Database, settings: SnapshotSettings) {
  const versions = JSON.stringify(
    Object.fromEntries([...held].map(([name, { version }]) => [name, version])),
  );
  return db.all<PartRow>(sql`
    select name, version, iif(version is (${versions} ->> name), null, body) as body
    from snapshot where format = ${FORMAT}
      and (name glob 'films *'
        or name in (${SETTINGS}, ${listName(settings)}, ${providersName(settings)}, ${CHANGES}))`);
}

/** null: none has been assembled yet in this format, or for these settings. */
export function readSnapshot(
  rows: readonly PartRow[],
  settings: SnapshotSettings,
): Snapshot | null {
  if (rows.find(({ name }) => name === SETTINGS)?.body !== textOf(settings)) return null;
  const parts = new Map(rows.map((row) => [row.name, row]));
  const read = <Name extends keyof Parsed>(kind: Name, name: string): Parsed[Name] =>
    partOf(kind, parts.get(name), name);
  const names = rows.flatMap(({ name }) => (name.startsWith("films ") ? [name] : []));
  return {
    country: settings.country,
    films: filmsById(
      names.map((name) => read("films", name)),
      names.map((name) => parts.get(name)?.version).join(),
    ),
    list: read("list", listName(settings)),
    services: read("providers", providersName(settings)),
    changes: read("changes", CHANGES),
  };
}

/** A statement for `readServices`. */
export function servicesPartOf(db: Database, settings: SnapshotSettings) {
  return db.all<{ body: string }>(sql`
    select body from snapshot where format = ${FORMAT} and name = ${providersName(settings)}`);
}

/** The country's services that offer any of our films: all that a page of one film needs of the snapshot. */
export function readServices([row]: readonly { body: string }[]): CountryServices {
  return parsePart("providers", row?.body ?? "[]");
}

/** A part that is missing is empty, as for a country that has just been configured. */
function partOf<Name extends keyof Parsed>(
  kind: Name,
  row: PartRow | undefined,
  name: string,
): Parsed[Name] {
  if (row === undefined) return parsePart(kind, "[]");
  // Without a body, the part is the one held, or a newer one that another request has put there since.
  if (row.body === null) return (held.get(name)?.part ?? []) as Parsed[Name];
  const part = parsePart(kind, row.body);
  held.set(name, { version: row.version, part });
  return part;
}

let byId: { versions: string; films: ReadonlyMap<number, Entry> } | undefined;

function filmsById(parts: readonly (readonly Entry[])[], versions: string) {
  if (byId?.versions !== versions) {
    const films = new Map<number, Entry>();
    for (const entries of parts) for (const entry of entries) films.set(entry[1], entry);
    byId = { versions, films };
  }
  return byId.films;
}
