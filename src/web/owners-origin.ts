// Where the owner reaches this app: the origin of the last form that was accepted from them. Links in messages begin with
// it, unless PUBLIC_URL is set. No stranger can put an address there: what another site's page sends is refused before,
// and without a password on Cloudflare nobody is the owner.

import type { MiddlewareHandler } from "hono";
import { saveValue } from "../d1/kv.ts";
import type { App } from "../context.ts";
import { mayChange, ONLY_A_COOKIE } from "./access.ts";

/** The import has no statement to spare. */
const HAS_NO_STATEMENT_LEFT = /^\/import\b/;

const LONGEST = 200;

export const noteOwnersOrigin: MiddlewareHandler<App> = async (c, next) => {
  await next();
  const { method, path } = c.req;
  const { db, settings } = c.var.context;
  if (method !== "POST" || c.res.status >= 400) return;
  // Anybody may send what changes only their own cookie: that is no proof of being the owner.
  if (ONLY_A_COOKIE.has(path) || HAS_NO_STATEMENT_LEFT.test(path)) return;
  if (settings.publicUrl !== null || !mayChange(settings)) return;
  const origin = originIn(c.req.header("Origin"));
  if (origin !== null) await saveValue(db, "owners-origin", { origin });
};

/** Browsers name it with each form; null: this was a program, or the browser hides it. */
function originIn(header: string | undefined): string | null {
  const url = URL.parse(header ?? "");
  if (url === null || !/^https?:$/.test(url.protocol) || url.origin.length > LONGEST) return null;
  return url.origin;
}
