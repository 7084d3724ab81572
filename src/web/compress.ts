// Compresses text at home, where there is no Cloudflare edge to do it.

import type { MiddlewareHandler } from "hono";
import type { App } from "../context.ts";

const IS_TEXT = /^(text\/|application\/(json|manifest\+json|feed\+json|atom\+xml)|image\/svg\+xml)/;

/** Setting the header is enough: workerd then compresses the body. */
export const compress: MiddlewareHandler<App> = async (c, next) => {
  await next();
  if (!c.var.context.settings.atHome || c.res.body === null) return;
  if (!IS_TEXT.test(c.res.headers.get("Content-Type") ?? "")) return;
  c.header("Vary", "Accept-Encoding", { append: true });
  if (/\bgzip\b(?!\s*;\s*q=0(?!\.0*[1-9]))/.test(c.req.header("Accept-Encoding") ?? "")) {
    c.header("Content-Encoding", "gzip");
  }
};
