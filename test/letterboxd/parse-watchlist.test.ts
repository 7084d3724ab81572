import { describe, expect, it } from "vitest";
import { FILMS, GENERATIONS, watchlistPage, type Generation, type ListPage } from "./pages.ts";
import { serving } from "./serving.ts";

async function read(html: string, page = 1) {
  return await serving(() => new Response(html)).readWatchlistPage("ada", page);
}

async function readGeneration(generation: Generation, page: Partial<ListPage> = {}) {
  const html = watchlistPage(generation, { films: FILMS, total: FILMS.length, ...page });
  const reading = await read(html, page.page);
  if (!reading.ok) throw new Error(reading.failure.detail);
  return reading.value;
}

function newest(films: typeof FILMS, total: number, pages = 1): string {
  return watchlistPage("G4", { films, total, pages });
}

function many(count: number): typeof FILMS {
  return Array.from({ length: count }, (_, i) => {
    return { slug: `f-${i}`, title: `Film ${i}`, year: null, lid: `l${i}`, number: i };
  });
}

const NEWEST = watchlistPage("G4", { films: FILMS, total: FILMS.length });

describe.each(GENERATIONS)("a watchlist of generation %s", (generation) => {
  it("gives its films in order, with everything that the page says of them", async () => {
    const isOld = generation.startsWith("G0");
    const { films, total, hasNext } = await readGeneration(generation);
    expect(films).toEqual(
      FILMS.map(({ slug, title, year, lid, number }) => ({
        slug,
        title,
        year: isOld ? null : year,
        lid: generation === "G0 of 2022" ? null : lid,
        uid: `film:${number}`,
      })),
    );
    expect(total).toBe(FILMS.length);
    expect(hasNext).toBe(false);
  });

  it("leads to a next page, until the last", async () => {
    const first = await readGeneration(generation, { total: 14, pages: 3 });
    const middle = await readGeneration(generation, { total: 14, page: 2, pages: 3 });
    const last = await readGeneration(generation, { total: 14, page: 3, pages: 3 });
    expect([first, middle, last].map(({ hasNext }) => hasNext)).toEqual([true, true, false]);
    expect(last.total).toBe(14);
  });

  it("may be empty, where it says so itself", async () => {
    expect(await readGeneration(generation, { films: [], total: 0 })).toEqual({
      films: [],
      total: 0,
      hasNext: false,
    });
  });

  it("gives no films past its end, and still its total", async () => {
    const past = await readGeneration(generation, { films: [], total: 406, page: 100, pages: 15 });
    expect(past).toEqual({ films: [], total: 406, hasNext: false });
  });
});

describe("an item of a watchlist", () => {
  const identified = /data-postered-identifier='[^']*'/;

  it.each([
    ["in double quotes", `"{&quot;lid&quot;:&quot;x1Y&quot;,&quot;uid&quot;:&quot;film:7&quot;}"`],
    [
      "in single quotes with entities",
      `'{&quot;lid&quot;:&quot;x1Y&quot;,&quot;uid&quot;:&quot;film:7&quot;}'`,
    ],
    ["in single quotes, plain", `'{"lid":"x1Y","uid":"film:7"}'`],
    ["in numeric entities", `"{&#34;lid&#34;:&#x22;x1Y&#x22;,&#34;uid&#34;:&#34;film:7&#34;}"`],
  ])("has its identifier %s", async (_, json) => {
    const reading = await read(NEWEST.replace(identified, `data-postered-identifier=${json}`));
    expect(reading.ok && reading.value.films[0]).toMatchObject({ lid: "x1Y", uid: "film:7" });
  });

  it.each([
    ["broken", "'{&quot;lid&quot;:'"],
    ["of another shape", `'["x1Y"]'`],
    ["of other types", `'{"lid":7,"uid":null}'`],
    ["null", "'null'"],
  ])("does without an identifier that is %s", async (_, json) => {
    const reading = await read(NEWEST.replace(identified, `data-postered-identifier=${json}`));
    expect(reading.ok && reading.value.films[0]).toMatchObject({
      title: "The Tin Harbour",
      lid: null,
    });
  });

  it("is kept although it is not a film, and says what it is", async () => {
    const reading = await read(NEWEST.replace("film:1002", "season:1002"));
    expect(reading).toMatchObject({ ok: true, value: { total: 6 } });
    expect(reading.ok && reading.value.films[1]?.uid).toBe("season:1002");
  });

  it.each([
    ["Sudden Birth (but were afraid to ask) (2019)", "Sudden Birth (but were afraid to ask)", 2019],
    ["Sudden Birth (but were afraid to ask)", "Sudden Birth (but were afraid to ask)", null],
    ["2012 (2009)", "2012", 2009],
    ["(2009)", "(2009)", null],
    ["Heat (1995) Again", "Heat (1995) Again", null],
    ["Room (9999)", "Room (9999)", null],
    ["Ocean&#8217;s\u00a0Eleven&nbsp;(2001)", "Ocean’s Eleven", 2001],
    ["Q &amp;amp; A &unknown; &#0; &#xD800; (1990)", "Q &amp; A &unknown; &#0; &#xD800;", 1990],
    ["...And Out Comes the Wolf", "...And Out Comes the Wolf", null],
    ["  &#128512;  8½ (1963) ", "😀 8½", 1963],
    ["&constructor; &toString; (1990)", "&constructor; &toString;", 1990],
    ["Bell&#7; &#27;[1m (1990)", "Bell [1m", 1990],
    [`${"🎬".repeat(400)} (1990)`, `${"🎬".repeat(149)}…`, 1990],
    ["x".repeat(400), `${"x".repeat(299)}…`, null],
  ])("called %s is split into title and year", async (name, title, year) => {
    const html = NEWEST.replaceAll("The Tin Harbour (1987)", () => name);
    const reading = await read(html);
    expect(reading.ok && reading.value.films[0]).toMatchObject({ title, year });
  });

  it("does without a code and a number that are longer than any", async () => {
    const json = `'${JSON.stringify({ lid: "x".repeat(21), uid: `film:${"1".repeat(36)}` })}'`;
    const reading = await read(NEWEST.replace(identified, `data-postered-identifier=${json}`));
    expect(reading.ok && reading.value.films[0]).toMatchObject({ lid: null, uid: null });
  });

  it("has an old title of no more than a title's length", async () => {
    const old = watchlistPage("G0", { films: FILMS, total: FILMS.length });
    const reading = await read(old.replaceAll("The Tin Harbour", "x".repeat(400)));
    expect(reading.ok && reading.value.films[0]?.title).toBe(`${"x".repeat(299)}…`);
  });

  it("counts once, though it is mentioned twice", async () => {
    const twice = [...FILMS, ...FILMS.slice(0, 1)];
    const { films } = await readGeneration("G4", { films: twice });
    expect(films.map(({ slug }) => slug)).toEqual(FILMS.map(({ slug }) => slug));
  });
});

describe("a page that does not add up", () => {
  it.each([
    ["without the list's frame", NEWEST.replace("js-watchlist-content", "js-list-content")],
    ["without a total", NEWEST.replace(/data-num-entries="\d+"/, "")],
    ["with an empty total", NEWEST.replace(/data-num-entries="\d+"/, 'data-num-entries=""')],
    ["without films, and with an empty total", newest([], 0).replace('entries="0"', 'entries=""')],
    ["with a total in words", NEWEST.replace(/data-num-entries="\d+"/, 'data-num-entries="six"')],
    ["with a total and no film at all", newest([], 267, 10)],
    ["with more films than its total", newest(FILMS, 5)],
    ["with too few films and no next page", newest(FILMS, 7)],
    ["with all films and yet a next page", newest(FILMS, 6, 2)],
    ["with a film without a title", NEWEST.replaceAll("Unmade &lt;3", "")],
    ["with a film without a slug", NEWEST.replace('data-item-slug="unmade"', 'data-item-slug=""')],
    ["with a slug that is longer than any", NEWEST.replaceAll("unmade", "x".repeat(201))],
    ["with more films than any page", newest(many(501), 600, 2)],
    ["with tags within tags without end", "<b>".repeat(200_000)],
    ["with beginnings of a title without end", "<title".repeat(300_000)],
    ["with its films in another frame", NEWEST.replaceAll("griditem", "posteritem")],
    ["that is something else", "<!DOCTYPE html><title>Letterboxd</title><p>Hello"],
    ["that is not HTML", '{"ok":true}'],
    ["that is empty", ""],
  ])("%s is not recognised, and is kept", async (_, html) => {
    const reading = await read(html);
    expect(reading).toMatchObject({
      ok: false,
      failure: { kind: "unrecognised" },
      unrecognised: { html },
    });
  });

  it("is not one that states more films than any list has, which its reader judges", async () => {
    const reading = await read(newest(FILMS, 1_000_000_000, 2));
    expect(reading).toMatchObject({ ok: true, value: { total: 1_000_000_000, hasNext: true } });
  });

  it("says what is wrong", async () => {
    const reading = await read(newest(FILMS, 7));
    expect(!reading.ok && reading.failure.detail).toBe(
      "page 1 of the watchlist: it shows 6 of 7 films and leads to no next page",
    );
  });
});
