// The step that takes the member's own export: file → films in D1 → look-ups. And the page for it. Whoever
// asks for HTML gets a page, for JSON gets JSON; anybody else, such as curl, a few lines of text.

import { Hono, type Context } from "hono";
import { ImportPage, type ImportOutcome } from "../../templates/pages/import.tsx";
import { findLastImport, storeImport, undoImport } from "../d1/imports.ts";
import { frameOf, readFrame } from "../d1/page-frame.ts";
import { rebuildShelf } from "../d1/shelf.ts";
import { batch } from "../d1/batch.ts";
import { readExport, type RowErrors } from "../export/index.ts";
import {
  WHAT_IS_EXPECTED,
  WHERE_TO_FIND_IT,
  type Rejected,
  type RejectionKind,
} from "../export/rejection.ts";
import { mayChange } from "./access.ts";
import { readForm } from "./read-form.ts";
import { readUpload } from "./read-upload.ts";
import { frameView } from "./layout-data.ts";
import { startRefresh } from "../refresh/start.ts";
import { seconds } from "../time.ts";
import type { App } from "../context.ts";

/** Every new film writes four rows or so, and on Cloudflare's Free plan 100,000 a day may be written. */
const MAX_FILMS = { atHome: 20_000, onCloudflare: 5000 };

export const takeExport = new Hono<App>();

takeExport.get("/import", async (c) => c.html(await page(c, { kind: "none" })));

takeExport.post("/import", async (c) => {
  const { context } = c.var;
  const received = await readUpload(c.req.raw);
  if (!received.ok) return reject(c, received);
  const { file, confirmed, anyway } = received.upload;
  const maxFilms = context.settings.atHome ? MAX_FILMS.atHome : MAX_FILMS.onCloudflare;
  const pause = () => context.sleep(0);
  const reading = await readExport(file, { maxFilms, confirmed, anyway, pause });
  if (!reading.ok) return reject(c, reading, { ...reading, confirmed });

  const { films, unreadable, rowErrors, rowErrorsNotShown } = reading.export;
  const now = seconds(context.now());
  const stored = await storeImport(context.db, context.settings, {
    fileName: file.name,
    films,
    now,
  });
  context.log("export-taken", {
    import: stored.id,
    films: stored.films,
    added: stored.added.length,
    removed: stored.removed.length,
    unreadable,
    rowErrors: rowErrors.length + rowErrorsNotShown,
  });
  await rebuildShelf(context);
  await startRefresh(context, "import");

  const errors = { rowErrors, rowErrorsNotShown };
  const outcome = { kind: "taken", fileName: file.name, ...stored, ...errors } as const;
  switch (wanted(c)) {
    case "html":
      return c.html(await page(c, outcome));
    case "json":
      return c.json({ ...outcome, kind: undefined });
    case "text":
      return c.text(takenText(outcome));
  }
});

takeExport.post("/import/undo", async (c) => {
  const { context } = c.var;
  const id = Number((await readForm(c)).get("import"));
  const undone = await undoImport(context.db, id, seconds(context.now()));
  if (undone) {
    context.log("import-undone", { import: id });
    await rebuildShelf(context);
    await startRefresh(context, "import");
  }
  if (wanted(c) === "html") return c.redirect("/import", 303);
  const message = undone ? "Undone." : "Only the last import can be undone, and only once.";
  const status = undone ? 200 : 409;
  return wanted(c) === "json"
    ? c.json({ undone, message }, status)
    : c.text(`${message}\n`, status);
});

async function page(c: Context<App>, outcome: ImportOutcome) {
  const { context } = c.var;
  const [last, [stored]] = await Promise.all([
    findLastImport(context.db),
    batch(context.db, [frameOf(context.db)]),
  ]);
  return (
    <ImportPage
      frame={await frameView(context, readFrame(stored))}
      last={last}
      outcome={outcome}
      isLocked={!mayChange(context.settings)}
    />
  );
}

interface RejectedUpload extends Partial<RowErrors> {
  /** The owner has said that the file is their watchlist: to be said again with the next try. */
  confirmed?: boolean;
}

async function reject(c: Context<App>, { rejection }: Rejected, upload: RejectedUpload = {}) {
  const { kind, status, message, counts } = rejection;
  c.var.context.log("export-refused", { kind, ...counts });
  const advice = { expected: WHAT_IS_EXPECTED, whereToFindIt: WHERE_TO_FIND_IT };
  const { rowErrors = [], rowErrorsNotShown = 0, confirmed = false } = upload;
  const errors = { rowErrors, rowErrorsNotShown };
  switch (wanted(c)) {
    case "html": {
      const asksAnyway = kind === "too-many-unreadable";
      const asksToConfirm = kind === "looks-watched" || (asksAnyway && confirmed);
      const asks = { asksToConfirm, asksAnyway };
      const outcome = { kind: "rejected", message, ...asks, ...advice, ...errors } as const;
      return c.html(await page(c, outcome), status);
    }
    case "json":
      return c.json({ error: kind, message, ...counts, ...advice, ...errors }, status);
    case "text": {
      const lines = [message, ...(FIELD_ADVICE[kind] ?? []), ...rowErrorLines(errors)];
      return c.text(`${[...lines, WHAT_IS_EXPECTED, WHERE_TO_FIND_IT].join("\n")}\n`, status);
    }
  }
}

/** With which field of the form the same file is imported all the same. */
const FIELD_ADVICE: Partial<Record<RejectionKind, string[]>> = {
  "looks-watched": ["If it is your watchlist all the same, send it with -F confirm=watched too."],
  "too-many-unreadable": ["To import the rows that can be read, send it with -F anyway=1 too."],
};

function wanted(c: Context<App>): "html" | "json" | "text" {
  const accept = c.req.header("Accept") ?? "";
  if (accept.includes("text/html")) return "html";
  return accept.includes("application/json") ? "json" : "text";
}

function takenText(outcome: Extract<ImportOutcome, { kind: "taken" }>): string {
  const { fileName, films, added, removed } = outcome;
  const counts = `${films} films from ${fileName}: ${added.length} new on the list, ${removed.length} gone from it.`;
  const lines = [counts, ...rowErrorLines(outcome), "They are being looked up now."];
  return `${lines.join("\n")}\n`;
}

function rowErrorLines({ rowErrors, rowErrorsNotShown }: RowErrors): string[] {
  const lines = rowErrors.map(({ line, message }) => `Line ${line}: ${message}`);
  if (rowErrorsNotShown > 0) lines.push(`And ${rowErrorsNotShown} more.`);
  return lines;
}
