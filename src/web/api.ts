// What other programs may ask: the films, how things stand, and whether we are alive. Asks nobody outside.

import { sql } from "drizzle-orm";
import { Hono } from "hono";
import { countListed, listFilmsAsJson } from "../d1/film-list.ts";
import { findUpdatedAt } from "../d1/refreshes.ts";
import { findStatus } from "../refresh/status.ts";
import type { App } from "../context.ts";

export const api = new Hono<App>();

api.get("/healthz", async (c) => {
  try {
    await c.var.context.db.run(sql`select 1 from refreshes limit 1`);
    return c.json({ status: "ok" });
  } catch {
    return c.json({ status: "no database" }, 503);
  }
});

api.get("/api/status", async (c) => c.json(await findStatus(c.var.context)));

api.get("/api/films", async (c) => {
  const { db, settings } = c.var.context;
  const [total, updatedAt] = await Promise.all([countListed(db, settings), findUpdatedAt(db)]);
  const head = JSON.stringify({
    updatedAt: updatedAt === null ? null : new Date(updatedAt * 1000).toISOString(),
    country: settings.country,
    total,
  });
  const parts: string[] = [];
  for await (const film of listFilmsAsJson(db, settings)) parts.push(film);
  const body = `${head.slice(0, -1)},"films":[${parts.join(",\n")}]}`;
  return c.body(body, 200, { "Content-Type": "application/json" });
});
