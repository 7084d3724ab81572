// Stores a watchlist's file, as an import of the first member's does.

import type { Database } from "../../src/d1/database.ts";
import type { ImportedFilm } from "../../src/d1/exported-films.ts";
import { storeImport, type ImportResult } from "../../src/d1/imports.ts";
import { firstOwner } from "../../src/d1/listed.ts";
import type { Mention } from "../../src/d1/place-import.ts";
import type { SnapshotSettings } from "../../src/d1/snapshot-parts.ts";

interface BroughtFile {
  fileName: string;
  /** Oldest first. */
  films: readonly ImportedFilm[];
  mentioned?: readonly Mention[];
  now: number;
  /** The first member, if nobody is named. */
  owner?: string;
}

export async function bringFile(
  db: Database,
  settings: SnapshotSettings,
  { fileName, films, mentioned = [], now, owner }: BroughtFile,
): Promise<ImportResult> {
  const lists = [{ kind: "file", name: null, films, mentioned }] as const;
  const [result] = await storeImport(db, settings, {
    fileName,
    owner: owner ?? firstOwner(settings),
    lists,
    now,
  });
  if (result === undefined) throw new Error("Nothing was stored.");
  return result;
}
