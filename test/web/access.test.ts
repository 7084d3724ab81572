import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { closeGate } from "../../src/d1/gate.ts";
import { createApp } from "../../src/worker.ts";
import type { Settings } from "../../src/settings/index.ts";
import { createTestContext } from "../context.ts";
import { emptyDatabase } from "../refresh/list.ts";

const SITE = "https://watchwhere.test";
const PASSWORD = "correct horse";

beforeAll(emptyDatabase);

function appWith(settings: Partial<Settings>) {
  const context = createTestContext({ settings });
  const slept: number[] = [];
  context.sleep = async (ms) => void slept.push(ms);
  return { app: createApp(() => ({ ok: true, context })), slept };
}

/** Every route that changes something, from the app's own table, so that one added later is tested too. */
const CHANGING = appWith({})
  .app.routes.filter(({ method }) => !["GET", "HEAD", "OPTIONS", "ALL"].includes(method))
  .map(({ method, path }) => ({ method, path: path.replaceAll(/:\w+(\{.+?\}(?=\/|$))?/g, "1") }));

/** Change a cookie of the browser that sends them, and nothing else. */
const ONLY_A_COOKIE = new Set(["/choose-lists", "/choose-country", "/not-tonight"]);
const PROTECTED = CHANGING.filter(({ path }) => !ONLY_A_COOKIE.has(path));

const READING = [
  "/",
  "/api/films",
  "/api/status",
  "/export.csv",
  "/export.json",
  "/import",
  "/lists",
];

function basic(password: string) {
  return { Authorization: `Basic ${btoa(`owner:${password}`)}` };
}

describe("a reader without the password", () => {
  it("gets a page that says who may what, and a program the bare answer", async () => {
    const { app } = appWith({ adminPassword: PASSWORD });
    const press = (accept: string) =>
      app.request(`${SITE}/refresh`, { method: "POST", headers: { Accept: accept } });
    const page = await press("text/html");
    expect(page.status).toBe(401);
    expect(page.headers.get("WWW-Authenticate")).toContain("Basic");
    expect(await page.text()).toContain("<h1>Password needed</h1>");
    const program = await press("application/json");
    expect(program.status).toBe(401);
    expect(await program.text()).not.toContain("<");
  });

  it("is told on the page itself", async () => {
    const seen = async (settings: Partial<Settings>) =>
      (await appWith(settings).app.request(`${SITE}/`)).text();
    expect(await seen({ adminPassword: PASSWORD })).toContain("takes the owner’s password");
    expect(await seen({ adminPassword: null })).not.toContain("takes the owner’s password");
  });
});

describe("what changes something", () => {
  it("is known to these tests", () => {
    const paths = CHANGING.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(["/refresh", "/import", "/import/undo"]));
  });

  describe.each(PROTECTED)("$method $path", ({ method, path }) => {
    it("needs the password where there is one", async () => {
      const { app } = appWith({ adminPassword: PASSWORD });
      const without = await app.request(SITE + path, { method });
      expect(without.status).toBe(401);
      expect(without.headers.get("WWW-Authenticate")).toContain("Basic");
      const wrong = await app.request(SITE + path, { method, headers: basic("guess") });
      expect(wrong.status).toBe(401);
      const right = await app.request(SITE + path, { method, headers: basic(PASSWORD) });
      expect(right.status).not.toBe(401);
    });

    it("is refused on Cloudflare without a password, unless it is the button", async () => {
      const { app } = appWith({ adminPassword: null, atHome: false });
      const { status } = await app.request(SITE + path, { method });
      expect(status).toBe(path === "/refresh" ? 303 : 403);
    });
  });

  describe.each(CHANGING)("$method $path", ({ method, path }) => {
    it("is refused when another site's page sends it", async () => {
      const { app } = appWith({});
      for (const headers of [
        { Origin: "https://evil.test" },
        { Origin: "null" },
        { "Sec-Fetch-Site": "cross-site", Origin: SITE },
        { "Sec-Fetch-Site": "same-site" },
        { "Sec-Fetch-Site": "", Origin: "https://evil.test" },
        { "Sec-Fetch-Site": "same-origin, cross-site" },
        {
          "Sec-Fetch-Site": "cross-site",
          "X-Forwarded-Host": "evil.test",
          Origin: "https://evil.test",
        },
        { Origin: `${SITE}:8443` },
        { Origin: `${SITE}.evil.test` },
        { Origin: "https://watchwhere.test@evil.test" },
        { Origin: "" },
      ]) {
        const response = await app.request(SITE + path, { method, headers });
        expect(response.status).toBe(403);
      }
    });

    it("is allowed from our own page and from a program", async () => {
      const { app } = appWith({});
      for (const headers of [
        { Origin: SITE },
        { "Sec-Fetch-Site": "same-origin", Origin: SITE },
        { Origin: "http://watchwhere.test" },
        { "Sec-Fetch-Site": "same-origin", Origin: "https://films.example.org" },
        { "X-Forwarded-Host": "films.example.org", Origin: "https://films.example.org" },
        { "X-Forwarded-Host": "Films.example.org, proxy", Origin: "https://films.example.org" },
        undefined,
      ]) {
        const response = await app.request(SITE + path, { method, ...(headers && { headers }) });
        expect([401, 403]).not.toContain(response.status);
      }
    });
  });
});

describe("the refresh button", () => {
  it.each([
    ["http://localhost:8000/?genre=Horror", "/?genre=Horror"],
    ["http://localhost:8000/new", "/new#status"],
    ["http://localhost:8000/services", "/"],
    ["http://localhost:8000//evil.example/", "/"],
    ["https://evil.example/?genre=Horror", "/"],
    ["no address", "/"],
  ])("leads back from %s to %s, and never to another site", async (from, to) => {
    const { app } = appWith({});
    const answer = await app.request("http://localhost:8000/refresh", {
      method: "POST",
      headers: { Referer: from },
    });
    expect(answer.status).toBe(303);
    expect(answer.headers.get("Location")).toBe(to);
  });
});

describe("a page of another site, whose name was made to point to a machine at home", () => {
  const press = async (origin: string, settings: Partial<Settings> = {}, headers = {}) => {
    const { app } = appWith(settings);
    const asked = await app.request(`${origin}/refresh`, {
      method: "POST",
      headers: { Origin: origin, ...headers },
    });
    return asked.status;
  };

  it("can change nothing there", async () => {
    for (const host of [
      "evil.example",
      "evil.example:8000",
      "local.evil.example",
      "127.0.0.1.nip.io",
    ]) {
      expect(await press(`http://${host}`)).toBe(403);
    }
  });

  it("is told from our own page by its name, by TLS, or by the password", async () => {
    const own =
      "localhost:8000 127.0.0.1:8000 192.168.1.5 [::1]:8000 nas nas.local nas.lan films.home.arpa";
    for (const host of own.split(" ")) expect(await press(`http://${host}`)).toBe(303);
    const name = "films.example.org";
    expect(await press(`https://${name}`)).toBe(303);
    expect(await press(`http://${name}`, {}, { "Sec-Fetch-Site": "same-origin" })).toBe(403);
    expect(await press(`http://${name}`, { adminPassword: PASSWORD }, basic(PASSWORD))).toBe(303);
    expect(await press(`http://${name}`, { atHome: false })).toBe(303);
  });
});

describe("the button, where anybody may press it", () => {
  const press = async (settings: Partial<Settings>, { walled = false } = {}) => {
    const context = createTestContext({ settings: { adminPassword: null, ...settings } });
    await context.db.run(sql`delete from refreshes`);
    await context.db.run(sql`delete from gate`);
    if (walled) await closeGate(context.db, context.now() + 1_800_000);
    const app = createApp(() => ({ ok: true, context }));
    const answer = await app.request(`${SITE}/refresh?full=1`, { method: "POST" });
    const [refresh] = await context.db.all<{ full: number }>(sql`select "full" from refreshes`);
    return { answer, full: refresh?.full };
  };

  it("reads the whole list only for the owner", async () => {
    expect((await press({ atHome: true })).full).toBe(1);
    expect((await press({ atHome: false })).full).toBe(0);
  });

  it("goes against a wall's rest only for the owner", async () => {
    const { answer, full } = await press({ atHome: false }, { walled: true });
    expect(answer.status).toBe(429);
    expect(answer.headers.get("Retry-After")).toBe("1800");
    expect(full).toBeUndefined();
    expect((await press({ atHome: true }, { walled: true })).answer.status).toBe(303);
  });
});

describe("a password", () => {
  it("that is wrong is answered a second later", async () => {
    const { app, slept } = appWith({ adminPassword: PASSWORD });
    await app.request(`${SITE}/refresh`, { method: "POST", headers: basic("guess") });
    expect(slept).toEqual([1000]);
  });

  it("is not needed for reading a page that is not private", async () => {
    const { app } = appWith({ adminPassword: PASSWORD });
    for (const path of READING) expect((await app.request(SITE + path)).status).toBe(200);
  });
});

describe("a private page", () => {
  it.each([...READING, "/nothing/here"])(
    "shows nothing of %s without the password",
    async (path) => {
      const { app } = appWith({ adminPassword: PASSWORD, isPrivate: true });
      expect((await app.request(SITE + path)).status).toBe(401);
    },
  );

  it("is kept by nobody else", async () => {
    const { app } = appWith({ adminPassword: PASSWORD, isPrivate: true });
    for (const path of READING) {
      const response = await app.request(SITE + path, { headers: basic(PASSWORD) });
      expect(response.headers.get("Cache-Control")).toContain("no-store");
    }
  });

  it("still tells a health check that it is alive", async () => {
    const { app } = appWith({ adminPassword: PASSWORD, isPrivate: true });
    expect((await app.request(`${SITE}/healthz`)).status).toBe(200);
    for (const method of ["POST", "OPTIONS", "DELETE"]) {
      expect((await app.request(`${SITE}/healthz`, { method })).status).toBe(401);
    }
  });
});

describe("every answer", () => {
  const paths = [...READING, "/nothing/here", "/film/999999", "/healthz", "/icon.svg"];
  it.each(paths)("of %s lets a browser load only our own files and TMDB's images", async (path) => {
    const { app } = appWith({});
    const response = await app.request(SITE + path);
    const policy = response.headers.get("Content-Security-Policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("img-src 'self' https://image.tmdb.org");
    expect(policy).not.toContain("unsafe");
    expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(response.headers.get("X-Frame-Options")).toBe("DENY");
  });

  it("with wrong settings says all that is wrong, and no key", async () => {
    const problems = [{ setting: "COUNTRY", message: "not set; two letters" }];
    const app = createApp(() => ({ ok: false, problems }));
    const response = await app.request(SITE);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain("COUNTRY");
  });
});
