// JSON for programs, which ask again and again: with a tag, so that an answer that has not changed is not sent again.

import type { Context } from "hono";
import { fingerprint } from "./fingerprint.ts";

export async function answerJson(c: Context, value: unknown): Promise<Response> {
  const body = JSON.stringify(value);
  const tag = `W/"${await fingerprint(body)}"`;
  c.header("ETag", tag);
  if (c.req.header("If-None-Match") === tag) return c.body(null, 304);
  return c.body(body, 200, { "Content-Type": "application/json" });
}
