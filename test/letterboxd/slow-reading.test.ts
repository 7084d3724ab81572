import { describe, expect, it } from "vitest";
import { FILMS, GENERATIONS, watchlistPage } from "./pages.ts";
import { serving } from "./serving.ts";

async function readSlowly(html: string) {
  const letterboxd = serving(() => {
    throw new Error("a second reading asks nobody");
  });
  return await letterboxd.readUnrecognisedPage({ html });
}

/** The newest shape with every name changed that selectors.ts believes in. */
function renamed(html: string): string {
  return html
    .replaceAll("js-watchlist-content", "watchlist-view")
    .replaceAll("data-num-entries", "data-total-count")
    .replaceAll("griditem", "cell")
    .replaceAll("data-item-", "data-production-")
    .replaceAll("data-postered-identifier", "data-production");
}

/** A page as somebody else might write it: links, pictures and words, nothing more. */
function plain(heading: string, links = ""): string {
  return `<html><body><a href="/film/on-top/"><img alt="On Top"></a><h2>${heading}</h2><section>
    <article><a href="/film/one/"><img src="1.jpg" alt="Poster for One (2001)"></a></article>
    <article><a href="https://letterboxd.com/film/two-2/">Two</a></article>
    <article title="Three &amp; a Half (1999)"><p><a href="/film/three/"></a></p></article>
    <article><a href="/film/four/"><img alt=""></a><a href="/film/four/">Four</a></article>
  </section>${links}<footer>Still from <a href="/film/below/">Below (1950)</a></footer></body></html>`;
}

describe("a page in a shape that nobody has seen", () => {
  it("is not recognised at once, and read all the same", async () => {
    const html = renamed(watchlistPage("G4", { films: FILMS, total: 20, pages: 4 }));
    const first = await serving(() => new Response(html)).readWatchlistPage("ada", 1);
    expect(first).toMatchObject({
      ok: false,
      failure: { kind: "unrecognised" },
      unrecognised: { html },
    });

    const again = await readSlowly(html);
    expect(again).toEqual({
      ok: true,
      value: {
        films: FILMS.map(({ number, ...film }) => ({ ...film, uid: `film:${number}` })),
        total: 20,
        hasNext: true,
      },
    });
  });

  it("gives its films by their links, and leaves out those beside the list", async () => {
    const reading = await readSlowly(plain("Ada 3 wants to see 4 films"));
    const film = { lid: null, uid: null };
    expect(reading).toEqual({
      ok: true,
      value: {
        films: [
          { ...film, slug: "one", title: "One", year: 2001 },
          { ...film, slug: "two-2", title: "Two", year: null },
          { ...film, slug: "three", title: "Three & a Half", year: 1999 },
          { ...film, slug: "four", title: "Four", year: null },
        ],
        total: 4,
        hasNext: false,
      },
    });
  });

  it.each([
    [`<a rel="next" href="/ada/watchlist/page/2/">2</a>`, true],
    [`<a class="button next" href="?page=2">2</a>`, true],
    [`<a href="/ada/watchlist/page/2/"> Older </a>`, true],
    [`<a class="previous" href="/ada/watchlist/">Newer</a>`, false],
    [`<a class="next" href="/film/next-of-kin/">Next</a>`, false],
    [`<span class="next">Older</span>`, false],
  ])("leads on by %s: %s", async (links, hasNext) => {
    const reading = await readSlowly(plain("wants to see 1,234 films", links));
    expect(reading).toMatchObject({ ok: true, value: { total: 1234, hasNext } });
  });

  it.each(GENERATIONS)("may be of generation %s: the same comes out", async (generation) => {
    const html = watchlistPage(generation, { films: FILMS, total: 20, pages: 4 });
    const quick = await serving(() => new Response(html)).readWatchlistPage("ada", 1);
    const slow = await readSlowly(html);
    if (!quick.ok || !slow.ok) throw new Error("not read");
    const titles = slow.value.films.map(({ slug, title, year }) => ({ slug, title, year }));
    expect(titles).toEqual(
      quick.value.films.map(({ slug, title, year }) => ({ slug, title, year })),
    );
    expect(slow.value).toMatchObject({ total: 20, hasNext: true });
  });
});

describe("what cannot be proven", () => {
  it("is no total: none is stated", async () => {
    expect(await readSlowly(plain("Watchlist"))).toMatchObject({
      ok: true,
      value: { total: null },
    });
  });

  it("is no total: two are stated", async () => {
    const html = plain("4 films").replace("<section>", '<section data-total="9">');
    expect(await readSlowly(html)).toMatchObject({ ok: true, value: { total: null } });
  });

  it("is no total: it counts only the films of a page in the midst of others", async () => {
    const links = `<a class="next" href="/ada/watchlist/page/2/">Older</a>`;
    expect(await readSlowly(plain("4 films", links))).toMatchObject({ value: { total: null } });
    const html = plain("4 films", links).replace("<section>", '<section data-total="9">');
    expect(await readSlowly(html)).toMatchObject({ value: { total: 9, hasNext: true } });
  });

  it.each([
    ["more films than stated", plain("wants to see 3 films")],
    ["no film, though some are stated", "<h1>wants to see 3 films</h1>"],
    ["nothing at all", ""],
    ["a page of something else", "<h1>Sign in</h1><p><a href='/film/'>Films</a></p>"],
    ["a film without a name", "<h1>1 film</h1><ul><li><a href='/film/x/'></a></li></ul>"],
  ])("is no list: %s", async (_, html) => {
    expect(await readSlowly(html)).toMatchObject({ ok: false, failure: { kind: "unrecognised" } });
  });

  it("is not an empty list, unless the page says so", async () => {
    expect(await readSlowly("<h1>Ada wants to see 0 films</h1>")).toEqual({
      ok: true,
      value: { films: [], total: 0, hasNext: false },
    });
  });

  it("is not the list of one film that the page mentions beside others", async () => {
    const html = `<h1>Ada wants to see 1 film</h1><ul><li data-x="/film/x/"><img alt="X"></li></ul>`;
    expect(await readSlowly(html)).toMatchObject({ value: { films: [{ slug: "x", title: "X" }] } });
    const beside = html + `<footer><a href="/film/y/">Y</a></footer>`;
    expect(await readSlowly(beside)).toMatchObject({ failure: { kind: "unrecognised" } });
  });
});
