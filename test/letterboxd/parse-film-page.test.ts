import { describe, expect, it } from "vitest";
import { filmPage, watchlistPage } from "./pages.ts";
import { serving } from "./serving.ts";

async function read(html: string) {
  return await serving(() => new Response(html)).readFilmPage("the-tin-harbour");
}

describe("a film's page", () => {
  it.each([
    ["a film", "https://www.themoviedb.org/movie/71329/", { type: "movie", id: 71329 }],
    ["television", "https://www.themoviedb.org/tv/91275/", { type: "tv", id: 91275 }],
    ["an address without its end", "http://themoviedb.org/movie/5", { type: "movie", id: 5 }],
  ])("names %s by its link to TMDB", async (_, link, key) => {
    expect(await read(filmPage({ link }))).toEqual({ ok: true, value: key });
  });

  it("is believed in its link, not in what its body says of television", async () => {
    const html = filmPage({
      link: "https://www.themoviedb.org/tv/91275/",
      body: 'data-tmdb-type="movie" data-tmdb-id=""',
    });
    expect(await read(html)).toEqual({ ok: true, value: { type: "tv", id: 91275 } });
  });

  it("is believed in its link where its body says something else", async () => {
    const html = filmPage({
      link: "https://www.themoviedb.org/movie/5/",
      body: 'data-tmdb-type="movie" data-tmdb-id="42"',
    });
    expect(await read(html)).toMatchObject({ value: { id: 5 } });
  });

  it.each(["TMDb", "TMDB", "tmdb"])("may call the link %s", async (action) => {
    const html = filmPage({ link: "https://www.themoviedb.org/movie/5/", action });
    const plain = html.replaceAll("micro-button", "").replaceAll("text-footer", "");
    expect(await read(plain)).toEqual({ ok: true, value: { type: "movie", id: 5 } });
  });

  it.each(["micro-button", "text-footer"])("is read by %s alone", async (only) => {
    const html = filmPage({ link: "https://www.themoviedb.org/movie/5/", action: "Other" });
    const other = only === "micro-button" ? "text-footer" : "micro-button";
    expect(await read(html.replaceAll(other, ""))).toMatchObject({ value: { id: 5 } });
  });

  it("is named by its first link", async () => {
    const again = `<a data-track-action="TMDB" href="https://www.themoviedb.org/movie/6/">`;
    const html = filmPage({ link: "https://www.themoviedb.org/movie/5/" }) + again;
    expect(await read(html)).toMatchObject({ value: { id: 5 } });
  });

  it("may have its link anywhere", async () => {
    const html = filmPage({ link: "https://www.themoviedb.org/movie/5/" });
    for (const bytes of [0, 16_000, 16_100, 16_200, 16_300, 32_768, 300_000]) {
      const later = html.replace("<body", () => `<!-- ${"é".repeat(bytes / 2)} --><body`);
      expect(await read(later)).toMatchObject({ value: { id: 5 } });
    }
  });
});

describe("a film's page without a link to TMDB", () => {
  it("is believed in its body, for films", async () => {
    const html = filmPage({ body: 'data-tmdb-type="movie" data-tmdb-id="42"' });
    expect(await read(html)).toEqual({ ok: true, value: { type: "movie", id: 42 } });
  });

  it.each([
    ["says nothing of TMDB", filmPage()],
    ["has a body without a number", filmPage({ body: 'data-tmdb-type="movie" data-tmdb-id=""' })],
    ["has a body of television", filmPage({ body: 'data-tmdb-type="tv" data-tmdb-id="42"' })],
    ["has a body of a person", filmPage({ body: 'data-tmdb-type="person" data-tmdb-id="42"' })],
    ["links to a person", filmPage({ link: "https://www.themoviedb.org/person/42/" })],
    ["links to number 0", filmPage({ link: "https://www.themoviedb.org/movie/0/" })],
  ])("that %s names no title", async (_, html) => {
    expect(await read(html)).toEqual({ ok: true, value: null });
  });

  it("names no title where there is no such film", async () => {
    const letterboxd = serving(
      () => new Response("<title>Letterboxd - Not Found</title>", { status: 404 }),
    );
    expect(await letterboxd.readFilmPage("nothing")).toEqual({ ok: true, value: null });
  });

  it.each([
    [
      "an import's result",
      "<title>TMDB Import Result</title><body class=''><h1>Film not found</h1>",
    ],
    ["a watchlist", watchlistPage("G4", { films: [], total: 0 })],
    ["nothing", ""],
    ["tags within tags without end", `<body class="film">${"<b>".repeat(200_000)}`],
  ])("is not recognised in %s", async (_, html) => {
    expect(await read(html)).toMatchObject({ ok: false, failure: { kind: "unrecognised" } });
  });
});
