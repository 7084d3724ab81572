// Where the member's own export is imported: how to get it, the form, the result, and the undo.

import { ImportForm, type ImportFormProps } from "../parts/import-form.tsx";
import { Layout } from "../parts/layout.tsx";
import type { LayoutView } from "../parts/layout-view.ts";
import { isLockedFor, LockedNote } from "../parts/log-in.tsx";
import { Moment } from "../parts/moment.tsx";
import { RefreshNotes } from "../parts/refresh-notes.tsx";
import { RowErrorList, TakenNote, type RowErrors, type Taken } from "../parts/taken-note.tsx";
import { count, films as filmsInWords } from "../parts/words.ts";

interface RejectedFile extends RowErrors {
  kind: "rejected";
  message: string;
  expected: string;
  whereToFindIt: string;
  /** It may be the right file: the owner has to confirm that. */
  asksToConfirm: boolean;
  /** Much of it could not be read: the owner has to confirm that the rest is to be imported. */
  asksAnyway: boolean;
}

/** The result for the file that was sent with this request, if there was one. */
export type ImportOutcome = { kind: "none" } | ({ kind: "taken" } & Taken) | RejectedFile;

interface PastImportView {
  id: number;
  /** In seconds since 1970; so is `undoneAt`. */
  importedAt: number;
  fileName: string;
  kind: "file" | "seen" | "list";
  /** The list's name; null: it is a watchlist. */
  name: string | null;
  /** null: no member was configured. */
  member: string | null;
  films: number;
  added: number;
  removed: number;
  undoneAt: number | null;
}

interface ImportPageProps {
  layout: LayoutView;
  /** The last import of each list, the newest first. */
  last: readonly PastImportView[];
  outcome: ImportOutcome;
  /** What was chosen in the form that was sent. */
  chosen: Pick<ImportFormProps, "take" | "member">;
}

export function ImportPage({ layout, last, outcome, chosen }: ImportPageProps) {
  const isLocked = isLockedFor(layout);
  const just = last.filter((it) => outcome.kind === "taken" && isOf(it, outcome, last));
  return (
    <Layout
      title="Import your Letterboxd export"
      place="import"
      layout={layout}
      stays={outcome.kind !== "none"}
    >
      <header class="hero">
        <h1>Import your Letterboxd export</h1>
      </header>
      {outcome.kind === "taken" ? (
        <TakenNote {...outcome} namesMember={layout.members.length > 1}>
          {just.map((it) => (
            <UndoForm last={it} words={just.length === 1 ? "Undo" : `Undo: ${listInWords(it)}`} />
          ))}
        </TakenNote>
      ) : null}
      {outcome.kind === "rejected" ? <RejectionNote {...outcome} /> : null}
      <RefreshNotes layout={layout} isAtImport />
      <section class="import">
        <p class="lead">
          Letterboxd lets you download your data, including your watchlist. Import that file here,
          and your films are shown even if Letterboxd doesn’t let this page read your list.
          {layout.members.length === 0
            ? " No member is set here, so Letterboxd isn’t asked for a watchlist: yours is whatever you import."
            : null}
        </p>
        {isLocked ? (
          <LockedNote layout={layout} what="import anything" />
        ) : (
          <ImportForm
            members={layout.members}
            {...(outcome.kind === "rejected" ? { ...chosen, ...outcome } : {})}
          />
        )}
        <HowToGet />
        <p class="small">
          Each export you import replaces the one before, list by list. Films that were read from
          your watchlist on Letterboxd stay, whether or not they’re in it. Once your watchlist has
          been read there again, films no longer on it are removed; until then, the export counts.
        </p>
      </section>
      {last.length === 0 || isLocked ? null : <LastImports last={last} layout={layout} />}
      <section class="import-last">
        <h2>Download the list</h2>
        <p>
          Every film, and where it can be watched: as <a href="/export.csv">CSV</a>, for a
          spreadsheet or to import into Letterboxd, or as <a href="/export.json">JSON</a>, for other
          programs.
        </p>
      </section>
    </Layout>
  );
}

/** Whether it is of the file that has just been imported, and not undone since. */
function isOf(it: PastImportView, { fileName }: Taken, last: readonly PastImportView[]): boolean {
  const newest = Math.max(...last.map(({ importedAt }) => importedAt));
  return it.fileName === fileName && it.importedAt === newest && it.undoneAt === null;
}

function HowToGet() {
  return (
    <>
      <h2>How to get your export</h2>
      <ol class="steps">
        <li>
          In a browser, because Letterboxd’s app can’t do it, go to{" "}
          <a class="address" href="https://letterboxd.com/settings/data/">
            letterboxd.com/settings/data
          </a>{" "}
          (Settings → Data).
        </li>
        <li>Choose “Export your data”.</li>
        <li>
          In the form above, choose the ZIP just as you got it. Only what you tick is read (
          <code>watchlist.csv</code>, <code>watched.csv</code>, what’s in <code>lists/</code>); your
          diary, ratings and everything else are left alone, and the file isn’t kept.
        </li>
      </ol>
    </>
  );
}

function RejectionNote(it: RejectedFile) {
  return (
    <section class="note failure" role="alert" tabindex={-1} autofocus>
      <h2>{rejectionTitle(it)}</h2>
      <p>{it.message}</p>
      <p>{rejectionAdvice(it)}</p>
      <RowErrorList {...it} />
    </section>
  );
}

function rejectionTitle({ asksToConfirm, asksAnyway }: RejectedFile): string {
  if (asksAnyway) return "Much of this file couldn’t be read";
  return asksToConfirm ? "Is this your watchlist?" : "Couldn’t import this file";
}

function rejectionAdvice({ asksToConfirm, asksAnyway, ...it }: RejectedFile): string {
  if (asksAnyway)
    return "To import the rows that can be read, choose the file again and tick the box.";
  if (asksToConfirm) {
    return "If it is your watchlist after all, choose the file again and tick the box. Nothing was changed.";
  }
  return `${it.expected} ${it.whereToFindIt}`;
}

function LastImports({ last, layout }: Pick<ImportPageProps, "last" | "layout">) {
  return (
    <section class="import-last">
      <h2>{last.length === 1 ? "The last import" : "The last import of each list"}</h2>
      {last.map((it) => (
        <LastImport last={it} layout={layout} />
      ))}
    </section>
  );
}

function LastImport({ last, layout }: { last: PastImportView; layout: LayoutView }) {
  const { now, members } = layout;
  const whose = members.length > 1 && last.member !== null ? ` of ${last.member}` : "";
  return (
    <div>
      <p>
        {listInWords(last)}
        {whose} from {last.fileName}, <Moment at={last.importedAt} now={now} />:{" "}
        {filmsInWords(last.films)}, {count(last.added)} new, {count(last.removed)} gone.
      </p>
      {last.undoneAt === null ? (
        <UndoForm last={last} words="Undo it" />
      ) : (
        <p>
          It was undone <Moment at={last.undoneAt} now={now} />.
        </p>
      )}
    </div>
  );
}

function UndoForm({ last, words }: { last: PastImportView; words: string }) {
  return (
    <form method="post" action="/import/undo">
      <input type="hidden" name="import" value={String(last.id)} />
      <button class="quiet">{words}</button>
    </form>
  );
}

function listInWords({ kind, name }: PastImportView): string {
  if (kind === "file") return "Watchlist";
  return kind === "seen" ? "Films seen" : `List “${name ?? ""}”`;
}
