// Which country a browser shows: the switch above the films leads here. Like the choice of lists it changes nothing but
// the browser's cookie, so that it needs no password; but another site's page cannot press it (see access.ts).

import { Hono } from "hono";
import type { App } from "../context.ts";
import { addressOf, parseQuery } from "../list/query.ts";
import { countriesOf } from "../settings/countries.ts";
import { keepCountry } from "./kept-choice.ts";
import { readForm } from "./read-form.ts";

export const chooseCountry = new Hono<App>();

/** The pages that have the switch. */
const PAGES: ReadonlySet<string> = new Set(["/", "/new", "/pick", "/worth"]);

const LONGEST = 4000;

/** `country`: two letters. `to`: the address of the page that was left. */
chooseCountry.post("/choose-country", async (c) => {
  const { settings } = c.var.context;
  const form = await readForm(c);
  const wanted = textOf(form, "country");
  const country = countriesOf(settings).find((code) => code === wanted.toUpperCase());
  if (country === undefined) {
    const expected = countriesOf(settings).join(" or ");
    return c.text(`country: ${expected} is expected. Nothing was changed.\n`, 400);
  }
  const kept = country === settings.country ? null : country;
  keepCountry(c, kept);
  const [page = "", fields] = textOf(form, "to").split("?");
  const query = parseQuery(new URLSearchParams(fields));
  return c.redirect(addressOf(query, { country: kept }, PAGES.has(page) ? page : "/"), 303);
});

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" && value.length <= LONGEST ? value : "";
}
