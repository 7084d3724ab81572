// "Not tonight": keeps a film out of this browser's picks until the evening is over. Changes nothing but the browser's
// cookie, so that it needs no password.

import { Hono } from "hono";
import type { App } from "../context.ts";
import { forgetNotTonight, keepNotTonight } from "./kept-choice.ts";
import { readForm } from "./read-form.ts";
import { pageAddress } from "./way-back.ts";
import { wholeNumber } from "./whole-number.ts";

export const notTonight = new Hono<App>();

/** `film`: its id, or nothing to let all of them be picked again. `to`: the pick to go back to. */
notTonight.post("/not-tonight", async (c) => {
  const form = await readForm(c);
  const film = wholeNumber(form.get("film"));
  if (film === null) forgetNotTonight(c);
  else keepNotTonight(c, film);
  return c.redirect(pageAddress(form.get("to")) ?? "/pick", 303);
});
