import { describe, expect, it } from "vitest";
import { errorPage, FILMS, filmPage, wallPage, watchlistPage } from "./pages.ts";
import { serving } from "./serving.ts";

const CHALLENGE = { "cf-mitigated": "challenge" };
const BLOCK = "Access denied | letterboxd.com used Cloudflare to restrict access";
const NEWEST = watchlistPage("G4", { films: FILMS, total: FILMS.length });

function answer(html: string, status: number, headers: Record<string, string> = {}) {
  return serving(() => new Response(html, { status, headers }));
}

const REFUSALS: [string, string, string, number, Record<string, string>?][] = [
  ["a challenge by its header", "challenged", wallPage("Moment bitte …"), 403, CHALLENGE],
  ["a challenge by its title", "challenged", wallPage("Just a moment..."), 403],
  ["a challenge of older years", "challenged", wallPage("Just a moment..."), 503],
  [
    "a challenge by its script",
    "challenged",
    wallPage("Einen Moment", "window._cf_chl_opt={}"),
    403,
  ],
  ["a challenge with status 200", "challenged", wallPage("Just a moment..."), 200],
  ["a challenge before a 404", "challenged", errorPage("Not Found"), 404, CHALLENGE],
  ["a block", "challenged", wallPage("Attention Required! | Cloudflare"), 403],
  ["a block of the address", "challenged", wallPage(BLOCK), 403],
  ["too many requests", "rate-limited", "slow down", 429],
  ["too many requests, from Cloudflare", "rate-limited", wallPage(BLOCK), 429],
  ["a 403 of the edge", "refused", "<title>403 Forbidden</title><center>nginx</center>", 403],
  ["a server error", "refused", "", 500],
  ["an overloaded server", "refused", "<title>Letterboxd</title>", 503],
  [
    "no origin behind the edge",
    "refused",
    wallPage("letterboxd.com | 522: Connection timed out"),
    522,
  ],
  ["a redirect to nowhere", "refused", "", 302],
];

describe("an answer that is not the page", () => {
  it.each(REFUSALS)(
    "%s: %s, for watchlists and for films",
    async (_, kind, html, status, headers) => {
      const letterboxd = answer(html, status, headers);
      expect(await letterboxd.readWatchlistPage("ada", 1)).toMatchObject({
        ok: false,
        failure: { kind },
      });
      expect(await letterboxd.readFilmPage("a-film")).toMatchObject({
        ok: false,
        failure: { kind },
      });
    },
  );

  it("tells a private watchlist from other 403s", async () => {
    const letterboxd = answer(errorPage("Forbidden"), 403);
    expect(await letterboxd.readWatchlistPage("ada", 1)).toMatchObject({
      failure: { kind: "private" },
    });
    expect(await letterboxd.readFilmPage("a-film")).toMatchObject({ failure: { kind: "refused" } });
  });

  it("knows that nobody has this name", async () => {
    const reading = await answer(errorPage("Not Found"), 404).readWatchlistPage("nobody", 1);
    expect(reading).toMatchObject({ failure: { kind: "no-such-member" } });
  });

  it.each([
    ["missing", errorPage("Not Found"), 404],
    ["private", errorPage("Forbidden"), 403],
  ])("does not say of a member what only a later page is: %s", async (_, html, status) => {
    const reading = await answer(html, status).readWatchlistPage("ada", 2);
    expect(reading).toMatchObject({ failure: { kind: "incomplete" } });
  });

  it("says what it saw", async () => {
    const reading = await answer(wallPage(BLOCK), 403).readWatchlistPage("ada", 1);
    expect(!reading.ok && reading.failure.detail).toBe(`status 403, title "${BLOCK}"`);
  });
});

describe("an ordinary page", () => {
  it.each([
    ["has Cloudflare's scripts in it", NEWEST],
    ["belongs to somebody of such a name", NEWEST.replace("Ada &lt;3", "Just a moment...")],
    ["speaks of a challenge", NEWEST.replace("Some Service", "window._cf_chl_opt")],
  ])("is no refusal although it %s", async (_, html) => {
    expect(await answer(html, 200).readWatchlistPage("ada", 1)).toMatchObject({ ok: true });
  });

  it("is no refusal although the film has such a name", async () => {
    const html = filmPage().replace("The Tin Harbour (1987)", "Just a moment... (2020)");
    expect(await answer(html, 200).readFilmPage("just-a-moment")).toEqual({
      ok: true,
      value: null,
    });
  });
});

describe("the time to wait", () => {
  const NOW = "Mon, 23 Nov 2026 10:00:00 GMT";
  it.each([
    ["in seconds", { "retry-after": "120" }, 120],
    [
      "until a time by the site's own clock",
      { "retry-after": "Mon, 23 Nov 2026 10:02:30 GMT", date: NOW },
      150,
    ],
    [
      "until a time that has passed",
      { "retry-after": "Mon, 23 Nov 2026 09:00:00 GMT", date: NOW },
      0,
    ],
    [
      "until a time, on a site without a clock",
      { "retry-after": "Mon, 23 Nov 2026 10:02:30 GMT" },
      null,
    ],
    ["in words", { "retry-after": "later", date: NOW }, null],
    ["not at all", {}, null],
  ])("is asked for %s", async (_, headers, seconds) => {
    const reading = await answer("", 429, headers).readWatchlistPage("ada", 1);
    expect(reading).toMatchObject({
      failure: { kind: "rate-limited", retryAfterSeconds: seconds },
    });
  });

  it("is told of an overloaded server, too", async () => {
    const reading = await answer("", 503, { "retry-after": "60" }).readFilmPage("a-film");
    expect(reading).toMatchObject({ failure: { kind: "refused", retryAfterSeconds: 60 } });
  });
});
