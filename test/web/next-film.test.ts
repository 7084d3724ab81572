// From one film's page to the next, in the view that the reader came from.

import { describe, expect, it } from "vitest";
import { noOffers } from "../../src/film.ts";
import { openPage, type TestPage } from "./app.ts";
import { storedFilm } from "./fill.ts";

const NETFLIX = { ...noOffers(), stream: [{ id: 8, name: "Netflix", logo: null }] };

/** Newest first: Delta, Alpha, Charlie on Netflix; Bravo nowhere; Echo is on no list. */
function openFilms() {
  const film = (title: string, more = {}) =>
    storedFilm(title, { slug: title.toLowerCase(), offers: NETFLIX, ...more });
  return openPage([
    film("Delta"),
    film("Alpha", { slug: null, rating: 9 }),
    film("Charlie"),
    film("Bravo", { offers: noOffers() }),
    film("Echo", { place: null }),
  ]);
}

/** Presses the link of that name again and again: the titles of the films that it leads to. */
async function turn(page: TestPage, from: string, rel: "next" | "prev", times: number) {
  const seen: (string | undefined)[] = [];
  let address = from;
  for (let i = 0; i < times; i++) {
    const link = hrefsIn(await page.see(address)).find((href) =>
      href.includes(rel === "next" ? "/next" : "/previous"),
    );
    const answer = await page.ask(link ?? "");
    expect(answer.status).toBe(302);
    address = answer.headers.get("Location") ?? "";
    seen.push(/<h1[^>]*>([^<]+)/.exec(await page.see(address))?.[1]);
  }
  return { seen, address };
}

function hrefsIn(html: string): string[] {
  return [...html.matchAll(/ href="([^"]+)"/g)].map(([, href = ""]) =>
    href.replaceAll("&amp;", "&"),
  );
}

describe("The links of a film's page to the next and the previous film", () => {
  it("go through the list as it is shown, and after the last comes the first", async () => {
    const page = await openFilms();
    const { seen } = await turn(page, "/film/delta", "next", 4);
    expect(seen).toEqual(["Alpha", "Charlie", "Bravo", "Delta"]);
    expect((await turn(page, "/film/delta", "prev", 2)).seen).toEqual(["Bravo", "Charlie"]);
  });

  it("go through the view that the card was in, and take its query along", async () => {
    const page = await openFilms();
    const cards = hrefsIn(await page.see("/?show=mine&order=title"));
    const first = cards.find((href) => href.startsWith("/film/"));
    expect(first).toContain("?");
    const query = first?.slice(first.indexOf("?"));
    const { seen, address } = await turn(page, first ?? "", "next", 3);
    expect(seen).toEqual(["Charlie", "Delta", "Alpha"]);
    expect(address.slice(address.indexOf("?"))).toBe(query);
    expect(hrefsIn(await page.see(address))).toContain(`/${query}`);
  });

  it("are the plain ones in the plain view, whose cards need no query", async () => {
    const page = await openFilms();
    expect(hrefsIn(await page.see("/"))).toContain("/film/delta");
  });

  it("lead to the view’s first film from one that it has not, and to the view where it has none", async () => {
    const page = await openFilms();
    const at = async (path: string) => (await page.ask(path)).headers.get("Location");
    expect(await at("/film/999999/next?order=title")).toMatch(/^\/film\/\d+\?order=title$/);
    expect(await at("/film/999999/previous?q=nothing+here")).toBe("/?q=nothing+here");
    expect(await page.see("/film/echo")).not.toContain("/next");
    expect((await page.ask("/film/delta/next")).status).toBe(404);
  });

  it("cost a film's page nothing: the view is worked out when one is pressed", async () => {
    const page = await openFilms();
    await page.see("/film/delta?order=title");
    expect(page.statements()).toBeLessThanOrEqual(3);
  });
});
