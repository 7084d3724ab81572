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

describe("what would take too long", () => {
  const two = `<a href="/film/one/"><img alt="One"></a><a href="/film/two/"><img alt="Two"></a>`;
  const links = (count: number) =>
    Array.from({ length: count }, (_, i) => `<a href="/film/f-${i}/">Film ${i}`).join("");

  it.each([
    ["3,000 links within one another", links(3000) + "</a>".repeat(3000), /more than 60 levels/],
    ["9,000 links that never end", links(9000), /more than 60 levels/],
    ["tags without end", "<b>".repeat(100_000), /more than 10000 tags/],
    ["ends without beginnings", "</b>".repeat(100_000), /more than 10000 tags/],
    ["more films than a page has", links(501).replaceAll("<a", "</a><a"), /more than 500 films/],
    ["a page of a megabyte", two + "x".repeat(1_000_000), /1000\d+ characters are too many/],
  ])("is not read at all: %s", async (_, html, why) => {
    const reading = await readSlowly(`<h1>2 films</h1><section>${html}</section>`);
    expect(reading).toMatchObject({ failure: { kind: "unrecognised" } });
    expect(reading.ok ? "" : reading.failure.detail).toMatch(why);
  });

  it("is not a list of fifty levels, nor one of five hundred films", async () => {
    const deep = `<h1>2 films</h1>${"<div>".repeat(50)}${two}${"</div>".repeat(50)}`;
    expect(await readSlowly(deep)).toMatchObject({ ok: true, value: { total: 2 } });
    const items = Array.from({ length: 500 }, (_, i) => `<a href="/film/f-${i}/">Film ${i}</a>`);
    const reading = await readSlowly(`<h1>500 films</h1><section>${items.join("")}</section>`);
    expect(reading.ok && reading.value.films.length).toBe(500);
  });

  it("is not a heading of nothing but digits: its end is looked at, and is no total to come true", async () => {
    const reading = await readSlowly(`<h1>${"1".repeat(300_000)}</h1><section>${two}</section>`);
    expect(reading).toMatchObject({ ok: true, value: { total: null } });
    const many = `<h1>1,000,000,000 films</h1><section>${two}</section>`;
    expect(await readSlowly(many)).toMatchObject({ value: { total: 1_000_000_000 } });
  });

  it("is not a film that holds four thousand tags", async () => {
    const crowd = `<a href="/film/two/" title="Two">${"<i> </i>".repeat(4000)}</a>`;
    const html = `<h1>2 films</h1><section><a href="/film/one/">One</a>${"<p>".repeat(9)}${crowd}</section>`;
    const reading = await readSlowly(html);
    expect(reading.ok && reading.value.films.map(({ title }) => title)).toEqual(["One", "Two"]);
  });
});

describe("a film of a page that nobody has seen", () => {
  it("has no more of a title, a code or an address than a film can have", async () => {
    const long = "x".repeat(900);
    const html = (slug: string) => `<h1>2 films</h1><section>
      <a href="/film/${slug}/" data-x='{"lid":"${long}","uid":"film:${long}"}'><img alt="${"🎬".repeat(400)}"></a>
      <a href="/film/two/">Two</a></section>`;
    const reading = await readSlowly(html("one"));
    expect(reading.ok && reading.value.films[0]).toEqual({
      slug: "one",
      title: `${"🎬".repeat(149)}…`,
      year: null,
      lid: null,
      uid: null,
    });
    expect(await readSlowly(html(long))).toMatchObject({ failure: { kind: "unrecognised" } });
  });
});
