import { Hono } from "hono";
import { afterEach, beforeEach, expect, test } from "vitest";
import { takeExport } from "../../src/web/import.tsx";
import { PLACE_MS, takeUploadPlace } from "../../src/web/upload-places.ts";
import type { App } from "../../src/context.ts";
import { createTestContext, type TestContext } from "../context.ts";
import { TWO } from "../export/files.ts";
import { emptyDatabase } from "../refresh/list.ts";

let context: TestContext;

beforeEach(async () => {
  await emptyDatabase();
  context = createTestContext({ settings: { members: [] } });
});

// The places are the Worker's, which other tests use too.
afterEach(() => {
  const leave = takeUploadPlace(Number.MAX_SAFE_INTEGER);
  leave?.();
});

const HEAD = '--b\r\nContent-Disposition: form-data; name="file"; filename="watchlist.csv"\r\n\r\n';

/** An upload that has sent all but its end. */
function beginUpload() {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const send = (text: string) => writer.write(new TextEncoder().encode(text));
  const app = new Hono<App>();
  app.use(async (c, next) => {
    c.set("context", context);
    await next();
  });
  const answer = app.route("/", takeExport).request("/import", {
    method: "POST",
    body: readable,
    headers: { "Content-Type": "multipart/form-data; boundary=b" },
  });
  return {
    answer,
    finish: async () => {
      await send(`${HEAD}${TWO}\r\n--b--\r\n`);
      await writer.close();
      return await answer;
    },
  };
}

test("a fourth upload at a time is refused in words, and taken when a place is free", async () => {
  const first = [beginUpload(), beginUpload(), beginUpload()];
  const refused = await beginUpload().finish();
  expect(refused.status).toBe(429);
  expect(await refused.text()).toContain("Send this one again in a minute.");
  for (const upload of first) expect((await upload.finish()).status).toBe(200);
  expect((await beginUpload().finish()).status).toBe(200);
});

test("a place that nobody left is free again after a while", async () => {
  for (let i = 0; i < 3; i++) takeUploadPlace(context.now());
  expect((await beginUpload().finish()).status).toBe(429);
  context.pass(PLACE_MS);
  expect((await beginUpload().finish()).status).toBe(200);
});
