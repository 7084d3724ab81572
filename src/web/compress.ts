// At home nobody stands before the Worker who would compress what it answers, as Cloudflare's edge does.

import type { MiddlewareHandler } from "hono";
import type { App } from "../context.ts";

const IS_TEXT = /^(text\/|application\/(json|manifest\+json)|image\/svg\+xml)/;

/** workerd compresses what says that it is. */
export const compress: MiddlewareHandler<App> = async (c, next) => {
  await next();
  if (!c.var.context.settings.atHome || c.res.body === null) return;
  if (!IS_TEXT.test(c.res.headers.get("Content-Type") ?? "")) return;
  c.header("Vary", "Accept-Encoding", { append: true });
  if (/\bgzip\b(?!\s*;\s*q=0(?!\.0*[1-9]))/.test(c.req.header("Accept-Encoding") ?? "")) {
    c.header("Content-Encoding", "gzip");
  }
};
