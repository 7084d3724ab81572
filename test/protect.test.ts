import { describe, expect, it } from "vitest";
import { createApp } from "../src/worker.ts";
import type { Settings } from "../src/settings.ts";
import { createTestWorld } from "./world.ts";

const SITE = "https://watchwhere.test";
const PASSWORD = "correct horse";

function appWith(settings: Partial<Settings>) {
  const world = createTestWorld({ settings });
  const slept: number[] = [];
  world.sleep = async (ms) => void slept.push(ms);
  return { app: createApp(() => ({ ok: true, world })), slept };
}

/** Every route that changes something, as the app itself knows them: one that is added later is tested too. */
const CHANGING = appWith({})
  .app.routes.filter(({ method }) => !["GET", "HEAD", "OPTIONS", "ALL"].includes(method))
  .map(({ method, path }) => ({ method, path: path.replaceAll(/:\w+(\{[^}]*\})?/g, "1") }));

const READING = ["/", "/api/films", "/api/status", "/export.csv", "/export.json", "/import"];

function basic(password: string) {
  return { Authorization: `Basic ${btoa(`owner:${password}`)}` };
}

describe("what changes something", () => {
  it("is known to these tests", () => {
    const paths = CHANGING.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(["/refresh", "/import", "/import/undo"]));
  });

  describe.each(CHANGING)("$method $path", ({ method, path }) => {
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

    it("is refused when another site's page sends it", async () => {
      const { app } = appWith({});
      for (const headers of [
        { Origin: "https://evil.test" },
        { Origin: "null" },
        { "Sec-Fetch-Site": "cross-site", Origin: SITE },
        { "Sec-Fetch-Site": "same-site" },
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
        undefined,
      ]) {
        const response = await app.request(SITE + path, { method, ...(headers && { headers }) });
        expect([401, 403]).not.toContain(response.status);
      }
    });
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
    const mistakes = [{ setting: "COUNTRY", message: "not set; two letters" }];
    const app = createApp(() => ({ ok: false, mistakes }));
    const response = await app.request(SITE);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain("COUNTRY");
  });
});
