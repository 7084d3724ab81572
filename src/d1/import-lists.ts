// The lists that an import fills: their rows, and the films that they have before it.

import { and, eq, isNull, sql, type SQL } from "drizzle-orm";
import { batch } from "./batch.ts";
import type { Database } from "./database.ts";
import { jsonRows } from "./json-rows.ts";
import {
  firstOwner,
  listedAnywhere,
  listedAnywhereCount,
  watchlistOf,
  type Owner,
  type Whose,
} from "./listed.ts";
import { lists } from "./schema.ts";

/**
 * A list of a member's own files. The watchlist's file has no name; the films seen and the lists are known again by
 * theirs. (A list's short link would say it more surely, but it is in no column.)
 */
export interface FileList {
  kind: "file" | "seen" | "list";
  name: string | null;
}

export interface FileLists {
  /** In the order of the lists asked for. */
  listIds: number[];
  /** The owner's watchlist at Letterboxd; null: it was never read. */
  watchlistId: number | null;
}

/**
 * Finds the owner's lists, and adds those that are missing. A list that was imported while no member was configured is
 * the first member's, unless they have their own of that name. One that is added counts as removed until it is filled.
 */
export async function findOrAddFileLists(
  db: Database,
  whose: Whose,
  { owner, lists: asked, now }: { owner: Owner; lists: readonly FileList[]; now: number },
): Promise<FileLists> {
  const wanted = sql`${jsonRows(asked.map(({ kind, name }) => [kind, name]))} as wanted`;
  const takesNameless = owner === firstOwner(whose) ? 1 : 0;
  const found = sql`(
    select id from lists
    where kind = wanted.value ->> 0 and name is wanted.value ->> 1 and path is null
      and (member is ${owner} or member is null and ${takesNameless})
    order by member is null, id limit 1)`;
  const [, rows] = await batch(db, [
    db.run(sql`
      insert into lists (kind, member, name, created_at, removed_at)
      select wanted.value ->> 0, ${owner}, wanted.value ->> 1, ${now}, iif(wanted.value ->> 0 = 'list', ${now}, null)
      from ${wanted} where ${found} is null order by wanted.key`),
    db.all<{ id: number; watchlist: number | null }>(sql`
      select ${found} as id, ${watchlistOf(owner)} as watchlist from ${wanted} order by wanted.key`),
  ]);
  return { listIds: rows.map(({ id }) => id), watchlistId: rows[0]?.watchlist ?? null };
}

export interface FilmBefore {
  listId: number;
  id: number;
  slug: string | null;
  lid: string | null;
  title: string;
  year: number | null;
  place: number;
}

/** The films of these lists; null is none. */
export async function listFilmsBefore(
  db: Database,
  listIds: readonly (number | null)[],
): Promise<FilmBefore[]> {
  return db.all<FilmBefore>(sql`
    select list_id as "listId", films.id as id, slug, lid, title, year, place
    from list_films join films on films.id = film_id
    where list_id in (select value from ${jsonRows(listIds)}) and place is not null`);
}

/** The lists that are kept beside the watchlists: all that has to be known to count them. */
export async function listKept(
  db: Database,
): Promise<{ member: Owner; name: string | null; isFile: 0 | 1 }[]> {
  return db
    .select({
      member: lists.member,
      name: lists.name,
      isFile: sql<0 | 1>`${lists.path} is null`,
    })
    .from(lists)
    .where(and(eq(lists.kind, "list"), isNull(lists.removedAt)))
    .limit(1000);
}

/**
 * How many different films are on all lists, and which of these codes, short links or slugs, are those of one of them.
 */
export async function findListedCodes(
  db: Database,
  whose: Whose,
  codes: readonly string[],
): Promise<{ films: number; listed: Set<string> }> {
  const rows = (code: SQL) => sql`
    select code.value as code from ${jsonRows(codes)} as code cross join films on ${code} = code.value
    where ${listedAnywhere(whose)}`;
  const found = await db.get<{ films: number; listed: string }>(sql`
    select ${listedAnywhereCount(whose)} as films,
      (select json_group_array(code) from (${rows(sql`films.lid`)} union ${rows(sql`films.slug`)})) as listed`);
  return { films: found.films, listed: new Set(JSON.parse(found.listed) as string[]) };
}
