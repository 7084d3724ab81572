// What a feed's address asks for: `list=`, several times if need be, `all=1` for all services, and `country=`.

import type { Context } from "hono";
import type { App } from "../context.ts";
import { filmPartsOf, readLists } from "../d1/snapshot.ts";
import { parseQuery, queryProblem } from "../list/query.ts";
import { countryProblem } from "./read-page.ts";

export interface FeedAddress {
  /** null: all watchlists. */
  lists: readonly number[] | null;
  /** All services, instead of mine. On a page, `all=1` means something else: what all of the lists have. */
  all: boolean;
  country: string;
  /** The fields as an address has them, without a token; empty: there are none. */
  text: string;
}

/** A text says what is wrong with the address. */
export async function readAddress(c: Context<App>): Promise<FeedAddress | string> {
  const { db, settings } = c.var.context;
  const given = new URL(c.req.url).searchParams;
  const fields = new URLSearchParams(
    [...given].filter(([name]) => name === "list" || name === "all" || name === "country"),
  );
  const problem = queryProblem(fields);
  if (problem !== null) return problem;
  const { lists, all, country } = parseQuery(fields);
  const wrongCountry = countryProblem(settings, country);
  if (wrongCountry !== null) return wrongCountry;
  if (lists !== null && lists.length > 0) {
    const known = readLists(await filmPartsOf(db, settings));
    const unknown = lists.find((id) => !known.some((list) => list.id === id));
    if (unknown !== undefined) {
      return `list=${unknown} isn’t a list that’s shown here. /api/lists has their numbers; a member’s file goes by the number of their watchlist.`;
    }
  }
  const chosen = lists === null || lists.length === 0 ? null : lists;
  const asked = new URLSearchParams((chosen ?? []).map((id) => ["list", `${id}`]));
  if (all) asked.set("all", "1");
  if (country !== null) asked.set("country", country);
  const text = asked.toString();
  return { lists: chosen, all, country: country ?? settings.country, text };
}
