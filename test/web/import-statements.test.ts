// On Cloudflare’s Free plan an invocation may ask D1 fifty times, and a watchlist has 5,000 films at most.

import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { strToU8, zipSync } from "fflate";
import { beforeEach, expect, test } from "vitest";
import { seconds } from "../../src/time.ts";
import { createApp } from "../../src/worker.ts";
import { meterD1 } from "../costs/metered-d1.ts";
import { totalOf } from "../costs/cost.ts";
import { createTestContext } from "../context.ts";
import { HEADER } from "../export/files.ts";
import { emptyDatabase } from "../refresh/list.ts";

const MOST = 49;
const FILMS = 5000;
/** Titles are long, and in no alphabet whose letters take one byte each. */
const title = (i: number) => `${"長い題名".repeat(10)} ${i}`;

beforeEach(emptyDatabase);

function open() {
  const { d1, spent } = meterD1(env.DB);
  const context = createTestContext({
    db: d1,
    settings: { atHome: false, adminPassword: "correct horse battery", members: ["ada"] },
  });
  const app = createApp(() => ({ ok: true, context }));
  const bring = async (entries: Record<string, string>) => {
    const zip = Object.entries(entries).map(([name, text]) => [name, strToU8(text)] as const);
    const body = new FormData();
    body.set("file", new File([zipSync(Object.fromEntries(zip))], "letterboxd-ada.zip"));
    for (const part of ["watchlist", "seen", "lists"]) body.append("take", part);
    const Authorization = `Basic ${btoa(":correct horse battery")}`;
    spent();
    const answer = await app.request("/import", {
      method: "POST",
      body,
      headers: { Authorization },
    });
    expect(answer.status).toBe(200);
    return totalOf(spent());
  };
  return { context, bring };
}

function watchlist(from: number, to: number) {
  const rows = Array.from({ length: to - from }, (_, i) => from + i);
  return `${HEADER}\n${rows.map((i) => `2020-01-01,${title(i)},2001,https://boxd.it/L${i}\n`).join("")}`;
}

function list(name: string, from: number, to: number) {
  const rows = Array.from({ length: to - from }, (_, i) => from + i);
  const films = rows.map((i, n) => `${n + 1},${title(i)},2001,https://boxd.it/L${i},\n`).join("");
  return `Letterboxd list export v7\nDate,Name,Tags,URL,Description\n2020-01-01,${name},,,\n\nPosition,Name,Year,URL,Description\n${films}`;
}

const FURTHER = {
  "watched.csv": watchlist(4000, 6000),
  "lists/a.csv": list("A", 4000, 6000),
  "lists/b.csv": list("B", 7000, 7500),
};

test("an import of 5,000 films, of which half are known, asks D1 fewer than fifty times", async () => {
  const { bring } = open();
  await bring({ "watchlist.csv": watchlist(0, FILMS / 2) });
  expect(
    (await bring({ "watchlist.csv": watchlist(0, FILMS), ...FURTHER })).times,
  ).toBeLessThanOrEqual(MOST);
});

test("also where all are known and fresh, and the refresh ends at once", async () => {
  const { context, bring } = open();
  const all = { "watchlist.csv": watchlist(0, FILMS), ...FURTHER };
  await bring(all);
  await context.db.run(sql`
    update films set tmdb_id = id, tmdb_type = 'movie', "match" = 'exact', checked_at = ${seconds(context.now())},
      countries = '{"GB":{"offers":{"stream":[],"free":[],"ads":[],"rent":[],"buy":[]},"link":null}}'`);
  await context.db.run(sql`update refreshes set state = 'ended', finished_at = 1`);
  expect((await bring(all)).times).toBeLessThanOrEqual(MOST);
});
