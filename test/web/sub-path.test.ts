import { describe, expect, it } from "vitest";
import { createApp } from "../../src/worker.ts";
import { createTestContext } from "../context.ts";

const { logged, ...context } = createTestContext();
const app = createApp(() => ({ ok: true, context }));

const ask = (path: string, prefix: string, accept = "text/html") =>
  app.request(path, { headers: { "X-Forwarded-Prefix": prefix, Accept: accept } });

describe("Behind a proxy that has taken a path off", () => {
  it("every page says that it does not work there, and the log says it once", async () => {
    for (const path of ["/", "/new", "/film/heat-1995"]) {
      const answer = await ask(path, "/films<b>");
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain("serves this app under /films&lt;b&gt;");
    }
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain('"event":"sub-path","prefix":"/films<b>"');
  });

  it("a program is answered as ever", async () => {
    expect((await ask("/api/status", "/films", "application/json")).status).toBe(200);
    expect((await ask("/healthz", "/films", "*/*")).status).toBe(200);
  });

  it("the root is no such path", async () => {
    expect((await ask("/", "/")).status).toBe(200);
    expect((await ask("/", "")).status).toBe(200);
  });
});
