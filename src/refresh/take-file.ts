// Takes in a file of the member's own: file → films in D1 → look-ups; and undoes that. Results are returned as
// values: this file knows nothing of requests or pages.

import { storeImport, type ImportResult } from "../d1/imports.ts";
import { firstOwner } from "../d1/listed.ts";
import { undoImport } from "../d1/undo-import.ts";
import {
  readExport,
  type ExportFile,
  type ExportReading,
  type RowErrors,
} from "../export/index.ts";
import { seconds } from "../time.ts";
import { startRefresh } from "./start.ts";
import type { AppContext } from "../context.ts";

/** Every new film writes about four rows, and Cloudflare's Free plan allows 100,000 a day. */
const MAX_FILMS = { atHome: 20_000, onCloudflare: 5000 };

export interface SentFile {
  file: ExportFile;
  /** The owner confirms that the file is their watchlist, whatever its name says. */
  confirmed: boolean;
  /** The owner wants the rows that can be read, although many cannot. */
  anyway: boolean;
}

/** The import, with the rows that could not be read. */
export interface TakenFile extends ImportResult, RowErrors {
  fileName: string;
}

/** A rejected file changes nothing. */
export async function takeFile(
  context: AppContext,
  { file, confirmed, anyway }: SentFile,
): Promise<{ ok: true; taken: TakenFile } | Extract<ExportReading, { ok: false }>> {
  const maxFilms = context.settings.atHome ? MAX_FILMS.atHome : MAX_FILMS.onCloudflare;
  // Lets other requests run between two parts of a long file.
  const pause = () => context.sleep(0);
  const reading = await readExport(file, { maxFilms, confirmed, anyway, pause });
  if (!reading.ok) return reading;

  const { films, mentioned, unreadable, rowErrors, rowErrorsNotShown } = reading.export;
  const [stored] = await storeImport(context.db, context.settings, {
    fileName: file.name,
    owner: firstOwner(context.settings),
    lists: [{ kind: "file", name: null, films, mentioned }],
    now: seconds(context.now()),
  });
  if (stored === undefined) throw new Error("The import was stored without a result.");
  context.log("export-taken", {
    import: stored.id,
    films: stored.films,
    added: stored.added.length,
    removed: stored.removed.length,
    unreadable,
    rowErrors: rowErrors.length + rowErrorsNotShown,
  });
  await startRefresh(context, "import");
  return { ok: true, taken: { fileName: file.name, ...stored, rowErrors, rowErrorsNotShown } };
}

/** Returns false if it is not the last import, or was undone already. */
export async function undoFile(context: AppContext, importId: number): Promise<boolean> {
  if (!(await undoImport(context.db, context.settings, importId, seconds(context.now()))))
    return false;
  context.log("import-undone", { import: importId });
  await startRefresh(context, "import");
  return true;
}
