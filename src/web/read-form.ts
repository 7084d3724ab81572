// A request's body → the fields of a form. A body that is not a form is the sender's mistake, and gets an answer.

import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";

/** Throws a response with status 415 if the body is not a form, or a broken one. */
export async function readForm(c: Context): Promise<FormData> {
  try {
    return await c.req.formData();
  } catch {
    throw new HTTPException(415, {
      res: c.text("This wasn’t sent as a form. Nothing was changed.", 415),
    });
  }
}
