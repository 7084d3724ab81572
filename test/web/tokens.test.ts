import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import type { Settings } from "../../src/settings/index.ts";
import { createApp } from "../../src/worker.ts";
import { createTestContext } from "../context.ts";

const SITE = "https://watchwhere.test";
const PASSWORD = "correct horse";
const OWNER = { Authorization: `Basic ${btoa(`owner:${PASSWORD}`)}` };

/** What a program reads with a token, and nothing but these. */
const FOR_PROGRAMS = ["/api/films", "/api/lists", "/api/status", "/export.json", "/refreshes.json"];

function appWith(settings: Partial<Settings> = {}) {
  const context = createTestContext({ settings: { adminPassword: PASSWORD, ...settings } });
  const app = createApp(() => ({ ok: true, context }));
  const ask = async (path: string, init?: RequestInit) => app.request(SITE + path, init);
  const make = async (name: string): Promise<{ id: number; token: string }> => {
    const headers = { ...OWNER, Accept: "application/json" };
    const body = new URLSearchParams({ name });
    const answer = await ask("/tokens", { method: "POST", headers, body });
    expect(answer.status).toBe(201);
    return answer.json();
  };
  const revoke = async (id: number) =>
    ask("/tokens/revoke", {
      method: "POST",
      headers: OWNER,
      body: new URLSearchParams({ id: `${id}` }),
    });
  return { context, app, ask, make, revoke };
}

/** Change a cookie of the browser that sends them, and nothing else. On a private page they need the password, too. */
const ONLY_A_COOKIE = new Set(["/choose-lists", "/choose-country", "/not-tonight"]);

const bearer = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } });

beforeEach(async () => {
  await createTestContext().db.run(sql`delete from tokens`);
});

describe("A token, on a private page", () => {
  it.each(FOR_PROGRAMS)("opens %s, in the address and in the header", async (path) => {
    const { ask, make } = appWith({ isPrivate: true });
    expect((await ask(path)).status).toBe(401);
    const { token } = await make("Reader");
    for (const method of ["GET", "HEAD"]) {
      expect((await ask(`${path}?token=${token}`, { method })).status).toBe(200);
      expect((await ask(path, { method, ...bearer(token) })).status).toBe(200);
    }
  });

  it("is no reason to say less: what cannot be answered yet says so in its own words", async () => {
    const { ask, make } = appWith({ isPrivate: true });
    const { token } = await make("Radarr");
    expect((await ask("/radarr.json")).status).toBe(401);
    expect((await ask(`/radarr.json?token=${token}`)).status).toBe(503);
    expect((await ask(`/api/pick?token=${token}`)).status).toBe(404);
  });

  it("opens no page, no form and no other file", async () => {
    const { app, ask, make } = appWith({ isPrivate: true });
    const { token } = await make("Reader");
    const others = app.routes
      .filter(({ method, path }) => method === "GET" && !path.includes(":"))
      .map(({ path }) => path)
      .filter((path) => !/^\/(api\/|feed\.|calendar\.ics|healthz|.+\.json$)/.test(path));
    expect(others).toEqual(expect.arrayContaining(["/", "/tokens", "/export.csv", "/lists"]));
    for (const path of others) {
      expect((await ask(`${path}?token=${token}`)).status).toBe(401);
      expect((await ask(path, bearer(token))).status).toBe(401);
    }
  });

  it("changes nothing, whatever the method and the address", async () => {
    const { app, ask, make } = appWith({ isPrivate: true });
    const { token } = await make("Reader");
    const changing = app.routes.filter(({ method }) => method === "POST");
    const paths = [
      ...changing.map(({ path }) => path.replaceAll(/:\w+(\{.+?\})?/g, "1")),
      ...FOR_PROGRAMS,
    ];
    expect(paths).toContain("/refresh");
    for (const path of paths.filter((one) => !ONLY_A_COOKIE.has(one))) {
      for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) {
        expect((await ask(`${path}?token=${token}`, { method })).status).toBe(401);
        expect((await ask(path, { method, ...bearer(token) })).status).toBe(401);
      }
    }
  });

  it("is refused in words once it is revoked, or if it is not whole", async () => {
    const { ask, make, revoke } = appWith({ isPrivate: true });
    const { id, token } = await make("Reader");
    const other = await make("Dashboard");
    const wrong = [
      token.slice(0, -1),
      `${token}0`,
      token.replace(/_\d+_/, `_${other.id}_`),
      "",
      "x",
    ];
    expect((await revoke(id)).status).toBe(200);
    for (const given of [token, ...wrong]) {
      const answer = await ask(`/api/lists?token=${given}`);
      expect(answer.status).toBe(401);
      expect((await answer.json<{ message: string }>()).message).toContain("revoked");
    }
    expect((await ask(`/api/lists?token=${other.token}`)).status).toBe(200);
  });

  it("comes with answers that no link passes on, and that nobody else keeps", async () => {
    const { ask, make } = appWith({ isPrivate: true });
    const { token } = await make("Reader");
    const answer = await ask(`/api/lists?token=${token}`);
    expect(answer.headers.get("Referrer-Policy")).toBe("no-referrer");
    expect(answer.headers.get("Cache-Control")).toContain("no-store");
    expect(answer.headers.get("X-Frame-Options")).toBe("DENY");
  });
});

describe("A token, on an open page", () => {
  it("does not keep others out, and is refused if it is wrong", async () => {
    const { ask, make } = appWith();
    const { token } = await make("Reader");
    expect((await ask("/api/lists")).status).toBe(200);
    expect((await ask("/api/lists", bearer(token))).status).toBe(200);
    expect((await ask("/api/lists", bearer(`${token.slice(0, -1)}g`))).status).toBe(401);
    const pages = await Promise.all(["/", "/new"].map((path) => ask(`${path}?token=${token}`)));
    for (const page of pages) {
      expect(page.status).toBe(200);
      expect(await page.text()).not.toContain(token.slice(-40));
    }
  });
});

describe("Of a token, the database", () => {
  it("holds a hash, its name, and the day of its last use, written once a day", async () => {
    const { context, ask, make } = appWith();
    const { id, token } = await make("Reader");
    const rows = () => context.db.all<Record<string, unknown>>(sql`select * from tokens`);
    const [made] = await rows();
    expect(made).toMatchObject({ id, name: "Reader", used_on: null });
    expect(JSON.stringify(made)).not.toContain(token.slice(-40));
    await ask("/api/lists", bearer(token));
    const day = Math.floor(context.now() / 86_400_000);
    expect((await rows())[0]).toMatchObject({ used_on: day });
    context.pass(86_400_000);
    await ask("/api/lists", bearer(token));
    expect((await rows())[0]).toMatchObject({ used_on: day + 1 });
  });
});

describe("The log", () => {
  it("never has a token, nor an address with one", async () => {
    const { context, ask, make } = appWith({ isPrivate: true });
    const { id, token } = await make("Reader");
    const wrong = `ww_${id}_${"0".repeat(40)}`;
    await ask(`/api/lists?token=${wrong}`);
    await ask(`/?token=${token}`);
    await ask(`/tokens/revoke?token=${token}`, { method: "POST" });
    // A defect of ours: there is no such table any more.
    await context.db.run(sql`alter table lists rename to lists_away`);
    const broken = await ask(`/api/lists?token=${token}`);
    await context.db.run(sql`alter table lists_away rename to lists`);
    expect(broken.status).toBe(500);
    const log = context.logged.join("\n");
    expect(log).toContain("token-wrong");
    expect(log).toContain("request-failed");
    for (const secret of [token.slice(-40), wrong.slice(-40), "token="]) {
      expect(log).not.toContain(secret);
      expect(await broken.clone().text()).not.toContain(secret);
    }
  });
});

describe("The page of tokens", () => {
  it("is the owner's, wherever there is a password", async () => {
    const { ask } = appWith();
    expect((await ask("/tokens")).status).toBe(401);
    expect((await ask("/tokens", { headers: OWNER })).status).toBe(200);
    const open = appWith({ adminPassword: null, atHome: true });
    expect((await open.ask("/tokens")).status).toBe(200);
    const locked = appWith({ adminPassword: null, atHome: false });
    expect(await (await locked.ask("/tokens")).text()).toContain("wrangler secret put");
  });

  it("shows a token once, with the feed's whole address, and never in a link", async () => {
    const { ask } = appWith();
    const headers = { ...OWNER, Accept: "text/html", "X-Forwarded-Proto": "https" };
    const body = new URLSearchParams({ name: "  My   <b>reader</b> " });
    const made = await ask("/tokens", { method: "POST", headers, body });
    expect(made.headers.get("Cache-Control")).toBe("no-store");
    const html = await made.text();
    const [token] = /ww_\d+_[0-9a-f]{40}/.exec(html) ?? [];
    expect(html).toContain(`${SITE}/feed.atom?token=${token}`);
    expect(html).not.toMatch(/(href|src|action|value)="[^"]*ww_/);
    expect(html).toContain("My &lt;b&gt;reader&lt;/b&gt;");
    const later = await (await ask("/tokens", { headers })).text();
    expect(later).toContain("My &lt;b&gt;reader&lt;/b&gt;");
    expect(later).not.toContain(`${token}`);
  });

  it("wants a name, and gives twenty tokens at most", async () => {
    const { ask, make } = appWith();
    const post = async (name: string) =>
      ask("/tokens", { method: "POST", headers: OWNER, body: new URLSearchParams({ name }) });
    expect((await post("  ")).status).toBe(400);
    expect((await post("x".repeat(61))).status).toBe(400);
    for (let i = 0; i < 20; i += 1) await make(`Program ${i}`);
    const refused = await post("One more");
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain("20 tokens");
  });

  it("knows nothing of a token that was revoked before", async () => {
    const { make, revoke } = appWith();
    const { id } = await make("Reader");
    expect((await revoke(id)).status).toBe(200);
    expect((await revoke(id)).status).toBe(404);
  });
});
