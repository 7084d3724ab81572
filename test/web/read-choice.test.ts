import { describe, expect, it } from "vitest";
import { readChoice, readTmdbLink } from "../../src/web/read-choice.ts";

describe("a link to TMDB", () => {
  it.each([
    ["https://www.themoviedb.org/movie/123-slug", "movie", 123],
    ["http://themoviedb.org/movie/123", "movie", 123],
    ["www.themoviedb.org/tv/1399-game-of-thrones?language=de-DE", "tv", 1399],
    ["https://www.themoviedb.org/tv/1399-game-of-thrones/season/1/episode/2", "tv", 1399],
    ["https://www.themoviedb.org/movie/550-fight-club/watch?locale=GB#top", "movie", 550],
    ["https://www.themoviedb.org/pt-BR/movie/550", "movie", 550],
    ["https://www.themoviedb.org/de/tv/4", "tv", 4],
    ["  HTTPS://WWW.THEMOVIEDB.ORG/Movie/550  ", "movie", 550],
    ["movie/123", "movie", 123],
    ["/tv/123", "tv", 123],
    ["123", "movie", 123],
  ])("%s is understood", (text, type, id) => {
    expect(readTmdbLink(text)).toEqual({ type, id });
  });

  it.each([
    "",
    "0",
    "-5",
    "12.5",
    "1e3",
    "9999999999",
    "movie/0",
    "movie/abc",
    "movie/123abc",
    "person/123",
    "https://www.themoviedb.org/person/287",
    "https://www.themoviedb.org/collection/10",
    "https://www.imdb.com/title/tt0137523/",
    "https://themoviedb.org.example.com/movie/550",
    "https://example.com/movie/550",
    "https://example.com/https://www.themoviedb.org/movie/550",
    "javascript:movie/550",
    `movie/550?${"x".repeat(600)}`,
  ])("%s is refused", (text) => {
    expect(readTmdbLink(text)).toBeNull();
  });
});

describe("a form", () => {
  it("that says nothing is told what is expected", () => {
    const reading = readChoice({});
    expect(reading.ok || reading.message).toContain("https://www.themoviedb.org/movie/550");
  });

  it("with a file in place of the link is refused", () => {
    expect(readChoice({ link: new File(["550"], "link.txt") }).ok).toBe(false);
  });

  it("with an unknown choice is refused", () => {
    expect(readChoice({ choice: "exact" }).ok).toBe(false);
  });
});
