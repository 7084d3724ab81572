// The description of every address for programs. It is made when the app is built: see src/openapi/.

import { Hono } from "hono";
import type { App } from "../context.ts";
import { answerJson } from "./answer-tagged.ts";

export const openapi = new Hono<App>();

openapi.get("/openapi.json", async (c) => {
  // Read only when it is asked for.
  const { default: document } = await import("./openapi.json");
  return answerJson(c, document);
});
