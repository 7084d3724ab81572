// The stand-ins do what they are told, for a test is worth no more than what it stands on. That their shape
// is the real one is looked at in test/home/stand-ins.test.ts, where there are files.

import { describe, expect, it } from "vitest";
import { films, findFilm, hostileFilms } from "./films.ts";
import { createLetterboxd } from "./letterboxd.ts";
import { listOf } from "./lists.ts";
import { manyFilms } from "./many-films.ts";
import { createTmdb, STAND_IN_KEY, STAND_IN_TOKEN } from "./tmdb.ts";

const LETTERBOXD = "https://letterboxd.test";
const TMDB = "https://tmdb.test";

function slugsOf(html: string): string[] {
  return [...html.matchAll(/data-item-slug="([^"]+)"/g)].map(([, slug = ""]) => slug);
}

async function readPage(site: ReturnType<typeof createLetterboxd>, path: string) {
  const response = await site.fetch(LETTERBOXD + path);
  return { status: response.status, headers: response.headers, html: await response.text() };
}

interface Answer {
  status_code?: number;
  results: { id: number }[] & Record<string, object>;
  "watch/providers": { results: Record<string, object>; id?: number };
}

async function ask(site: ReturnType<typeof createTmdb>, path: string, key = STAND_IN_KEY) {
  const headers = { authorization: `Bearer ${key}` };
  const response = await site.fetch(`${TMDB}/3${path}`, { headers });
  return { status: response.status, body: await response.json<Answer>() };
}

describe("the stand-in for Letterboxd", () => {
  it("spreads the list over pages, newest first, each film once", async () => {
    const site = createLetterboxd({ films: films.slice(0, 60) });
    const pages = await Promise.all(
      ["/demo/watchlist/", "/demo/watchlist/page/2/", "/demo/watchlist/page/3/"].map((path) =>
        readPage(site, path),
      ),
    );
    const slugs = pages.flatMap(({ html }) => slugsOf(html));
    expect(slugs).toEqual(films.slice(0, 60).map((film) => film.slug));
    expect(pages[1]?.html).toContain('<a class="next" href="/demo/watchlist/page/3/">');
    expect(pages[2]?.html).toContain('<span class="next">');
    expect(pages[0]?.html).toContain('data-num-entries="60"');
  });

  it("has no block of pages where there is one page, and an empty grid past the end", async () => {
    const site = createLetterboxd({ films: films.slice(0, 3) });
    expect((await readPage(site, "/demo/watchlist/")).html).not.toContain("pagination");
    const past = await readPage(site, "/demo/watchlist/page/9/");
    expect(slugsOf(past.html)).toEqual([]);
    expect(past.html).toContain('data-num-entries="3"');
  });

  it("plays an order so often as told, on the page that it is for, and then goes on", async () => {
    const site = createLetterboxd();
    site.control.playOnPage(1, { mode: "challenged", times: 1 });
    site.control.playOnPage(2, { mode: "rate-limited", retryAfterSeconds: 7 });
    const first = await readPage(site, "/demo/watchlist/");
    expect([first.status, first.headers.get("cf-mitigated")]).toEqual([403, "challenge"]);
    expect((await readPage(site, "/demo/watchlist/")).status).toBe(200);
    const second = await readPage(site, "/demo/watchlist/page/2/");
    expect([second.status, second.headers.get("retry-after")]).toEqual([429, "7"]);
  });

  it("refuses in each of its ways", async () => {
    const site = createLetterboxd();
    const seen = async (mode: typeof site.control.mode) => {
      site.control.mode = mode;
      return readPage(site, "/demo/watchlist/page/2/");
    };
    expect((await seen("private")).html).toContain("Letterboxd - Forbidden");
    expect((await seen("no-such-member")).status).toBe(404);
    expect((await seen("refused")).html).toContain("nginx");
    expect(slugsOf((await seen("empty-page-in-mid-list")).html)).toEqual([]);
    expect(slugsOf((await seen("repeats")).html)[0]).toBe(films[0]?.slug);
    expect((await seen("wrong-total")).html).toContain(`data-num-entries="${films.length + 3}"`);
    expect((await seen("garbage")).status).toBe(200);
    const strange = await seen("unrecognised-but-readable");
    expect(slugsOf(strange.html)).toEqual([]);
    expect(strange.html).toContain(`href="/film/${films[28]?.slug}/"`);
  });

  it("hangs until it is given up, and drops a connection", async () => {
    const site = createLetterboxd();
    site.control.mode = "hang";
    const signal = AbortSignal.timeout(20);
    await expect(site.fetch(`${LETTERBOXD}/demo/watchlist/`, { signal })).rejects.toThrow("lost");
    site.control.mode = "reset";
    await expect(site.fetch(`${LETTERBOXD}/demo/watchlist/`)).rejects.toThrow("lost");
  });

  it("notes who asks, and whoever asks for what robots.txt disallows", async () => {
    const site = createLetterboxd();
    await site.fetch(`${LETTERBOXD}/demo/watchlist/by/name/`, { headers: { "user-agent": "me" } });
    expect(site.control.log.requests[0]).toMatchObject({ userAgent: "me", status: 403 });
    expect(site.control.log.violations).toHaveLength(1);
  });

  it("has watchlists of other members, which share most of their films with the first", async () => {
    const site = createLetterboxd();
    const first = new Set(films.map(({ slug }) => slug));
    for (const name of ["ann", "bob"]) {
      const { html } = await readPage(site, `/${name}/watchlist/`);
      expect(slugsOf(html)).toHaveLength(28);
      expect(html).toContain(`/${name}/watchlist/page/2/`);
      const own = site.control.members.get(name)?.films.map(({ slug }) => slug) ?? [];
      const shared = own.filter((slug) => first.has(slug)).length;
      expect(shared / first.size).toBeCloseTo(0.6, 1);
      expect(own.length).toBeGreaterThan(shared);
      for (const slug of own) expect((await readPage(site, `/film/${slug}/`)).status).toBe(200);
    }
    expect((await readPage(site, "/hermit/watchlist/")).status).toBe(403);
    expect((await readPage(site, "/nobody/watchlist/")).status).toBe(404);
  });

  it("lays the trap of television on a film's page", async () => {
    const { html } = await readPage(createLetterboxd(), "/film/chernobyl/");
    expect(html).toContain('data-tmdb-type="movie" data-tmdb-id=""');
    expect(html).toContain("https://www.themoviedb.org/tv/87108/");
  });
});

describe("the lists of the stand-in for Letterboxd", () => {
  /** The list's own films, without those of the side column. */
  const listed = (html: string) => slugsOf(html.slice(0, html.indexOf("<aside")));

  it.each([
    [0, [0]],
    [1, [1]],
    [99, [99]],
    [100, [100]],
    [101, [100, 1]],
    [250, [100, 100, 50]],
  ])("have %i films on pages of %j", async (count, lengths) => {
    const site = createLetterboxd();
    const path = `/dave/list/films-${count}/`;
    for (const [i, length] of lengths.entries()) {
      const { html } = await readPage(site, i === 0 ? path : `${path}page/${i + 1}/`);
      expect(listed(html)).toHaveLength(length);
      expect(slugsOf(html)).toHaveLength(length + 5);
      const filmsOrFilm = count === 1 ? "film" : "films";
      expect(html).toContain(`content="A list of ${count} ${filmsOrFilm} compiled on Letterboxd`);
      expect(html.includes('<a class="next"')).toBe(i < lengths.length - 1);
      expect(html).toContain('<time datetime="2026-09-17T08:00:00.123Z"');
    }
  });

  it("have up to thousands of films, none of them twice", async () => {
    const site = createLetterboxd();
    const pages = Array.from({ length: 20 }, (_, i) => `/dave/list/films-2000/page/${i + 1}/`);
    const read = await Promise.all(pages.map((path) => readPage(site, path)));
    expect(new Set(read.flatMap(({ html }) => listed(html))).size).toBe(2000);
    expect(read[0]?.html).toContain("A list of 2,000 films");
  });

  it("may be private, unlisted, deleted, silent, or change while they are read", async () => {
    const site = createLetterboxd();
    const seen = async (path: string) => {
      const { status, html } = await readPage(site, `/dave/list/${path}`);
      return [status, Number(/A list of (\d+)/.exec(html)?.[1] ?? NaN)];
    };
    expect(await seen("private/")).toEqual([403, NaN]);
    expect(await seen("unlisted/")).toEqual([403, NaN]);
    expect(await seen("unlisted/share/AbCdEfGh12345678/")).toEqual([200, 11]);
    expect(await seen("deleted/")).toEqual([404, NaN]);
    expect(await seen("no-total/page/2/")).toEqual([200, NaN]);
    expect(await seen("changing/")).toEqual([200, 251]);
    expect(await seen("changing/page/2/")).toEqual([200, 252]);
  });

  it("have the weather of watchlists, and can be changed", async () => {
    const site = createLetterboxd();
    const path = "/dave/list/films-101/";
    const { control } = site;
    control.play({ mode: "changes", path: `${path}page/2/`, times: 1 });
    control.play({ mode: "no-total", path: `${path}page/1/`, times: 1 });
    expect((await readPage(site, path)).html).not.toContain("A list of");
    const { html } = await readPage(site, `${path}page/2/`);
    expect(html).toContain("A list of 102 films");
    expect(html).toContain('<time datetime="2026-09-17T08:01:00.123Z"');
    expect((await readPage(site, `${path}page/2/`)).html).toContain("A list of 102 films");

    control.listAt(path).films.length = 1;
    expect(listed((await readPage(site, path)).html)).toHaveLength(1);
    control.mode = "unrecognised-but-readable";
    const strange = await readPage(site, path);
    expect(slugsOf(strange.html)).toEqual([]);
    expect(strange.html).toContain("A list of 1 film compiled");
    expect(() => control.listAt("/dave/list/deleted/")).toThrow("no list");

    control.mode = "ok";
    control.lists.set("/zoe/list/mine/", listOf({ name: "Mine", films: films.slice(0, 2) }));
    expect(listed((await readPage(site, "/Zoe/list/mine/")).html)).toHaveLength(2);
    control.lists.delete("/zoe/list/mine/");
    expect((await readPage(site, "/zoe/list/mine/")).status).toBe(404);
  });

  it.each(["/dave/list/a-gentle-halloween/", "/moira/list/love-with-subtitles/"])(
    "are a pleasure to look at: %s",
    async (path) => {
      const { html } = await readPage(createLetterboxd(), path);
      expect(listed(html).length).toBeGreaterThan(10);
      for (const slug of listed(html)) {
        expect((await readPage(createLetterboxd(), `/film/${slug}/`)).status).toBe(200);
      }
    },
  );
});

describe("the stand-in for TMDB", () => {
  it("takes a key in the query and a token in the header, and no other", async () => {
    const site = createTmdb();
    expect((await ask(site, "/authentication", STAND_IN_TOKEN)).status).toBe(200);
    expect((await ask(site, "/authentication", "wrong")).body).toMatchObject({ status_code: 7 });
    const url = `${TMDB}/3/authentication?api_key=${STAND_IN_KEY}`;
    expect((await site.fetch(url)).status).toBe(200);
    expect(site.control.log.requests.at(-1)?.path).not.toContain(STAND_IN_KEY);
  });

  it("finds a film by each of its titles, with namesakes and bonus discs", async () => {
    const site = createTmdb();
    const idsOf = async (query: string) => {
      const { body } = await ask(site, `/search/movie?query=${encodeURIComponent(query)}`);
      return body.results.map(({ id }) => id);
    };
    expect(await idsOf("寄生虫")).toEqual([]);
    expect(await idsOf("기생충")).toEqual([496_243]);
    expect(await idsOf("sunset blvd")).toEqual([599]);
    expect(await idsOf("Heat")).toEqual(expect.arrayContaining([949, 17_824]));
    expect(await idsOf("🦄")).toEqual([]);
  });

  it("gives details with the offers of the world in one answer", async () => {
    const site = createTmdb();
    const { body } = await ask(site, "/movie/27205?append_to_response=watch/providers");
    const { results, id } = body["watch/providers"];
    expect(id).toBeUndefined();
    expect(Object.keys(results).length).toBeGreaterThan(100);
    expect(results["US"]).toHaveProperty("flatrate");
  });

  it("knows what was changed while it runs", async () => {
    const site = createTmdb({ worldSized: false });
    const key = { type: "movie", id: 949 } as const;
    site.control.setOffers(key, "US", { free: [191] });
    const { body } = await ask(site, "/movie/949/watch/providers");
    expect(Object.keys(body.results["US"] ?? {})).toEqual(["link", "free"]);
    site.control.kill(key);
    expect((await ask(site, "/movie/949")).body).toMatchObject({ status_code: 34 });
    expect(findFilm("heat-1995").tmdb?.offers["US"]?.free).toBeUndefined();
  });

  it("fails for one film as told, and not for another whose number begins alike", async () => {
    const site = createTmdb();
    site.control.play({ mode: "server-error", path: "/3/movie/19" });
    expect((await ask(site, "/movie/19")).status).toBe(500);
    expect((await ask(site, "/movie/1949")).status).toBe(200);
    site.control.mode = "cut-short";
    await expect(ask(site, "/movie/1949")).rejects.toThrow("JSON");
  });

  it("draws posters and logos, also for hostile titles", async () => {
    const site = createTmdb({ films: hostileFilms });
    for (const { tmdb } of hostileFilms) {
      if (tmdb?.poster === null || tmdb?.poster === undefined) continue;
      const image = await site.fetch(`${TMDB}/t/p/w342${tmdb.poster}`);
      expect(image.headers.get("content-type")).toBe("image/svg+xml");
      expect(await image.text()).not.toContain("<script");
    }
  });

  it("measures how closely it is asked", async () => {
    const site = createTmdb();
    site.control.latencyMs = 20;
    await Promise.all([1, 2, 3].map(() => ask(site, "/configuration")));
    expect(site.control.log.peakInFlight()).toBe(3);
    expect(site.control.log.peakPerSecond()).toBe(3);
  });
});

describe("the invented films", () => {
  it("are the same each time, and no two have a slug, a lid or a number in common", () => {
    const many = manyFilms(2000);
    expect(many.slice(0, 1000)).toEqual(manyFilms(1000));
    for (const name of ["slug", "lid", "uid"] as const) {
      expect(new Set(many.map((film) => film[name])).size).toBe(2000);
    }
  });
});
