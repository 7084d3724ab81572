// Says to whoever sent something why nothing was changed: on the page that the form stands on, as JSON, or as a line.

import type { Context } from "hono";
import type { HtmlEscapedString } from "hono/utils/html";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { App } from "../context.ts";
import { wanted } from "./wanted.ts";

interface Refusal {
  status: ContentfulStatusCode;
  message: string;
}

/** `page` makes the page that says it. It is called only for a browser. */
export async function answerRefusal(
  c: Context<App>,
  { status, message }: Refusal,
  page: () => Promise<HtmlEscapedString | Promise<HtmlEscapedString>>,
): Promise<Response> {
  switch (wanted(c)) {
    case "html":
      return c.html(await page(), status);
    case "json":
      return c.json({ message }, status);
    case "any":
      return c.text(`${message}\n`, status);
  }
}
