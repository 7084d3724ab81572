// Reads real pages, where somebody has them: they carry members' names, so they are no part of this project.
// Without ../shared/pages nothing is read here; the shapes themselves are tested in parse-watchlist.test.ts.

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ListedFilm } from "../../src/film.ts";
import { expectAlways, oddPage } from "../fuzz.ts";
import { serving } from "./serving.ts";

const FILES: Record<string, string> = import.meta.glob("../../../shared/pages/letterboxd/*.html", {
  query: "?raw",
  import: "default",
  eager: true,
});
function capture(name: string): string {
  const html = FILES[`../../../shared/pages/letterboxd/${name}.html`];
  if (html === undefined) throw new Error(`there is no capture ${name}`);
  return html;
}

/** A Letterboxd whose every answer is this capture. */
function servingCapture(name: string, init: ResponseInit = {}) {
  return serving(() => new Response(capture(name), init));
}

interface Expected {
  name: string;
  count: number;
  total: number;
  hasNext: boolean;
  first: ListedFilm;
  withoutYear: number;
}

const WATCHLISTS: Expected[] = [
  {
    name: "drewstinnett-watchlist-single",
    count: 2,
    total: 2,
    hasNext: false,
    first: {
      slug: "next-of-kin-1982",
      title: "Next of Kin",
      year: null,
      lid: null,
      uid: "film:71438",
    },
    withoutYear: 2,
  },
  {
    name: "choff3-soup-watchlist",
    count: 28,
    total: 212,
    hasNext: true,
    first: {
      slug: "the-girl-with-the-dragon-tattoo-2011",
      title: "The Girl with the Dragon Tattoo",
      year: null,
      lid: "2Pa",
      uid: "film:1086",
    },
    withoutYear: 28,
  },
  {
    name: "mikiboxd-watchlist-page1",
    count: 28,
    total: 406,
    hasNext: true,
    first: {
      slug: "naked-lunch",
      title: "Naked Lunch",
      year: 1991,
      lid: "26ow",
      uid: "film:50124",
    },
    withoutYear: 0,
  },
  ...["kennytdm-debug_response", "derived-watchlist-G4-no-film-id-no-poster-url"].map((name) => ({
    name,
    count: 28,
    total: 267,
    hasNext: true,
    first: {
      slug: "blades-of-glory",
      title: "Blades of Glory",
      year: 2007,
      lid: "1Xrm",
      uid: "film:46682",
    },
    withoutYear: 0,
  })),
];

const areAbsent = Object.keys(FILES).length === 0;

describe.skipIf(areAbsent)("real watchlists", () => {
  it.each(WATCHLISTS)("give $name", async ({ name, count, total, hasNext, ...film }) => {
    const reading = await servingCapture(name).readWatchlistPage("someone", 1);
    if (!reading.ok) throw new Error(reading.failure.detail);
    const { films, ...page } = reading.value;
    expect(page).toEqual({ total, hasNext });
    expect(films).toHaveLength(count);
    expect(films[0]).toEqual(film.first);
    expect(films.filter(({ year }) => year === null)).toHaveLength(film.withoutYear);
    expect(
      films.filter(({ slug, title }) => !/^[a-z0-9-]+$/.test(slug) || /&#?\w+;/.test(title)),
    ).toEqual([]);
  });

  it.each(WATCHLISTS)("give the same without selectors: $name", async ({ name }) => {
    const quick = await servingCapture(name).readWatchlistPage("someone", 1);
    const slow = await servingCapture(name).readUnrecognisedPage({ html: capture(name) });
    if (!quick.ok || !slow.ok) throw new Error("not read");
    const { films, ...page } = slow.value;
    expect(page).toEqual({ total: quick.value.total, hasNext: quick.value.hasNext });
    // The slow reading does not put a uid together from its parts.
    for (const film of quick.value.films) if (film.lid === null) film.uid = null;
    expect(films).toEqual(quick.value.films);
  });

  it("are read or not, whatever is wrong in them, and never thrown", async () => {
    const page = fc.oneof(...WATCHLISTS.map(({ name }) => oddPage(capture(name))));
    await expectAlways(
      page,
      async (html) => {
        const letterboxd = serving(() => new Response(html));
        const quick = await letterboxd.readWatchlistPage("someone", 1);
        const slow = await letterboxd.readUnrecognisedPage({ html });
        for (const reading of [quick, slow]) {
          expect(reading.ok ? "read" : reading.failure.kind).toMatch(/^(read|unrecognised)$/);
        }
      },
      30,
    );
  });

  it("give an empty watchlist, and nothing past the end", async () => {
    const empty = await servingCapture("derived-watchlist-empty-0-films").readWatchlistPage("x", 1);
    expect(empty).toEqual({ ok: true, value: { films: [], total: 0, hasNext: false } });
    const past = servingCapture("mikiboxd-watchlist-empty-page");
    expect(await past.readWatchlistPage("someone", 100)).toEqual({
      ok: true,
      value: { films: [], total: 406, hasNext: false },
    });
    expect(await past.readWatchlistPage("someone", 1)).toMatchObject({
      failure: { kind: "unrecognised" },
    });
    expect(
      await past.readUnrecognisedPage({ html: capture("mikiboxd-watchlist-empty-page") }),
    ).toMatchObject({ failure: { kind: "unrecognised" } });
  });

  it("give the films of a bare grid, which states no total and so proves nothing", async () => {
    const bare = servingCapture("diegofleitas-watchlist-page");
    expect(await bare.readWatchlistPage("someone", 1)).toMatchObject({
      failure: { kind: "unrecognised" },
    });
    const slow = await bare.readUnrecognisedPage({ html: capture("diegofleitas-watchlist-page") });
    if (!slow.ok) throw new Error(slow.failure.detail);
    expect(slow.value.total).toBeNull();
    expect(slow.value.films).toHaveLength(20);
    expect(slow.value.films.filter(({ year }) => year === null)).toHaveLength(1);
  });
});

describe.skipIf(areAbsent)("real pages of other kinds", () => {
  it.each([
    ["cinepick-watchlist-private-403", 403, {}, "private"],
    ["imit-cloudflare-challenge", 403, { "cf-mitigated": "challenge" }, "challenged"],
    ["imit-cloudflare-challenge", 403, {}, "challenged"],
    ["imit-cloudflare-challenge", 200, {}, "challenged"],
    ["lbpy-404-film-duneparttwo", 404, {}, "no-such-member"],
    ["lbpy-tmdb-unknown-id-200", 200, {}, "unrecognised"],
    ["youngjaek-film-mulholland-drive", 200, {}, "unrecognised"],
  ])("are no watchlist: %s with status %i %j is %s", async (name, status, headers, kind) => {
    const letterboxd = servingCapture(name, { status, headers });
    expect(await letterboxd.readWatchlistPage("x", 1)).toMatchObject({
      ok: false,
      failure: { kind },
    });
  });
});

describe.skipIf(areAbsent)("real pages of films", () => {
  it.each([
    ["youngjaek-film-mulholland-drive", "movie", 1018],
    ["youngjaek-film-unbelievable-2019-miniseries", "tv", 91275],
    ["lbpy-film-avatar-4", "movie", 216527],
    ["lbpy-film-dune-part-two", "movie", 693134],
    ["drewstinnett-film-missing-year", "movie", 508526],
    ["inlandempire-film-yeelen-excerpt", "movie", 71329],
  ])("give the film %s as %s %i", async (name, type, id) => {
    expect(await servingCapture(name).readFilmPage("x")).toEqual({ ok: true, value: { type, id } });
    // The link alone says so, and so does a page whose body says nothing.
    const mute = capture(name).replaceAll(/data-tmdb-(?:id|type)="[^"]*"/g, "");
    const letterboxd = serving(() => new Response(mute));
    expect(await letterboxd.readFilmPage("x")).toEqual({ ok: true, value: { type, id } });
  });

  it.each([
    ["lbpy-tmdb-unknown-id-200", 200, "unrecognised"],
    ["kennytdm-debug_response", 200, "unrecognised"],
    ["imit-cloudflare-challenge", 200, "challenged"],
  ])("are no film: %s with status %i is %s", async (name, status, kind) => {
    const letterboxd = servingCapture(name, { status });
    expect(await letterboxd.readFilmPage("x")).toMatchObject({ ok: false, failure: { kind } });
  });

  it("know a film that does not exist", async () => {
    const letterboxd = servingCapture("lbpy-404-film-duneparttwo", { status: 404 });
    expect(await letterboxd.readFilmPage("duneparttwo")).toEqual({ ok: true, value: null });
  });
});
