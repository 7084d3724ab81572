// The API for other programs: the films, the lists, the status, and a health check. Asks nobody outside.

import { Hono, type Context } from "hono";
import { countListed, filmsAsJson, listFilmsAsJson } from "../d1/film-list.ts";
import { findListSummaries } from "../d1/list-summaries.ts";
import { findUpdatedAt } from "../d1/refreshes.ts";
import { checkSchema } from "../d1/schema-check.ts";
import { secondsWithoutTick } from "../refresh/last-tick.ts";
import { findStatus } from "../refresh/status.ts";
import type { App } from "../context.ts";
import { hasQuery, parseQuery, queryProblem } from "../list/query.ts";
import { viewOf } from "../list/view.ts";
import { iso, seconds } from "../time.ts";
import { readAskedLists } from "./read-page.ts";

export const api = new Hono<App>();

api.get("/healthz", async (c) => {
  const { context } = c.var;
  c.header("Cache-Control", "no-store");
  try {
    await checkSchema(context.db);
  } catch (error) {
    context.log("no-database", { detail: causeOf(error) });
    const message =
      "The database doesn’t answer, or it’s missing a table or column: the log says which.";
    return c.json({ status: "no database", message }, 503);
  }
  const late = secondsWithoutTick(context);
  if (late === null) return c.json({ status: "ok" });
  const message = `The last tick came ${late} seconds ago, so nothing is being refreshed. Restart the app.`;
  return c.json({ status: "no ticks", message }, 503);
});

api.get("/api/status", async (c) => c.json(await findStatus(c.var.context)));

/** Every list that is shown or marked; a member's watchlist and their file are two. */
api.get("/api/lists", async (c) => {
  const { db, settings } = c.var.context;
  return c.json(await findListSummaries(db, settings));
});

/** Without any filter or order in the address it returns all films, including those that have left the watchlists. */
api.get("/api/films", async (c) => {
  const { context } = c.var;
  const { db, settings } = context;
  const fields = new URL(c.req.url).searchParams;
  if (!hasQuery(fields)) {
    const total = await countListed(db, settings);
    return answerFilms(c, settings.country, total, listFilmsAsJson(db, settings));
  }
  const problem = queryProblem(fields);
  if (problem !== null) return c.json({ message: problem }, 400);
  const query = parseQuery(fields);
  const asked = await readAskedLists(context, query);
  if (typeof asked === "string") return c.json({ message: asked }, 400);
  const { layout, snapshot, people, here } = asked;
  const { films } = viewOf(snapshot, layout.choice, query, seconds(context.now()));
  const ids = films.map(({ id }) => id);
  return answerFilms(c, here.country, ids.length, filmsAsJson(db, settings, ids, people));
});

/** SQLite's own words, without the statement that drizzle puts before them. */
function causeOf(error: unknown): string {
  return String(error instanceof Error && error.cause ? error.cause : error);
}

/**
 * SQLite builds each film's JSON, so that a list of any length costs the Worker little. `country`: the one that the view
 * is of. `offers` and `link` of a film stay those at home, so that with several countries the answer names that one too.
 */
async function answerFilms(
  c: Context<App>,
  country: string,
  total: number,
  films: AsyncIterable<string>,
): Promise<Response> {
  const { db, settings } = c.var.context;
  const updatedAt = await findUpdatedAt(db);
  const head = JSON.stringify({
    updatedAt: updatedAt === null ? null : iso(updatedAt),
    country,
    ...(settings.abroad.length > 0 && { home: settings.country }),
    total,
  });
  const parts: string[] = [];
  for await (const film of films) parts.push(film);
  const body = `${head.slice(0, -1)},"films":[${parts.join(",\n")}]}`;
  return c.body(body, 200, { "Content-Type": "application/json" });
}
