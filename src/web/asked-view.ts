// A view, as a program's address asks for it: with the page's own query, and told what is wrong with it.

import type { Context } from "hono";
import type { App } from "../context.ts";
import { parseQuery, queryProblem, type Query } from "../list/query.ts";
import { viewOf, type View } from "../list/view.ts";
import { seconds } from "../time.ts";
import { readAskedLists, type PageData } from "./read-page.ts";

export interface AskedView {
  query: Query;
  country: string;
  page: PageData;
  view: View;
}

/** `change` says what this address means by a query. A response, with status 400, says what is wrong. */
export async function readAskedView(
  c: Context<App>,
  change: (query: Query) => Query = (query) => query,
): Promise<AskedView | Response> {
  const { context } = c.var;
  const fields = new URL(c.req.url).searchParams;
  const problem = queryProblem(fields);
  if (problem !== null) return c.json({ message: problem }, 400);
  const query = change(parseQuery(fields));
  const page = await readAskedLists(context, query);
  if (typeof page === "string") return c.json({ message: page }, 400);
  const { snapshot, layout } = page;
  const view = viewOf(snapshot, layout.choice, query, seconds(context.now()));
  return { query, country: page.here.country, page, view };
}
