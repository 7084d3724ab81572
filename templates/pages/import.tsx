// Where the member's own export is imported: how to get it, the form, the result, and the undo.

import { ImportForm } from "../parts/import-form.tsx";
import { Layout } from "../parts/layout.tsx";
import type { LayoutView } from "../parts/layout-view.ts";
import { Moment } from "../parts/moment.tsx";
import { RefreshNotes } from "../parts/refresh-notes.tsx";
import { count, films as filmsInWords } from "../parts/words.ts";

interface FilmName {
  title: string;
  year: number | null;
}

interface RowErrors {
  rowErrors: { line: number; message: string; imported: boolean }[];
  rowErrorsNotShown: number;
}

interface Taken extends RowErrors {
  kind: "taken";
  fileName: string;
  films: number;
  added: FilmName[];
  removed: FilmName[];
  stillLive: FilmName[];
}

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
export type ImportOutcome = { kind: "none" } | Taken | RejectedFile;

interface PastImportView {
  id: number;
  /** In seconds since 1970; so is `undoneAt`. */
  importedAt: number;
  fileName: string;
  films: number;
  added: number;
  removed: number;
  undoneAt: number | null;
}

interface ImportPageProps {
  layout: LayoutView;
  last: PastImportView | null;
  outcome: ImportOutcome;
  /** Without a password, on Cloudflare nobody can change anything. */
  isLocked: boolean;
}

export function ImportPage({ layout, last, outcome, isLocked }: ImportPageProps) {
  return (
    <Layout
      title="Bring in an export"
      place="other"
      layout={layout}
      stays={outcome.kind !== "none"}
    >
      <header class="hero">
        <h1>Bring in an export</h1>
      </header>
      {outcome.kind === "taken" ? <TakenNote {...outcome} /> : null}
      {outcome.kind === "rejected" ? <RejectionNote {...outcome} /> : null}
      <RefreshNotes layout={layout} />
      <section class="import">
        <p class="lead">
          Letterboxd lets you download your data, your watchlist among it. Bring that file in here,
          and your films are shown even if Letterboxd does not let this page read your list.
          {layout.members.length === 0
            ? " No member is set here, so Letterboxd is asked for no watchlist: it is what you bring in."
            : null}
        </p>
        {isLocked ? (
          <p class="note locked">
            This page has no password yet, so nobody can bring anything in. Set one first:{" "}
            <code>npx wrangler secret put ADMIN_PASSWORD</code>
          </p>
        ) : (
          <ImportForm {...(outcome.kind === "rejected" ? outcome : {})} />
        )}
        <h2>How to get your export</h2>
        <ol class="steps">
          <li>
            In a browser, because Letterboxd’s app cannot do it, go to{" "}
            <b class="address">letterboxd.com/settings/data/</b> (Settings → Data).
          </li>
          <li>Choose “Export your data”.</li>
          <li>
            In the form above, choose the ZIP that you got, as it is. Only{" "}
            <code>watchlist.csv</code> in it is read; your diary, ratings and all else are left
            alone, and the file is not kept.
          </li>
        </ol>
        <p class="small">
          Each export that you bring in replaces the one before. Films that were read from your
          watchlist at Letterboxd stay, whether or not they are in it.
        </p>
      </section>
      {last === null || isLocked ? null : <LastImport last={last} now={layout.now} />}
      <section class="import-last">
        <h2>Download the list</h2>
        <p>
          Every film, and where it can be watched: as <a href="/export.csv">CSV</a>, for a
          spreadsheet or to import at Letterboxd, or as <a href="/export.json">JSON</a>, for other
          programs.
        </p>
      </section>
    </Layout>
  );
}

function TakenNote(it: Taken) {
  return (
    <section class="note taken">
      <h2>{filmsInWords(it.films)} came in</h2>
      <p>
        From {it.fileName}. Where they can be watched is being looked up now, unless it was looked
        up today.
      </p>
      <Names films={it.added} words="new on the list" />
      <Names films={it.removed} words="gone from the list" />
      <Names
        films={it.stillLive}
        words="no longer in the export, but still on your watchlist at Letterboxd"
      />
      <RowErrorList {...it} />
      <p>
        <a class="button accent" href="/">
          See the films
        </a>
      </p>
    </section>
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
  if (asksAnyway) return "Much of this file could not be read";
  return asksToConfirm ? "Is this your watchlist?" : "Couldn’t import this file";
}

function rejectionAdvice({ asksToConfirm, asksAnyway, ...it }: RejectedFile): string {
  if (asksAnyway) return "To import the rows that can be read, choose it again and tick the box.";
  if (asksToConfirm) {
    return "If it is your watchlist all the same, choose it again and tick the box. Nothing was changed.";
  }
  return `${it.expected} ${it.whereToFindIt}`;
}

function Names({ films, words }: { films: FilmName[]; words: string }) {
  if (films.length === 0) return null;
  return (
    <details open={films.length <= 10}>
      <summary>
        {filmsInWords(films.length)} {words}
      </summary>
      <ul>
        {films.map(({ title, year }) => (
          <li>
            {title}
            {year === null ? null : ` (${year})`}
          </li>
        ))}
      </ul>
    </details>
  );
}

function RowErrorList({ rowErrors, rowErrorsNotShown }: RowErrors) {
  if (rowErrors.length === 0) return null;
  return (
    <details open>
      <summary>{rowErrorWords(rowErrors.length + rowErrorsNotShown)}</summary>
      <ul>
        {rowErrors.map(({ line, message }) => (
          <li>
            Line {line}: {message}
          </li>
        ))}
        {rowErrorsNotShown > 0 ? <li>And {count(rowErrorsNotShown)} more.</li> : null}
      </ul>
    </details>
  );
}

function rowErrorWords(rows: number): string {
  return rows === 1 ? "1 row has something wrong" : `${count(rows)} rows have something wrong`;
}

function LastImport({ last, now }: { last: PastImportView; now: number }) {
  return (
    <section class="import-last">
      <h2>The last import</h2>
      <p>
        {last.fileName}, <Moment at={last.importedAt} now={now} />: {filmsInWords(last.films)},{" "}
        {count(last.added)} new, {count(last.removed)} gone.
      </p>
      {last.undoneAt === null ? (
        <form method="post" action="/import/undo">
          <input type="hidden" name="import" value={String(last.id)} />
          <button class="quiet">Undo it</button>
        </form>
      ) : (
        <p>
          It was undone <Moment at={last.undoneAt} now={now} />.
        </p>
      )}
    </section>
  );
}
