// A request's body → its fields, whether it was sent as a form or as JSON. A body that is neither is the sender's
// mistake, and gets an answer.

import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { readForm } from "./read-form.ts";

/** Only fields with text or a number; others are passed over. Throws a response with status 415 if there is no body. */
export async function readFields(c: Context): Promise<Map<string, string>> {
  const isJson = /^application\/json\b/i.test(c.req.header("Content-Type") ?? "");
  const entries = isJson ? Object.entries(await readObject(c)) : [...(await readForm(c))];
  const fields = new Map<string, string>();
  for (const [name, value] of entries as [string, unknown][]) {
    if (typeof value === "string" || typeof value === "number") fields.set(name, String(value));
  }
  return fields;
}

async function readObject(c: Context): Promise<object> {
  const body: unknown = await c.req.json().catch(() => null);
  if (typeof body === "object" && body !== null) return body;
  const message = "This isn’t a JSON object. Nothing was changed.";
  throw new HTTPException(415, { res: c.json({ message }, 415) });
}
