// The address by which we were asked, for what has to name a whole address: a feed, and the page that explains one.

import type { Context } from "hono";
import type { App } from "../context.ts";

/**
 * PUBLIC_URL or, where it is not set, the address by which we were asked: such as `https://films.example.org`, without a slash at the end. A proxy
 * before us says by which name and scheme it was asked. That is only ever told to whoever sent these headers.
 */
export function publicOrigin(c: Context<App>): string {
  const { publicUrl } = c.var.context.settings;
  if (publicUrl !== null) return publicUrl;
  const { protocol, host } = new URL(c.req.url);
  const forwarded = firstOf(c.req.header("X-Forwarded-Proto"));
  const scheme = forwarded === "https" || forwarded === "http" ? `${forwarded}:` : protocol;
  const name = firstOf(c.req.header("X-Forwarded-Host")) || (c.req.header("Host") ?? host);
  const address = URL.parse(`${scheme}//${name}`);
  return address === null ? `${protocol}//${host}` : address.origin;
}

/** Of a list, to which each proxy adds its own. */
function firstOf(header: string | undefined): string {
  return header?.split(",")[0]?.trim().toLowerCase() ?? "";
}
