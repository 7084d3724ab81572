// The refresh button, for a person's form and for a program alike.

import { Hono } from "hono";
import { startRefresh } from "./start-refresh.ts";
import type { App } from "./world.ts";

export const pressRefresh = new Hono<App>();

pressRefresh.post("/refresh", async (c) => {
  const start = await startRefresh(c.var.world, "button", { full: c.req.query("full") === "1" });
  const wantsJson = (c.req.header("Accept") ?? "").includes("application/json");
  if (start.started) return wantsJson ? c.json(start, 202) : c.redirect("/", 303);
  if (start.reason === "running") {
    const message = "A refresh is under way.";
    return wantsJson ? c.json({ started: false, message }, 409) : c.redirect("/", 303);
  }
  const minutes = Math.ceil(start.retryAfterSeconds / 60);
  const message = `The last refresh was just now. The button rests for ${minutes} more minute${minutes === 1 ? "" : "s"}.`;
  c.header("Retry-After", String(start.retryAfterSeconds));
  return wantsJson ? c.json({ started: false, message }, 429) : c.text(message, 429);
});
