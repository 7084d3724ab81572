import { sql } from "drizzle-orm";
import { strToU8, zipSync } from "fflate";
import { Hono } from "hono";
import { beforeEach, describe, expect, test } from "vitest";
import { listed } from "../../src/d1/listed.ts";
import {
  films,
  imports,
  listFilms,
  lists,
  lookups,
  refreshes,
  snapshot,
} from "../../src/d1/schema.ts";
import { takeExport } from "../../src/web/import.tsx";
import type { App } from "../../src/context.ts";
import { createTestContext } from "../context.ts";
import { HEADER, TWENTY, TWO } from "../export/files.ts";

const HTML = { Accept: "text/html,application/xhtml+xml" };
const JSON_ONLY = { Accept: "application/json" };

let context = createTestContext();

beforeEach(async () => {
  context = createTestContext({
    settings: { members: [], atHome: false, adminPassword: "correct horse" },
  });
  const { db } = context;
  const tables = [films, lists, listFilms, imports, refreshes, lookups, snapshot];
  for (const table of tables) await db.delete(table);
});

function ask(path: string, init: RequestInit = {}) {
  const app = new Hono<App>();
  app.use(async (c, next) => {
    c.set("context", context);
    await next();
  });
  return app.route("/", takeExport).request(path, init);
}

interface Bringing {
  name?: string;
  headers?: HeadersInit;
  fields?: Record<string, string>;
}

function bring(
  content: string | Uint8Array<ArrayBuffer>,
  { name = "watchlist.csv", headers = {}, fields = {} }: Bringing = {},
) {
  const body = new FormData();
  body.set("file", new File([content], name));
  for (const [field, value] of Object.entries(fields)) body.set(field, value);
  return ask("/import", { method: "POST", body, headers });
}

function undo(id: number, headers = {}) {
  const body = new URLSearchParams({ import: String(id) });
  return ask("/import/undo", { method: "POST", body, headers });
}

function countListed() {
  return context.db.$count(films, listed(context.settings));
}

/** The number of listed films, as views see it. */
async function countShown(): Promise<number | undefined> {
  const [row] = await context.db.all<{ n: number }>(
    sql`select json_array_length(body) as n from snapshot where name like 'watchlist %'`,
  );
  return row?.n;
}

describe("a file that is brought", () => {
  test("is on the page at once, and its films are being looked up", async () => {
    const answer = await bring(TWO);
    expect(answer.status).toBe(200);
    expect(await countShown()).toBe(2);
    expect(await context.db.select().from(refreshes)).toMatchObject([
      { trigger: "import", state: "looking-up", filmsTotal: 2 },
    ]);
    expect(context.sent.map(({ queue }) => queue)).toEqual(["lookups"]);
  });

  test("is answered with a page for a browser", async () => {
    const answer = await bring(zipSync({ "watchlist.csv": strToU8(TWO) }), {
      name: "letterboxd-ada.zip",
      headers: HTML,
    });
    const html = await answer.text();
    expect(html).toContain("2 films imported");
    expect(html).toContain("Heat 2");
    expect(html).toContain("Undo it");
  });

  test("is answered with JSON where that is asked for, with counts and row errors", async () => {
    const text = `${TWO}2020-01-01,Bad,soon,\n${TWENTY}`;
    const answer = await bring(text, { headers: JSON_ONLY });
    expect(await answer.json()).toMatchObject({
      fileName: "watchlist.csv",
      films: 22,
      removed: [],
      rowErrors: [{ line: 4, message: '"soon" is not a year.', imported: false }],
      rowErrorsNotShown: 0,
    });
  });

  test("is answered with a few lines of text otherwise", async () => {
    const answer = await bring(`${TWO}2020-01-01,Bad,soon,\n${TWENTY}`);
    expect(answer.headers.get("Content-Type")).toContain("text/plain");
    expect(await answer.text()).toBe(
      "22 films from watchlist.csv: 22 new on the list, 0 gone from it.\n" +
        'Line 4: "soon" is not a year.\nThey are being looked up now.\n',
    );
  });

  test("that looks like films seen is taken only when the owner says so", async () => {
    const asked = await bring(TWO, { name: "watched.csv", headers: HTML });
    expect(asked.status).toBe(409);
    expect(await asked.text()).toContain('name="confirm" value="watched"');
    expect(await countListed()).toBe(0);

    const asJson = await bring(TWO, { name: "watched.csv", headers: JSON_ONLY });
    expect(asJson.status).toBe(409);
    expect(await asJson.json()).toMatchObject({ error: "looks-watched" });

    const said = await bring(TWO, { name: "watched.csv", fields: { confirm: "watched" } });
    expect(said.status).toBe(200);
    expect(await countListed()).toBe(2);
  });

  test("of which much cannot be read changes nothing until the owner wants the rest", async () => {
    await bring(TWO);
    const half = `${HEADER}\n2020-01-01,Other,1999,\n2020-01-01,Bad,soon,\n`;
    const asked = await bring(half, { headers: HTML });
    expect(asked.status).toBe(409);
    const html = await asked.text();
    expect(html).toContain("1 of 2 rows could not be read");
    expect(html).toContain('name="anyway" value="1"');
    expect(html).not.toContain('name="confirm"');
    expect(await countListed()).toBe(2);

    const asJson = await bring(half, { headers: JSON_ONLY });
    expect(asJson.status).toBe(409);
    expect(await asJson.json()).toMatchObject({
      error: "too-many-unreadable",
      rows: 2,
      unreadable: 1,
      rowErrors: [{ line: 3 }],
    });
    expect(await (await bring(half)).text()).toContain("-F anyway=1");
    expect(await countListed()).toBe(2);

    const said = await bring(half, { fields: { anyway: "1" } });
    expect(said.status).toBe(200);
    expect(await countListed()).toBe(1);
  });

  test("that was confirmed, but of which much cannot be read, asks for both again", async () => {
    const half = `${HEADER}\n2020-01-01,Other,1999,\n2020-01-01,Bad,soon,\n`;
    const asked = await bring(half, {
      name: "watched.csv",
      headers: HTML,
      fields: { confirm: "watched" },
    });
    const html = await asked.text();
    expect(html).toContain('name="anyway" value="1"');
    expect(html).toContain('name="confirm" value="watched"');
  });

  test("with more films than Cloudflare's rows of a day bear is taken at home", async () => {
    const rows = Array.from(
      { length: 5001 },
      (_, i) => `2020-01-01,Film ${i},,https://boxd.it/${i}`,
    );
    const many = `${HEADER}\n${rows.join("\n")}\n`;
    const answer = await bring(many, { headers: JSON_ONLY });
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ error: "too-many-films" });
    context = createTestContext({ settings: { members: [], atHome: true } });
    expect((await bring(many)).status).toBe(200);
  });
});

describe("what cannot be taken changes nothing, and the answer says what was expected", () => {
  test.each([
    ["a picture", new Uint8Array([0x89, 80, 78, 71, 0, 0]), 415],
    ["30 MB of zeros", new Uint8Array(30_000_000), 413],
    ["an empty file", "", 422],
    ["another CSV", "a,b\n1,2\n", 422],
  ])("%s", async (_, content, status) => {
    await bring(TWO);
    const answer = await bring(content);
    expect(answer.status).toBe(status);
    expect(await answer.text()).toContain("Settings → Data");
    expect(await countListed()).toBe(2);
  });

  test("a form without a file", async () => {
    const body = new FormData();
    body.set("file", new File([], ""));
    const answer = await ask("/import", { method: "POST", body, headers: JSON_ONLY });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: "no-file" });
  });

  test.each([
    ["nothing", {}],
    ["a bare CSV", { body: TWO, headers: { "Content-Type": "text/csv" } }],
    [
      "a broken form",
      { body: "x", headers: { "Content-Type": "multipart/form-data; boundary=y" } },
    ],
  ])("%s instead of a form", async (_, init) => {
    const answer = await ask("/import", { method: "POST", ...init });
    expect(answer.status).toBe(415);
  });

  test("a body without an end is read for a while and then left", async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1_000_000;
        controller.enqueue(new Uint8Array(1_000_000));
      },
    });
    const headers = { "Content-Type": "multipart/form-data; boundary=x" };
    const answer = await ask("/import", { method: "POST", body: endless, headers });
    expect(answer.status).toBe(413);
    expect(sent).toBeGreaterThan(32_000_000);
    expect(sent).toBeLessThan(40_000_000);
  });

  test("names from a file stand in the page as text", async () => {
    const answer = await bring("a,b\n", { name: "<script>alert(1)</script>.csv", headers: HTML });
    expect(await answer.text()).not.toContain("<script>alert");
    const taken = await bring(`${HEADER}\n2020-01-01,<b>Bold</b>,1999,\n`, { headers: HTML });
    expect(await taken.text()).toContain("&lt;b&gt;Bold&lt;/b&gt;");
  });
});

describe("the last import", () => {
  test("is undone by a button, and the page says so", async () => {
    await bring(TWO);
    await bring(`${HEADER}\n2020-01-01,Other,1999,https://boxd.it/oooo\n`);
    expect(await countListed()).toBe(1);
    const [, last] = await context.db.select().from(imports);
    const answer = await undo(last?.id ?? 0, HTML);
    expect([answer.status, answer.headers.get("Location")]).toEqual([303, "/import"]);
    expect(await countListed()).toBe(2);
    expect(await countShown()).toBe(2);
    expect(await (await ask("/import")).text()).toContain("It was undone");
  });

  test("is undone once", async () => {
    await bring(TWO);
    const [last] = await context.db.select().from(imports);
    expect((await undo(last?.id ?? 0)).status).toBe(200);
    expect((await undo(last?.id ?? 0)).status).toBe(409);
    expect((await undo(12345)).status).toBe(409);
  });
});

test("the page says where the export is found, and leads there", async () => {
  const html = await (await ask("/import", { headers: HTML })).text();
  expect(html).toContain('href="https://letterboxd.com/settings/data/"');
  expect(html).toContain('enctype="multipart/form-data"');
});

test("the page asks for a password first where nobody could bring anything without one", async () => {
  context = createTestContext({ settings: { atHome: false, adminPassword: null } });
  const html = await (await ask("/import", { headers: HTML })).text();
  expect(html).toContain("ADMIN_PASSWORD");
  expect(html).not.toContain('type="file"');
});
