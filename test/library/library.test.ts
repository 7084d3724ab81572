import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { createLibraries } from "../../src/library/index.ts";
import type { LibraryItem } from "../../src/library/library.ts";
import { goOnReadingLibraries, startLibraries } from "../../src/refresh/read-libraries.ts";
import type { LibrarySettings } from "../../src/settings/libraries.ts";
import { readSettings } from "../../src/settings/index.ts";
import { openPage } from "../web/app.ts";
import { storedFilm } from "../web/fill.ts";
import { serveJellyfin, servePlex, type ServerFilm } from "./servers.ts";

const JELLYFIN: LibrarySettings = {
  kind: "jellyfin",
  url: "http://jellyfin:8096/media",
  publicUrl: "https://films.example.org",
  key: "a-key-of-jellyfin",
};
const PLEX: LibrarySettings = {
  kind: "plex",
  url: "http://plex:32400",
  publicUrl: "http://plex:32400",
  key: "a-token-of-plex",
};

const FILMS: ServerFilm[] = [
  { id: "one", tmdb: "603" },
  { id: "two", tmdb: "rubbish" },
  { id: "three", tmdb: null },
  { id: "four", tmdb: "604" },
  { id: "five", tmdb: "605" },
];

/** All pages of a server. */
async function readAll(server: LibrarySettings, fetch: typeof globalThis.fetch, most = 2) {
  const libraries = createLibraries((url, init) => fetch(url, init), [server]);
  const items: LibraryItem[] = [];
  let from: string | null = null;
  for (let pages = 1; pages < 50; pages++) {
    const reading = await libraries.readPage(server.kind, from, most);
    if (!reading.ok) return reading.failure;
    items.push(...reading.page.items);
    from = reading.page.next;
    if (from === null) return { items, pages };
  }
  throw new Error("It never ends.");
}

describe.each([
  ["Jellyfin", JELLYFIN, serveJellyfin],
  ["Plex", PLEX, servePlex],
] as const)("%s", (_, server, serve) => {
  it("is read page by page, by TMDB’s numbers, with the key in a header only", async () => {
    const asked: Request[] = [];
    const all = await readAll(server, serve(FILMS, server.key, asked));
    expect(all).toMatchObject({
      items: [{ tmdbId: 603 }, { tmdbId: 604 }, { tmdbId: 605 }],
      pages: 3,
    });
    expect(asked.every(({ url }) => !url.includes(server.key) && url.startsWith(server.url))).toBe(
      true,
    );
  });

  it.each([
    ["refused", new Response("", { status: 401 })],
    ["moved", new Response(null, { status: 302, headers: { Location: "/web/" } })],
    ["off", new Response("Error processing request.", { status: 500 })],
    ["nonsense", new Response("<html>", { headers: { "Content-Type": "text/html" } })],
    ["nonsense", Response.json({ hello: "world" })],
    ["nonsense", Response.json(["x"])],
  ])("says that it is %s", async (failure, answer) => {
    expect(await readAll(server, async () => answer.clone())).toBe(failure);
  });

  it("is off where it cannot be reached", async () => {
    const fetch = async () => {
      throw new TypeError("fetch failed");
    };
    expect(await readAll(server, fetch)).toBe("off");
  });
});

describe("A link to an item", () => {
  it("leads a browser to Jellyfin’s public address, and to Plex’s own page where it has none", async () => {
    const jellyfin = await readAll(JELLYFIN, serveJellyfin(FILMS, JELLYFIN.key));
    expect(jellyfin).toMatchObject({
      items: [{ link: "https://films.example.org/web/#/details?id=one&serverId=5e5e5e" }, {}, {}],
    });
    const plex = await readAll(PLEX, servePlex(FILMS, PLEX.key));
    expect(plex).toMatchObject({
      items: [
        {
          link: "https://app.plex.tv/desktop/#!/server/ab12cd/details?key=%2Flibrary%2Fmetadata%2Fone",
        },
        {},
        {},
      ],
    });
  });
});

describe("On my server", () => {
  async function openHouse() {
    const films = [
      storedFilm("There", { tmdbId: 603, match: "exact" }),
      storedFilm("Not there", { tmdbId: 999 }),
      storedFilm("A series of that number", { tmdbId: 604, tmdbType: "tv" }),
    ];
    const page = await openPage(films, { libraries: [JELLYFIN, PLEX] });
    const serve = (fetch: typeof globalThis.fetch) => {
      page.context.libraries = createLibraries((url, init) => fetch(url, init), [JELLYFIN, PLEX]);
    };
    const read = async () => {
      await page.ask("/libraries", { method: "POST" });
      for (let ticks = 0; ticks < 5; ticks++) await goOnReadingLibraries(page.context);
    };
    const items = async () =>
      page.context.db.all(sql`select tmdb_id as id, server from library_items order by id, server`);
    return { page, serve, read, items };
  }

  it("keeps only films that are listed, and shows them first, apart from offers", async () => {
    const { page, serve, read, items } = await openHouse();
    serve(serveJellyfin(FILMS, JELLYFIN.key));
    await read();
    expect(await items()).toEqual([{ id: 603, server: "jellyfin" }]);
    const html = await page.see("/");
    expect(html.match(/class="own jellyfin"/g)).toHaveLength(1);
    const { films } = await (
      await page.ask("/api/films")
    ).json<{ films: { title: string; own: unknown; offers: object }[] }>();
    expect(films.map(({ title, own }) => [title, own])).toEqual([
      [
        "There",
        [
          {
            server: "jellyfin",
            link: "https://films.example.org/web/#/details?id=one&serverId=5e5e5e",
          },
        ],
      ],
      ["Not there", []],
      ["A series of that number", []],
    ]);
    expect(JSON.stringify(films[0]?.offers)).not.toContain("jellyfin");
  });

  it("names what fails, and keeps what was known, without a key anywhere", async () => {
    const { page, serve, read, items } = await openHouse();
    serve(serveJellyfin(FILMS, JELLYFIN.key));
    await read();
    serve(serveJellyfin(FILMS, "another-key"));
    await read();
    expect(await items()).toHaveLength(1);
    const html = await page.see("/libraries");
    expect(html).toContain("It rejected the key");
    expect(html).toContain("1 film from your lists, out of 5 there");
    for (const text of [html, ...page.context.logged]) {
      expect(text).not.toContain(JELLYFIN.key);
      expect(text).not.toContain(PLEX.key);
    }
  });

  it("forgets what is gone, but never believes that everything is", async () => {
    const { page, serve, read, items } = await openHouse();
    serve(serveJellyfin(FILMS, JELLYFIN.key));
    await read();
    page.context.pass(60_000);
    page.context.now = () => 1_795_000_100_000;
    serve(serveJellyfin([], JELLYFIN.key));
    await read();
    expect(await items()).toHaveLength(1);
    page.context.now = () => 1_795_000_200_000;
    serve(serveJellyfin(FILMS.slice(1), JELLYFIN.key));
    await read();
    expect(await items()).toEqual([]);
  });

  it("reads one page a tick on Cloudflare, and twenty thousand films at most", async () => {
    const { page, serve, items } = await openHouse();
    Object.assign(page.context.settings, { atHome: false, libraries: [JELLYFIN] });
    const asked: Request[] = [];
    const many = Array.from({ length: 20_600 }, (_, i) => ({ id: `i${i}`, tmdb: `${i + 1}` }));
    serve(serveJellyfin(many, JELLYFIN.key, asked));
    await startLibraries(page.context);
    await goOnReadingLibraries(page.context);
    expect(asked).toHaveLength(1);
    for (let ticks = 0; ticks < 100; ticks++) await goOnReadingLibraries(page.context);
    expect(asked).toHaveLength(80);
    expect(await items()).toHaveLength(2);
  });
});

describe("The settings", () => {
  const three = { LETTERBOXD_USERNAME: "ada", TMDB_API_KEY: "0".repeat(32), COUNTRY: "GB" };

  it("want address and key together, and never repeat them", () => {
    const reading = readSettings({ ...three, PLEX_TOKEN: "secret-secret" });
    expect(reading).toMatchObject({ ok: false, problems: [{ setting: "PLEX_URL" }] });
    const wrong = readSettings({
      ...three,
      JELLYFIN_URL: "http://jf/?api_key=secret-secret",
      JELLYFIN_API_KEY: "secret secret",
    });
    expect(wrong.ok).toBe(false);
    expect(JSON.stringify([reading, wrong])).not.toMatch(/secret.secret/);
  });

  it("keep an address’s path, and take it for the public one where there is no other", () => {
    const reading = readSettings({
      ...three,
      JELLYFIN_URL: "http://jf:8096/media/",
      JELLYFIN_API_KEY: "0123456789",
    });
    expect(reading).toMatchObject({
      ok: true,
      settings: { libraries: [{ url: "http://jf:8096/media", publicUrl: "http://jf:8096/media" }] },
    });
  });
});
