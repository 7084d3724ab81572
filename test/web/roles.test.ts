// With a password, whoever has not given it sees what is the owner's, and how to log in; whoever has given it sees what
// they may press.

import { env } from "cloudflare:workers";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { createApp } from "../../src/worker.ts";
import { emptyDatabase } from "../refresh/list.ts";
import { offersOf, openPage, type TestPage } from "./app.ts";
import { storedFilm } from "./fill.ts";

const SITE = "https://watchwhere.test";
const PASSWORD = "correct horse";
const OWNER = { Authorization: `Basic ${btoa(`owner:${PASSWORD}`)}` };
const HTML = { Accept: "text/html" };

let page: TestPage;

afterAll(emptyDatabase);

beforeEach(async () => {
  page = await openPage(
    [
      storedFilm("One", { offers: offersOf({ stream: [8] }) }),
      storedFilm("Two", { match: "unsure", tmdbId: null, offers: null }),
    ],
    {
      adminPassword: PASSWORD,
      libraries: [
        { kind: "jellyfin", url: "http://nas.lan", publicUrl: "http://nas.lan", key: "k" },
      ],
    },
  );
});

function app(settings: Partial<TestPage["context"]["settings"]> = {}) {
  const context = {
    ...page.context,
    settings: { ...page.context.settings, ...settings },
    sleep: async () => {},
  };
  return createApp(() => ({ ok: true, context }));
}

async function ask(path: string, headers: Record<string, string> = {}, method = "GET") {
  return app().request(SITE + path, { method, headers: { ...HTML, ...headers } }, env);
}

const see = async (path: string, headers: Record<string, string> = {}) =>
  (await ask(path, headers)).text();

/** Changes the asker's own cookie only, or reads. */
const ANYBODYS = /^\/(choose-lists|choose-country|not-tonight)$/;

function ownersForms(html: string): string[] {
  return [...html.matchAll(/<form[^>]*method="post"[^]*?<\/form>/g)]
    .filter(([form]) => form.includes("<button"))
    .map(([form]) => /action="([^"]*)"/.exec(form)?.[1] ?? "")
    .filter((action) => !ANYBODYS.test(action));
}

async function filmAddresses(): Promise<{ film: string; match: string }> {
  const [, film = ""] = /href="(\/film\/[^"]+)"/.exec(await see("/")) ?? [];
  const [, match = ""] = /href="(\/matches\/\d+)"/.exec(await see(film)) ?? [];
  return { film, match };
}

const PAGES: [path: string, forms: string | null][] = [
  ["/", "/refresh"],
  ["/pick?show=mine", "/mark/"],
  ["/new", "/refresh"],
  ["/services", "/services"],
  ["/worth", "/refresh"],
  ["/lists", "/lists"],
  ["/import", "/import"],
  ["/matches", "/matches/"],
  ["/refreshes", "/refresh?offers=1"],
  ["/libraries", "/libraries"],
  ["film", "/mark/"],
  ["match", "/matches/"],
];

describe("with a password", () => {
  it.each(PAGES)(
    "%s shows a visitor the way to log in, and the owner what they may press",
    async (name, form) => {
      const addresses: Record<string, string> = await filmAddresses();
      const path = addresses[name] ?? name;
      const visitors = await see(path);
      expect(ownersForms(visitors)).toEqual([]);
      expect(visitors).toContain("takes the owner’s password");

      const owners = await see(path, { Cookie: "watchwhere-owner=1" });
      expect(ownersForms(owners).some((action) => action.startsWith(form ?? ""))).toBe(true);
      expect(owners).not.toContain("/log-in");
    },
  );

  it.each(["/tokens", "/notifications", "/log-in"])("%s asks for it", async (path) => {
    const answer = await ask(path);
    expect(answer.status).toBe(401);
    expect(answer.headers.get("WWW-Authenticate")).toContain("Basic");
    expect((await ask(path, OWNER)).status).toBeLessThan(400);
  });

  it("the buttons of a forged cookie still ask for it", async () => {
    const headers = { Cookie: "watchwhere-owner=1" };
    expect((await ask("/refresh", headers, "POST")).status).toBe(401);
    expect((await ask("/tokens", headers)).status).toBe(401);
  });

  it("services cannot be ticked in vain", async () => {
    expect(await see("/services")).toMatch(/<fieldset class="service-group"[^>]* disabled/);
    expect(await see("/services", { Cookie: "watchwhere-owner=1" })).not.toContain(" disabled");
  });
});

describe("logging in", () => {
  it.each([
    ["/log-in", `${SITE}/?genre=Horror&show=mine`, "/?genre=Horror&show=mine"],
    ["/log-in", `${SITE}/matches`, "/matches"],
    ["/log-in", "https://evil.test/matches", "/"],
    ["/log-in", "", "/"],
    ["/log-in", `${SITE}/log-in?to=/lists`, "/"],
    ["/log-in?to=%2Flists%3Fa%3D1", "", "/lists?a=1"],
    ["/log-in?to=//evil.test/", "", "/"],
    ["/log-in?to=/%5Cevil.test", "", "/"],
    ["/log-in?to=/.//evil.test", "", "/"],
    ["/log-in?to=https://evil.test/", "", "/"],
    ["/log-in?to=%0d%0aSet-Cookie:x", "", "/"],
    ["/log-in?to=/log-in", `${SITE}/new`, "/new"],
  ])("by %s from %s leads back to %s", async (path, from, to) => {
    const answer = await ask(path, { ...OWNER, ...(from && { Referer: from }) });
    expect(answer.status).toBe(303);
    expect(answer.headers.get("Location")).toBe(to);
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
  });

  it("is remembered as long as the browser runs, without the password", async () => {
    const cookie = (await ask("/log-in", OWNER)).headers.get("Set-Cookie") ?? "";
    expect(cookie).toMatch(/^watchwhere-owner=1; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(
      (await ask("/tokens", { ...OWNER, Cookie: "watchwhere-owner=1" })).headers.get("Set-Cookie"),
    ).toBeNull();
    expect((await ask("/log-in")).headers.get("Set-Cookie")).toBeNull();
  });

  it("with the first press of a button shows the others, too", async () => {
    const answer = await ask("/refresh", OWNER, "POST");
    expect(answer.headers.get("Set-Cookie")).toContain("watchwhere-owner=1");
  });
});

describe("who is refused", () => {
  it("gets a page that says what to do, and leads back to where they were", async () => {
    const from = { Referer: `${SITE}/lists?x=1` };
    const none = await ask("/lists/remove", from, "POST");
    expect(none.status).toBe(401);
    expect(none.headers.get("Content-Type")).toContain("text/html");
    const words = await none.text();
    expect(words).toContain("No password was given.");
    expect(words).toContain('href="/log-in?to=%2Flists%3Fx%3D1"');
    const wrong = await ask("/notifications", { Authorization: `Basic ${btoa("me:guess")}` });
    const again = await wrong.text();
    expect(again).toContain("The password was wrong.");
    expect(again).toContain('href="/log-in?to=%2Fnotifications"');
  });

  it("is told in JSON or in plain text, if it is a program", async () => {
    const json = await ask("/refresh", { Accept: "application/json" }, "POST");
    expect(json.status).toBe(401);
    expect(json.headers.get("WWW-Authenticate")).toContain("Basic");
    expect(await json.json()).toEqual({
      message: "This needs the owner’s password (HTTP Basic, any user name).",
    });
    const text = await app().request(`${SITE}/refresh`, { method: "POST" }, env);
    expect(text.status).toBe(401);
    expect(text.headers.get("Content-Type")).toContain("text/plain");
  });

  it("is told so on a page where nobody may change anything", async () => {
    const nobody = app({ adminPassword: null, atHome: false });
    const init = { method: "POST", headers: { ...HTML, Referer: `${SITE}/lists` } };
    const answer = await nobody.request(`${SITE}/lists`, init, env);
    expect(answer.status).toBe(403);
    const html = await answer.text();
    expect(html).toContain("<h1>Nobody can change this yet</h1>");
    expect(html).toContain('href="/lists"');
    const services = await (
      await nobody.request(`${SITE}/services`, { headers: HTML }, env)
    ).text();
    expect(ownersForms(services)).toEqual(["/refresh"]);
  });
});

it("on a private page, nothing is locked for whoever sees it", async () => {
  const home = app({ isPrivate: true });
  const html = await (
    await home.request(`${SITE}/`, { headers: { ...HTML, ...OWNER } }, env)
  ).text();
  expect(ownersForms(html)).toEqual(["/refresh"]);
  expect((await home.request(`${SITE}/`, { headers: HTML }, env)).status).toBe(401);
});
