// From a film's own page to the film before or after it. Which one that is, only the view knows that the reader came
// from, whose query stands in the address. So it is worked out when the link is pressed, and a film's page itself reads
// no snapshot. After the last film comes the first.

import { Hono } from "hono";
import { filmAddress } from "../../templates/parts/card.ts";
import type { App } from "../context.ts";
import { batch } from "../d1/batch.ts";
import { titlesOf } from "../d1/film-titles.ts";
import { addressOf, parseQuery } from "../list/query.ts";
import { viewOf } from "../list/view.ts";
import { seconds } from "../time.ts";
import { readView } from "./read-page.ts";

export const nextFilm = new Hono<App>();

nextFilm.get("/film/:id{[0-9]{1,15}}/:turn{next|previous}", async (c) => {
  const { db, now } = c.var.context;
  const { layout, snapshot, query } = await readView(c);
  const { films } = viewOf(snapshot, layout.choice, query, seconds(now()));
  const at = films.findIndex(({ id }) => id === Number(c.req.param("id")));
  const by = c.req.param("turn") === "next" ? 1 : -1;
  // A film that the view has not: its first one, in either direction.
  const next = films.at(at < 0 ? 0 : (at + by) % films.length);
  const [rows] = await batch(db, [titlesOf(db, next ? [next.id] : [])]);
  const asked = parseQuery(new URL(c.req.url).searchParams);
  return c.redirect(addressOf(asked, {}, rows[0] ? filmAddress(rows[0]) : "/"));
});
