import { describe, expect, it } from "vitest";
import { aFoundFilm, aMovie, aTv } from "./answers.ts";
import { createTmdbOf, json } from "./answering.ts";

const NOT_FOUND = { success: false, status_code: 34, status_message: "could not be found." };

const listed = (id: number, inGb: number | null) => ({
  provider_id: id,
  provider_name: ` Service ${id} `,
  logo_path: "/a.png",
  display_priority: 0,
  display_priorities: inGb === null ? { US: 1 } : { GB: inGb, US: 1 },
});

describe("what is asked", () => {
  it("is a film's details and offers in one request", async () => {
    const { tmdb, asked } = createTmdbOf([json(aMovie({ id: 7 }))]);
    const reading = await tmdb.readFilm({ type: "movie", id: 7 }, ["GB"]);
    expect(reading).toMatchObject({ ok: true, value: { key: { type: "movie", id: 7 } } });
    expect(asked.map(({ url }) => url.pathname + url.search)).toEqual([
      "/3/movie/7?append_to_response=watch%2Fproviders",
    ]);
  });

  it("tells a film that TMDB does not have from a 404 of somebody else", async () => {
    const gone = createTmdbOf([json(NOT_FOUND, { status: 404 })]);
    expect(await gone.tmdb.readFilm({ type: "tv", id: 7 }, ["GB"])).toEqual({
      ok: true,
      value: null,
    });
    const page = createTmdbOf([new Response("<html>404</html>", { status: 404 })]);
    expect(await page.tmdb.readFilm({ type: "tv", id: 7 }, ["GB"])).toMatchObject({
      failure: { kind: "tmdb-unrecognised" },
    });
  });

  it("takes no other title than the one that was asked for", async () => {
    const { tmdb } = createTmdbOf([json(aTv({ id: 8 }))]);
    expect(await tmdb.readFilm({ type: "tv", id: 7 }, ["GB"])).toMatchObject({
      failure: { kind: "tmdb-unrecognised" },
    });
  });

  it("is television by the year of its first episode", async () => {
    const { tmdb, asked } = createTmdbOf([json({ results: [] })]);
    await tmdb.searchTelevision("Heimat", 1984);
    expect(asked[0]?.url.searchParams.get("first_air_date_year")).toBe("1984");
  });

  it("leaves making-of discs out", async () => {
    const results = [aFoundFilm({ id: 1, video: true }), aFoundFilm({ id: 2, video: false })];
    const { tmdb } = createTmdbOf([json({ results })]);
    const found = await tmdb.searchFilms("x", null);
    expect(found.ok && found.value.map(({ key }) => key)).toEqual([{ type: "movie", id: 2 }]);
  });

  it("says of films and of television whether there are more than came", async () => {
    const answer = json({ results: [aFoundFilm({ name: "x" })], total_pages: 3 });
    const { tmdb } = createTmdbOf([answer]);
    expect((await tmdb.searchFilms("x", null)).more).toBe(true);
    expect((await tmdb.searchTelevision("x", null)).more).toBe(true);
  });

  it("is the services of films and of television, once each, in the country's order", async () => {
    const { tmdb, asked } = createTmdbOf([
      json({ results: [listed(1, 30), listed(2, null), listed(3, 5)] }),
      json({ results: [listed(4, 10), listed(3, 2), listed(1, 40), listed(5, null)] }),
    ]);
    const list = await tmdb.listProviders("GB");
    expect(list.ok && list.value.map(({ id }) => id)).toEqual([3, 4, 1, 2, 5]);
    expect(list.ok && list.value[0]).toEqual({ id: 3, name: "Service 3", logo: "/a.png" });
    expect(asked.map(({ url }) => url.searchParams.get("watch_region"))).toEqual(["GB", "GB"]);
  });
});
