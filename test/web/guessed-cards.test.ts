// A view asks for the cards of the films that it showed last time beside the snapshot. What it shows is still as it is now;
// that it takes one round trip then is in test/costs.

import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { updateSnapshot } from "../../src/refresh/snapshot.ts";
import { guessCards, noteCards } from "../../src/web/guessed-cards.ts";
import { openPage, titlesOf } from "./app.ts";
import { storedFilm, storeFilms } from "./fill.ts";

const VIEW = "/?order=title";

it("shows what the film of a card has become since", async () => {
  const page = await openPage([storedFilm("Aardvark"), storedFilm("Badger")]);
  await page.see(VIEW);

  await page.context.db.run(sql`update films set poster = '/new.jpg' where title = 'Badger'`);

  expect(await page.see(VIEW)).toContain("/new.jpg");
});

it("shows films that have come since, beside the others", async () => {
  const page = await openPage([storedFilm("Aardvark"), storedFilm("Badger"), storedFilm("Cat")]);
  await page.see(VIEW);
  expect(titlesOf(await page.see(VIEW))).toEqual(["Aardvark", "Badger", "Cat"]);
  const known = page.statements();

  await page.context.db.run(sql`delete from films where title = 'Badger'`);
  await storeFilms(page.context.db, [storedFilm("Bear")]);
  await updateSnapshot(page.context);

  expect(titlesOf(await page.see(VIEW))).toEqual(["Aardvark", "Bear", "Cat"]);
  expect(page.statements()).toBe(known + 1);
  expect(titlesOf(await page.see(VIEW))).toEqual(["Aardvark", "Bear", "Cat"]);
  expect(page.statements()).toBe(known);
});

it("knows what few views showed, and of each what it showed last", () => {
  for (let n = 1; n <= 60; n++) noteCards(`view ${n}`, { ids: [n], withLists: false });
  noteCards("view 60", { ids: [7], withLists: true });

  expect(guessCards("view 10")).toBeNull();
  expect(guessCards("view 11")?.ids).toEqual([11]);
  expect(guessCards("view 60")).toEqual({ ids: [7], withLists: true });
});

it("knows neither long addresses nor long lists by heart", () => {
  const long = "/new ".repeat(300);
  noteCards(long, { ids: [1], withLists: false });
  noteCards("/new", { ids: Array.from({ length: 5000 }, (_, i) => i), withLists: false });

  expect(guessCards(long)).toBeNull();
  expect(guessCards("/new")?.ids).toHaveLength(200);
});
