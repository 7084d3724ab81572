// The page where the member's own export is imported, and what became of it. The answer is HTML or JSON if the client
// asks for it; any other client, such as curl, gets a few lines of text.

import { waitUntil } from "cloudflare:workers";
import { Hono, type Context } from "hono";
import { ImportPage, type ImportOutcome } from "../../templates/pages/import.tsx";
import type { ImportFormProps } from "../../templates/parts/import-form.tsx";
import { listLastImports } from "../d1/undo-import.ts";
import { countsInWords, notTakenInWords } from "../../templates/parts/taken-note.tsx";
import type { RowErrors } from "../export/index.ts";
import {
  WHAT_IS_EXPECTED,
  WHERE_TO_FIND_IT,
  type Rejected,
  type RejectionKind,
} from "../export/rejection.ts";
import { readForm } from "./read-form.ts";
import { readUpload, refuseUpload } from "./read-upload.ts";
import { takeUploadPlace } from "./upload-places.ts";
import { ownLayout } from "./layout-data.ts";
import { wanted } from "./wanted.ts";
import { takeFile, undoFile, type SentFile, type TakenFile } from "../refresh/take-file.ts";
import type { App } from "../context.ts";

export const takeExport = new Hono<App>();

takeExport.get("/import", async (c) => c.html(await page(c, { kind: "none" })));

takeExport.post("/import", async (c) => {
  const leave = takeUploadPlace(c.var.context.now());
  if (leave === null) return reject(c, await refuseUpload(c.req.raw));
  const answer = takeUpload(c).finally(leave);
  // Where the other side hangs up, the platform would drop it half-way, with its place still taken.
  waitUntil(answer);
  return await answer;
});

async function takeUpload(c: Context<App>) {
  const received = await readUpload(c.req.raw);
  if (!received.ok) return reject(c, received);
  const { upload } = received;
  const answer = await takeFile(c.var.context, upload);
  if (!answer.ok) return reject(c, answer, { ...answer, sent: upload });
  const { taken } = answer;
  switch (wanted(c)) {
    case "html":
      return c.html(await page(c, { kind: "taken", ...taken }));
    case "json":
      return c.json(takenJson(taken));
    case "any":
      return c.text(takenText(taken));
  }
}

takeExport.post("/import/undo", async (c) => {
  const undone = await undoFile(c.var.context, Number((await readForm(c)).get("import")));
  if (wanted(c) === "html") return c.redirect("/import", 303);
  const message = undone ? "Undone." : "Only the last import can be undone, and only once.";
  const status = undone ? 200 : 409;
  return wanted(c) === "json"
    ? c.json({ undone, message }, status)
    : c.text(`${message}\n`, status);
});

async function page(
  c: Context<App>,
  outcome: ImportOutcome,
  chosen: Pick<ImportFormProps, "take" | "member"> = {},
) {
  const { context } = c.var;
  const [last, layout] = await Promise.all([listLastImports(context.db), ownLayout(context)]);
  return <ImportPage layout={layout} last={last} outcome={outcome} chosen={chosen} />;
}

interface RejectedUpload extends Partial<RowErrors> {
  /** The form: what was chosen and confirmed in it is chosen and asked again. Absent: it could not be read. */
  sent?: SentFile;
}

async function reject(c: Context<App>, { rejection }: Rejected, upload: RejectedUpload = {}) {
  const { kind, status, message, counts } = rejection;
  c.var.context.log("export-refused", { kind, ...counts });
  const advice = { expected: WHAT_IS_EXPECTED, whereToFindIt: WHERE_TO_FIND_IT };
  const { rowErrors = [], rowErrorsNotShown = 0, sent } = upload;
  const errors = { rowErrors, rowErrorsNotShown };
  switch (wanted(c)) {
    case "html": {
      const asksAnyway = kind === "too-many-unreadable";
      const asksToConfirm = kind === "looks-watched" || (asksAnyway && sent?.confirmed === true);
      const asks = { asksToConfirm, asksAnyway };
      const outcome = { kind: "rejected", message, ...asks, ...advice, ...errors } as const;
      const chosen = sent ? { take: [...sent.take], member: sent.member } : {};
      return c.html(await page(c, outcome, chosen), status);
    }
    case "json": {
      const { members } = c.var.context.settings;
      const names = kind === "which-member" ? { members } : {};
      return c.json({ error: kind, message, ...names, ...counts, ...advice, ...errors }, status);
    }
    case "any": {
      const lines = [message, ...(FIELD_ADVICE[kind] ?? []), ...rowErrorLines(errors)];
      return c.text(`${[...lines, WHAT_IS_EXPECTED, WHERE_TO_FIND_IT].join("\n")}\n`, status);
    }
  }
}

/** For programs: the field of the form with which the same file is imported all the same. */
const FIELD_ADVICE: Partial<Record<RejectionKind, string[]>> = {
  "which-member": ["Send it again with -F member=NAME."],
  "looks-watched": ["If it is your watchlist after all, send it again with -F confirm=watched."],
  "too-many-unreadable": ["To import the rows that can be read, send it again with -F anyway=1."],
};

/** The watchlist's counts stand on top, as ever. What was not asked for is empty, and `took` says so. */
function takenJson({ watchlist, seen, lists, ...it }: TakenFile) {
  const { films = 0, added = [], removed = [], stillLive = [] } = watchlist ?? {};
  const took = { watchlist: watchlist !== null, seen: seen !== null, lists: lists.length };
  return { ...it, id: watchlist?.id ?? null, films, added, removed, stillLive, took, seen, lists };
}

function takenText(taken: TakenFile): string {
  const { fileName, watchlist, seen, lists, notTaken, refused } = taken;
  const others = notTakenInWords(notTaken);
  const lines = [
    watchlist === null
      ? ""
      : `${watchlist.films} films from ${fileName}: ${watchlist.added.length} new on the list, ${watchlist.removed.length} gone from it.`,
    seen === null ? "" : `Films seen: ${countsInWords(seen)}.`,
    ...lists.map((list) => `List ${list.name}: ${countsInWords(list)}.`),
    ...refused.map(({ name, why }) => `Not taken, ${name}: ${why}`),
    ...rowErrorLines(taken),
    others === ""
      ? ""
      : `Also in the file, but not imported: ${others} (-F take=watchlist -F take=seen -F take=lists).`,
    watchlist === null && lists.length === 0 ? "" : "They are being looked up now.",
  ];
  return `${lines.filter((line) => line !== "").join("\n")}\n`;
}

function rowErrorLines({ rowErrors, rowErrorsNotShown }: RowErrors): string[] {
  const lines = rowErrors.map(({ line, message }) => `Line ${line}: ${message}`);
  if (rowErrorsNotShown > 0) lines.push(`And ${rowErrorsNotShown} more.`);
  return lines;
}
