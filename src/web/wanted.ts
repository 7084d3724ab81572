// The kind of answer that a client wants. JSON at addresses that end in `.json` or begin with /api/; otherwise Accept
// decides, and HTML wins because browsers name it first.

import type { Context } from "hono";

/** `any`: the client does not say, like curl by default. */
export function wanted(c: Context): "html" | "json" | "any" {
  const { path } = c.req;
  if (path.startsWith("/api/") || path.endsWith(".json")) return "json";
  const accept = c.req.header("Accept") ?? "";
  if (accept.includes("text/html")) return "html";
  return accept.includes("application/json") ? "json" : "any";
}
