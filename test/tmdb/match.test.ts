import { describe, expect, it } from "vitest";
import { done, failed } from "../../src/failure.ts";
import type { Candidate } from "../../src/film.ts";
import { decide, findMatch } from "../../src/tmdb/match.ts";

let lastId = 0;

function entry(title: string, year: number | null, votes: number, more: Partial<Candidate> = {}) {
  const key = { type: "movie" as const, id: (lastId += 1) };
  return { key, title, originalTitle: title, year, poster: null, votes, why: "", ...more };
}

function series(title: string, year: number | null, votes: number): Candidate {
  return entry(title, year, votes, { key: { type: "tv", id: (lastId += 1) } });
}

const SOLARIS = { title: "Solaris", year: 1972 };

describe("a decision", () => {
  it("is exact for the same title and year", () => {
    const film = entry("Solaris", 1972, 3000);
    const decision = decide(SOLARIS, [entry("Solaris", 2002, 2000), film], null);
    expect(decision).toMatchObject({ match: "exact", key: film.key });
    expect(decision.why).toBe("Same title, same year");
  });

  it("is exact for a film that hardly anybody knows, when it is the only one", () => {
    expect(decide(SOLARIS, [entry("Solaris", 1972, 0)], []).match).toBe("exact");
  });

  it("goes by the original title too", () => {
    const film = entry("Solaris", 1972, 3000, { title: "Solyaris", originalTitle: "SOLARIS" });
    expect(decide(SOLARIS, [film], null)).toMatchObject({ match: "exact", key: film.key });
  });

  it("prefers the title as it is written to one that is only alike", () => {
    const written = entry("+1", 2013, 400);
    const alike = entry("1", 2013, 500);
    expect(decide({ title: "+1", year: 2013 }, [alike, written], null).match).toBe("unsure");
    const known = { ...written, votes: 9000 };
    expect(decide({ title: "+1", year: 2013 }, [alike, known], null).key).toEqual(written.key);
  });

  it.each([1971, 1973])("is near for a known film of the year beside it, %i", (year) => {
    const film = entry("Solaris", year, 3000);
    expect(decide(SOLARIS, [film], null)).toMatchObject({ match: "near-year", key: film.key });
  });
});

describe("a decision in doubt", () => {
  it("is unsure of what differs in two things", () => {
    const unknown = entry("Solaris", 1973, 3);
    expect(decide(SOLARIS, [unknown], []).match).toBe("unsure");
    const original = entry("Stalker", 1973, 3000, { originalTitle: "Solaris" });
    expect(decide(SOLARIS, [original], []).match).toBe("unsure");
  });

  it.each([
    ["of another year", entry("Solaris", 2002, 3000)],
    ["two years later", entry("Solaris", 1974, 3000)],
    ["without a date", entry("Solaris", null, 3000)],
    ["under another title", entry("The Ocean of Thought", 1972, 3000)],
  ])("is unsure of a title %s, and shows it to the owner", (_, film) => {
    const decision = decide(SOLARIS, [film], []);
    expect(decision).toMatchObject({ match: "unsure", key: null });
    expect(decision.candidates.map(({ key }) => key)).toEqual([film.key]);
    expect(decision.candidates[0]?.why).not.toBe("");
  });

  it("is unsure of two films of one title and year, unless all the world means one of them", () => {
    const destiny = { title: "Destiny", year: 1997 };
    const one = entry("Destiny", 1997, 120);
    expect(decide(destiny, [one, entry("Destiny", 1997, 90)], null).match).toBe("unsure");
    expect(decide(destiny, [one, entry("Destiny", 1997, 2)], null).match).toBe("unsure");
    const known = entry("Destiny", 1997, 9000);
    expect(decide(destiny, [one, known], null)).toMatchObject({ match: "exact", key: known.key });
  });

  it("is unsure of an unknown film when everybody means its namesake that TMDB dates later", () => {
    const films = [entry("Solaris", 1972, 0), entry("Solaris", 1973, 5000)];
    expect(decide(SOLARIS, films, []).match).toBe("unsure");
  });

  it("is unsure of an unknown namesake of a film that TMDB titles otherwise", () => {
    const films = [entry("Solaris", 1972, 1), entry("Solaris: A Journey", 1972, 5000)];
    expect(decide(SOLARIS, films, []).match).toBe("unsure");
  });

  it("tells a film from its remake of a year later", () => {
    const films = [entry("Solaris", 1972, 800), entry("Solaris", 1973, 100)];
    expect(decide(SOLARIS, films, null)).toMatchObject({ match: "exact", key: films[0]?.key });
  });
});

describe("a decision on television, and without a year", () => {
  it("keeps television and films apart when their numbers are the same", () => {
    const key = { type: "tv" as const, id: 89_905 };
    const film = entry("Another Thing", 2020, 3, { key: { type: "movie", id: 89_905 } });
    const people = entry("Normal People", 2020, 800, { key });
    const decision = decide({ title: "Normal People", year: 2020 }, [film], [people]);
    expect(decision).toMatchObject({ match: "exact", key });
  });

  it("is unsure between a series and an unknown film of its name", () => {
    const films = [entry("Angels", 2003, 4)];
    const decision = decide({ title: "Angels", year: 2003 }, films, [series("Angels", 2003, 900)]);
    expect(decision).toMatchObject({ match: "unsure", key: null });
  });

  it("needs no year when one title only has the name", () => {
    const film = entry("Ray Gunn", null, 0);
    const wanted = { title: "Ray Gunn", year: null };
    const others = [film, entry("The Gun of Ray", 1990, 50)];
    expect(decide(wanted, others, [])).toMatchObject({ match: "only-title", key: film.key });
    const two = [film, entry("Ray Gunn", 1990, 9000)];
    expect(decide(wanted, two, [])).toMatchObject({ match: "unsure", key: null });
  });

  it.each([
    ["released long ago", entry("Ray Gunn", 1960, 9000)],
    ["released the year before last", entry("Ray Gunn", 2024, 9000)],
    ["little known", entry("Ray Gunn", 2026, 49)],
  ])("is unsure of a film without a year and its only namesake, %s", (_, film) => {
    const wanted = { title: "Ray Gunn", year: null };
    const decision = decide(wanted, [film], [], { thisYear: 2026 });
    expect(decision).toMatchObject({ match: "unsure", key: null });
    expect(decision.why).toContain("no year");
    expect(decision.candidates.map(({ key }) => key)).toEqual([film.key]);
  });

  it.each([2025, 2026, 2028])("takes for a film without a year a known one of %i", (year) => {
    const wanted = { title: "Ray Gunn", year: null };
    const film = entry("Ray Gunn", year, 50);
    expect(decide(wanted, [film], [], { thisYear: 2026 })).toMatchObject({
      match: "only-title",
      key: film.key,
    });
  });

  it("has not found what shares neither title nor year, or nothing", () => {
    expect(decide(SOLARIS, [entry("The Making of Something", 1999, 5)], []).match).toBe(
      "not-found",
    );
    expect(decide(SOLARIS, [], [])).toMatchObject({ match: "not-found", candidates: [] });
  });

  it("shows five candidates at most, the likeliest first", () => {
    const films = [2002, 1990, 1985, 1973, 1972, 1972].map((year) => entry("Solaris", year, 60));
    const { candidates } = decide(SOLARIS, films, []);
    expect(candidates.map(({ year }) => year).slice(0, 3)).toEqual([1972, 1972, 1973]);
    expect(candidates.length).toBe(5);
  });
});

const ofYear = (list: Candidate[], year: number | null) =>
  Promise.resolve(done(list.filter((one) => year === null || one.year === year)));

/** A search over these, and what it was asked. */
function createSearch(films: Candidate[], television: Candidate[] = []) {
  const asked: string[] = [];
  return {
    asked,
    searchFilms: (_: string, year: number | null) => {
      asked.push(`films ${year}`);
      return ofYear(films, year);
    },
    searchTelevision: (_: string, year: number | null) => {
      asked.push(`television ${year}`);
      return ofYear(television, year);
    },
  };
}

const searchTelevision = () => Promise.resolve(failed("tmdb-rate-limited", "search/tv"));

describe("finding a match", () => {
  it("takes one request for a known film", async () => {
    const tmdb = createSearch([entry("Solaris", 1972, 3000), entry("Solaris", 2002, 2000)]);
    expect(await findMatch(tmdb, SOLARIS)).toMatchObject({ value: { match: "exact" } });
    expect(tmdb.asked).toEqual(["films 1972"]);
  });

  it("looks beyond the year, and at television, before it takes an unknown film", async () => {
    const known = entry("Solaris", 1973, 5000);
    const tmdb = createSearch([entry("Solaris", 1972, 0), known]);
    expect(await findMatch(tmdb, SOLARIS)).toMatchObject({ value: { match: "unsure" } });
    expect(tmdb.asked).toEqual(["films 1972", "films null", "television 1972"]);
  });

  it("looks at television before it takes a film of the year beside", async () => {
    const film = entry("Solaris", 1973, 300);
    const alone = createSearch([film]);
    expect(await findMatch(alone, SOLARIS)).toMatchObject({ value: { key: film.key } });
    const both = createSearch([film], [series("Solaris", 1972, 300)]);
    expect(await findMatch(both, SOLARIS)).toMatchObject({ value: { match: "unsure" } });
  });

  it("counts a film once that two searches find", async () => {
    const film = entry("Solaris", 1972, 3);
    const answer = await findMatch(createSearch([film]), SOLARIS);
    expect(answer).toMatchObject({ value: { match: "exact", key: film.key } });
    expect(answer.ok && answer.value.candidates.length).toBe(1);
  });

  it("searches a film without a year once, if it is new, known and alone", async () => {
    const tmdb = createSearch([entry("Solaris", 2026, 3000)]);
    const answer = await findMatch(tmdb, { title: "Solaris", year: null }, 2026);
    expect(answer).toMatchObject({ value: { match: "only-title" } });
    expect(tmdb.asked).toEqual(["films null"]);
  });

  it("takes none for a film without a year if TMDB finds more than it names", async () => {
    const film = { title: "Solaris", year: null };
    const tmdb = createSearch([entry("Solaris", 2026, 3000)]);
    const searchFilms = async () => ({ ...(await tmdb.searchFilms("", null)), more: true });
    expect(await findMatch({ ...tmdb, searchFilms }, film, 2026)).toMatchObject({
      value: { match: "unsure", key: null },
    });
    const television = async () => ({ ...(await tmdb.searchTelevision("", null)), more: true });
    const unknown = { ...createSearch([entry("Solaris", null, 0)]), searchTelevision: television };
    expect(await findMatch(unknown, film, 2026)).toMatchObject({ value: { match: "unsure" } });
    expect(
      await findMatch({ ...tmdb, searchFilms }, { title: "Solaris", year: 2026 }, 2026),
    ).toMatchObject({ value: { match: "exact" } });
  });

  it("finds a series", async () => {
    const heimat = series("Heimat", 1984, 90);
    const tmdb = createSearch([], [heimat]);
    const answer = await findMatch(tmdb, { title: "Heimat", year: 1984 });
    expect(answer).toMatchObject({ value: { match: "exact", key: heimat.key } });
  });

  it("fails as the search does, and decides nothing on half of the answers", async () => {
    const tmdb = createSearch([entry("Solaris", 1972, 0)]);
    expect(await findMatch({ ...tmdb, searchTelevision }, SOLARIS)).toMatchObject({
      ok: false,
      failure: { kind: "tmdb-rate-limited" },
    });
  });
});
