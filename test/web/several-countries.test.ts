// Several countries on the pages, for programs and in files: each is shown for itself, and none is taken for another.

import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { readLookUpFacts, lookUpFacts } from "../../src/d1/looked-up-films.ts";
import { tick } from "../../src/refresh/tick.ts";
import { storeFilms, storedFilm } from "./fill.ts";
import { cardsOf, offersOf, titlesOf } from "./app.ts";
import { openLists, type Lists } from "./several-lists.ts";

const netflix = offersOf({ stream: [8] });
const none = offersOf({});

/** Prime Video has the number 9 in the USA and in Germany, and 119 in Britain. */
const FILMS = [
  storedFilm("At home", { offers: netflix, abroad: { US: none, DE: none } }),
  storedFilm("Only in America", { offers: none, abroad: { US: netflix, DE: none } }),
  storedFilm("Prime abroad", {
    offers: offersOf({ rent: [2] }),
    abroad: { US: offersOf({ stream: [9] }), DE: offersOf({ stream: [9] }) },
  }),
  storedFilm("Prime at home", { offers: offersOf({ stream: [119] }), abroad: { US: none } }),
  storedFilm("Nowhere", { offers: none, abroad: { US: none, DE: none } }),
];
const TITLES = FILMS.map(({ title }) => title);
const THREE = { country: "GB", abroad: ["US", "DE"] };

async function open(settings: object = THREE): Promise<Lists> {
  return openLists(FILMS, [{ kind: "watchlist", member: "ada", titles: TITLES }], settings);
}

async function save(lists: Lists, fields: [name: string, value: string][]): Promise<void> {
  const body = new URLSearchParams([["form", "1"], ...fields]);
  const headers = { "Sec-Fetch-Site": "same-origin" };
  const answer = await lists.ask("/services", { method: "POST", headers, body });
  expect(answer.status).toBe(303);
}

function standings(html: string): Record<string, string> {
  return Object.fromEntries(cardsOf(html).map(({ title, standing }) => [title, standing]));
}

function cardOf(html: string, title: string): string {
  return html.split('<li class="card ').find((card) => card.includes(`>${title}<`)) ?? "";
}

async function turn(lists: Lists, country: string, to = "/"): Promise<Response> {
  return lists.ask("/choose-country", {
    method: "POST",
    headers: { "Sec-Fetch-Site": "same-origin" },
    body: new URLSearchParams({ country, to }),
  });
}

describe("The page with several countries", () => {
  it("has what is on my services abroad between mine and the rest, each logo with its country", async () => {
    const lists = await open();
    await save(lists, [
      ["service", "8"],
      ["service.US", "8"],
      ["service.DE", "9"],
    ]);
    const html = await lists.see("/");
    expect(standings(html)).toEqual({
      "At home": "mine",
      "Only in America": "abroad",
      "Prime abroad": "abroad",
      "Prime at home": "elsewhere",
      Nowhere: "nowhere",
    });
    expect(html).toContain("</em> of 5 films is on my services in the United Kingdom");
    expect(titlesOf(await lists.see("/?show=abroad"))).toEqual(["Only in America", "Prime abroad"]);
    const card = cardOf(html, "Prime abroad");
    expect(card).toMatch(/alt="Prime Video"[^>]*>\s*<b class="land">DE<\/b>/);
    expect(card).toContain("/watch?locale=DE");
    expect(card).not.toContain("locale=GB");
    expect(card).not.toContain("locale=US");
  });

  it("turns to another country as a whole, by its address or by a press that is kept", async () => {
    const lists = await open();
    await save(lists, [
      ["service", "8"],
      ["service.US", "8"],
      ["service.DE", "9"],
    ]);
    const html = await lists.see("/?country=us");
    expect(standings(html)).toEqual({
      "Only in America": "mine",
      "At home": "abroad",
      "Prime abroad": "abroad",
      "Prime at home": "nowhere",
      Nowhere: "nowhere",
    });
    expect(html).toContain("is on my services in the United States");
    expect(cardOf(html, "Only in America")).toContain("/watch?locale=US");
    expect(cardOf(html, "At home")).toContain('<b class="land">GB</b>');
    expect(html).toContain('href="/?country=US&amp;show=nowhere"');

    const answer = await turn(lists, "US", "/?q=a&show=mine");
    expect([answer.status, answer.headers.get("Location")]).toEqual([
      303,
      "/?country=US&show=mine&q=a",
    ]);
    const cookie = answer.headers.get("Set-Cookie")?.split(";")[0] ?? "";
    expect(standings(await lists.see("/", cookie))).toEqual(standings(html));
    expect(standings(await lists.see("/?country=GB", cookie))["At home"]).toBe("mine");
    for (const path of ["/new", "/pick?seed=1"]) {
      expect(await lists.see(path, cookie)).toContain('value="US" aria-pressed="true"');
    }
    const home = await turn(lists, "GB", "/");
    expect(home.headers.get("Location")).toBe("/");
    expect(home.headers.get("Set-Cookie")).toMatch(/^watchwhere=; Max-Age=0/);
    expect((await lists.ask("/?country=US")).headers.get("Set-Cookie")).toBeNull();
  });

  it("passes over a country that is not configured, and tells programs so", async () => {
    const lists = await open();
    expect(await lists.see("/?country=FR")).toBe(await lists.see("/"));
    expect((await turn(lists, "FR")).status).toBe(400);
    for (const [address, words] of [
      ["/api/films?country=FR", "GB or US or DE is expected"],
      ["/api/films?country=France", "country’s two letters"],
    ] as const) {
      const answer = await lists.ask(address);
      expect([answer.status, (await answer.json<{ message: string }>()).message]).toEqual([
        400,
        expect.stringContaining(words),
      ]);
    }
  });

  it("takes services that were chosen in one country for nobody's in another", async () => {
    const lists = await open();
    expect(standings(await lists.see("/"))["Only in America"]).toBe("abroad");
    await save(lists, [["service", "8"]]);
    const html = await lists.see("/");
    expect(standings(html)["Only in America"]).toBe("nowhere");
    expect(html).toContain("You haven’t chosen your services in the United States and Germany yet");
    const there = await lists.see("/?country=US");
    expect(there).toContain("2</em> of 5 films are streaming in the United States");
    expect(there).toContain("What do you already pay for?");
  });

  it("costs two statements, as with one country", async () => {
    const lists = await open();
    const asked: string[] = [];
    const { db } = lists.context;
    Object.assign(lists.context, {
      db: new Proxy(db, {
        get(target, key) {
          const value: unknown = Reflect.get(target, key);
          if (typeof value !== "function") return value;
          if (key === "all" || key === "run") asked.push(key);
          return value.bind(target) as unknown;
        },
      }),
    });
    await lists.see("/?country=US");
    // The layout and the snapshot in one batch, and then the cards.
    expect(asked).toEqual(["all", "all", "all"]);
  });
});

describe("My services in several countries", () => {
  it("have a part for each, which proposes the same brands as at home by their numbers", async () => {
    const lists = await open();
    await save(lists, [["service", "9"]]);
    const html = await lists.see("/services");
    const parts = html.split("<section").slice(1);
    expect(parts.map((part) => /<h2[^>]*>(.*?)<\/h2>/.exec(part)?.[1])).toEqual([
      "In the United Kingdom",
      "In the United States",
      "In Germany",
    ]);
    const [gb = "", us = "", de = ""] = parts;
    expect(gb).toMatch(/name="service" value="9" checked=""/);
    expect(us).toMatch(/name="service\.US" value="9" checked=""/);
    expect(us).toContain("It counts once you save it");
    expect(us).not.toMatch(/value="8" checked/);
    expect(de).toContain('name="form.DE" value="1"');
    expect(de).toContain('name="rent.DE"');
    // Until then it does not count.
    expect(standings(await lists.see("/"))["Prime abroad"]).toBe("elsewhere");
    await save(lists, [
      ["service", "9"],
      ["form.US", "1"],
      ["service.US", "9"],
      ["form.DE", "1"],
    ]);
    const card = cardOf(await lists.see("/"), "Prime abroad");
    expect(card).toContain(">US<");
    expect(card).not.toContain(">DE<");
    expect(await lists.see("/services")).not.toContain("It counts once you save it");
  });

  it("stay their country's when another one becomes home, and are back with it", async () => {
    const lists = await open();
    await save(lists, [
      ["service", "8"],
      ["service.US", "9"],
    ]);
    const choices = async () => {
      const rows = await lookUpFacts(lists.context.db, 1);
      const read = readLookUpFacts(rows, lists.context.settings.country).choices;
      return Object.fromEntries([...read].map(([country, { chosen }]) => [country, chosen]));
    };
    const before = await choices();
    expect(before).toEqual({ GB: [8], US: [9] });
    for (const [country, ...abroad] of [["US", "GB"], ["DE"], ["GB"], ["GB", "US"]] as const) {
      const { settings } = lists.context;
      lists.context.settings = { ...settings, country, abroad };
      await tick(lists.context, { atStart: false });
      expect(await choices()).toEqual(before);
    }
  });

  it("chosen before there were several belong to the country that was home", async () => {
    const lists = await open({ country: "GB", abroad: [] });
    const { db } = lists.context;
    await tick(lists.context, { atStart: false });
    await db.run(sql`
      insert into memory (key, value)
      values ('services', '{"chosen":[8],"without":[],"rent":false,"buy":false}')`);
    const { settings } = lists.context;
    lists.context.settings = { ...settings, country: "US", abroad: ["GB"] };
    await tick(lists.context, { atStart: false });
    const read = readLookUpFacts(await lookUpFacts(db, 1), "US").choices;
    expect([...read.keys()]).toEqual(["GB"]);
  });
});

describe("A film, a program and a file", () => {
  it("name each country, home first", async () => {
    const lists = await open();
    const slug = FILMS[2]?.slug ?? "";
    const html = await lists.see(`/film/${slug}?country=US`);
    const heads = [...html.matchAll(/Where to watch it in ([^<]*)</g)].map(([, name]) =>
      name?.trim(),
    );
    expect(heads).toEqual(["the United Kingdom", "the United States", "Germany"]);
    expect(html).toContain("watch?locale=DE");
  });

  it("get what is at home as before, and the rest by country", async () => {
    const lists = await open();
    for (const [path, viewed, homeThen] of [
      ["/api/films", "GB", "GB"],
      ["/api/films?order=added", "GB", "GB"],
      ["/api/films?country=US&show=mine", "US", "GB"],
      ["/export.json", "GB", undefined],
    ] as const) {
      const { films, country, home } = await (
        await lists.ask(path)
      ).json<{
        country: string;
        home?: string;
        films: {
          title: string;
          link: string;
          offers: { stream: { id: number }[] };
          abroad: Record<string, { link: string; offers: { stream: { id: number }[] } }>;
        }[];
      }>();
      expect([country, home]).toEqual([viewed, homeThen]);
      const film = films.find(({ title }) => title === "Prime abroad");
      expect(film?.link).toMatch(/locale=GB$/);
      expect(film?.offers.stream).toEqual([]);
      expect(Object.keys(film?.abroad ?? {})).toEqual(["US", "DE"]);
      expect(film?.abroad["US"]?.link).toMatch(/locale=US$/);
      expect(film?.abroad["US"]?.offers.stream[0]?.id).toBe(9);
    }
    const csv = (await (await lists.ask("/export.csv")).text()).split("\r\n");
    expect(csv[0]).toMatch(/,Checked,US,DE$/);
    const row = csv.find((line) => line.includes("Prime abroad"));
    expect(row).toMatch(/,GB,.*,Stream: Service 9,Stream: Service 9$/);
  });
});

describe("With one country", () => {
  it("nothing of others is seen", async () => {
    const lists = await open({ country: "GB", abroad: [] });
    for (const path of ["/", "/?country=US&show=abroad", "/new", "/services", "/pick?seed=1"]) {
      const html = await lists.see(path);
      expect(html).not.toMatch(
        /card abroad|services abroad|I am in|country=|United States|locale=US/,
      );
    }
    const slug = FILMS[1]?.slug ?? "";
    expect(await lists.see(`/film/${slug}`)).not.toContain("United States");
    const { films } = await (await lists.ask("/api/films")).json<{ films: object[] }>();
    expect(films.some((film) => "abroad" in film)).toBe(false);
    expect(await (await lists.ask("/api/films?country=GB")).json()).not.toHaveProperty("home");
    expect((await lists.ask("/api/films?show=abroad")).status).toBe(400);
    expect((await (await lists.ask("/export.csv")).text()).split("\r\n")[0]).toMatch(/,Checked$/);
  });
});

describe("A country", () => {
  it("without services at TMDB is said to have none", async () => {
    const lists = await open({ country: "GB", abroad: ["CN"] });
    expect(await lists.see("/services")).toContain(
      "The first refresh will fetch the services in China",
    );
    await lists.context.db.run(
      sql`insert into memory (key, value) values ('providers:CN', '[]'), ('providers:PR', '[]')`,
    );
    expect(await lists.see("/")).toContain(
      "TMDB doesn’t know of any services in China, so it can’t say",
    );
    expect(await lists.see("/services")).toContain(
      "TMDB doesn’t know of any services in China, so there are",
    );
  });

  it("that was added is said to be on its way, and how far it is", async () => {
    const lists = await open({ country: "GB", abroad: ["FR"] });
    await storeFilms(lists.context.db, []);
    await lists.context.db.run(sql`
      insert into refreshes ("trigger", country, state, started_at, progress_at, lookups_at, films_total, films_done)
      values ('country', 'GB', 'looking-up', 1, 1, 1, 40, 10)`);
    const html = await lists.see("/");
    expect(html).toContain("A country was added");
    expect(html).toContain("10 of 40 done so far");
  });
});
