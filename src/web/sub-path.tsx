// Under a path of a proxy's, https://example.com/films/, the app does not work: its links, forms and scripts begin at
// the root. Many proxies say that they have taken a path off, and then so do we, to the log and to whoever looks.

import type { MiddlewareHandler } from "hono";
import type { App } from "../context.ts";
import { answer } from "./layout-data.ts";
import { assetAddresses } from "./assets.ts";
import { BarePage } from "../../templates/pages/message.tsx";
import { wanted } from "./wanted.ts";

let isLogged = false;

export const subPath: MiddlewareHandler<App> = async (c, next) => {
  const prefix = c.req.header("X-Forwarded-Prefix")?.trim().slice(0, 100) ?? "";
  if (/^\/*$/.test(prefix)) return next();
  if (!isLogged) {
    isLogged = true;
    const note =
      "A proxy serves this app under a path, where its links, forms and scripts don’t work. " +
      "Give it a name of its own, such as films.example.com.";
    c.var.context.log("sub-path", { prefix, note });
  }
  // What a program asks for has no links.
  if (wanted(c) !== "html") return next();
  const page = (
    <BarePage title="Not under a path" assets={await assetAddresses()}>
      <p class="lead">
        The proxy says that it serves this app under {prefix} (X-Forwarded-Prefix). Its links, forms
        and scripts don’t work there: make the proxy serve it at the root of a name of its own, such
        as https://films.example.com/
      </p>
    </BarePage>
  );
  return answer(c, page, 404);
};
