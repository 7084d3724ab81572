// The refresh button, for the page's form and for programs.

import { Hono, type Context } from "hono";
import { findGate } from "../d1/gate.ts";
import { isOurs } from "./same-site.ts";
import { mayChange } from "./access.ts";
import { showResting } from "./errors.tsx";
import { startRefresh, type Start } from "../refresh/start.ts";
import { wanted } from "./wanted.ts";
import type { App, AppContext } from "../context.ts";

/** Pages that show the progress of a refresh. */
const WITH_PROGRESS: ReadonlySet<string> = new Set(["/", "/new", "/refreshes"]);

export const pressRefresh = new Hono<App>();

pressRefresh.post("/refresh", async (c) => {
  const start = await press(c.var.context, {
    full: c.req.query("full") === "1",
    everyFilm: c.req.query("offers") === "1",
  });
  const wantsJson = wanted(c) === "json";
  if (start.started) return wantsJson ? c.json(start, 202) : c.redirect(wayBack(c), 303);
  if (start.reason === "running") {
    const message = "A refresh is under way.";
    return wantsJson ? c.json({ started: false, message }, 409) : c.redirect(wayBack(c), 303);
  }
  const minutes = Math.ceil(start.retryAfterSeconds / 60);
  const message = `You can refresh again in ${minutes} minute${minutes === 1 ? "" : "s"}.`;
  c.header("Retry-After", String(start.retryAfterSeconds));
  return wantsJson ? c.json({ started: false, message }, 429) : showResting(c, message);
});

/** Back to the view where the button was pressed: the films have it on top, other pages at their foot. */
function wayBack(c: Context<App>): string {
  const from = URL.parse(c.req.header("Referer") ?? "");
  const view =
    from !== null && isOurs(c, from) && WITH_PROGRESS.has(from.pathname)
      ? from.pathname + from.search
      : "/";
  return /^\/($|\?)/.test(view) ? view : `${view}#status`;
}

/**
 * Where anybody may press the button, a press asks for nothing whole, and respects the pause after a challenge.
 * `everyFilm`: for every film's offers, whatever their age.
 */
async function press(
  context: AppContext,
  whole: { full: boolean; everyFilm: boolean },
): Promise<Start> {
  if (mayChange(context.settings)) return startRefresh(context, "button", whole);
  const { closedUntil } = await findGate(context.db, context.now());
  const retryAfterSeconds = Math.ceil((closedUntil - context.now()) / 1000);
  if (retryAfterSeconds > 0) return { started: false, reason: "resting", retryAfterSeconds };
  return startRefresh(context, "button");
}
