// What a client wants, decided in one place: a program's address ends in `.json` or stands under /api/; anybody else
// says it with Accept, where HTML wins, for that is what browsers name first.

import type { Context } from "hono";

/** `any`: it does not say, as curl by itself. */
export function wanted(c: Context): "html" | "json" | "any" {
  const { path } = c.req;
  if (path.startsWith("/api/") || path.endsWith(".json")) return "json";
  const accept = c.req.header("Accept") ?? "";
  if (accept.includes("text/html")) return "html";
  return accept.includes("application/json") ? "json" : "any";
}
