// The downloads: the watchlists, or the lists that the address names, with where each film can be watched, as CSV and as JSON. They are streamed, so that their
// length does not matter. Asks nobody outside.

import { Hono, type Context } from "hono";
import { stream } from "hono/streaming";
import { listExportJson, listExportRows, type ExportRow } from "../d1/export-rows.ts";
import { writeCsv } from "../export/write-csv.ts";
import { OFFER_KINDS } from "../film.ts";
import type { App, AppContext } from "../context.ts";
import { chosenLists, shownName } from "../list/chosen-lists.ts";
import { foldText } from "../list/fold.ts";
import { parseQuery, queryProblem } from "../list/query.ts";
import type { ShownList } from "../list/snapshot.ts";
import { wholeList } from "../list/whole-list.ts";
import { readAskedLists } from "./read-page.ts";

/** Columns as Letterboxd's import names them. It ignores unknown columns, so the rest are ours. */
const IMPORT_COLUMNS = ["LetterboxdURI", "tmdbID", "Title", "Year"];
const OUR_COLUMNS = ["Added", "Country", "Stream", "Free", "Ads", "Rent", "Buy", "Checked"];

export const giveExport = new Hono<App>();

giveExport.get("/export.csv", async (c) => {
  const { context } = c.var;
  const { db, settings } = context;
  const asked = await readAsked(c);
  if (typeof asked === "string") return c.text(asked, 400);
  attach(c, asked, "csv", "text/csv; charset=utf-8");
  return stream(
    c,
    async (out) => {
      await out.write(writeCsv([[...IMPORT_COLUMNS, ...OUR_COLUMNS, ...settings.abroad]]));
      for await (const rows of listExportRows(db, settings, asked.films)) {
        await out.write(writeCsv(rows.map((row) => fieldsOf(row, settings.country))));
      }
    },
    async (error) => sayFailed(context, error),
  );
});

giveExport.get("/export.json", async (c) => {
  const { context } = c.var;
  const { db, settings } = context;
  const asked = await readAsked(c);
  if (typeof asked === "string") return c.json({ message: asked }, 400);
  attach(c, asked, "json", "application/json");
  return stream(
    c,
    async (out) => {
      await out.write(`${headOf(context, asked)}"films":[`);
      let between = "\n";
      for await (const films of listExportJson(db, settings, asked.films)) {
        await out.write(between + films.join(",\n"));
        between = ",\n";
      }
      await out.write("\n]}\n");
    },
    async (error) => sayFailed(context, error),
  );
});

interface Asked {
  /** Their ids, in the order of the lists that the address names; null: it says nothing of lists. */
  films: readonly number[] | null;
  lists: readonly ShownList[];
  all: boolean;
}

/** A text says what is wrong with the address. */
async function readAsked(c: Context<App>): Promise<Asked | string> {
  const fields = new URL(c.req.url).searchParams;
  if (!fields.has("list") && !fields.has("all")) return { films: null, lists: [], all: false };
  const problem = queryProblem(fields);
  if (problem !== null) return problem;
  const query = parseQuery(fields);
  const asked = await readAskedLists(c.var.context, query);
  if (typeof asked === "string") return asked;
  const { snapshot, layout } = asked;
  const { films } = wholeList(snapshot, layout.choice, query);
  return {
    films: films.map(({ id }) => id),
    lists: chosenLists(snapshot, query),
    all: query.all,
  };
}

/** The file's name has the lists' names, as far as they are letters and digits. */
function attach(c: Context<App>, { lists }: Asked, extension: string, type: string): void {
  const day = new Date(c.var.context.now()).toISOString().slice(0, 10);
  const names = lists.map((list) => foldText(shownName(list)).replaceAll(/[^a-z0-9]+/g, "-"));
  const name = ["watchwhere", ...names.filter((text) => text !== "")].join("-").slice(0, 80);
  c.header("Content-Type", type);
  c.header("Content-Disposition", `attachment; filename="${name}-${day}.${extension}"`);
}

/** The status has been sent already, so the failure can only be logged, without the values of the query. */
function sayFailed(context: AppContext, { message }: Error): void {
  context.log("export-failed", { detail: message.split("\nparams:")[0] });
}

function fieldsOf(row: ExportRow, country: string): (string | number | null)[] {
  const { uri, tmdbId, title, year, addedOn, checkedAt } = row;
  const offers = OFFER_KINDS.map((kind) => row[kind]);
  return [uri, tmdbId, title, year, addedOn, country, ...offers, checkedAt, ...row.abroad];
}

function headOf({ settings, now }: AppContext, { films, lists, all }: Asked): string {
  const head = JSON.stringify({
    exportedAt: new Date(now()).toISOString(),
    country: settings.country,
    sources: "Offers: JustWatch, by way of TMDB. List: its member's own, from Letterboxd.",
    ...(films !== null && { lists: lists.map(shownName), all }),
  });
  return `${head.slice(0, -1)},`;
}
