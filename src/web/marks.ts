// The buttons by which a film is marked as seen or hidden, and the mark is taken away again.

import { Hono } from "hono";
import type { App } from "../context.ts";
import { setMark } from "../d1/marks.ts";
import { MARKS } from "../film.ts";
import { seconds } from "../time.ts";
import { readForm } from "./read-form.ts";
import { pageAddress } from "./way-back.ts";
import { wanted } from "./wanted.ts";
import { wholeNumber } from "./whole-number.ts";

export const marks = new Hono<App>();

/** `mark`: seen or hidden. `on`: 1, or 0 to take it away. `to`: the page to go back to. */
marks.post("/mark/:film", async (c) => {
  const { db, settings, now } = c.var.context;
  const form = await readForm(c);
  const mark = MARKS.find((one) => one === form.get("mark"));
  const filmId = wholeNumber(c.req.param("film"));
  if (mark === undefined) return c.text("mark: seen or hidden is expected.\n", 400);
  const on = form.get("on") !== "0";
  const isFilm =
    filmId !== null && (await setMark(db, settings, { filmId, mark, on, now: seconds(now()) }));
  if (!isFilm) return c.text("There is no such film. Nothing was changed.\n", 404);
  if (wanted(c) === "json") return c.json({ film: filmId, mark, on });
  return c.redirect(pageAddress(form.get("to")) ?? `/film/${filmId}`, 303);
});
