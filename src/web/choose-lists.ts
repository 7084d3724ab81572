// Which lists a browser shows: the chips above the films lead here. It changes nothing but the browser's cookie, so
// that it needs no password; but another site's page cannot press it (see access.ts).

import { Hono } from "hono";
import type { App } from "../context.ts";
import { addressOf, parseQuery, type Query } from "../list/query.ts";
import { keepChoice } from "./kept-choice.ts";
import { readForm } from "./read-form.ts";

export const chooseLists = new Hono<App>();

/** The pages that have chips. */
const PAGES: ReadonlySet<string> = new Set(["/", "/new", "/pick", "/worth"]);

/** `choice`: fields of a query, `list=1&list=2&all=1`. `to`: the address of the page that was left. */
chooseLists.post("/choose-lists", async (c) => {
  const form = await readForm(c);
  const { lists, all } = parseQuery(new URLSearchParams(textOf(form, "choice")));
  keepChoice(c, { lists, all });
  return c.redirect(backTo(textOf(form, "to"), { lists: lists?.length ? lists : null, all }), 303);
});

const LONGEST = 4000;

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" && value.length <= LONGEST ? value : "";
}

/** Only the page and its query are taken over from the address, so that it leads nowhere else. */
function backTo(address: string, choice: Pick<Query, "lists" | "all">): string {
  const [page = "", fields] = address.split("?");
  const query = parseQuery(new URLSearchParams(fields));
  return addressOf(query, choice, PAGES.has(page) ? page : "/");
}
