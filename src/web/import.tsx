// The step that takes the member's own export: file → films in D1 → look-ups. And the page for it. Whoever
// asks for HTML gets a page, for JSON gets JSON; anybody else, such as curl, a few lines of text.

import { Hono, type Context } from "hono";
import { ImportPage, type ImportOutcome } from "../../templates/pages/import.tsx";
import { findLastImport, storeImport, undoImport } from "../d1/imports.ts";
import { readExport, type RowError } from "../export/index.ts";
import { WHAT_IS_EXPECTED, WHERE_TO_FIND_IT, type Rejected } from "../export/rejection.ts";
import { mayChange } from "./access.ts";
import { readForm } from "./read-form.ts";
import { readUpload } from "./read-upload.ts";
import { ownLayout } from "./layout-data.ts";
import { wanted } from "./wanted.ts";
import { startRefresh } from "../refresh/start.ts";
import { seconds } from "../time.ts";
import type { App } from "../context.ts";

/** Every new film writes four rows or so, and on Cloudflare's Free plan 100,000 a day may be written. */
const MAX_FILMS = { atHome: 20_000, onCloudflare: 5000 };

/** Row errors shown; the rest is counted. */
const ROW_ERRORS_SHOWN = 100;

export const takeExport = new Hono<App>();

takeExport.get("/import", async (c) => c.html(await page(c, { kind: "none" })));

takeExport.post("/import", async (c) => {
  const { context } = c.var;
  const received = await readUpload(c.req.raw);
  if (!received.ok) return reject(c, received);
  const { file, confirmed } = received.upload;
  const maxFilms = context.settings.atHome ? MAX_FILMS.atHome : MAX_FILMS.onCloudflare;
  const reading = readExport(file, { maxFilms, confirmed });
  if (!reading.ok) return reject(c, reading, reading.rowErrors);

  const { films, rowErrors } = reading.export;
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
    rowErrors: rowErrors.length,
  });
  await startRefresh(context, "import");

  const outcome = { kind: "taken", fileName: file.name, ...stored, ...shown(rowErrors) } as const;
  switch (wanted(c)) {
    case "html":
      return c.html(await page(c, outcome));
    case "json":
      return c.json({ ...outcome, kind: undefined });
    case "any":
      return c.text(takenText(outcome));
  }
});

takeExport.post("/import/undo", async (c) => {
  const { context } = c.var;
  const id = Number((await readForm(c)).get("import"));
  const undone = await undoImport(context.db, context.settings, id, seconds(context.now()));
  if (undone) {
    context.log("import-undone", { import: id });
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
  const [last, layout] = await Promise.all([findLastImport(context.db), ownLayout(context)]);
  return (
    <ImportPage
      layout={layout}
      last={last}
      outcome={outcome}
      isLocked={!mayChange(context.settings)}
    />
  );
}

async function reject(c: Context<App>, { rejection }: Rejected, rowErrors: RowError[] = []) {
  const { kind, status, message } = rejection;
  c.var.context.log("export-refused", { kind });
  const advice = { expected: WHAT_IS_EXPECTED, whereToFindIt: WHERE_TO_FIND_IT };
  const errors = shown(rowErrors);
  switch (wanted(c)) {
    case "html": {
      const asksToConfirm = kind === "looks-watched";
      const outcome = { kind: "rejected", message, asksToConfirm, ...advice, ...errors } as const;
      return c.html(await page(c, outcome), status);
    }
    case "json":
      return c.json({ error: kind, message, ...advice, ...errors }, status);
    case "any": {
      const confirm = "If it is your watchlist all the same, send it with -F confirm=watched too.";
      const lines = [message, ...(kind === "looks-watched" ? [confirm] : [])];
      lines.push(...rowErrorLines(errors), WHAT_IS_EXPECTED, WHERE_TO_FIND_IT);
      return c.text(`${lines.join("\n")}\n`, status);
    }
  }
}

interface ShownRowErrors {
  rowErrors: RowError[];
  rowErrorsNotShown: number;
}

function shown(rowErrors: readonly RowError[]): ShownRowErrors {
  return {
    rowErrors: rowErrors.slice(0, ROW_ERRORS_SHOWN),
    rowErrorsNotShown: Math.max(0, rowErrors.length - ROW_ERRORS_SHOWN),
  };
}

function takenText(outcome: Extract<ImportOutcome, { kind: "taken" }>): string {
  const { fileName, films, added, removed } = outcome;
  const counts = `${films} films from ${fileName}: ${added.length} new on the list, ${removed.length} gone from it.`;
  const lines = [counts, ...rowErrorLines(outcome), "They are being looked up now."];
  return `${lines.join("\n")}\n`;
}

function rowErrorLines({ rowErrors, rowErrorsNotShown }: ShownRowErrors): string[] {
  const lines = rowErrors.map(({ line, message }) => `Line ${line}: ${message}`);
  if (rowErrorsNotShown > 0) lines.push(`And ${rowErrorsNotShown} more.`);
  return lines;
}
