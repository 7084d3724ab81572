// Who made a film, on its own page.

import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { saveCredits } from "../../src/d1/credits.ts";
import { saveValue } from "../../src/d1/kv.ts";
import type { FailureKind } from "../../src/failure.ts";
import type { FilmCredits } from "../../src/film.ts";
import { openPage } from "./app.ts";
import { FILLED_AT, storedFilm, type StoredFilm } from "./fill.ts";

const RAN: FilmCredits = {
  directors: ["Akira Kurosawa"],
  cast: ["Tatsuya Nakadai", "Mieko Harada"],
  trailer: "AAAAAAAAA-_",
  countries: ["JP", "SU", "QX"],
};

/** The page of a film of which TMDB says this; `of`: as TMDB's title of this number. */
async function filmOf(
  credits: FilmCredits | null,
  {
    of = 11,
    failure = null,
    film = {},
  }: { of?: number; failure?: FailureKind | null; film?: Partial<StoredFilm> } = {},
) {
  const page = await openPage([storedFilm("Ran", { slug: "ran", tmdbId: 11, ...film })]);
  const { db } = page.context;
  const [row] = await db.all<{ id: number }>(sql`select id from films`);
  const key = { type: film.tmdbType ?? "movie", id: of };
  await db.run(sql`delete from film_credits`);
  await saveCredits(db, [{ filmId: row?.id ?? 0, key, credits, failure }], FILLED_AT);
  const html = await page.see("/film/ran");
  return { page, html, words: html.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ") };
}

describe("A film's page says who made it", () => {
  it("with the cast, the countries and a link to the trailer", async () => {
    const { html, words } = await filmOf(RAN);
    expect(words).toContain("Director Akira Kurosawa");
    expect(words).toContain("Cast Tatsuya Nakadai , Mieko Harada");
    expect(words).toContain("Countries Japan , Soviet Union");
    expect(html).toContain('href="https://www.youtube.com/watch?v=AAAAAAAAA-_"');
  });

  it("and of a series, who created it", async () => {
    const { words } = await filmOf({ ...RAN, countries: ["GB"] }, { film: { tmdbType: "tv" } });
    expect(words).toContain("Created by Akira Kurosawa");
    expect(words).toContain("Country United Kingdom");
  });

  it("and nothing where nothing is known", async () => {
    const { html, words } = await filmOf(null);
    expect(html).not.toContain("youtube.com/watch");
    expect(words).not.toMatch(/Director|Cast|Countr|could not/);
  });

  it("but not what was known of another title", async () => {
    expect((await filmOf(RAN, { of: 12 })).words).not.toContain("Kurosawa");
  });

  it("or why TMDB could not be asked", async () => {
    const { words } = await filmOf(null, { failure: "tmdb-unreachable" });
    expect(words).toContain("Who made it couldn’t be looked up. TMDB couldn’t be reached.");
    const { page } = await filmOf(null, { of: 12 });
    const wall = { refreshId: 1, below: null, notBefore: 0, failure: "tmdb-key-refused" } as const;
    await saveValue(page.context.db, "credits", wall);
    expect(await page.see("/film/ran")).toContain("TMDB refused the key.");
  });
});
