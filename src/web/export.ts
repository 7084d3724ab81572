// The downloads: the list with where each film can be watched, as CSV and as JSON. They are streamed, so that their
// length does not matter. Asks nobody outside.

import { Hono, type Context } from "hono";
import { stream } from "hono/streaming";
import { listExportJson, listExportRows, type ExportRow } from "../d1/export-rows.ts";
import { writeCsv } from "../export/write-csv.ts";
import { OFFER_KINDS } from "../film.ts";
import type { App, AppContext } from "../context.ts";

/** Columns as Letterboxd's import names them. It ignores unknown columns, so the rest are ours. */
const IMPORT_COLUMNS = ["LetterboxdURI", "tmdbID", "Title", "Year"];
const OUR_COLUMNS = ["Added", "Country", "Stream", "Free", "Ads", "Rent", "Buy", "Checked"];

export const giveExport = new Hono<App>();

giveExport.get("/export.csv", (c) => {
  attach(c, "csv", "text/csv; charset=utf-8");
  const { context } = c.var;
  const { db, settings } = context;
  return stream(
    c,
    async (out) => {
      await out.write(writeCsv([[...IMPORT_COLUMNS, ...OUR_COLUMNS]]));
      for await (const rows of listExportRows(db, settings)) {
        await out.write(writeCsv(rows.map((row) => fieldsOf(row, settings.country))));
      }
    },
    async (error) => sayFailed(context, error),
  );
});

giveExport.get("/export.json", (c) => {
  attach(c, "json", "application/json");
  const { context } = c.var;
  return stream(
    c,
    async (out) => {
      await out.write(`${headOf(context)}"films":[`);
      let between = "\n";
      for await (const films of listExportJson(context.db, context.settings)) {
        await out.write(between + films.join(",\n"));
        between = ",\n";
      }
      await out.write("\n]}\n");
    },
    async (error) => sayFailed(context, error),
  );
});

function attach(c: Context<App>, extension: string, type: string): void {
  const day = new Date(c.var.context.now()).toISOString().slice(0, 10);
  c.header("Content-Type", type);
  c.header("Content-Disposition", `attachment; filename="watchwhere-${day}.${extension}"`);
}

/** The status has been sent already, so the failure can only be logged, without the values of the query. */
function sayFailed(context: AppContext, { message }: Error): void {
  context.log("export-failed", { detail: message.split("\nparams:")[0] });
}

function fieldsOf(row: ExportRow, country: string): (string | number | null)[] {
  const { uri, tmdbId, title, year, addedOn, checkedAt } = row;
  const offers = OFFER_KINDS.map((kind) => row[kind]);
  return [uri, tmdbId, title, year, addedOn, country, ...offers, checkedAt];
}

function headOf({ settings, now }: AppContext): string {
  const head = JSON.stringify({
    exportedAt: new Date(now()).toISOString(),
    country: settings.country,
    sources: "Offers: JustWatch, by way of TMDB. List: its member's own, from Letterboxd.",
  });
  return `${head.slice(0, -1)},`;
}
