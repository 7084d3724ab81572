// What is taken of an export beside the watchlist, and whose it is.

import { sql } from "drizzle-orm";
import { strToU8, zipSync } from "fflate";
import { Hono } from "hono";
import { beforeEach, describe, expect, test } from "vitest";
import type { App } from "../../src/context.ts";
import { takeExport } from "../../src/web/import.tsx";
import { createTestContext } from "../context.ts";
import { HEADER, TWO } from "../export/files.ts";
import { emptyDatabase } from "../refresh/list.ts";

const HTML = { Accept: "text/html,application/xhtml+xml" };
const JSON_ONLY = { Accept: "application/json" };

let context = createTestContext();

beforeEach(async () => {
  await emptyDatabase();
  context = createTestContext();
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
  take?: string[];
  member?: string;
}

function bring(
  content: string | Uint8Array<ArrayBuffer>,
  { name = "letterboxd-ada-2026-11-01-10-00-utc.zip", headers, take = [], member }: Bringing = {},
) {
  const body = new FormData();
  body.set("file", new File([content], name));
  for (const part of take) body.append("take", part);
  if (member !== undefined) body.set("member", member);
  return ask("/import", { method: "POST", body, headers: headers ?? JSON_ONLY });
}

function listCsv(name: string, lids: string[]): Uint8Array {
  const rows = lids.map((lid, i) => `${i + 1},Film ${lid},1999,https://boxd.it/${lid},\n`);
  return strToU8(
    `Letterboxd list export v7\nDate,Name,Tags,URL,Description\n2026-02-03,${name},,https://boxd.it/x,\n\nPosition,Name,Year,URL,Description\n${rows.join("")}`,
  );
}

const WATCHED = strToU8(`${HEADER}\n2026-01-05,Seen,1999,https://boxd.it/ssss\n`);

function zipOf(lists: Record<string, string[]> = { Rainy: ["aaaa", "bbbb"] }) {
  const files = Object.entries(lists).map(
    ([name, lids]) => [`lists/${name.toLowerCase()}.csv`, listCsv(name, lids)] as const,
  );
  return zipSync({
    "watchlist.csv": strToU8(TWO),
    "watched.csv": WATCHED,
    ...Object.fromEntries(files),
  });
}

async function shownLists() {
  const rows = await context.db.all<{
    kind: string;
    name: string | null;
    member: string;
    n: number;
  }>(sql`
    select kind, name, member, (select count(*) from list_films where list_id = lists.id and place is not null) as n
    from lists where removed_at is null order by id`);
  return rows.map(({ kind, name, member, n }) => `${kind} ${name ?? "-"} ${member}: ${n}`);
}

describe("what is taken of a ZIP", () => {
  test("is the watchlist alone where nothing is said, and the answer counts the rest", async () => {
    const answer = await bring(zipOf());
    expect(await answer.json()).toMatchObject({
      films: 2,
      took: { watchlist: true, seen: false, lists: 0 },
      notTaken: { watchlist: 0, seen: 1, lists: 1 },
    });
    expect(await shownLists()).toEqual(["file - ada: 2"]);
    expect(await (await bring(zipOf(), { headers: {} })).text()).toBe(
      "2 films from letterboxd-ada-2026-11-01-10-00-utc.zip: 0 new on the list, 0 gone from it.\n" +
        "Also in the file, but not imported: the films seen, 1 list (-F take=watchlist -F take=seen -F take=lists).\n" +
        "They are being looked up now.\n",
    );
    const html = await (await bring(zipOf(), { headers: HTML })).text();
    expect(html).toContain("Also in the file, but not imported: the films seen, 1 list.");
  });

  test("is all that is asked for, and the films seen are not looked up", async () => {
    const answer = await bring(zipOf(), { take: ["watchlist", "seen", "lists"] });
    expect(await answer.json()).toMatchObject({
      films: 2,
      seen: { films: 1, added: 1, removed: 0 },
      lists: [{ name: "Rainy", films: 2, added: 2, removed: 0 }],
      notTaken: { watchlist: 0, seen: 0, lists: 0 },
      refused: [],
    });
    expect(await shownLists()).toEqual([
      "file - ada: 2",
      "seen watched.csv ada: 1",
      "list Rainy ada: 2",
    ]);
    const due = await context.db.get<{ n: number }>(
      sql`select films_total as n from refreshes where trigger = 'import'`,
    );
    expect(due.n).toBe(4);
    const snapshot = await context.db.all<{ name: string; body: string }>(
      sql`select name, body from snapshot where name = 'lists'`,
    );
    expect(snapshot[0]?.body).toContain('"list",');
    expect(snapshot[0]?.body).toContain('"Rainy"');
    expect(snapshot[0]?.body).not.toContain("watched.csv");
  });

  test("without the watchlist leaves the watchlist as it was", async () => {
    await bring(zipOf());
    const answer = await bring(zipOf(), { take: ["lists"], headers: HTML });
    const html = await answer.text();
    expect(html).toContain("1 list came in");
    expect(html).toContain("Rainy: 2 films, 2 new, 0 gone");
    expect(html).toContain("Also in the file, but not imported: the watchlist, the films seen.");
    expect(await shownLists()).toEqual(["file - ada: 2", "list Rainy ada: 2"]);
  });

  test("is a list's own export, too, and a later one of it takes its place", async () => {
    const csv = (lids: string[]) => new TextDecoder().decode(listCsv("Rainy", lids));
    await bring(csv(["a", "b"]), { name: "rainy.csv", take: ["lists"] });
    const again = await bring(csv(["b", "c", "d"]), { name: "rainy-2.csv", take: ["lists"] });
    expect(await again.json()).toMatchObject({
      lists: [{ films: 3, added: 2, removed: 1 }],
    });
    expect(await shownLists()).toEqual(["list Rainy ada: 3"]);
  });

  test("is each of two lists of one name", async () => {
    const zip = zipSync({
      "lists/rainy.csv": listCsv("Rainy", ["a"]),
      "lists/rainy-1.csv": listCsv("Rainy", ["b", "c"]),
    });
    await bring(zip, { take: ["lists"] });
    await bring(zip, { take: ["lists"] });
    expect(await shownLists()).toEqual(["list Rainy ada: 1", "list Rainy (rainy-1) ada: 2"]);
  });

  test("is twenty lists at most, those that are followed among them", async () => {
    await context.db.run(sql`
      insert into lists (kind, path, name, created_at) values ('list', '/dave/list/x/', 'X', 1)`);
    const lists = Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`List${i}`, [`l${i}`]]));
    const answer = await bring(zipOf(lists), { take: ["lists"] });
    const json = await answer.json<{
      lists: unknown[];
      refused: { name: string; why: string }[];
    }>();
    expect(json.lists).toHaveLength(19);
    expect(json.refused.map(({ name }) => name)).toEqual(["List19", "List20"]);
    expect(json.refused[0]?.why).toContain("At most 20 lists");
    const more = await bring(listCsv("One more", ["m"]).slice(), {
      name: "m.csv",
      take: ["lists"],
    });
    expect(more.status).toBe(422);
    const known = await bring(listCsv("List0", ["m", "n"]).slice(), {
      name: "m.csv",
      take: ["lists"],
    });
    expect(known.status).toBe(200);
  });

  test("is no more different films together than a watchlist may have", async () => {
    context = createTestContext({ settings: { atHome: false } });
    const lids = (from: number) => Array.from({ length: 2000 }, (_, i) => `f${from + i}`);
    const zip = zipOf({ A: lids(0), B: lids(2000), C: lids(4000), D: lids(0) });
    const answer = await bring(zip, { take: ["watchlist", "lists"] });
    expect(await answer.json()).toMatchObject({
      lists: [{ name: "A" }, { name: "B" }, { name: "D" }],
      refused: [
        { name: "C", why: expect.stringContaining("6002 different films, and at most 5000") },
      ],
    });
  });

  test("is no more different films than are kept in all, those of other lists included", async () => {
    context = createTestContext({ settings: { atHome: false } });
    const lids = (from: number) => Array.from({ length: 1600 }, (_, i) => `f${from + i}`);
    await bring(zipOf({ A: lids(0), B: lids(1600), C: lids(3200) }), { take: ["lists"] });
    const more = zipOf({ B: lids(1600), D: lids(3700), E: lids(1000), F: ["f1"] });
    const answer = await bring(more, { take: ["lists"] });
    expect(await answer.json()).toMatchObject({
      lists: [{ name: "B" }, { name: "E" }, { name: "F" }],
      refused: [{ name: "D", why: expect.stringContaining("5300 different films, and at most") }],
    });
  });

  test("is nothing that is not known", async () => {
    const answer = await bring(zipOf(), { take: ["watchlist", "diary"] });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: "unknown-field" });
  });
});

describe("whose file it is", () => {
  beforeEach(() => {
    context = createTestContext({ settings: { members: ["ada", "bob"] } });
  });

  test.each([
    ["the form", { member: "Bob " }, "bob"],
    ["the ZIP's name", { name: "letterboxd-bob-2026-11-01-10-00-utc.zip" }, "bob"],
    [
      "the ZIP's name as a browser changes it",
      { name: "Letterboxd-Bob-2026-11-01-10-00-utc (1).zip" },
      "bob",
    ],
    ["a short name", { name: "letterboxd-bob.zip" }, "bob"],
    ["the form, before the ZIP's name", { member: "ada", name: "letterboxd-bob.zip" }, "ada"],
  ])("is told by %s", async (_, how, owner) => {
    expect(await (await bring(zipOf(), how)).json()).toMatchObject({ member: owner, films: 2 });
    expect(await shownLists()).toEqual([`file - ${owner}: 2`]);
  });

  test.each([
    ["a name of nobody here", { name: "letterboxd-carol-2026-11-01-10-00-utc.zip" }],
    ["a CSV without a name", { name: "watchlist.csv" }],
    ["a member who is not one", { member: "carol" }],
  ])("is asked of %s", async (_, how) => {
    const answer = await bring(zipOf(), how);
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ error: "which-member", members: ["ada", "bob"] });
    expect(await shownLists()).toEqual([]);
    expect(await (await bring(zipOf(), { ...how, headers: {} })).text()).toContain(
      "-F member=NAME",
    );
  });

  test("is chosen in the form, which keeps what was ticked", async () => {
    const html = await (
      await bring(TWO, { name: "watchlist.csv", take: ["watchlist", "lists"], headers: HTML })
    ).text();
    expect(html).toContain('<option value="bob">bob</option>');
    expect(html).toMatch(/value="lists" checked/);
    expect(html).not.toMatch(/value="seen" checked/);
  });

  test("counts only what is new for that member", async () => {
    await bring(zipOf(), { member: "ada" });
    expect(await (await bring(zipOf(), { member: "bob" })).json()).toMatchObject({
      added: [{ title: "Ghosts, Saws" }, { title: "Heat 2" }],
    });
    expect(await shownLists()).toEqual(["file - ada: 2", "file - bob: 2"]);
  });

  test("is not asked where there is one member, or none", async () => {
    for (const members of [["ada"], []]) {
      context = createTestContext({ settings: { members } });
      const html = await (await ask("/import", { headers: HTML })).text();
      expect(html).not.toContain('name="member"');
      expect(html).toMatch(/value="watchlist" checked/);
      const answer = await bring(zipOf(), { name: "letterboxd-carol.zip" });
      expect(await answer.json()).toMatchObject({ member: members[0] ?? null, films: 2 });
    }
  });
});

test("the last import of each list has its own undo", async () => {
  await bring(zipOf(), { take: ["watchlist", "lists"] });
  const html = await (await ask("/import", { headers: HTML })).text();
  expect(html.match(/Undo it/g)).toHaveLength(2);
  expect(html).toContain("List “Rainy” from letterboxd-ada");
  const [last] = await context.db.all<{ id: number }>(
    sql`select imports.id as id from imports join lists on lists.id = list_id where kind = 'list'`,
  );
  const body = new URLSearchParams({ import: String(last?.id) });
  expect((await ask("/import/undo", { method: "POST", body })).status).toBe(200);
  expect(await shownLists()).toEqual(["file - ada: 2"]);
});
