// Takes in a file of a member's own: file → films in D1 → look-ups; and undoes that. Results are returned as values:
// this file knows nothing of requests or pages.

import type { FileList } from "../d1/import-lists.ts";
import { storeImport, type ImportResult } from "../d1/imports.ts";
import type { Owner } from "../d1/listed.ts";
import type { IncomingList } from "../d1/place-import.ts";
import { undoImport } from "../d1/undo-import.ts";
import {
  readExport,
  type ExportFile,
  type ExportReading,
  type Part,
  type RefusedFile,
  type RowErrors,
  type TakenFiles,
} from "../export/index.ts";
import { rejected } from "../export/rejection.ts";
import { seconds } from "../time.ts";
import { findOwner } from "./file-owner.ts";
import { chooseLists } from "./imported-lists.ts";
import { startRefresh } from "./start.ts";
import type { AppContext } from "../context.ts";

/** Every new film writes about four rows, and Cloudflare's Free plan allows 100,000 a day. */
const MAX_FILMS = { atHome: 20_000, onCloudflare: 5000 };

/** The films that a member has seen, so named that they are never confused with those marked by hand. */
const SEEN_LIST: FileList = { kind: "seen", name: "watched.csv" };

export interface SentFile {
  file: ExportFile;
  take: ReadonlySet<Part>;
  /** Whose file it is, as the form says; null: it does not say. */
  member: string | null;
  /** The owner confirms that the file is their watchlist, whatever its name says. */
  confirmed: boolean;
  /** The owner wants the rows that can be read, although many cannot. */
  anyway: boolean;
}

interface TakenList {
  /** The import's, by which it can be undone. */
  id: number;
  name: string;
  films: number;
  added: number;
  removed: number;
  /** Rows that could not be read. */
  unreadable: number;
}

/** What was taken, with the rows of the watchlist that could not be read. */
export interface TakenFile extends RowErrors {
  fileName: string;
  /** null: no member is configured. */
  member: Owner;
  /** null: it was not asked for, or is not in the file. */
  watchlist: ImportResult | null;
  seen: TakenList | null;
  lists: TakenList[];
  /** How many files of each kind are there too, and were not asked for. */
  notTaken: Record<Part, number>;
  /** The files that were asked for, and why they could not be taken. */
  refused: RefusedFile[];
}

type Taking = { ok: true; taken: TakenFile } | Extract<ExportReading, { ok: false }>;

/** A rejected file changes nothing. */
export async function takeFile(context: AppContext, sent: SentFile): Promise<Taking> {
  const { db, settings } = context;
  const owner = findOwner(settings, sent);
  if (!owner.ok) return owner;
  const { take, confirmed, anyway } = sent;
  const maxFilms = settings.atHome ? MAX_FILMS.atHome : MAX_FILMS.onCloudflare;
  // Lets other requests run between two parts of a long file.
  const pause = () => context.sleep(0);
  const reading = await readExport(sent.file, { take, maxFilms, confirmed, anyway, pause });
  if (!reading.ok) return reading;

  const { files } = reading;
  const lists = await chooseLists(context, {
    owner: owner.member,
    lists: files.lists,
    watchlist: files.watchlist,
  });
  files.refused.push(...lists.refused);
  const sources = [
    ...(files.watchlist ? [listOf({ kind: "file", name: null }, files.watchlist)] : []),
    ...(files.seen ? [listOf(SEEN_LIST, files.seen)] : []),
    ...lists.chosen.map((list) => listOf({ kind: "list", name: list.name }, list)),
  ];
  if (sources.length === 0) {
    return rejected("nothing-taken", files.refused[0]?.why ?? "There is nothing to import.");
  }
  const stored = await storeImport(db, settings, {
    fileName: sent.file.name,
    owner: owner.member,
    lists: sources,
    now: seconds(context.now()),
  });
  const results = sources.map((source, i) => Object.assign(source, { stored: stored[i] }));
  for (const { kind, unreadable, stored: it } of results) {
    if (it) context.log("export-taken", { kind, ...countsOf(it), unreadable });
  }
  await startRefresh(context, "import");
  return { ok: true, taken: takenOf(sent.file.name, owner.member, files, results) };
}

type Source = FileList & IncomingList & { unreadable: number };

function listOf({ kind, name }: FileList, { films, mentioned, unreadable }: FilmsRead): Source {
  return { kind, name, films, mentioned, unreadable };
}

type FilmsRead = NonNullable<TakenFiles["watchlist"]>;

function takenOf(
  fileName: string,
  member: Owner,
  { watchlist, notTaken, refused }: TakenFiles,
  results: readonly (Source & { stored: ImportResult | undefined })[],
): TakenFile {
  const taken: TakenFile = {
    fileName,
    member,
    watchlist: null,
    seen: null,
    lists: [],
    notTaken,
    refused,
    rowErrors: watchlist?.rowErrors ?? [],
    rowErrorsNotShown: watchlist?.rowErrorsNotShown ?? 0,
  };
  for (const { kind, name, unreadable, stored } of results) {
    if (stored === undefined) continue;
    const list = { name: name ?? "", ...countsOf(stored), unreadable };
    if (kind === "file") taken.watchlist = stored;
    else if (kind === "seen") taken.seen = list;
    else taken.lists.push(list);
  }
  return taken;
}

function countsOf({ id, films, added, removed }: ImportResult) {
  return { id, films, added: added.length, removed: removed.length };
}

/** Returns false if it is not the last import of its list, or was undone already. */
export async function undoFile(context: AppContext, importId: number): Promise<boolean> {
  if (!(await undoImport(context.db, context.settings, importId, seconds(context.now()))))
    return false;
  context.log("import-undone", { import: importId });
  await startRefresh(context, "import");
  return true;
}
