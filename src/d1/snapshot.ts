// Reads the snapshot that assemble-snapshot.ts makes. Each part has a version of its own, so that a Worker that holds a
// part in memory reads a few bytes instead of it.

import { sql, type SQL } from "drizzle-orm";
import { FORMAT, type Entry } from "../list/entry.ts";
import { ON_NO_SERVER } from "../list/own-servers.ts";
import type { CountryServices } from "../list/services.ts";
import { parsePart, type Parsed, type ShownList, type Snapshot } from "../list/snapshot.ts";
import type { Database } from "./database.ts";
import { jsonRows } from "./json-rows.ts";
import { countriesOf } from "../settings/countries.ts";
import {
  changesName,
  comingName,
  LISTS,
  MARKS,
  OWN,
  providersName,
  SETTINGS,
  textOf,
  type SnapshotSettings,
} from "./snapshot-parts.ts";

interface PartRow {
  name: string;
  version: string;
  /** null: this Worker already holds this version. */
  body: string | null;
}

type Kept = Parsed[keyof Parsed];

/** What this Worker holds, by the part's name. */
const held = new Map<string, { version: string; part: Kept }>();

/**
 * A statement for `readSnapshot`. Returns bodies only of the parts that this Worker does not hold. `listIds` are lists
 * to be shown beside the watchlists: films that no watchlist has are read only if one of them is a followed list.
 * `country`: whose arrivals are wanted; the services of all countries are read.
 */
export function snapshotOf(
  db: Database,
  settings: SnapshotSettings,
  listIds: readonly number[] = [],
  country = settings.country,
) {
  const versions = JSON.stringify(
    Object.fromEntries([...held].map(([name, { version }]) => [name, version])),
  );
  const providers = countriesOf(settings).map((code) => providersName({ country: code }));
  const single = [
    SETTINGS,
    LISTS,
    MARKS,
    changesName({ country }),
    comingName({ country }),
    ...providers,
    ...(hasServers(settings) ? [OWN] : []),
  ];
  return db.all<PartRow>(sql`
    select name, version, iif(version is (${versions} ->> name), null, body) as body
    from snapshot where format = ${FORMAT}
      and (name glob 'films *' or name glob 'watchlist *'
        or name in (${sql.join(
          single.map((name) => sql`${name}`),
          sql`, `,
        )})
        or ${listIds.length === 0 ? sql`false` : isOfLists(listIds)})`);
}

/** The lists' own parts and, if one of them is there, those of the films that no watchlist has. */
function isOfLists(listIds: readonly number[]): SQL {
  const names = jsonRows(listIds.map((id) => `list ${id}`));
  return sql`(name in (select value from ${names})
    or name glob 'more *' and exists (
      select 1 from snapshot where format = ${FORMAT} and name in (select value from ${names})))`;
}

/** null: none has been assembled yet in this format, or for these settings. */
export function readSnapshot(
  rows: readonly PartRow[],
  settings: SnapshotSettings,
  country = settings.country,
): Snapshot | null {
  if (rows.find(({ name }) => name === SETTINGS)?.body !== textOf(settings)) return null;
  const parts = new Map(rows.map((row) => [row.name, row]));
  const read = <Name extends keyof Parsed>(kind: Name, name: string): Parsed[Name] =>
    partOf(kind, parts.get(name), name);
  const names = rows.flatMap(({ name }) => (/^(films|more) /.test(name) ? [name] : []));
  const lists = read("lists", LISTS);
  const servicesIn = (code: string) => read("providers", providersName({ country: code }));
  return {
    country,
    films: filmsById(
      names.map((name) => read("films", name)),
      names.map((name) => parts.get(name)?.version).join(),
    ),
    lists,
    listFilms: new Map(
      lists.flatMap(({ id, kind }) => {
        const name = `${kind} ${id}`;
        return parts.has(name) ? [[id, read("list", name)] as const] : [];
      }),
    ),
    services: servicesIn(country),
    countries: countriesOf(settings),
    abroad: countriesOf(settings)
      .filter((code) => code !== country)
      .map((code) => ({ country: code, services: servicesIn(code) })),
    changes: read("changes", changesName({ country })),
    coming: read("coming", comingName({ country })),
    marks: read("marks", MARKS),
    servers: (settings.libraries ?? []).map(({ kind }) => kind),
    // Before the first reading there is no such part.
    onServers: parts.has(OWN) ? read("own", OWN) : ON_NO_SERVER,
  };
}

function hasServers({ libraries = [] }: SnapshotSettings): boolean {
  return libraries.length > 0;
}

interface NamedBody {
  name: string;
  body: string;
}

/** A statement for `readServices` and `readLists`: what a page of one film needs of the snapshot. */
export function filmPartsOf(db: Database, settings: SnapshotSettings) {
  return db.all<NamedBody>(sql`
    select name, body from snapshot
    where format = ${FORMAT} and name in (${LISTS}, ${sql.join(
      countriesOf(settings).map((country) => sql`${providersName({ country })}`),
      sql`, `,
    )})`);
}

/** The country's services that offer any of our films. */
export function readServices(rows: readonly NamedBody[], country: string): CountryServices {
  const wanted = providersName({ country });
  return parsePart("providers", rows.find(({ name }) => name === wanted)?.body ?? "[]");
}

/** The lists that films can be shown of, in their order. */
export function readLists(rows: readonly NamedBody[]): readonly ShownList[] {
  return parsePart("lists", rows.find(({ name }) => name === LISTS)?.body ?? "[]");
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
