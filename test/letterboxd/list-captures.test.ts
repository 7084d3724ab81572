// Reads real pages of lists, where somebody has them: they carry members' names, so they are no part of this
// project. Without ../shared/pages nothing is read here; the shapes are tested in parse-list-page.test.ts.

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectAlways, oddPage } from "../fuzz.ts";
import { serving } from "./serving.ts";

const FILES: Record<string, string> = import.meta.glob("../../../shared/pages/lists/*.html", {
  query: "?raw",
  import: "default",
  eager: true,
});
function capture(name: string): string {
  const html = FILES[`../../../shared/pages/lists/${name}.html`];
  if (html === undefined) throw new Error(`there is no capture ${name}`);
  return html;
}

const PATH = "/someone/list/something/";

async function read(name: string, page = 1, init: ResponseInit = {}) {
  return await serving(() => new Response(capture(name), init)).readListPage(PATH, page);
}

interface Expected {
  file: string;
  page?: number;
  count: number;
  total: number | null;
  hasNext: boolean;
  name: string | null;
  updatedAt: string;
  first: { slug: string; title: string; year: number | null; lid: string | null };
  last: string;
}

const top250 = {
  slug: "everything-everywhere-all-at-once",
  title: "Everything Everywhere All at Once",
};

const LISTS: Expected[] = [
  {
    file: "scrapxd-list-p1",
    count: 100,
    total: 601,
    hasNext: true,
    name: "pra não esquecer de ver",
    updatedAt: "2024-05-19T22:04:18.402Z",
    first: { slug: "the-age-of-innocence", title: "The Age of Innocence", year: 1993, lid: "1WgM" },
    last: "michael-clayton",
  },
  {
    file: "scrapxd-list-p2",
    page: 2,
    count: 100,
    total: 601,
    hasNext: true,
    name: "pra não esquecer de ver",
    updatedAt: "2024-05-19T22:04:18.402Z",
    first: { slug: "the-northman", title: "The Northman", year: 2022, lid: "nK2s" },
    last: "antwone-fisher",
  },
  {
    file: "derived-youngjaek-list-ranked-p1-unwrapped",
    count: 100,
    total: 250,
    hasNext: true,
    name: "Official Top 250 Narrative Feature Films",
    updatedAt: "2025-12-22T14:17:27.617Z",
    first: { slug: "harakiri", title: "Harakiri", year: 1962, lid: "1NTU" },
    last: "all-about-eve",
  },
  {
    file: "diegofleitas-list-fragment",
    count: 19,
    total: null,
    hasNext: false,
    name: null,
    updatedAt: "2025-01-29T14:14:03.337Z",
    first: {
      slug: "act-of-violence-upon-a-young-journalist",
      title: "Act of Violence Upon a Young Journalist",
      year: 1988,
      lid: "dgUu",
    },
    last: "uruguay-is-not-a-river",
  },
  {
    file: "drewstinnett-list-ranked-p1",
    count: 100,
    total: 250,
    hasNext: true,
    name: "Official Top 250 Narrative Feature Films",
    updatedAt: "2022-04-19T18:52:40.000Z",
    first: { ...top250, year: null, lid: null },
    last: "8-half",
  },
  {
    file: "drewstinnett-list-ranked-p3-last",
    page: 3,
    count: 50,
    total: 250,
    hasNext: false,
    name: "Official Top 250 Narrative Feature Films",
    updatedAt: "2022-05-09T14:31:13.000Z",
    first: { slug: "throne-of-blood", title: "Throne of Blood", year: null, lid: null },
    last: "la-belle-noiseuse",
  },
  {
    file: "drewstinnett-list-single",
    count: 13,
    total: 13,
    hasNext: false,
    name: "2022 - Movie Church",
    updatedAt: "2022-05-07T18:23:46.000Z",
    first: { ...top250, year: null, lid: null },
    last: "morbius",
  },
];
const WHOLE = LISTS.filter(({ total }) => total !== null);

const areAbsent = Object.keys(FILES).length === 0;

describe.skipIf(areAbsent)("real lists", () => {
  it.each(LISTS)("give $file", async ({ file, page: number, count, first, last, ...rest }) => {
    const reading = await read(file, number);
    if (!reading.ok) throw new Error(reading.failure.detail);
    const { films, ...page } = reading.value;
    const { total, hasNext, name, updatedAt } = rest;
    expect(page).toEqual({ total, hasNext, name, updatedAt });
    expect(films).toHaveLength(count);
    expect(films[0]).toMatchObject(first);
    expect(films.at(-1)?.slug).toBe(last);
    expect(films.filter(({ uid }) => !/^film:\d+$/.test(uid ?? ""))).toEqual([]);
    expect(films.filter(({ title }) => title === "" || /&#?\w+;/.test(title))).toEqual([]);
  });

  it.each(WHOLE)("give the same without selectors: $file", async ({ file, page }) => {
    const quick = await read(file, page);
    const slow = await serving(() => new Response()).readUnrecognisedListPage({
      html: capture(file),
    });
    if (!quick.ok || !slow.ok) throw new Error("not read");
    // The slow reading does not put a uid together from its parts.
    for (const film of quick.value.films) if (film.lid === null) film.uid = null;
    expect(slow.value).toEqual(quick.value);
  });

  it("do not prove anything the slow way where no total is stated", async () => {
    const html = capture("diegofleitas-list-fragment");
    const slow = await serving(() => new Response()).readUnrecognisedListPage({ html });
    expect(slow).toMatchObject({ ok: false, failure: { kind: "unrecognised" } });
  });

  it("are read or not, whatever is wrong in them, and never thrown", async () => {
    const page = fc.oneof(...LISTS.map(({ file }) => oddPage(capture(file))));
    await expectAlways(
      page,
      async (html) => {
        const letterboxd = serving(() => new Response(html));
        const quick = await letterboxd.readListPage(PATH, 1);
        const slow = await letterboxd.readUnrecognisedListPage({ html });
        for (const reading of [quick, slow]) {
          expect(reading.ok ? "read" : reading.failure.kind).toMatch(/^(read|unrecognised)$/);
        }
      },
      30,
    );
  });
});

describe.skipIf(areAbsent)("real pages of other kinds", () => {
  it.each([
    ["baldra-list-404", 404, "no-such-list"],
    ["scrapxd-films-p1", 200, "unrecognised"],
    ["spazznolo-films-p1", 200, "unrecognised"],
    ["lbpy-likes-p1", 200, "unrecognised"],
    ["lbpy-likes-p2-last", 200, "unrecognised"],
  ])("are no list: %s with status %i is %s", async (name, status, kind) => {
    expect(await read(name, 1, { status })).toMatchObject({ ok: false, failure: { kind } });
  });
});
