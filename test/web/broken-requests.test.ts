import { describe, expect, it } from "vitest";
import { bodies } from "../../src/web/access.ts";
import { createApp } from "../../src/worker.ts";
import { Hono } from "hono";
import type { App } from "../../src/context.ts";
import { createTestContext } from "../context.ts";

const SITE = "https://watchwhere.test";
const HEADERS = { "Content-Type": "application/x-www-form-urlencoded" };

function openApp() {
  const context = createTestContext();
  return { app: createApp(() => ({ ok: true, context })), logged: context.logged };
}

/** A body that never ends, or breaks off. */
function bodyThat(then: (controller: ReadableStreamDefaultController) => void): ReadableStream {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode("form=1"));
      then(controller);
    },
  });
}

const CHANGING = openApp()
  .app.routes.filter(({ method, path }) => method === "POST" && path !== "/import")
  .map(({ path }) => path.replaceAll(/:\w+(\{.+?\}(?=\/|$))?/g, "1"));

describe("A body that breaks off", () => {
  it.each([...new Set(CHANGING)])("is no fault of ours: %s", async (path) => {
    const { app, logged } = openApp();
    const body = bodyThat((controller) => controller.error(new Error("Network connection lost.")));
    const answer = await app.request(SITE + path, { method: "POST", headers: HEADERS, body });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("Nothing was changed");
    expect(logged).toEqual([]);
  });
});

describe("A body that is sent in halves", () => {
  it("is given up", async () => {
    const app = new Hono<App>();
    app.use(bodies({ maxBytes: 100, idleMs: 10, totalMs: 1000 }));
    app.post("/", async (c) => c.text(await c.req.text()));
    const half = bodyThat(() => {});
    const answer = await app.request("/", { method: "POST", headers: HEADERS, body: half });
    expect(answer.status).toBe(408);
    expect(await answer.text()).toContain("too slowly");
    const whole = bodyThat((controller) => controller.close());
    const read = await app.request("/", { method: "POST", headers: HEADERS, body: whole });
    expect(await read.text()).toBe("form=1");
  });
});
