// The imports. The films of the owner's last export are a list of kind `file`; the state before that import is kept
// until the next one, so that the last import can be undone. Never changes the live list.

import { desc, sql, type SQL } from "drizzle-orm";
import { placesFor } from "../list/proof.ts";
import type { Database } from "./database.ts";
import {
  describeFilms,
  insertFilms,
  leaveFile,
  placeFilms,
  putBack,
  renewFileSources,
  type ImportedFilm,
  type KnownFilm,
  type PlacedFilm,
} from "./exported-films.ts";
import { identifyFilms, type Identity } from "./film-identity.ts";
import { chunksOf } from "./json-rows.ts";
import { fileOf, firstFileOf, firstOwner, listed, watchlistOf, type Whose } from "./listed.ts";
import { addFile } from "./lists.ts";
import { mergeFilms, releaseSlugs } from "./merge-films.ts";
import { imports } from "./schema.ts";
import { batch } from "./batch.ts";
import { assembleSnapshot } from "./assemble-snapshot.ts";
import type { SnapshotSettings } from "./snapshot-parts.ts";

export interface NewImport {
  fileName: string;
  /** Oldest first. */
  films: readonly ImportedFilm[];
  /** Seconds since 1970. */
  now: number;
}

interface FilmName {
  title: string;
  year: number | null;
}

export interface ImportResult {
  id: number;
  films: number;
  /** Films that were on neither list before. */
  added: FilmName[];
  /** Films that are now on neither list; their rows stay. */
  removed: FilmName[];
  /** Films that the export no longer has, but the live list does. */
  stillLive: FilmName[];
}

/** Replaces the films of earlier imports, in one transaction. Unchanged rows are not written. */
export async function storeImport(
  db: Database,
  settings: SnapshotSettings,
  it: NewImport,
): Promise<ImportResult> {
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
): Promise<ImportResult> {
  const identities = await identifyFilms(db, it.films);
  const before = await listBefore(db, settings);
  const pairs = identities.flatMap(({ id, duplicate }) =>
    id !== null && duplicate !== null ? [{ keep: id, drop: duplicate }] : [],
  );
  const kept = new Map(pairs.map(({ keep, drop }) => [drop, keep]));
  const placed = inPlaces(it.films, identities, before);
  const known = placed.filter((film): film is KnownFilm => film.id !== null);
  const ids = new Set(known.map(({ id }) => id));

  const gone = before.filter(({ id, place }) => place !== null && !ids.has(kept.get(id) ?? id));
  const listedIds = new Set(before.map(({ id }) => kept.get(id) ?? id));
  const result = {
    films: placed.length,
    added: placed.filter(({ id }) => id === null || !listedIds.has(id)).map(nameOf),
    removed: gone.filter(({ live }) => live === 0).map(nameOf),
    stillLive: gone.filter(({ live }) => live === 1).map(nameOf),
  };
  const owner = firstOwner(settings);
  const file = fileOf(owner);
  const [[row]] = await batch(db, [
    insertImport(db, file, it, result),
    db.run(sql`update imports set before = null where before is not null and id < ${NEWEST}`),
    db.run(sql`delete from imports where id <= ${NEWEST} - ${HISTORY_KEPT}`),
    ...addFile(db, settings, owner, it.now),
    noteFileChange(db, file, it.now),
    ...mergeFilms(db, pairs),
    ...releaseSlugs(db, identities.map(({ slugHolder }) => slugHolder).filter(isNumber)),
    leaveFile(db, file, [...ids], it.now),
    ...chunksOf(known).flatMap((films) => [
      placeFilms(db, file, films, it.now),
      describeFilms(db, films, it.now),
    ]),
    ...chunksOf(placed.filter(({ id }) => id === null)).flatMap((films) =>
      insertFilms(db, file, films, it.now),
    ),
    renewFileSources(db, file),
    ...assembleSnapshot(db, settings, it.now),
  ]);
  if (row === undefined) throw new Error("The import was stored without a number.");
  return { id: row.id, ...result };
}

const HISTORY_KEPT = 50;
const NEWEST = sql`(select max(id) from imports)`;

interface FilmBefore extends FilmName {
  id: number;
  /** Greater is newer; null: not in the export. */
  place: number | null;
  /** 1: on the live list. */
  live: 0 | 1;
}

/** The listed films before the import. */
async function listBefore(db: Database, whose: Whose): Promise<FilmBefore[]> {
  return db.all<FilmBefore>(sql`
    select films.id as id, title, year, file.place as place, live.place is not null as live
    from films
    left join list_films as file on file.film_id = films.id and file.list_id = ${firstFileOf(whose)}
    left join list_films as live on live.film_id = films.id and live.list_id = ${watchlistOf(firstOwner(whose))}
    where ${listed(whose)}`);
}

/** Each row once. A film keeps its place if the order allows it, so that adding a film moves no other. */
function inPlaces(
  films: readonly ImportedFilm[],
  identities: readonly Identity[],
  before: readonly FilmBefore[],
): PlacedFilm[] {
  const seen = new Set<number>();
  const placed: PlacedFilm[] = [];
  for (const [i, film] of films.entries()) {
    const id = identities[i]?.id ?? null;
    if (id !== null && seen.has(id)) continue;
    if (id !== null) seen.add(id);
    placed.push({ ...film, id, place: 0 });
  }
  const stored = new Map(before.map(({ id, place }) => [id, place]));
  const newestFirst = placed.toReversed();
  const places = placesFor(
    newestFirst.map(({ id }) => (id === null ? null : (stored.get(id) ?? null))),
  );
  for (const [i, film] of newestFirst.entries()) film.place = places[i] ?? 0;
  return placed;
}

function insertImport(db: Database, file: SQL, it: NewImport, result: Omit<ImportResult, "id">) {
  return db.all<{ id: number }>(sql`
    insert into imports (imported_at, file_name, films, added, removed, before)
    values (${it.now}, ${it.fileName}, ${result.films}, ${result.added.length}, ${result.removed.length}, (
      select json_group_array(json_array(film_id, place, added_on))
      from list_films where list_id = ${file} and place is not null))
    returning id`);
}

/** A statement that notes when the file's list changed. `LAST_FILE` uses it to find the list of the last import. */
function noteFileChange(db: Database, file: SQL, now: number) {
  return db.run(sql`update lists set proven_at = ${now} where id = ${file}`);
}

/** The list that the last import changed. */
const LAST_FILE = sql`(select id from lists where kind = 'file' order by proven_at desc limit 1)`;

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

export type PastImport = Omit<typeof imports.$inferSelect, "before">;

/**
 * Restores the state before the import. Returns false, and changes nothing, if it is not the last import, which alone
 * still has that state, or was undone already.
 */
export async function undoImport(
  db: Database,
  settings: SnapshotSettings,
  id: number,
  now: number,
): Promise<boolean> {
  const undone = sql`(select id from imports where id = ${id} and undone_at = ${now})`;
  const [rows] = await batch(db, [
    db.all(sql`
      update imports set undone_at = ${now}
      where id = ${id} and undone_at is null and before is not null
      returning id`),
    ...putBack(db, LAST_FILE, undone, now),
    db.run(
      sql`update lists set proven_at = ${now} where id = ${LAST_FILE} and ${undone} is not null`,
    ),
    ...assembleSnapshot(db, settings, now),
  ]);
  return rows.length > 0;
}

function nameOf({ title, year }: FilmName): FilmName {
  return { title, year };
}

function isNumber(value: number | null): value is number {
  return value !== null;
}
