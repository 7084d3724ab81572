import { beforeEach, describe, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { listAll } from "../../src/d1/followed-lists.ts";
import type { Settings } from "../../src/settings/index.ts";
import { createApp } from "../../src/worker.ts";
import { runToTheEnd } from "../refresh/deliver.ts";
import { firstFilms, OTHER, PATH, settledContext } from "../refresh/followed.ts";
import { emptyDatabase } from "../refresh/list.ts";

beforeEach(emptyDatabase);

const SITE = "http://watchwhere.test";
const URL_OF_LIST = "https://letterboxd.com/dave/list/great-films/";

interface Sent {
  body: BodyInit;
  headers?: Record<string, string>;
}

async function openLists(settings: Partial<Settings> = {}) {
  const lists = {
    [PATH]: { films: firstFilms(12), name: "Great <films>" },
    [OTHER]: { films: firstFilms(2), name: "Halloween" },
  };
  const context = await settledContext({ lists, settings });
  const app = createApp(() => ({ ok: true, context }));
  const send = async (path: string, { body, headers }: Sent, accept: string) =>
    app.request(SITE + path, { method: "POST", body, headers: { ...headers, Accept: accept } });
  return Object.assign(context, {
    see: async (path = "/lists") => (await app.request(SITE + path)).text(),
    press: async (path: string, fields: Record<string, string>) =>
      send(path, { body: new URLSearchParams(fields) }, "text/html"),
    tell: async (path: string, body: unknown) => {
      const headers = { "Content-Type": "application/json" };
      return send(path, { body: JSON.stringify(body), headers }, "application/json");
    },
    post: async (path: string, init: Sent) => send(path, init, "*/*"),
    stored: async () =>
      (await listAll(context.db, context.settings)).filter(({ kind }) => kind === "list"),
    idOf: async (path: string) =>
      String(
        (await context.db.get<{ id: number }>(sql`select id from lists where path = ${path}`)).id,
      ),
  });
}

/** The headings of the lists on the page, in their order. */
function headings(html: string): string[] {
  return [...html.matchAll(/<h2 dir="auto">(.*?)<\/h2>/g)].map((match) => match[1] ?? "");
}

describe("the page of lists", () => {
  it("shows the watchlist, with a form to add a list, and is found in the footer", async () => {
    const page = await openLists();
    const html = await page.see();
    expect(headings(html)).toEqual(["ada’s watchlist"]);
    expect(html).toContain('<form class="list-form" method="post" action="/lists">');
    expect(html).toContain("3 films");
    expect(await page.see("/")).toContain('href="/lists"');
  });

  it("adds a list by a form, and shows it with its name, owner, films and way to Letterboxd", async () => {
    const page = await openLists();
    const answer = await page.press("/lists", { url: URL_OF_LIST });
    expect(answer.status).toBe(303);
    const to = answer.headers.get("Location") ?? "";
    expect(to).toMatch(/^\/lists\?done=added&list=\d+#list-\d+$/);
    const before = await page.see(to);
    expect(before).toContain("“great films” was added.");
    expect(before).toContain("It’s being read now.");

    await runToTheEnd(page);
    const html = await page.see();
    expect(headings(html)).toEqual(["ada’s watchlist", "Great &lt;films&gt;"]);
    expect(html).toContain("A list of dave’s");
    expect(html).toContain(`href="${page.settings.letterboxdOrigin}${PATH}"`);
    expect(html).toContain("12 films, last read");
  });

  it("says so if the list is there, and brings it back if it was removed", async () => {
    const page = await openLists();
    await page.press("/lists", { url: URL_OF_LIST });
    await runToTheEnd(page);
    const again = await page.press("/lists", { url: "dave/list/Great-Films/page/3/?x" });
    expect(await page.see(again.headers.get("Location") ?? "")).toContain(
      "is already on this page.",
    );

    const list = await page.idOf(PATH);
    const removed = await page.press("/lists/remove", { list });
    const html = await page.see(removed.headers.get("Location") ?? "");
    expect(html).toContain("was removed.");
    expect(headings(html)).toEqual(["ada’s watchlist"]);
    expect(html.match(/action="\/lists\/undo"/g)).toHaveLength(2);

    const asked = page.asked.length;
    const back = await page.press("/lists", { url: URL_OF_LIST });
    expect(await page.see(back.headers.get("Location") ?? "")).toContain("is back.");
    await runToTheEnd(page);
    // It was proven moments ago, so it is not read again.
    expect(page.asked.length).toBe(asked);
    expect(await page.stored()).toMatchObject([{ id: Number(list), films: 12, removedAt: null }]);
  });

  it("undoes a removal", async () => {
    const page = await openLists();
    await page.press("/lists", { url: URL_OF_LIST });
    await runToTheEnd(page);
    const list = await page.idOf(PATH);
    await page.press("/lists/remove", { list });
    expect((await page.stored())[0]?.removedAt).not.toBeNull();
    expect((await page.press("/lists/undo", { list })).status).toBe(303);
    expect(await page.stored()).toMatchObject([{ films: 12, removedAt: null }]);
  });

  it("brings a list from a file back, and leaves it its name", async () => {
    const page = await openLists();
    const { id } = await page.db.get<{ id: number }>(sql`
      insert into lists (kind, name, member, created_at, proven_at)
      values ('list', 'Horror', 'ada', 1, 1) returning id`);
    const list = String(id);
    await page.press("/lists/remove", { list });
    expect((await page.press("/lists/undo", { list })).status).toBe(303);
    expect(await page.stored()).toMatchObject([{ id, removedAt: null }]);
    const renamed = await page.press("/lists/rename", { list, name: "Scary" });
    expect(renamed.status).toBe(400);
    expect(await renamed.text()).toContain("goes by the name in the file");
  });

  it("renames a list, and without a name gives it its own again", async () => {
    const page = await openLists();
    await page.press("/lists", { url: URL_OF_LIST });
    await runToTheEnd(page);
    const list = await page.idOf(PATH);
    await page.press("/lists/rename", { list, name: "  Dave’s\n & mine " });
    expect(headings(await page.see())).toEqual(["ada’s watchlist", "Dave’s &amp; mine"]);
    const long = await page.press("/lists/rename", { list, name: "x".repeat(101) });
    expect(long.status).toBe(400);
    expect(await long.text()).toContain("up to 100 characters");
    await page.press("/lists/rename", { list, name: " " });
    expect(headings(await page.see())).toEqual(["ada’s watchlist", "great films"]);
  });

  it("moves a list up and down, and no further than to either end", async () => {
    const page = await openLists();
    await page.press("/lists", { url: URL_OF_LIST });
    await page.press("/lists", { url: OTHER });
    await runToTheEnd(page);
    const [one, other] = ["Great &lt;films&gt;", "Halloween"];
    const [list, second] = [await page.idOf(PATH), await page.idOf(OTHER)];
    const order = async () => headings(await page.see()).slice(1);
    expect(await order()).toEqual([one, other]);
    await page.press("/lists/move", { list: second, to: "up" });
    expect(await order()).toEqual([other, one]);
    await page.press("/lists/move", { list: second, to: "up" });
    expect(await order()).toEqual([other, one]);
    await page.press("/lists/move", { list, to: "down" });
    expect(await order()).toEqual([other, one]);
    await page.press("/lists/move", { list: second, to: "down" });
    expect(await order()).toEqual([one, other]);
  });

  it("says in words why a list could not be read", async () => {
    const page = await openLists();
    await page.press("/lists", { url: "letterboxd.com/dave/list/gone/" });
    await runToTheEnd(page);
    const html = await page.see();
    expect(html).toContain("It hasn’t been read yet.");
    expect(html).toMatch(/<p class="problem"><strong>[^<]+<\/strong>/);
  });

  it("never shows the key of an unlisted list", async () => {
    const page = await openLists();
    await page.press("/lists", { url: `${URL_OF_LIST}share/Ab3dEf6hIj9lMn2p/` });
    await runToTheEnd(page);
    expect(page.asked).toEqual([`${PATH}share/Ab3dEf6hIj9lMn2p/ 1`]);
    const html = await page.see();
    expect(html).toContain("read through its share link");
    for (const path of ["/lists", "/", "/refreshes"]) {
      expect(await page.see(path)).not.toContain("Ab3dEf6hIj9lMn2p");
    }
  });

  it("is locked on Cloudflare without a password, like the import", async () => {
    const page = await openLists({ atHome: false, adminPassword: null });
    const html = await page.see();
    expect(html).toContain("npx wrangler secret put ADMIN_PASSWORD");
    expect(html).not.toContain('action="/lists');
    expect((await page.press("/lists", { url: URL_OF_LIST })).status).toBe(403);
    expect(await page.stored()).toEqual([]);
  });

  it("follows twenty lists, and says so of the next", async () => {
    const page = await openLists();
    const urls = Array.from({ length: 21 }, (_, i) => `letterboxd.com/dave/list/list-${i}/`);
    const answers = await Promise.all(urls.map((url) => page.tell("/lists", { url })));
    expect(answers.map(({ status }) => status).filter((status) => status === 201)).toHaveLength(20);
    const full = answers.find(({ status }) => status === 409);
    expect(await full?.json()).toMatchObject({ message: expect.stringContaining("20 lists") });
    expect(await page.stored()).toHaveLength(20);
    // One that was removed cannot come back either, while there are twenty others.
    const [first] = await page.stored();
    await page.tell("/lists/remove", { list: first?.id });
    await Promise.all(urls.map((url) => page.tell("/lists", { url })));
    expect((await page.stored()).filter(({ removedAt }) => removedAt === null)).toHaveLength(20);
  });
});

describe("for programs", () => {
  it("a list is added by JSON or by a form, and the answer is JSON or text", async () => {
    const page = await openLists();
    const json = await page.tell("/lists", { url: URL_OF_LIST });
    expect(json.status).toBe(201);
    expect(await json.json()).toMatchObject({ done: "added", id: expect.any(Number) });
    const again = await page.tell("/lists", { url: URL_OF_LIST });
    expect(again.status).toBe(200);
    expect(await again.json()).toMatchObject({ done: "there" });
    const text = await page.post("/lists", { body: new URLSearchParams({ url: OTHER }) });
    expect(text.status).toBe(201);
    expect(await text.text()).toBe("The list was added, and will be read as soon as possible.\n");
  });

  it.each([
    "https://boxd.it/aBcD",
    "https://letterboxd.com/dave/",
    "https://evil.example/dave/list/great-films/",
    "https://letterboxd.com@evil.example/dave/list/x/",
    "/dave/list/../../film/x/",
    "javascript:alert(1)",
    "",
    " ",
    "x".repeat(5000),
    "\u0000",
  ])("%j is no address of a list, and is told what to paste", async (url) => {
    const page = await openLists();
    const answer = await page.tell("/lists", { url });
    expect(answer.status).toBe(400);
    const { message } = await answer.json<{ message: string }>();
    expect(message.length).toBeGreaterThan(20);
    const html = await page.press("/lists", { url });
    expect(html.status).toBe(400);
    expect(await page.stored()).toEqual([]);
  });

  it.each([
    [{ body: "not JSON", headers: { "Content-Type": "application/json" } }, 415],
    [{ body: "null", headers: { "Content-Type": "application/json" } }, 415],
    [{ body: "[]", headers: { "Content-Type": "application/json" } }, 400],
    [{ body: '{"url":{"a":1}}', headers: { "Content-Type": "application/json" } }, 400],
    [{ body: "url=x", headers: { "Content-Type": "text/plain" } }, 415],
    [
      { body: "url=x&url=y", headers: { "Content-Type": "application/x-www-form-urlencoded" } },
      400,
    ],
  ])("junk is answered as the sender’s mistake: %j", async (init, status) => {
    const page = await openLists();
    expect((await page.post("/lists", init)).status).toBe(status);
    expect(await page.stored()).toEqual([]);
  });

  it.each(["/lists/rename", "/lists/move", "/lists/remove", "/lists/undo"])(
    "%s of no list changes nothing",
    async (path) => {
      const page = await openLists();
      await page.tell("/lists", { url: URL_OF_LIST });
      await runToTheEnd(page);
      const before = await page.stored();
      const watchlist = (
        await page.db.get<{ id: number }>(sql`select id from lists where kind = 'watchlist'`)
      ).id;
      for (const list of ["0", "-1", "999", "1e3", "", "x", "9".repeat(400), watchlist]) {
        const answer = await page.tell(path, { list, name: "n", to: "up" });
        expect(answer.status).toBe(404);
      }
      expect(await page.stored()).toEqual(before);
    },
  );

  it("a list is moved up or down only", async () => {
    const page = await openLists();
    await page.tell("/lists", { url: URL_OF_LIST });
    const list = await page.idOf(PATH);
    for (const to of ["", "sideways", "constructor", "__proto__"]) {
      expect((await page.tell("/lists/move", { list, to })).status).toBe(400);
    }
  });

  it.each(["?done=added", "?done=x&list=1", "?done=removed&list=9e99", "?done=added&list=-1"])(
    "an address with junk in it says nothing: %s",
    async (query) => {
      const page = await openLists();
      const html = await page.see(`/lists${query}`);
      expect(html).not.toContain("note taken");
    },
  );
});
