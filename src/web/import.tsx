// The page where the member's own export is imported, and what became of it. The answer is HTML or JSON if the client
// asks for it; any other client, such as curl, gets a few lines of text.

import { Hono, type Context } from "hono";
import { ImportPage, type ImportOutcome } from "../../templates/pages/import.tsx";
import { findLastImport } from "../d1/imports.ts";
import type { RowErrors } from "../export/index.ts";
import {
  WHAT_IS_EXPECTED,
  WHERE_TO_FIND_IT,
  type Rejected,
  type RejectionKind,
} from "../export/rejection.ts";
import { mayChange } from "./access.ts";
import { readForm } from "./read-form.ts";
import { readUpload } from "./read-upload.ts";
import { ownLayout } from "./layout-data.ts";
import { wanted } from "./wanted.ts";
import { takeFile, undoFile } from "../refresh/take-file.ts";
import type { App } from "../context.ts";

export const takeExport = new Hono<App>();

takeExport.get("/import", async (c) => c.html(await page(c, { kind: "none" })));

takeExport.post("/import", async (c) => {
  const received = await readUpload(c.req.raw);
  if (!received.ok) return reject(c, received);
  const { upload } = received;
  const answer = await takeFile(c.var.context, upload);
  if (!answer.ok) return reject(c, answer, { ...answer, confirmed: upload.confirmed });
  const outcome = { kind: "taken", ...answer.taken } as const;
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
  const undone = await undoFile(c.var.context, Number((await readForm(c)).get("import")));
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

interface RejectedUpload extends Partial<RowErrors> {
  /** The owner has confirmed that the file is their watchlist: the next try has to confirm it again. */
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
    case "any": {
      const lines = [message, ...(FIELD_ADVICE[kind] ?? []), ...rowErrorLines(errors)];
      return c.text(`${[...lines, WHAT_IS_EXPECTED, WHERE_TO_FIND_IT].join("\n")}\n`, status);
    }
  }
}

/** For programs: the field of the form with which the same file is imported all the same. */
const FIELD_ADVICE: Partial<Record<RejectionKind, string[]>> = {
  "looks-watched": ["If it is your watchlist all the same, send it with -F confirm=watched too."],
  "too-many-unreadable": ["To import the rows that can be read, send it with -F anyway=1 too."],
};

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
