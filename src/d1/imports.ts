// The imports. A member's file fills their list of kind `file` (shown with their watchlist), the films that they have
// seen, and lists of their own. The state before the last import of each list is kept, so that it can be undone (see
// undo-import.ts). Never changes what is read at Letterboxd.

import { desc, sql } from "drizzle-orm";
import { assembleSnapshot } from "./assemble-snapshot.ts";
import { batch } from "./batch.ts";
import type { Database } from "./database.ts";
import {
  describeFilms,
  insertFilms,
  leaveLists,
  placeFilms,
  renewFileSources,
} from "./exported-films.ts";
import { findImportedFilms, type ImportedFilms } from "./import-films.ts";
import {
  findOrAddFileLists,
  listFilmsBefore,
  type FileList,
  type FileLists,
  type FilmBefore,
} from "./import-lists.ts";
import { jsonRows } from "./json-rows.ts";
import type { Owner } from "./listed.ts";
import { mergeFilms, releaseSlugs } from "./merge-films.ts";
import { placeOnList, type FilmName, type IncomingList } from "./place-import.ts";
import { imports } from "./schema.ts";
import type { SnapshotSettings } from "./snapshot-parts.ts";
import { FIRST_FILE } from "./undo-import.ts";

export interface NewImport {
  fileName: string;
  /** Whose file it is. */
  owner: Owner;
  lists: readonly (FileList & IncomingList)[];
  /** Seconds since 1970. */
  now: number;
}

export interface ImportResult {
  id: number;
  films: number;
  /** Films that were not on the list before; for a watchlist, neither in the file nor at Letterboxd. */
  added: FilmName[];
  /** Films that are not on the list any more; their rows stay. */
  removed: FilmName[];
  /** Films that the export no longer has, but the watchlist at Letterboxd does. */
  stillLive: FilmName[];
}

/**
 * Replaces the films of earlier imports, in one transaction. Unchanged rows are not written. Returns results in the
 * order of the lists.
 */
export async function storeImport(
  db: Database,
  settings: SnapshotSettings,
  it: NewImport,
): Promise<ImportResult[]> {
  try {
    return await tryToStore(db, settings, it);
  } catch (error) {
    // A watchlist page read in the meantime has added the same film: a second try finds it.
    if (!String(error).includes("UNIQUE constraint failed")) throw error;
    return tryToStore(db, settings, it);
  }
}

async function tryToStore(
  db: Database,
  settings: SnapshotSettings,
  it: NewImport,
): Promise<ImportResult[]> {
  const { now } = it;
  const films = await findImportedFilms(db, it.lists);
  const { listIds, watchlistId } = await findOrAddFileLists(db, settings, it);
  const filled = fillLists(it, films, {
    listIds,
    watchlistId,
    before: await listFilmsBefore(db, [...listIds, watchlistId]),
  });
  const results = filled.map(({ result }) => result);
  const shown = listIds.filter((_, i) => it.lists[i]?.kind !== "seen");
  const [made] = await batch(db, [
    insertImports(db, it, listIds, results),
    forgetEarlierStates(db, listIds),
    db.run(sql`
      delete from imports
      where before is null and id <= (select max(id) from imports) - ${HISTORY_KEPT}`),
    db.run(sql`
      update lists set proven_at = ${now}, removed_at = null, member = ${it.owner}
      where id in (select value from ${jsonRows(listIds)})`),
    ...mergeFilms(db, films.pairs),
    ...releaseSlugs(db, films.slugHolders),
    leaveLists(db, { listIds, staying: filled.flatMap(({ staying }) => staying), now }),
    ...insertFilms(db, films.news, now),
    ...placeFilms(
      db,
      filled.flatMap(({ placed }) => placed),
      { inserted: films.news.length, now },
    ),
    ...describeFilms(db, films.known, now),
    renewFileSources(db, sql`select value from ${jsonRows(shown)}`),
    ...assembleSnapshot(db, settings, now),
  ]);
  return results.map((result, i) => {
    const id = made.find(({ listId }) => listId === listIds[i])?.id;
    if (id === undefined) throw new Error("The import was stored without a number.");
    return Object.assign(result, { id });
  });
}

const HISTORY_KEPT = 50;

interface ListsBefore extends FileLists {
  before: FilmBefore[];
}

function fillLists(
  { lists }: NewImport,
  { rowOf, pairs }: ImportedFilms,
  { listIds, watchlistId, before }: ListsBefore,
) {
  const kept = new Map(pairs.map(({ keep, drop }) => [drop, keep]));
  for (const film of before) film.id = kept.get(film.id) ?? film.id;
  const byList = Map.groupBy(before, ({ listId }) => listId);
  const live = new Set(byList.get(watchlistId ?? 0)?.map(({ id }) => id));
  return lists.map((list, i) => {
    const listId = listIds[i] ?? 0;
    return placeOnList(list, {
      listId,
      rowOf,
      before: byList.get(listId) ?? [],
      live: list.kind === "file" ? live : new Set(),
    });
  });
}

/** Put it before whatever changes the lists: it keeps what they have now. */
function insertImports(
  db: Database,
  { fileName, now }: NewImport,
  listIds: readonly number[],
  results: readonly Omit<ImportResult, "id">[],
) {
  const rows = results.map(({ films, added, removed }, i) => [
    listIds[i],
    films,
    added.length,
    removed.length,
  ]);
  return db.all<{ id: number; listId: number }>(sql`
    insert into imports (imported_at, file_name, list_id, films, added, removed, before)
    select ${now}, ${fileName}, value ->> 0, value ->> 1, value ->> 2, value ->> 3, (
      select json_group_array(json_array(film_id, place, added_on))
      from list_films where list_id = value ->> 0 and place is not null)
    from ${jsonRows(rows)} where true
    returning id, list_id as "listId"`);
}

/** Only the last import of a list can be undone. */
function forgetEarlierStates(db: Database, listIds: readonly number[]) {
  return db.run(sql`
    update imports set before = null where before is not null and exists (
      select 1 from imports as newer
      where newer.id > imports.id and newer.list_id in (select value from ${jsonRows(listIds)})
        and newer.list_id = coalesce(imports.list_id, ${FIRST_FILE}))`);
}

export type PastImport = Omit<typeof imports.$inferSelect, "before">;

/** null: there was none. */
export async function findLastImport(db: Database): Promise<PastImport | null> {
  const [row] = await db
    .select({
      id: imports.id,
      importedAt: imports.importedAt,
      listId: imports.listId,
      fileName: imports.fileName,
      films: imports.films,
      added: imports.added,
      removed: imports.removed,
      undoneAt: imports.undoneAt,
    })
    .from(imports)
    .orderBy(desc(imports.id))
    .limit(1);
  return row ?? null;
}
