// The stand-ins beside captures of the real sites: the same elements, the same attributes in the same order,
// the same fields. The captures are not part of this project; without them these tests are skipped.

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import { films } from "../stand-ins/films.ts";
import { createLetterboxd } from "../stand-ins/letterboxd.ts";
import { serveStandIns } from "../stand-ins/serve.ts";
import { createTmdb, STAND_IN_KEY } from "../stand-ins/tmdb.ts";

const CAPTURES = fileURLToPath(new URL("../../../shared/pages/", import.meta.url));
const skip = !existsSync(CAPTURES);

function capture(name: string): string {
  return readFileSync(CAPTURES + name, "utf8");
}

/** As much of a document as is looked at here. */
interface Page {
  body: Tag;
  querySelector(selector: string): Tag | null;
  querySelectorAll(selector: string): ArrayLike<Tag>;
}

interface Tag extends Page {
  tagName: string;
  className: string;
  textContent: string;
  innerHTML: string;
  dataset: Record<string, string | undefined>;
  attributes: Iterable<{ name: string }>;
  parentElement: Tag | null;
  getAttribute(name: string): string | null;
}

function documentOf(html: string): Page {
  return parseHTML(html).document as unknown as Page;
}

async function pageOf(
  options: Parameters<typeof createLetterboxd>[0],
  path: string,
): Promise<Page> {
  const response = await createLetterboxd(options).fetch(`https://letterboxd.test${path}`);
  return documentOf(await response.text());
}

function attributesOf(element: Tag | null): string[] {
  return [...(element?.attributes ?? [])].map(({ name }) => name);
}

/** The elements from the list down to the image, with their classes. */
function pathTo(element: Tag | null): string[] {
  const path: string[] = [];
  for (let at = element; at !== null && at.tagName !== "SECTION"; at = at.parentElement) {
    path.unshift(`${at.tagName}.${at.className}`);
  }
  return path;
}

const GENERATIONS = [
  ["G0", "choff3-soup-watchlist.html", "[data-film-slug]"],
  ["G1", "mikiboxd-watchlist-page1.html", "[data-item-slug]"],
  ["G2", "kennytdm-debug_response.html", "[data-item-slug]"],
  ["G4", "derived-watchlist-G4-no-film-id-no-poster-url.html", "[data-item-slug]"],
] as const;

/** The pages' block, whoever's it is. */
function blockOf(page: Page, username: string): string | undefined {
  return page.querySelector(".pagination")?.innerHTML.replaceAll(`/${username}/`, "/demo/");
}

describe("the watchlist, beside captures", { skip }, () => {
  it.each(GENERATIONS)("%s has the item of %s", async (markup, name, selector) => {
    const real = documentOf(capture(`letterboxd/${name}`)).querySelector(selector);
    const ours = (await pageOf({ markup }, "/demo/watchlist/")).querySelector(selector);
    expect(attributesOf(ours)).toEqual(attributesOf(real));
    expect(pathTo(ours?.querySelector("img") ?? null)).toEqual(
      pathTo(real?.querySelector("img") ?? null),
    );
    const identifier = ours?.getAttribute("data-postered-identifier") ?? "";
    expect(JSON.parse(identifier)).toHaveProperty("uid");
  });

  it("has the frame, the heading and the block of pages", async () => {
    const real = documentOf(capture("letterboxd/kennytdm-debug_response.html"));
    const list = Array.from({ length: 267 }, (_, i) => films[i % films.length] ?? films[0]);
    const ours = await pageOf({ films: list.filter((film) => !!film) }, "/demo/watchlist/");
    for (const selector of [".js-watchlist-content", "a.next", ".pagination", ".section-heading"]) {
      const found = ours.querySelector(selector);
      expect(attributesOf(found)).toEqual(attributesOf(real.querySelector(selector)));
    }
    expect(blockOf(ours, "demo")).toBe(blockOf(real, "ambsmayx"));
    expect(ours.querySelectorAll("[data-item-slug]")).toHaveLength(28);
  });

  it("weighs as much as the real page", async () => {
    const response = await createLetterboxd().fetch("https://letterboxd.test/demo/watchlist/");
    const ours = (await response.text()).length;
    const real = capture("letterboxd/kennytdm-debug_response.html").length;
    expect(Math.abs(ours - real) / real).toBeLessThan(0.1);
  });

  it("has the frame and the item of a list", async () => {
    const real = documentOf(capture("lists/derived-youngjaek-list-ranked-p1-unwrapped.html"));
    const path = "/dave/list/films-250/";
    const ours = await pageOf({ markup: "G2" }, path);
    for (const selector of [
      ".js-list-entries",
      ".js-list-entries li + li", // the first one is the backdrop's, too
      ".js-list-entries [data-item-slug]",
      ".list-number",
      ".list-date time",
      'meta[property="og:type"]',
      "a.next",
    ]) {
      const [found, wanted] = [ours.querySelector(selector), real.querySelector(selector)];
      expect(attributesOf(found)).toEqual(attributesOf(wanted));
      expect(found?.className).toBe(wanted?.className);
    }
    const block = real.querySelector(".pagination")?.innerHTML;
    expect(ours.querySelector(".pagination")?.innerHTML).toBe(
      block?.replaceAll("/dave/list/official-top-250-narrative-feature-films/", path),
    );
    expect(ours.querySelectorAll(".js-list-entries [data-item-slug]")).toHaveLength(100);
    expect(ours.querySelectorAll("aside [data-item-slug]")).toHaveLength(5);
  });

  it("refuses with the same words", async () => {
    const site = createLetterboxd();
    site.control.mode = "private";
    const hidden = await site.fetch("https://letterboxd.test/demo/watchlist/");
    const missing = await site.fetch("https://letterboxd.test/film/no-such-film/");
    const pages = [
      [hidden, "cinepick-watchlist-private-403.html"],
      [missing, "lbpy-404-film-duneparttwo.html"],
    ] as const;
    for (const [response, name] of pages) {
      const ours = documentOf(await response.text());
      const real = documentOf(capture(`letterboxd/${name}`));
      expect(ours.querySelector("title")?.textContent).toBe(
        real.querySelector("title")?.textContent,
      );
      expect(ours.body.className).toBe(real.body.className);
    }
  });

  it("links to TMDB from a film's page, also to television", async () => {
    const pages = [
      ["youngjaek-film-mulholland-drive.html", "mulholland-drive"],
      ["youngjaek-film-unbelievable-2019-miniseries.html", "chernobyl"],
    ] as const;
    for (const [name, slug] of pages) {
      const real = documentOf(capture(`letterboxd/${name}`));
      const ours = await pageOf({}, `/film/${slug}/`);
      const link = 'p.text-footer a[href*="themoviedb.org/"]';
      expect(attributesOf(ours.querySelector(link))).toEqual(
        attributesOf(real.querySelector(link)),
      );
      expect(ours.body.dataset["tmdbType"]).toBe(real.body.dataset["tmdbType"]);
      expect(ours.body.dataset["tmdbId"] === "").toBe(real.body.dataset["tmdbId"] === "");
    }
  });
});

describe("TMDB's answers, beside recorded ones", { skip }, () => {
  type Json = Record<string, unknown>;

  const ask = async (path: string): Promise<Json> => {
    const response = await createTmdb().fetch(`https://tmdb.test/3${path}`, {
      headers: { authorization: `Bearer ${STAND_IN_KEY}` },
    });
    return (await response.json()) as Json;
  };
  const recorded = (name: string) => JSON.parse(capture(`tmdb/${name}`)) as Json;
  const firstOf = (answer: Json) => (answer["results"] as Json[])[0] ?? {};

  it("has every field of a search", async () => {
    const pairs = [
      ["/search/movie?query=Heat", "search_movie__query=007__year=1962__include_adult=false.json"],
      ["/search/tv?query=Chernobyl", "search_tv__query=Breaking+Bad__include_adult=false.json"],
    ] as const;
    for (const [path, name] of pairs) {
      const [ours, real] = [await ask(path), recorded(name)];
      expect(Object.keys(ours)).toEqual(Object.keys(real));
      expect(Object.keys(firstOf(ours))).toEqual(
        expect.arrayContaining(Object.keys(firstOf(real))),
      );
    }
  });

  it("has the fields of details that matter", async () => {
    const fields = "id overview poster_path genres vote_average vote_count watch/providers";
    const pairs = [
      ["/movie/949", "movies__details_with_append_to_response.json", "title runtime release_date"],
      ["/tv/87108", "tv_series__details_with_append_to_response.json", "name first_air_date"],
    ] as const;
    for (const [path, name, own] of pairs) {
      const [ours, real] = [
        await ask(`${path}?append_to_response=watch/providers`),
        recorded(name),
      ];
      for (const field of `${fields} ${own}`.split(" ")) {
        expect(`${field} is ${typeof ours[field]}`).toBe(`${field} is ${typeof real[field]}`);
      }
    }
  });

  it("has offers of the same form, and regions and errors too", async () => {
    const [ours, real] = [
      await ask("/movie/949/watch/providers"),
      recorded("movie_634649_watch_providers.json"),
    ];
    type Country = Record<string, Json[]>;
    const offersOf = (answer: Json) => (answer["results"] as Record<string, Country>)["US"] ?? {};
    expect(Object.keys(offersOf(ours)["rent"]?.[0] ?? {})).toEqual(
      Object.keys(offersOf(real)["rent"]?.[0] ?? {}),
    );
    expect(offersOf(ours)["link"]).toMatch(
      /^https:\/\/www\.themoviedb\.org\/movie\/949-heat\/watch\?locale=US$/,
    );
    const regions = recorded("watch_providers_regions.json");
    const ourRegions = await ask("/watch/providers/regions");
    expect(Object.keys(firstOf(ourRegions))).toEqual(Object.keys(firstOf(regions)));
    expect(await ask("/movie/999999999")).toEqual(recorded("movie_999999999__HTTP404.json"));
    const list = firstOf(await ask("/watch/providers/movie?watch_region=US"));
    expect(Object.keys(list)).toEqual(
      expect.arrayContaining(Object.keys(firstOf(recorded("watch_providers_movie.json")))),
    );
  });
});

describe("the served stand-ins", () => {
  it("hang and drop connections for real, and are steered from outside", async () => {
    const context = await serveStandIns();
    const control = `${context.letterboxdOrigin}/_control`;
    const watchlist = `${context.letterboxdOrigin}/demo/watchlist/`;
    const command = (body: unknown) =>
      fetch(control, { method: "POST", body: JSON.stringify(body) });
    try {
      expect((await fetch(watchlist)).status).toBe(200);
      await command({ play: { mode: "reset", times: 1 } });
      await expect(fetch(watchlist)).rejects.toThrow("fetch failed");
      await command({ mode: "hang" });
      const signal = AbortSignal.timeout(200);
      await expect(fetch(watchlist, { signal })).rejects.toThrow("timeout");
      const state = await command({ mode: "ok", remove: films[0]?.slug, clearLog: true });
      expect(await state.json()).toMatchObject({ mode: "ok", requests: [] });
      expect(await (await fetch(watchlist)).text()).not.toContain(`"${films[0]?.slug}"`);
      expect((await command({ remove: "x", add: { film: "no-such-film" } })).status).toBe(400);
    } finally {
      await context.close();
    }
  });
});
