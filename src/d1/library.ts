// The films on media servers of the household's own, and how their reading goes.

import type { LibraryState } from "../list/library-state.ts";
import { sql, type SQL } from "drizzle-orm";
import type { LibraryItem } from "../library/library.ts";
import type { Settings } from "../settings/index.ts";
import type { Database } from "./database.ts";
import { jsonRows } from "./json-rows.ts";

export type LibrarySettings = Pick<Settings, "libraries">;

const NEVER_READ: LibraryState = {
  reading: null,
  readAt: null,
  films: 0,
  failure: null,
  failedAt: null,
};

const keyOf = (server: string) => `library:${server}`;

/** A statement for `readState`. */
export function statesOf(db: Database) {
  return db.all<{ key: string; value: string }>(
    sql`select key, value from memory where key glob 'library:*'`,
  );
}

/** In SQL, the same as one JSON array. */
export const STATES = sql`(
  select json_group_array(json_object('key', key, 'value', value)) from memory where key glob 'library:*')`;

export function readState(
  rows: readonly { key: string; value: string }[],
  server: string,
): LibraryState {
  const row = rows.find(({ key }) => key === keyOf(server));
  return row === undefined ? NEVER_READ : parsed(row.value);
}

/** Only `saveState` writes it. Were it ever damaged, the server would be as good as never read. */
function parsed(value: string): LibraryState {
  try {
    return { ...NEVER_READ, ...(JSON.parse(value) as Partial<LibraryState>) };
  } catch {
    return NEVER_READ;
  }
}

/** A statement. */
export function saveState(db: Database, server: string, state: LibraryState) {
  return db.run(sql`
    insert into memory (key, value) values (${keyOf(server)}, ${JSON.stringify(state)})
    on conflict (key) do update set value = excluded.value where value is not excluded.value`);
}

/**
 * A statement: keeps those whose films are listed. Goes once through the films, and not once for each item: no index finds
 * a film by its number at TMDB.
 */
export function saveItems(
  db: Database,
  server: string,
  items: readonly LibraryItem[],
  seenAt: number,
) {
  return db.run(sql`
    with found as materialized (
      select value ->> 0 as id, value ->> 1 as link
      from ${jsonRows(items.map(({ tmdbId, link }) => [tmdbId, link]))})
    insert into library_items (tmdb_id, server, link, seen_at)
    select found.id, ${server}, found.link, ${seenAt}
    from films cross join found on found.id = films.tmdb_id
    where tmdb_type = 'movie'
      and exists (select 1 from list_films where film_id = films.id and place is not null)
    on conflict (tmdb_id, server) do update set link = excluded.link, seen_at = excluded.seen_at`);
}

/** A statement: what a whole reading has not seen is no longer there. */
export function forgetUnseen(db: Database, server: string, startedAt: number) {
  return db.run(sql`delete from library_items where server = ${server} and seen_at < ${startedAt}`);
}

/** A statement: how many listed films each server has. */
export function countItems(db: Database) {
  return db.all<{ server: string; n: number }>(
    sql`select server, count(*) as n from library_items group by server`,
  );
}

/** SQL for a JSON array `[{server, link}]` of a row of films: where it stands on servers that are configured. */
export function ownOf({ libraries }: LibrarySettings): SQL {
  if (libraries.length === 0) return sql`'[]'`;
  const kinds = sql.join(
    libraries.map(({ kind }) => sql`${kind}`),
    sql`, `,
  );
  // The plus keeps SQLite from looking into the index once for each server.
  return sql`(
    select json_group_array(json_object('server', server, 'link', library_items.link) order by server)
    from library_items where library_items.tmdb_id = films.tmdb_id and films.tmdb_type = 'movie'
      and +server in (${kinds}))`;
}
