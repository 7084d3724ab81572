import { describe, expect, it } from "vitest";
import {
  errorPage,
  FILMS,
  filmPage,
  GENERATIONS,
  listPage,
  wallPage,
  watchlistPage,
  type Generation,
  type PageOfList,
} from "./pages.ts";
import { serving } from "./serving.ts";

const PATH = "/ada/list/rainy-sundays/";

async function read(html: string, page = 1, init: ResponseInit = {}) {
  return await serving(() => new Response(html, init)).readListPage(PATH, page);
}

async function readSlowly(html: string) {
  const letterboxd = serving(() => {
    throw new Error("a second reading asks nobody");
  });
  return await letterboxd.readUnrecognisedListPage({ html });
}

async function readGeneration(generation: Generation, page: Partial<PageOfList> = {}) {
  const reading = await read(pageOf(page, generation), page.page);
  if (!reading.ok) throw new Error(reading.failure.detail);
  return reading.value;
}

function pageOf(page: Partial<PageOfList> = {}, generation: Generation = "G4"): string {
  return listPage(generation, { films: FILMS, total: FILMS.length, ...page });
}

function many(count: number): typeof FILMS {
  return Array.from({ length: count }, (_, i) => {
    return { slug: `f-${i}`, title: `Film ${i}`, year: null, lid: `l${i}`, number: i };
  });
}

const PLAIN = pageOf();
const ITEM = '<li class="posteritem';
const GRID = /<ul class="js-list-entries[^]*?<\/ul>/;
const EMPTY_GRID = '<ul class="js-list-entries"></ul>';
const NEXT =
  '<div class="pagination"><a class="next" href="/ada/list/rainy-sundays/page/2/"></a></div>';
const UNRECOGNISED = { ok: false, failure: { kind: "unrecognised" } };

describe.each(GENERATIONS)("a list of generation %s", (generation) => {
  it("gives its films in order, with everything that the page says of them and of it", async () => {
    const isOld = generation.startsWith("G0");
    expect(await readGeneration(generation)).toEqual({
      films: FILMS.map(({ slug, title, year, lid, number }) => ({
        slug,
        title,
        year: isOld ? null : year,
        lid: generation === "G0 of 2022" ? null : lid,
        uid: `film:${number}`,
      })),
      total: FILMS.length,
      hasNext: false,
      name: "Rainy Sundays",
      updatedAt: "2026-09-17T08:00:00.000Z",
    });
  });

  it("leads to a next page, until the last", async () => {
    const first = await readGeneration(generation, { total: 14, pages: 3 });
    const middle = await readGeneration(generation, { total: 14, page: 2, pages: 3 });
    const last = await readGeneration(generation, { total: 14, page: 3, pages: 3 });
    expect([first, middle, last].map(({ hasNext }) => hasNext)).toEqual([true, true, false]);
    expect(last.total).toBe(14);
  });

  it("may be empty", async () => {
    const empty = { films: [], total: 0, hasNext: false };
    expect(await readGeneration(generation, { films: [], total: 0 })).toMatchObject(empty);
  });

  it("gives no films past its end, and still its total", async () => {
    const past = await readGeneration(generation, { films: [], total: 250, page: 4, pages: 3 });
    expect(past).toMatchObject({ films: [], total: 250, hasNext: false });
  });

  it("is read the slow way, too, with the same films", async () => {
    const html = pageOf({ total: 14, pages: 3 }, generation);
    const [quick, slow] = [await read(html), await readSlowly(html)];
    if (!quick.ok || !slow.ok) throw new Error("not read");
    // The slow reading does not put a uid together from its parts.
    for (const film of quick.value.films) if (film.lid === null) film.uid = null;
    expect(slow.value).toEqual(quick.value);
  });
});

describe("a page of a list", () => {
  it("is asked for by its path, one request a page", async () => {
    const letterboxd = serving(() => new Response(PLAIN));
    await letterboxd.readListPage(PATH, 1);
    await letterboxd.readListPage(PATH, 3);
    await letterboxd.readListPage(`${PATH}share/AbCd0123efGH4567/`, 2);
    expect(letterboxd.asked.map(({ url }) => url)).toEqual([
      "https://letterboxd.com/ada/list/rainy-sundays/",
      "https://letterboxd.com/ada/list/rainy-sundays/page/3/",
      "https://letterboxd.com/ada/list/rainy-sundays/share/AbCd0123efGH4567/page/2/",
    ]);
    const [first] = letterboxd.asked;
    expect(first?.init.headers).toMatchObject({ "User-Agent": expect.stringContaining("+https") });
  });

  it.each(["/ada/", "/ada/list/x", "//evil.test/list/x/", "/ada/list/../", "/ada/list/x/?y", ""])(
    "is not asked for by what is no path of a list: %j",
    async (path) => {
      const letterboxd = serving(() => new Response(PLAIN));
      const reading = await letterboxd.readListPage(path, 1);
      expect(reading).toMatchObject({ failure: { kind: "no-such-list" } });
      expect(letterboxd.asked).toEqual([]);
    },
  );

  it("has a hundred films, and not those of the list that it was cloned from", async () => {
    const reading = await read(pageOf({ films: many(100), total: 601, pages: 7 }));
    if (!reading.ok) throw new Error(reading.failure.detail);
    expect(reading.value.films.map(({ slug }) => slug)).toEqual(many(100).map(({ slug }) => slug));
    expect(reading.value).toMatchObject({ total: 601, hasNext: true });
  });

  it.each([
    ["a side column of another kind", PLAIN.replaceAll("aside", "div")],
    ["an aside among its films", PLAIN.replace(ITEM, `<li><aside>Ad</aside></li>${ITEM}`)],
    ["no end", PLAIN.slice(0, PLAIN.indexOf("<aside"))],
    ["no head", PLAIN.replace(/<head>[^]*<\/head>/, "")],
    ["a head without end", PLAIN.replace("</head>", "")],
    [
      "a grid without quotes",
      PLAIN.replace('<ul class="js-list-entries', '<ul class=js-list-entries id="'),
    ],
  ])("has all its films and no other, with %s", async (_, html) => {
    const reading = await read(html);
    expect(reading.ok && reading.value.films.map(({ slug }) => slug)).toEqual(
      FILMS.map(({ slug }) => slug),
    );
  });

  it("counts a film once, though it is mentioned twice", async () => {
    const { films } = await readGeneration("G4", { films: [...FILMS, ...FILMS.slice(0, 1)] });
    expect(films.map(({ slug }) => slug)).toEqual(FILMS.map(({ slug }) => slug));
  });

  it("has more films than it states, which its reader judges", async () => {
    expect(await readGeneration("G4", { total: 5 })).toMatchObject({ total: 5, hasNext: false });
    const endless = await readGeneration("G4", { total: 1_000_000_000, pages: 2 });
    expect(endless).toMatchObject({ total: 1_000_000_000, hasNext: true });
  });
});

describe("the total of a list", () => {
  const stated: [string, number | null][] = [
    ["A list of 6 films compiled on Letterboxd, including A (1999).", 6],
    ["A list of 1,245 films compiled on Letterboxd, including A (1999).", 1245],
    ["A list of 1.245 films compiled on Letterboxd", 1245],
    ["A list of 1\u00a0245 films compiled on Letterboxd", 1245],
    ["A list of 12 film compiled on Letterboxd", 12],
    ["A list of films compiled on Letterboxd. About this list: 100 films to see.", null],
    ["About this list: A list of 100 films compiled on Letterboxd", null],
    ["100 films to see", null],
    [`A list of ${"1".repeat(40)} films compiled on Letterboxd`, null],
    [`A list of ${"1".repeat(13)} films compiled on Letterboxd`, null],
    ["A list of ,, films compiled on Letterboxd", null],
    ["", null],
  ];

  it.each(stated)("is read from %j: %s", async (description, total) => {
    const pages = (total ?? 0) > 6 ? 2 : 1;
    expect(await readGeneration("G4", { description, pages })).toMatchObject({ total });
  });

  it("is null where there is no description", async () => {
    const reading = await read(PLAIN.replace(/<meta name="description"[^>]*>/, ""));
    expect(reading).toMatchObject({ ok: true, value: { total: null, name: "Rainy Sundays" } });
    expect(reading.ok && reading.value.films.length).toBe(FILMS.length);
  });
});

describe("what a list says of itself", () => {
  it.each([
    ["100 “films” &amp; more", "100 “films” & more"],
    ["&lrm;&lrm; Rainy \n Sundays ", "Rainy Sundays"],
    ["\u200e\u202bx", "\u202bx"],
    ["&#0;x&#7;", "&#0;x"],
    ["x".repeat(300), `${"x".repeat(199)}…`],
    ["🎬".repeat(200), `${"🎬".repeat(99)}…`],
    ["  ", null],
    ["", null],
  ])("is its name: %j is %j", async (written, name) => {
    const html = PLAIN.replace(/(og:title" content=")[^"]*/, (_, start: string) => start + written);
    expect(await read(html)).toMatchObject({ ok: true, value: { name } });
  });

  it("is when it was changed, or published if it was never changed", async () => {
    expect(await readGeneration("G4", { updated: null })).toMatchObject({
      updatedAt: "2024-05-01T10:20:30.400Z",
    });
    expect(await readGeneration("G4", { updated: "2026-10-01T00:00:00.123Z" })).toMatchObject({
      updatedAt: "2026-10-01T00:00:00.123Z",
    });
  });

  it.each(["yesterday", "2026-13-45T00:00:00Z", "", "9".repeat(500), "2026-10-01"])(
    "is no date that nobody can read: %j",
    async (date) => {
      const { updatedAt } = await readGeneration("G4", { published: date, updated: null });
      expect(updatedAt).toBeNull();
    },
  );

  it("is not what a time elsewhere on the page says", async () => {
    const html = PLAIN.replace('class="list-date"', 'class="comment-date"');
    expect(await read(html)).toMatchObject({ ok: true, value: { updatedAt: null } });
  });
});

describe("an empty list", () => {
  const empty = pageOf({ films: [], total: 0 });
  const nothing = { ok: true, value: { films: [], total: null, hasNext: false } };

  it.each([
    ["that says so", empty, { ...nothing, value: { ...nothing.value, total: 0 } }],
    ["without a description", empty.replace(/<meta name="description"[^>]*>/, ""), nothing],
    ["with other words", empty.replace("A list of 0 films", "A list"), nothing],
    ["without a grid", empty.replace("A list of 0 films", "A list").replace(GRID, ""), nothing],
    [
      "whose body alone says that it is a list",
      empty.replace("letterboxd:list", "website").replace("A list of 0 films", "A list"),
      nothing,
    ],
  ])("is a list: one %s", async (_, html, expected) => {
    expect(await read(html)).toMatchObject(expected);
  });

  const silent = PLAIN.replace("A list of 6 films", "A list");

  it.each([
    ["films in another grid", silent.replaceAll("js-list-entries", "list-grid")],
    ["films with other attributes", silent.replaceAll("data-item-slug", "data-production-slug")],
    ["a next page", silent.replace(GRID, EMPTY_GRID).replace("<aside", `${NEXT}<aside`)],
    ["no frame", "<ul class='js-list-entries'></ul>"],
    ["a total", PLAIN.replace(GRID, "")],
  ])("is not one with %s", async (_, html) => {
    expect(await read(html)).toMatchObject(UNRECOGNISED);
  });
});

describe("a page that does not add up", () => {
  it.each([
    ["without its films, though it has some", pageOf({ films: [], total: 250, pages: 3 })],
    ["with too few films and no next page", pageOf({ total: 7 })],
    ["with all films and yet a next page", pageOf({ pages: 2 })],
    ["with a film without a title", PLAIN.replaceAll("Unmade &lt;3", "")],
    ["with a film without a slug", PLAIN.replace('data-item-slug="unmade"', 'data-item-slug=""')],
    ["with a slug that is longer than any", PLAIN.replaceAll("unmade", "x".repeat(201))],
    ["with more films than any page", pageOf({ films: many(501), total: 600, pages: 2 })],
    ["with tags within tags without end", PLAIN.replace(ITEM, `${"<b>".repeat(100_000)}${ITEM}`)],
    ["with a grid longer than any", PLAIN.replace(ITEM, `${"<b> </b>".repeat(70_000)}${ITEM}`)],
    ["with grids without end", "<ul class='js-list-entries'".repeat(60_000)],
    ["with beginnings of a title without end", "<title".repeat(300_000)],
    ["that is something else and does not say what", "<!DOCTYPE html><title>Letterboxd</title>"],
    ["that is a watchlist", watchlistPage("G4", { films: FILMS, total: FILMS.length })],
    ["that is not HTML", '{"ok":true}'],
    ["that is empty", ""],
  ])("%s is not recognised, and is kept", async (_, html) => {
    expect(await read(html)).toMatchObject({ ...UNRECOGNISED, unrecognised: { html } });
  });

  it("says what is wrong", async () => {
    const reading = await read(pageOf({ total: 7 }));
    expect(!reading.ok && reading.failure.detail).toBe(
      "page 1 of the list: it shows 6 of 7 films and leads to no next page",
    );
  });
});

describe("an answer that is no list", () => {
  const film = filmPage().replace(
    "<head>",
    '<head><meta property="og:type" content="video.movie">',
  );

  it.each([
    ["private", errorPage("Forbidden"), 403, "private"],
    ["deleted, or never there", errorPage("Not Found"), 404, "no-such-list"],
    ["gone", errorPage("Not Found"), 410, "no-such-list"],
    ["a film’s page", film, 200, "no-such-list"],
    ["behind a challenge", wallPage("Just a moment..."), 403, "challenged"],
    ["a 403 of the edge", "<title>403 Forbidden</title>", 403, "refused"],
    ["too many requests", "slow down", 429, "rate-limited"],
  ])("is %s", async (_, html, status, kind) => {
    expect(await read(html, 1, { status })).toMatchObject({ ok: false, failure: { kind } });
    const later = kind === "private" || kind === "no-such-list" ? "incomplete" : kind;
    expect(await read(html, 2, { status })).toMatchObject({ ok: false, failure: { kind: later } });
  });

  function redirecting(location: string) {
    return serving((url) =>
      url.endsWith(location)
        ? new Response(PLAIN)
        : new Response(null, { status: 301, headers: { location } }),
    );
  }

  it("may have moved to another address of a list", async () => {
    const moved = redirecting("/ada/list/rainy-mondays/");
    expect(await moved.readListPage(PATH, 1)).toMatchObject({ ok: true });
    const later = redirecting("/grace/list/rainy-sundays/page/2/");
    expect(await later.readListPage(PATH, 2)).toMatchObject({ ok: true });
  });

  it("is what a redirect to another page leads to", async () => {
    for (const location of ["/ada/", "/ada/watchlist/", "/film/x/", "/ada/list/x/page/2/"]) {
      const reading = await redirecting(location).readListPage(PATH, 1);
      expect(reading).toMatchObject({ ok: false, failure: { kind: "no-such-list" } });
    }
    const first = redirecting("/ada/list/rainy-mondays/");
    expect(await first.readListPage(PATH, 2)).toMatchObject({ failure: { kind: "incomplete" } });
    const elsewhere = redirecting("https://evil.test/ada/list/x/");
    expect(await elsewhere.readListPage(PATH, 1)).toMatchObject({ failure: { kind: "refused" } });
  });
});

describe("a list in a shape that nobody has seen", () => {
  const renamed = (html: string) =>
    html
      .replaceAll("js-list-entries", "list-view")
      .replaceAll("posteritem", "cell")
      .replaceAll("data-item-", "data-production-")
      .replaceAll("data-postered-identifier", "data-production");

  it("is not recognised at once, and read all the same", async () => {
    const html = renamed(pageOf({ total: 20, pages: 4, name: "100 films to see" }));
    expect(await read(html)).toMatchObject({ ...UNRECOGNISED, unrecognised: { html } });
    expect(await readSlowly(html)).toEqual({
      ok: true,
      value: {
        films: FILMS.map(({ number, ...film }) => ({ ...film, uid: `film:${number}` })),
        total: 20,
        hasNext: true,
        name: "100 films to see",
        updatedAt: "2026-09-17T08:00:00.000Z",
      },
    });
  });

  it("does not give the films of the list that it was cloned from", async () => {
    const html = renamed(pageOf({ films: FILMS.slice(0, 1), total: 1 }));
    const crowd = html.replace(
      "<h3>Cloned from</h3>",
      many(5)
        .map(({ slug }) => `<li><a href="/film/${slug}/" title="${slug}"></a></li>`)
        .join(""),
    );
    const reading = await readSlowly(crowd);
    expect(reading.ok && reading.value.films.map(({ slug }) => slug)).toEqual(["the-tin-harbour"]);
  });

  it.each([
    ["states no total", renamed(PLAIN).replace("A list of 6 films", "A list")],
    ["states its own films, among pages", renamed(pageOf({ pages: 2 }))],
    ["shows more films than it states", renamed(pageOf({ total: 5 }))],
    ["shows no film", renamed(pageOf({ films: [], total: 5 }))],
    ["has a grid longer than any", PLAIN.replace(ITEM, `${"<b> </b>".repeat(70_000)}${ITEM}`)],
  ])("is not read where it %s: nothing would prove it", async (_, html) => {
    expect(await readSlowly(html)).toMatchObject(UNRECOGNISED);
  });
});
