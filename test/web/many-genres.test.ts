import { expect, test } from "vitest";
import { openPage, titlesOf } from "./app.ts";
import { storedFilm } from "./fill.ts";

// Whoever answers in place of TMDB may name other genres with each film.

const FILMS = Array.from({ length: 120 }, (_, n) =>
  storedFilm(`Film ${n}`, { genres: n < 60 ? ["Drama", `Genre ${n}`] : [`Genre ${n}`] }),
);

const ticksIn = (html: string, name: string) =>
  [...html.matchAll(new RegExp(`name="${name}" value="([^"]*)"`, "g"))].map(([, value]) => value);

test("of more genres than TMDB has, the page lists the common ones and those that are chosen", async () => {
  const page = await openPage(FILMS);
  const genres = ticksIn(await page.see("/"), "genre");
  expect(genres).toHaveLength(40);
  expect(genres[0]).toBe("Drama");
  expect(genres).not.toContain("Genre 99");

  const chosen = await page.see("/?genre=Genre+99");
  expect(titlesOf(chosen)).toEqual(["Film 99"]);
  expect(ticksIn(chosen, "genre")).toContain("Genre 99");
});

test("programs are told no more of them, either", async () => {
  const page = await openPage(FILMS);
  const answer = await page.ask("/api/worth");
  const { genres } = await answer.json<{ genres: { genre: string }[] }>();
  expect(genres).toHaveLength(40);
  expect(genres[0]?.genre).toBe("Drama");
});
