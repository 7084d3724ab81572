// Takes a file of the member's own: file → films in D1 → look-ups, and the way back. What came of it is a value;
// how it came here and how it is told is nobody's business here.

import { storeImport, undoImport, type ImportResult } from "../d1/imports.ts";
import {
  readExport,
  type ExportFile,
  type ExportReading,
  type RowErrors,
} from "../export/index.ts";
import { seconds } from "../time.ts";
import { startRefresh } from "./start.ts";
import type { AppContext } from "../context.ts";

/** Every new film writes four rows or so, and on Cloudflare's Free plan 100,000 a day may be written. */
const MAX_FILMS = { atHome: 20_000, onCloudflare: 5000 };

export interface SentFile {
  file: ExportFile;
  /** The owner has said that the file is their watchlist, whatever its name says. */
  confirmed: boolean;
  /** The owner wants what can be read, although much cannot. */
  anyway: boolean;
}

/** With what could not be read of a file that was taken all the same. */
export interface TakenFile extends ImportResult, RowErrors {
  fileName: string;
}

/** A file that is rejected has changed nothing. */
export async function takeFile(
  context: AppContext,
  { file, confirmed, anyway }: SentFile,
): Promise<{ ok: true; taken: TakenFile } | Extract<ExportReading, { ok: false }>> {
  const maxFilms = context.settings.atHome ? MAX_FILMS.atHome : MAX_FILMS.onCloudflare;
  // Between two parts of a long file others have their turn.
  const pause = () => context.sleep(0);
  const reading = await readExport(file, { maxFilms, confirmed, anyway, pause });
  if (!reading.ok) return reading;

  const { films, unreadable, rowErrors, rowErrorsNotShown } = reading.export;
  const stored = await storeImport(context.db, context.settings, {
    fileName: file.name,
    films,
    now: seconds(context.now()),
  });
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

/** False: only the last import can be undone, and only once. */
export async function undoFile(context: AppContext, importId: number): Promise<boolean> {
  if (!(await undoImport(context.db, context.settings, importId, seconds(context.now()))))
    return false;
  context.log("import-undone", { import: importId });
  await startRefresh(context, "import");
  return true;
}
