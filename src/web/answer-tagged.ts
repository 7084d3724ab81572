// Answers with a tag, so that one that has not changed is not sent again to whoever asks again and again.

import type { Context } from "hono";
import { fingerprint } from "./fingerprint.ts";

export type Status = 200 | 400 | 401 | 403 | 404 | 429 | 500 | 503;

export async function answerTagged(
  c: Context,
  text: string,
  contentType: string,
  status: Status = 200,
): Promise<Response> {
  // Made once, for the tag and for the body.
  const body = new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
  const tag = `W/"${await fingerprint(body)}"`;
  c.header("ETag", tag);
  if (status === 200 && c.req.header("If-None-Match") === tag) return c.body(null, 304);
  return c.body(body, status, { "Content-Type": contentType });
}

export async function answerJson(c: Context, value: unknown): Promise<Response> {
  return answerTagged(c, JSON.stringify(value), "application/json");
}
