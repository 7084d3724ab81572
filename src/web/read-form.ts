// A request's body → the fields of a form. What is no form is an answer to whoever sent it, and no fault of ours.

import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";

/** Throws the answer where the body is no form, or a broken one. */
export async function readForm(c: Context): Promise<FormData> {
  try {
    return await c.req.formData();
  } catch {
    throw new HTTPException(415, {
      res: c.text("This was not sent as a form. Nothing was changed.", 415),
    });
  }
}
