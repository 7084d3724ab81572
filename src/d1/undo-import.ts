// The last import of each list, and its undo.

import { sql } from "drizzle-orm";
import { assembleSnapshot } from "./assemble-snapshot.ts";
import { batch } from "./batch.ts";
import type { Database } from "./database.ts";
import { putBack } from "./exported-films.ts";
import type { Owner } from "./listed.ts";
import type { SnapshotSettings } from "./snapshot-parts.ts";

export interface LastImport {
  id: number;
  /** In seconds since 1970; so is `undoneAt`. */
  importedAt: number;
  fileName: string;
  kind: "file" | "seen" | "list";
  /** The list's name; null: it is the file of a watchlist. */
  name: string | null;
  member: Owner;
  films: number;
  added: number;
  removed: number;
  undoneAt: number | null;
}

const MOST_SHOWN = 100;

/** The last import of each list, the newest first. */
export async function listLastImports(db: Database): Promise<LastImport[]> {
  return db.all<LastImport>(sql`
    select imports.id as id, imported_at as "importedAt", file_name as "fileName", coalesce(kind, 'file') as kind,
      name, member, films, added, removed, undone_at as "undoneAt"
    from imports left join lists on lists.id = list_id
    where before is not null and (list_id is null or lists.id is not null) order by imports.id desc limit ${MOST_SHOWN}`);
}

/** The list of an import of the first version: there was only one, so it was there before all others. */
export const FIRST_FILE = sql`(select min(id) from lists where kind = 'file')`;

/**
 * Restores the state before the import. Returns false, and changes nothing, if it is not the last import of its list,
 * which alone still has that state, or was undone already. A list that the import added is removed.
 */
export async function undoImport(
  db: Database,
  settings: SnapshotSettings,
  id: number,
  now: number,
): Promise<boolean> {
  const undone = sql`(select id from imports where id = ${id} and undone_at = ${now})`;
  const list = sql`(select coalesce(list_id, ${FIRST_FILE}) from imports where id = ${id})`;
  const [rows] = await batch(db, [
    db.all(sql`
      update imports set undone_at = ${now}
      where id = ${id} and undone_at is null and before is not null
        and (list_id is null or list_id in (select id from lists))
      returning id`),
    ...putBack(db, list, undone, now),
    db.run(sql`
      update lists set proven_at = ${now},
        removed_at = iif(kind = 'list' and (select before = '[]' from imports where id = ${id}), ${now}, removed_at)
      where id = ${list} and ${undone} is not null`),
    ...assembleSnapshot(db, settings, now),
  ]);
  return rows.length > 0;
}
