import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { connectDatabase } from "../../src/d1/database.ts";
import { goOnReadingLibraries, startLibraries } from "../../src/refresh/read-libraries.ts";
import type { LibrarySettings } from "../../src/settings/libraries.ts";
import type { Settings } from "../../src/settings/index.ts";
import { meterD1 } from "../costs/metered-d1.ts";
import { cardsOf, offersOf } from "../web/app.ts";
import { FILLED_AT, storedFilm } from "../web/fill.ts";
import { openLists, type TestList } from "../web/several-lists.ts";

const JELLYFIN = serverOf("jellyfin");
const PLEX = serverOf("plex");
const netflix = offersOf({ stream: [8] });
const [jellyfin, plex, both] = [["jellyfin"], ["plex"], ["jellyfin", "plex"]];
const FILMS = [
  storedFilm("Alien", { tmdbId: 1, offers: netflix, servers: jellyfin }),
  storedFilm("Brazil", { tmdbId: 2, offers: offersOf({ rent: [2] }), servers: both }),
  storedFilm("Carol", { tmdbId: 3, servers: plex, genres: ["Romance"] }),
  storedFilm("Dune", { tmdbId: 4, servers: jellyfin, abroad: { US: netflix } }),
  storedFilm("Eden", { tmdbId: 5, offers: netflix }),
  storedFilm("Fargo", { tmdbId: 6, tmdbType: "tv", servers: jellyfin }),
];
const ADA: TestList = {
  kind: "watchlist",
  member: "ada",
  titles: FILMS.map(({ title }) => title),
};

function serverOf(kind: LibrarySettings["kind"]): LibrarySettings {
  return { kind, url: `http://${kind}`, publicUrl: `http://${kind}`, key: `the-key-of-${kind}` };
}

async function openHouse(libraries = [JELLYFIN, PLEX], more: Partial<Settings> = {}) {
  const lists = await openLists(FILMS, [ADA], { libraries, ...more });
  const choice = JSON.stringify({ chosen: [8], without: [], rent: false, buy: false });
  await lists.context.db.run(sql`
    insert into memory (key, value) values ('services', ${choice}), ('services:US', ${choice})
    on conflict (key) do update set value = excluded.value`);
  await lists.context.db.run(sql`delete from refreshes`);
  const titles = async (address: string) => {
    const answer = await lists.ask(address);
    expect(answer.status).toBe(200);
    const { films } = await answer.json<{ films: { title: string }[] }>();
    return films.map(({ title }) => title).toSorted();
  };
  return { ...lists, titles };
}

/** Whether the mark stands first among what a part of a page says of where a film is. */
const MARK_FIRST = /class="where">\s*<a class="own jellyfin"/;

describe("A server of one's own", () => {
  it("is asked for as a service is, alone and beside others", async () => {
    const { see, titles } = await openHouse();
    expect(await titles("/api/films?service=jellyfin")).toEqual(["Alien", "Brazil", "Dune"]);
    expect(await titles("/api/films?service=plex")).toEqual(["Brazil", "Carol"]);
    expect(await titles("/api/films?service=plex&service=8")).toEqual([
      "Alien",
      "Brazil",
      "Carol",
      "Eden",
    ]);
    expect(await titles("/api/films?service=plex&genre=Romance")).toEqual(["Carol"]);
    expect(await titles("/api/films?service=jellyfin&show=elsewhere")).toEqual(["Brazil"]);
    const shown = cardsOf(await see("/?service=jellyfin"));
    expect(shown.map(({ title, standing }) => [title, standing])).toEqual([
      ["Alien", "mine"],
      ["Brazil", "elsewhere"],
      ["Dune", "nowhere"],
    ]);
  });

  it("is no offer of any kind", async () => {
    const { see, titles } = await openHouse();
    expect(await titles("/api/films?service=jellyfin&kind=rent")).toEqual([]);
    expect(await titles("/api/films?service=jellyfin&service=8&kind=stream")).toEqual([
      "Alien",
      "Eden",
    ]);
    const numbers = async (address: string) =>
      Object.fromEntries(
        [...(await see(address)).matchAll(/value="(\w+)"[^>]*>[^<]*<b>(\d+)/g)].map(
          ([, value = "", n]) => [value, Number(n)],
        ),
      );
    // As a service that has none of these: a press finds nothing.
    expect(await numbers("/?service=jellyfin")).toMatchObject({ rent: 0, stream: 0, jellyfin: 3 });
    expect(await numbers("/?kind=rent")).toMatchObject({ rent: 1, jellyfin: 0, plex: 0 });
  });

  it("has a chip with its mark and its number, and a place among the filters", async () => {
    const { see } = await openHouse();
    const html = await see("/");
    expect(html).toMatch(
      /href="\/\?service=jellyfin" aria-label="On Jellyfin 3 films"><i class="logo own jellyfin"><svg/,
    );
    expect(html).toContain('href="/?service=plex" aria-label="On Plex 2 films"');
    expect(html).toMatch(/name="service" value="jellyfin"\/?>\s*On Jellyfin <b>3</);
    const chosen = await see("/?service=jellyfin&show=mine");
    expect(chosen).toContain("<title>On Jellyfin · On my services");
    expect(chosen).toContain('aria-label="Remove the filter On Jellyfin"');
    // Within all other filters, as beside any service.
    expect(chosen).toContain('aria-label="On Jellyfin 1 film"');
    expect(chosen).toContain('aria-label="On Plex 0 films"');
  });

  it("stands first on a film, with a link to the item: on its card in any group, its page, and a pick", async () => {
    const { see } = await openHouse([JELLYFIN, PLEX], { abroad: ["US"] });
    const cards = (await see("/")).split('<li class="card ').slice(1);
    const groups = cards.filter((card) => MARK_FIRST.test(card)).map((card) => card.split('"')[0]);
    expect(groups).toEqual(["mine", "abroad", "elsewhere"]);
    expect(cards[0]).toContain('href="http://jellyfin/item/1" title="On Jellyfin"');
    const film = await see(`/film/${FILMS[1]?.slug}`);
    expect(film.indexOf('href="http://jellyfin/item/2"')).toBeGreaterThan(0);
    expect(film.indexOf('href="http://jellyfin/item/2"')).toBeLessThan(
      film.indexOf('class="offer-row'),
    );
    const pick = await see("/pick?service=jellyfin&service=8&seed=1");
    const title = /<title>(\w+)\?/.exec(pick)?.[1];
    const { tmdbId, servers } = FILMS.find((one) => one.title === title) ?? {};
    expect(pick.includes(`href="http://jellyfin/item/${tmdbId}"`)).toBe(
      servers?.includes("jellyfin"),
    );
    const own = await see("/pick?service=jellyfin&seed=1");
    expect(own).toMatch(/class="chip on" href="http:\/\/jellyfin\/item\/\d"/);
    expect(await (await openHouse()).see("/api/pick?service=plex&genre=Romance")).toContain(
      '"own":[{"server":"plex","link":"http://plex/item/3"}]',
    );
  });

  it("moves no film: headline, groups, the summary and the list for Radarr are the same without it", async () => {
    const said = async (libraries: LibrarySettings[]) => {
      const { see, ask } = await openHouse(libraries);
      const html = await see("/");
      const radarr = await ask("/radarr.json");
      expect(radarr.status).toBe(200);
      return {
        headline: /<h1>.*?<\/h1>/s.exec(html)?.[0],
        groups: /<nav class="groups".*?<\/nav>/s.exec(html)?.[0],
        cards: cardsOf(html).map(({ title, standing }) => [title, standing]),
        summary: await see("/api/summary"),
        radarr: await radarr.text(),
      };
    };
    const without = await said([]);
    expect(without.radarr).toContain("Brazil");
    expect(await said([JELLYFIN, PLEX])).toEqual(without);
  });

  it("is no question for Radarr, which would delete what it has got", async () => {
    const { ask } = await openHouse();
    const answer = await ask("/radarr.json?service=jellyfin");
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("makes no difference to this list");
  });

  it("that is not configured is passed over by the page, and named to a program", async () => {
    const { ask, see } = await openHouse([JELLYFIN]);
    expect(cardsOf(await see("/?service=plex"))).toHaveLength(6);
    for (const path of ["/api/films", "/api/summary", "/api/pick"]) {
      const answer = await ask(`${path}?service=plex`);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toEqual({
        message: "service=plex is not configured: it needs PLEX_URL and PLEX_TOKEN.",
      });
    }
    const answer = await ask("/api/films?service=emby");
    expect(await answer.text()).toContain(
      "the number of a service, or jellyfin or plex, is expect",
    );
  });

  it("has what its last reading found, from the first page on", async () => {
    const { context, titles } = await openHouse([JELLYFIN]);
    const pages = [
      [3, 4],
      [5, 999],
    ];
    context.libraries.readPage = async (_, from) => {
      const items = (pages[Number(from)] ?? []).map((tmdbId) => ({ tmdbId, link: "http://jf/" }));
      return { ok: true, page: { items, read: 2, next: from === null ? "1" : null } };
    };
    Object.assign(context.settings, { atHome: false });
    context.now = () => (FILLED_AT + 600) * 1000;
    await startLibraries(context);
    await goOnReadingLibraries(context);
    expect(await titles("/api/films?service=jellyfin")).toEqual([
      "Alien",
      "Brazil",
      "Carol",
      "Dune",
    ]);
    await goOnReadingLibraries(context);
    expect(await titles("/api/films?service=jellyfin")).toEqual(["Carol", "Dune", "Eden"]);
  });

  it("needs no tick, and says so where services are ticked", async () => {
    const { see } = await openHouse();
    expect(await see("/services")).toContain("You don’t need to tick your own Jellyfin and Plex");
  });

  it("leaves no trace where none is configured", async () => {
    const { see, context } = await openHouse([]);
    for (const path of ["/", `/film/${FILMS[0]?.slug}`, "/pick", "/lists", "/services"]) {
      const html = await see(path);
      expect(html).not.toMatch(/On my server|need to tick/);
      expect(html).not.toMatch(/class="(logo )?own /);
    }
    const parts = await context.db.all(sql`select name from snapshot where name = 'own'`);
    expect(parts).toEqual([]);
  });

  it("costs a view no further round trip, and a few rows", async () => {
    const cost = async (libraries: LibrarySettings[]) => {
      const { context, see } = await openHouse(libraries);
      const { d1, spent } = meterD1(env.DB);
      context.db = connectDatabase(d1);
      context.now = () => FILLED_AT * 1000;
      await see("/?service=8");
      spent();
      await see("/?service=8");
      const { roundTrips, statements } = spent();
      const rowsRead = [...statements.values()].reduce((sum, one) => sum + one.rowsRead, 0);
      return { roundTrips, rowsRead };
    };
    const [without, withServers] = [await cost([]), await cost([JELLYFIN, PLEX])];
    expect(withServers.roundTrips).toBe(1);
    expect(without.roundTrips).toBe(1);
    // The part, how the two servers were read, and at most two for each of the two films that are shown.
    expect(withServers.rowsRead - without.rowsRead).toBeLessThanOrEqual(7);
  });
});
