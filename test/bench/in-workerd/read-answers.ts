// The Worker of the bench: keeps the answer that it is sent, and reads it as it is told by the address.

import { createLetterboxd } from "../../../src/letterboxd/index.ts";
import { done, type Result } from "../../../src/failure.ts";
import { createTmdb } from "../../../src/tmdb/index.ts";
import { createTitleSearch } from "../../../src/tmdb/title-search.ts";
import { aFoundFilm } from "../../tmdb/answers.ts";
import { createPace } from "../../../src/tmdb/pace.ts";

let page = new Uint8Array();
const letterboxd = createLetterboxd({
  fetch: async () => new Response(page),
  origin: "https://letterboxd.com",
  userAgent: "watchwhere/bench",
});

/** One for each request, as for each message: it counts what that asks. */
const tmdb = () =>
  createTmdb({
    fetch: async () => new Response(page),
    origin: "https://api.themoviedb.org",
    key: { kind: "api-key", value: "0123456789abcdef0123456789abcdef" },
    pace: createPace({ perSecond: 1_000_000, burst: 1_000_000 }),
  });

/** The page is a film's credits; what a search finds is as long as TMDB has it. */
const search = () =>
  createTitleSearch({
    fetch: async (url) => new Response(/credits|\/tv\/\d/.test(url) ? page : foundBy(url)),
    origin: "https://api.themoviedb.org",
    key: { kind: "api-key", value: "0123456789abcdef0123456789abcdef" },
    pace: createPace({ perSecond: 1_000_000, burst: 1_000_000 }),
  });

function foundBy(url: string): string {
  return url.includes("search/movie") ? TWENTY : '{"results":[]}';
}

const TWENTY = JSON.stringify({
  results: Array.from({ length: 20 }, (_, i) => ({
    ...aFoundFilm({ id: i + 1 }),
    overview: "Two people meet, and nothing is as it was. ".repeat(10),
  })),
});

const readings: Record<string, () => Promise<Result<unknown>>> = {
  "/nothing": async () => ({ ok: true, value: null }),
  "/watchlist": async () => await letterboxd.readWatchlistPage("ada", 1),
  "/list": async () => await letterboxd.readListPage("/ada/list/rainy-sundays/", 1),
  "/film": async () => await letterboxd.readFilmPage("a-film"),
  "/five": async () => {
    const { id } = JSON.parse(new TextDecoder().decode(page)) as { id: number };
    const five = tmdb();
    const films = Array.from({ length: 5 }, () => five.readFilm({ type: "movie", id }, ["GB"]));
    const failed = (await Promise.all(films)).find((film) => !film.ok);
    return failed ?? done(null);
  },
  "/three": async () => {
    const three = tmdb();
    const credits = Array.from({ length: 3 }, () => three.readCredits({ type: "movie", id: 7 }));
    const failed = (await Promise.all(credits)).find((one) => !one.ok);
    return failed ?? done(null);
  },
  "/search": async () => await search().find({ kind: "title", title: "The Meeting", year: null }),
  "/slowly": async () =>
    await letterboxd.readUnrecognisedPage({ html: new TextDecoder().decode(page) }),
};

export default {
  async fetch(request) {
    if (request.method === "PUT") page = new Uint8Array(await request.arrayBuffer());
    const reading = await readings[new URL(request.url).pathname]?.();
    return new Response(reading?.ok ? "read" : `not read: ${reading?.failure.detail}`);
  },
} satisfies ExportedHandler;
