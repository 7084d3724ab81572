// The whole adapter against the stand-in TMDB: the search, the matcher and the offers together.

import { describe, expect, it } from "vitest";
import { createTmdb } from "../../src/tmdb/index.ts";
import { findMatch } from "../../src/tmdb/match.ts";
import { createPace } from "../../src/tmdb/pace.ts";
import { films } from "../stand-ins/films.ts";
import { STAND_IN_KEY, createTmdb as createStandIn } from "../stand-ins/tmdb.ts";

function connect(budget: number, value = STAND_IN_KEY) {
  const { fetch, control } = createStandIn();
  const tmdb = createTmdb({
    fetch,
    key: { kind: "api-key", value },
    origin: "https://tmdb.test",
    pace: createPace({ perSecond: 10_000, burst: 10_000 }),
    budget,
    sleep: () => Promise.resolve(),
  });
  return { tmdb, control };
}

describe("TMDB and the matcher", () => {
  it("name no film of the shelves wrongly, and nearly all rightly", async () => {
    const { tmdb } = connect(10_000);
    const matched: string[] = [];
    const meant: string[] = [];
    for (const film of films) {
      const decision = await findMatch(tmdb, film);
      if (!decision.ok) throw new Error(decision.failure.detail);
      const { key } = decision.value;
      if (key === null) continue;
      matched.push(`${film.slug} ${key.type} ${key.id}`);
      meant.push(`${film.slug} ${film.tmdb?.key.type} ${film.tmdb?.key.id}`);
    }
    expect(matched).toEqual(meant);
    expect(matched.length / films.length).toBeGreaterThan(0.94);
  });

  it("read every film's offers, of a world-sized answer", async () => {
    const { tmdb } = connect(10_000);
    for (const { tmdb: title } of films.slice(0, 20)) {
      if (title === null) continue;
      const film = await tmdb.readFilm(title.key, ["GB"]);
      expect(film).toMatchObject({ ok: true, value: { key: title.key, title: title.title } });
    }
  });

  it("read who made a film, and a series", async () => {
    const { tmdb } = connect(2);
    const read = async (slug: string) => {
      const key = films.find((film) => film.slug === slug)?.tmdb?.key;
      if (key === undefined) throw new Error(`no ${slug}`);
      return tmdb.readCredits(key);
    };
    const heat = { directors: ["Michael Mann"], countries: ["US"] };
    expect(await read("heat-1995")).toMatchObject({ ok: true, value: heat });
    expect(await read("chernobyl")).toMatchObject({ value: { directors: ["Craig Mazin"] } });
  });

  it("list a country's services", async () => {
    const list = await connect(2).tmdb.listProviders("GB");
    expect(list.ok && list.value.length).toBeGreaterThan(10);
  });

  it("are refused with a wrong key", async () => {
    const { tmdb } = connect(1, "ffff");
    const search = await tmdb.searchFilms("Heat", 1995);
    expect(search).toMatchObject({ failure: { kind: "tmdb-key-refused" } });
  });
});
