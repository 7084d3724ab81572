// What a browser keeps of its reader's choices, in one cookie. Its value has the form of an address's query, so that a
// further choice is a further field. It is read for pages only: programs, feeds and files go by their address. It is
// written when something on a page is pressed, never by opening a link.

import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { ListChoice } from "../list/chosen-lists.ts";
import { choiceText, parseQuery, type Query } from "../list/query.ts";

const NAME = "watchwhere";
const LONGEST = 1000;
/** Browsers keep no cookie for longer. */
const KEPT_SECONDS = 400 * 86_400;

const ATTRIBUTES = { path: "/", sameSite: "Lax", httpOnly: true } as const;

/** Whatever makes no sense is passed over. `lists` is null where no list was chosen. */
function readKeptChoice(c: Context): ListChoice {
  const text = getCookie(c, NAME) ?? "";
  const { lists, all } = parseQuery(new URLSearchParams(text.length > LONGEST ? "" : text));
  return lists === null || lists.length === 0 ? { lists: null, all: false } : { lists, all };
}

export function keepChoice(c: Context, { lists, all }: ListChoice): void {
  if (lists === null || lists.length === 0) return void deleteCookie(c, NAME, ATTRIBUTES);
  setCookie(c, NAME, choiceText({ lists, all }), { ...ATTRIBUTES, maxAge: KEPT_SECONDS });
}

/** The query of a page's address, with the lists that the browser keeps if the address says nothing of lists. */
export function askedQuery(c: Context): Query {
  const query = parseQuery(new URL(c.req.url).searchParams);
  return query.lists !== null || query.all ? query : { ...query, ...readKeptChoice(c) };
}
