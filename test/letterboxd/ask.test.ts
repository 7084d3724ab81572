import { describe, expect, it } from "vitest";
import { FILMS, filmPage, watchlistPage } from "./pages.ts";
import { serving } from "./serving.ts";

const LIST = watchlistPage("G4", { films: FILMS, total: FILMS.length });
const LATER = watchlistPage("G4", { films: FILMS, total: 99, page: 3, pages: 4 });
const FILM = filmPage({ link: "https://www.themoviedb.org/movie/5/" });

/** Answers by path; what is not here would be asked by mistake. */
function site(pages: Record<string, string | { to: string; status?: number }>) {
  return serving((url) => {
    const page = pages[url.replace("https://letterboxd.com", "")];
    if (page === undefined) throw new Error(`nobody should ask for ${url}`);
    if (typeof page === "string") return new Response(page);
    return new Response("moved", { status: page.status ?? 302, headers: { location: page.to } });
  });
}

/** Sends this and then: nothing more, or an error. */
function beginning(text: string, error?: Error) {
  return new ReadableStream({
    type: "bytes",
    pull(controller) {
      if (text !== "") controller.enqueue(new TextEncoder().encode(text));
      else if (error) controller.error(error);
      else return new Promise(() => {});
      text = "";
      return undefined;
    },
  });
}

describe("a request", () => {
  it("asks for the address with its last slash, in lower case, and says who asks", async () => {
    const letterboxd = site({
      "/ada_example/watchlist/": LIST,
      "/ada_example/watchlist/page/3/": LATER,
    });
    expect(await letterboxd.readWatchlistPage("Ada_Example", 1)).toMatchObject({ ok: true });
    expect(await letterboxd.readWatchlistPage("Ada_Example", 3)).toMatchObject({ ok: true });
    expect(letterboxd.asked).toHaveLength(2);
    const headers = new Headers(letterboxd.asked[0]?.init.headers);
    expect(headers.get("user-agent")).toBe("watchwhere/test (+https://example.org/watchwhere)");
    expect(headers.get("accept")).toBe("text/html");
  });

  it.each([
    ["//evil.example/x", "/%2F%2Fevil.example%2Fx/watchlist/"],
    ["../film", "/..%2Ffilm/watchlist/"],
    ["@evil.example", "/%40evil.example/watchlist/"],
    ["a?b#c", "/a%3Fb%23c/watchlist/"],
    ["%2e%2e", "/%252e%252e/watchlist/"],
  ])("is not led to another place by the name %s", async (name, path) => {
    const letterboxd = site({ [path]: LIST });
    expect(await letterboxd.readWatchlistPage(name, 1)).toMatchObject({ ok: true });
  });

  it.each([
    ["nothing", ""],
    ["a dot", "."],
    ["two dots", ".."],
    ["half a character", "\ud800"],
  ])("is not made for a name that is %s", async (_, name) => {
    const letterboxd = site({});
    expect(await letterboxd.readWatchlistPage(name, 1)).toMatchObject({
      failure: { kind: "no-such-member" },
    });
    expect(await letterboxd.readFilmPage(name)).toEqual({ ok: true, value: null });
    expect(letterboxd.asked).toEqual([]);
  });
});

describe("a redirect", () => {
  it("is followed on the same site", async () => {
    const letterboxd = site({
      "/film/old-name/": { to: "/film/new-name", status: 301 },
      "/film/new-name": { to: "https://letterboxd.com/film/new-name/" },
      "/film/new-name/": FILM,
    });
    expect(await letterboxd.readFilmPage("old-name")).toMatchObject({ value: { id: 5 } });
  });

  it.each([
    "https://evil.example/film/x/",
    "//evil.example/",
    "http://letterboxd.com/film/x/",
    "data:,x",
  ])("is not followed to %s", async (to) => {
    const letterboxd = site({ "/film/x/": { to } });
    expect(await letterboxd.readFilmPage("x")).toMatchObject({ failure: { kind: "refused" } });
    expect(letterboxd.asked).toHaveLength(1);
  });

  it("is not followed for ever", async () => {
    const letterboxd = site({ "/film/x/": { to: "/film/x/" } });
    expect(await letterboxd.readFilmPage("x")).toMatchObject({ failure: { kind: "refused" } });
    expect(letterboxd.asked).toHaveLength(4);
  });

  it("does not pass off another page of the list as the one asked for", async () => {
    const letterboxd = site({
      "/ada/watchlist/page/3/": { to: "/ada/watchlist/" },
      "/ada/watchlist/": LIST,
    });
    expect(await letterboxd.readWatchlistPage("ada", 3)).toMatchObject({
      failure: { kind: "refused" },
    });
  });

  it("leads to a member's new name", async () => {
    const letterboxd = site({
      "/ada/watchlist/": { to: "/eva/watchlist/" },
      "/eva/watchlist/": LIST,
    });
    expect(await letterboxd.readWatchlistPage("ada", 1)).toMatchObject({ ok: true });
  });
});

describe("an answer that does not come", () => {
  const unreachable = { ok: false, failure: { kind: "unreachable" } };

  it("is unreachable: no connection", async () => {
    const letterboxd = serving(() => {
      throw new TypeError("Network connection lost.");
    });
    expect(await letterboxd.readWatchlistPage("ada", 1)).toMatchObject(unreachable);
    expect(await letterboxd.readFilmPage("x")).toMatchObject(unreachable);
  });

  it("is unreachable: no headers in time", async () => {
    const letterboxd = serving(
      (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener("abort", () => reject(new Error("aborted")));
        }),
      20,
    );
    expect(await letterboxd.readWatchlistPage("ada", 1)).toMatchObject(unreachable);
  });

  it("is unreachable: no end of the body in time", async () => {
    const letterboxd = serving(() => new Response(beginning(LIST)), 20);
    const reading = await letterboxd.readWatchlistPage("ada", 1);
    expect(reading).toMatchObject(unreachable);
    expect(!reading.ok && reading.failure.detail).toBe("no page in 20 ms");
  });

  it("is unreachable: a body cut short", async () => {
    const letterboxd = serving(() => new Response(beginning(LIST, new Error("connection reset"))));
    expect(await letterboxd.readWatchlistPage("ada", 1)).toMatchObject(unreachable);
    expect(await letterboxd.readFilmPage("x")).toMatchObject(unreachable);
  });
});

describe("a body", () => {
  it("may be cut anywhere, also within a letter", async () => {
    const bytes = new TextEncoder().encode(LIST);
    const body = new ReadableStream({
      type: "bytes",
      start(controller) {
        for (let i = 0; i < bytes.length; i += 7) controller.enqueue(bytes.slice(i, i + 7));
        controller.close();
      },
    });
    const reading = await serving(() => new Response(body)).readWatchlistPage("ada", 1);
    expect(reading.ok && reading.value.films[5]?.title).toBe("L’Été de Noé");
  });

  it("is read to its limit, and no further", async () => {
    let sent = 0;
    let cancelled = false;
    const endless = new ReadableStream({
      type: "bytes",
      pull(controller) {
        controller.enqueue(new Uint8Array(100_000));
        sent += 100_000;
      },
      cancel() {
        cancelled = true;
      },
    });
    const reading = await serving(() => new Response(endless)).readWatchlistPage("ada", 1);
    expect(reading).toMatchObject({ failure: { kind: "unrecognised" } });
    expect(sent).toBeLessThan(3_000_000);
    expect(cancelled).toBe(true);
  });

  it("may hold a tag as long as the limit", async () => {
    const html = LIST.replace("<aside>", `<aside title="${"x".repeat(1_900_000)}">`);
    expect(await serving(() => new Response(html)).readWatchlistPage("ada", 1)).toMatchObject({
      ok: true,
    });
  });
});
