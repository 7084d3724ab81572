// Letterboxd's pages with random changes: whatever comes, it is read or refused by name, in both readings; it is
// never thrown, and never longer than it may be.

import * as fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { type Failure, LETTERBOXD_FAILURES, type Result } from "../../src/failure.ts";
import type { ListedFilm, TmdbKey } from "../../src/film.ts";
import { parseFilmPage } from "../../src/letterboxd/parse-film-page.ts";
import { parseListPage } from "../../src/letterboxd/parse-list-page.ts";
import { parseWatchlist } from "../../src/letterboxd/parse-watchlist.ts";
import { readListSlowly } from "../../src/letterboxd/slow-list-reading.ts";
import { readSlowly } from "../../src/letterboxd/slow-reading.ts";
import type { ListPage, WatchlistPage } from "../../src/ports.ts";
import { anyText, expectAlways, FUZZ_TIMEOUT, faultsOfText, oddPage } from "../fuzz.ts";
import {
  errorPage,
  FILMS,
  filmPage,
  GENERATIONS,
  listPage,
  wallPage,
  watchlistPage,
} from "./pages.ts";
import { serving } from "./serving.ts";

vi.setConfig({ testTimeout: FUZZ_TIMEOUT });

function faultsOfFilm({ slug, title, year, lid, uid }: ListedFilm): string[] {
  const faults = faultsOfText("a title", title, 300);
  if (slug === "" || slug.length > 200) faults.push(`the slug “${slug}”`);
  if (title === "") faults.push("no title");
  if (year !== null && !/^\d{4}$/.test(String(year))) faults.push(`the year ${year}`);
  if ((lid?.length ?? 0) > 20 || (uid?.length ?? 0) > 40) faults.push("a code without end");
  return faults;
}

/** In words, what no page may give, whatever was wrong in it. */
function faultsOf(reading: Result<WatchlistPage>): string[] {
  if (!reading.ok) return faultsOfFailure(reading.failure);
  const { films, total } = reading.value;
  const faults = films.flatMap(faultsOfFilm);
  if (films.length > Math.min(total ?? 500, 500)) faults.push(`${films.length} films of ${total}`);
  if (new Set(films.map(({ slug }) => slug)).size < films.length) faults.push("a film twice");
  return faults;
}

/** A list may show more films than it states: that is for its reader to judge. */
function faultsOfList(reading: Result<ListPage>): string[] {
  if (!reading.ok) return faultsOfFailure(reading.failure);
  const { films, total, name, updatedAt } = reading.value;
  const faults = films.flatMap(faultsOfFilm).concat(faultsOfText("a name", name ?? "x", 200));
  if (films.length > 500) faults.push(`${films.length} films`);
  if (new Set(films.map(({ slug }) => slug)).size < films.length) faults.push("a film twice");
  if (name === "") faults.push("a name of nothing");
  if (total !== null && !(Number.isInteger(total) && total >= 0 && total < 1e12)) {
    faults.push(`the total ${total}`);
  }
  if (updatedAt !== null && new Date(updatedAt).toISOString() !== updatedAt) faults.push(updatedAt);
  return faults;
}

function faultsOfFailure({ kind, detail, retryAfterSeconds }: Failure): string[] {
  const faults = faultsOfText("a detail", detail.replaceAll(/\p{Cc}/gu, ""), 500);
  if (!LETTERBOXD_FAILURES.some((known) => known === kind)) faults.push(kind);
  if ((retryAfterSeconds ?? 0) < 0) faults.push(`${retryAfterSeconds} seconds`);
  return faults;
}

function faultsOfKey(reading: Result<TmdbKey | null>): string[] {
  if (!reading.ok) return faultsOfFailure(reading.failure);
  const key = reading.value ?? { type: "movie", id: 1 };
  return key.id > 0 && /^(movie|tv)$/.test(key.type) ? [] : [`${key.type} ${key.id}`];
}

describe("a page with anything wrong in it", () => {
  const pages = GENERATIONS.map((generation) =>
    watchlistPage(generation, { films: FILMS, total: 20, pages: 4 }),
  );

  it("is a page of a list or not recognised, quickly and slowly", async () => {
    const inputs = fc.tuple(fc.oneof(...pages.map(oddPage)), fc.constantFrom(1, 2));
    await expectAlways(
      inputs,
      async ([html, page]) => {
        expect(faultsOf(await parseWatchlist(html, page))).toEqual([]);
        expect(faultsOf(await readSlowly(html))).toEqual([]);
      },
      150,
    );
  });

  it("is a page of somebody's list or not recognised, quickly and slowly", async () => {
    const lists = GENERATIONS.flatMap((generation) => [
      listPage(generation, { films: FILMS, total: 20, pages: 4 }),
      listPage(generation, { films: FILMS, total: 6, description: "" }),
    ]);
    const inputs = fc.tuple(fc.oneof(...lists.map(oddPage)), fc.constantFrom(1, 2));
    await expectAlways(
      inputs,
      async ([html, page]) => {
        expect(faultsOfList(await parseListPage(html, page))).toEqual([]);
        expect(faultsOfList(await readListSlowly(html))).toEqual([]);
      },
      150,
    );
  });

  it("never makes a list of films an empty one", async () => {
    const page = listPage("G4", { films: FILMS, total: 6, description: "" });
    await expectAlways(oddPage(page), async (html) => {
      const reading = await parseListPage(html, 1);
      const isEmpty = reading.ok && reading.value.films.length === 0;
      // What is left of the page may name no film at all: then nobody can tell.
      const before = html.slice(0, Math.max(html.search(/<aside|<footer/), 0));
      expect(isEmpty && /<body[^]*data-item-slug="[^"]/.test(before)).toBe(false);
    });
  });

  it("is a film's page or not recognised", async () => {
    const page = filmPage({
      link: "https://www.themoviedb.org/movie/5/",
      body: 'data-tmdb-id="5"',
    });
    await expectAlways(oddPage(page), async (html) => {
      expect(faultsOfKey(await parseFilmPage(html))).toEqual([]);
    });
  });

  it("is refused by name, whatever status and headers it comes with", async () => {
    const walls = [
      errorPage("Forbidden"),
      wallPage("Just a moment..."),
      filmPage(),
      pages[5] ?? "",
    ];
    const header = fc.oneof(
      fc.string({ unit: fc.constantFrom(..."0123456789 -.:GMTSunov".split("")), maxLength: 30 }),
      fc.constantFrom("soon", "-5", "1e300", "Sun, 01 Nov 2026 12:00:00 GMT"),
    );
    const inputs = fc.record({
      html: fc.oneof(...walls.map(oddPage), anyText),
      status: fc.oneof(fc.integer({ min: 200, max: 599 }), fc.constantFrom(301, 403, 404, 429)),
      retryAfter: header,
      location: fc.oneof(
        anyText.map((text) => encodeURIComponent(text.toWellFormed())),
        fc.constantFrom("/film/y/", "//x", "http://["),
      ),
    });
    await expectAlways(inputs, async ({ html, status, retryAfter, location }) => {
      const body = [204, 205, 304].includes(status) ? null : html;
      const headers = { "retry-after": retryAfter, location };
      const letterboxd = serving(() => new Response(body, { status, headers }));
      expect(faultsOf(await letterboxd.readWatchlistPage("ada", 1))).toEqual([]);
      expect(faultsOfList(await letterboxd.readListPage("/ada/list/x/", 1))).toEqual([]);
      expect(faultsOfKey(await letterboxd.readFilmPage("x"))).toEqual([]);
    });
  });
});

describe("what is readable", () => {
  /** As a page would hold it: single blanks, whole characters, and not the form that means a year. */
  const title = fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 60 })
    .map((text) => text.replaceAll(/[\s\p{Cc}]+/gu, " ").trim())
    .filter((text) => text !== "" && !/\(\d{4}\)$/.test(text));
  const films = fc.uniqueArray(
    fc.record({
      slug: fc.stringMatching(/^[a-z0-9-]{1,40}$/),
      title,
      year: fc.option(fc.integer({ min: 1800, max: 2199 })),
      lid: fc.stringMatching(/^[0-9A-Za-z]{3,5}$/),
      number: fc.integer({ min: 1, max: 9_999_999 }),
    }),
    { selector: ({ slug }) => slug, minLength: 1, maxLength: 100 },
  );

  it("is every film, whatever it is called, in each of the newer shapes", async () => {
    const inputs = fc.tuple(fc.constantFrom("G2" as const, "G3" as const, "G4" as const), films);
    await expectAlways(
      inputs,
      async ([generation, listed]) => {
        const html = watchlistPage(generation, { films: listed, total: listed.length });
        const value = {
          films: listed.map(({ number, ...film }) => ({ ...film, uid: `film:${number}` })),
          total: listed.length,
          hasNext: false,
        };
        expect(await parseWatchlist(html, 1)).toEqual({ ok: true, value });
        const list = listPage(generation, { films: listed, total: listed.length });
        expect(await parseListPage(list, 1)).toMatchObject({ ok: true, value });
      },
      100,
    );
  });

  it("is the list, whatever stands between its films", async () => {
    const quick = watchlistPage("G4", { films: FILMS, total: FILMS.length });
    const expected = await parseWatchlist(quick, 1);
    const between = fc.array(
      fc.oneof(
        fc.constantFrom(
          "<!-- x -->",
          "<li></li>",
          "<li>Ad</li>",
          '<li><a href="/pro/">Pro</a></li>',
        ),
        fc.constantFrom("<li><b>", "</b></li>", "<br>", "<img>", "&nbsp;", "<li class=ad>"),
        fc.string({ unit: fc.constantFrom(..."abc &;=/'\"".split("")) }),
      ),
      { minLength: 1, maxLength: 6 },
    );
    await expectAlways(between, async (pieces) => {
      let at = 0;
      const html = quick.replaceAll(
        '<li class="griditem">',
        (item) => `${pieces[at++] ?? ""}${item}`,
      );
      expect(await parseWatchlist(html, 1)).toEqual(expected);
    });
  });
});
