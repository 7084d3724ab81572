// What every page says when there is little or nothing to show. Each state is looked at on each page: what stands there
// must fit the state, and nothing on a page may contradict anything else on it.

import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { createApp } from "../../src/worker.ts";
import type { Settings } from "../../src/settings/index.ts";
import { emptyDatabase } from "../refresh/list.ts";
import { offersOf, openPage, titlesOf, type TestPage } from "./app.ts";
import { FILLED_AT, storedFilm, type StoredFilm } from "./fill.ts";

afterAll(emptyDatabase);

const HOUR = 3600;
const RENTED = storedFilm("For rent", { offers: offersOf({ rent: [2] }) });
const OPEN = storedFilm("Open", { offers: null, match: "pending" });

interface State {
  films?: readonly StoredFilm[];
  settings?: Partial<Settings>;
  /** A refresh that has ended: with this failure, or with so many films. */
  ended?: { failure?: string; films?: number };
  running?: "reading" | "looking-up";
  chosen?: number | undefined;
}

async function open(state: State): Promise<TestPage> {
  const page = await openPage(state.films ?? [], state.settings);
  const { db } = page.context;
  await db.run(sql`delete from readings`);
  if (state.ended) {
    const { failure = null, films = null } = state.ended;
    await db.run(sql`
      insert into refreshes (id, trigger, username, country, state, outcome, started_at, finished_at,
        progress_at, lookups_at, films, looked_up, failure_kind)
      values (1, 'schedule', 'ada', 'GB', 'ended', ${failure === null ? "done" : "failed"},
        ${FILLED_AT - HOUR}, ${FILLED_AT - HOUR + 60}, 0, 0, ${films}, ${films ?? 0}, ${failure})`);
  }
  if (state.running !== undefined) {
    await db.run(sql`
      insert into refreshes (id, trigger, username, country, state, started_at, progress_at, lookups_at,
        films_total, films_done)
      values (2, 'schedule', 'ada', 'GB', ${state.running}, ${FILLED_AT - 20}, ${FILLED_AT}, ${FILLED_AT}, 10, 3)`);
  }
  if (state.running === "reading") {
    await db.run(sql`
      insert into readings (refresh_id, list_id, state, pages_read, pages_total) values (2, 1, 'reading', 2, 5)`);
  }
  if (state.chosen !== undefined) await page.choose([["service", `${state.chosen}`]]);
  return page;
}

/** The page's own words, with the addresses of its links and buttons. */
async function look(page: TestPage, address: string): Promise<string> {
  const app = createApp(() => ({ ok: true, context: page.context }));
  const html = await (await app.request(address, {}, env)).text();
  const [main = ""] = /<main[^]*<\/main>/.exec(html) ?? [];
  return `${address}: ${main}`
    .replaceAll(/<a [^>]*?href="([^"]*)"[^>]*>/g, " [$1] ")
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll(/\s+/g, " ");
}

/** Every page that works with the films. */
const PAGES = ["/", "/?q=zzz", "/?show=mine", "/pick", "/pick?minutes=60", "/new", "/worth"];
const OTHERS = [
  "/services",
  "/services?q=zzz",
  "/matches",
  "/refreshes",
  "/lists",
  "/notifications",
];

const NO_FILMS: [name: string, state: State, words: string, never?: RegExp][] = [
  ["before the first refresh", {}, "The watchlist of ada will be read, and TMDB will be asked"],
  ["without a member", { settings: { members: [] } }, "No member is configured", /Go to the films/],
  ["while it is read first", { running: "reading" }, "They are being read from Letterboxd"],
  [
    "while it is looked up first",
    { running: "looking-up" },
    "TMDB is being asked where",
    /being read/,
  ],
  [
    "when it is private",
    { ended: { failure: "private" } },
    "This watchlist is private",
    /The watchlist of ada is read|Read the watchlist|first refresh/,
  ],
  [
    "when TMDB refuses the key",
    { ended: { failure: "tmdb-key-refused" } },
    "TMDB refused the key",
    /The watchlist of ada is read|first refresh/,
  ],
  [
    "when it is empty",
    { ended: { films: 0 } },
    "ada has no films on their Letterboxd watchlist",
    /No films yet|on their way/,
  ],
  [
    "while an empty one is read again",
    { ended: { films: 0 }, running: "reading" },
    "Letterboxd is being asked whether there are any films now",
    /on their way|is empty/,
  ],
];

const NOTHING_SUCH = /(?!)/;

/** What would contradict the state on any page. */
const NEVER_WITHOUT_FILMS =
  /No films match|whole list|instead|I have|Choose (your|my) services|No service by that name/;
const NEVER_WHILE_RUNNING = /first refresh|next refresh|Come back once|next one/;

describe("without films, every page says why,", () => {
  it.each(NO_FILMS)("%s", async (_, state, words, never = NOTHING_SUCH) => {
    const page = await open(state);
    for (const address of PAGES) {
      const text = await look(page, address);
      expect(text).toContain(words);
      expect(text).not.toMatch(NEVER_WITHOUT_FILMS);
      expect(text).not.toMatch(never);
    }
    for (const address of [...PAGES, ...OTHERS]) {
      const text = await look(page, address);
      expect(text).not.toMatch(state.running ? NEVER_WHILE_RUNNING : NOTHING_SUCH);
      expect(text).not.toContain("No service by that name");
    }
  });

  it("and the button does not ask for a press that would be refused", async () => {
    const page = await open({ ended: { failure: "private" } });
    page.context.settings.cooldownMinutes = 90;
    expect(await look(page, "/")).toMatch(/Wait \d+ min/);
    page.context.settings.cooldownMinutes = 5;
    expect(await look(page, "/")).toContain(" Refresh ");
  });
});

const SERVICES: [name: string, state: State, words: string][] = [
  [
    "before the first refresh",
    {},
    "The first refresh will fetch the services in your country. Come back once it has started.",
  ],
  [
    "during it",
    { running: "looking-up" },
    "The refresh that’s running will fetch the services in your country.",
  ],
  [
    "after it failed",
    { ended: { failure: "private" } },
    "The last refresh couldn’t fetch the services in your country.",
  ],
];

it.each(SERVICES)(
  "the services, %s, say when they come, and nothing else",
  async (_, state, words) => {
    const page = await open(state);
    for (const address of ["/services", "/services?q=zzz"]) {
      const text = await look(page, address);
      expect(text).toContain(words);
      expect(text).not.toContain("No service by that name");
      expect(text).not.toContain("Find");
    }
  },
);

const UNKNOWN: [name: string, state: State, words: string, never: RegExp][] = [
  [
    "while they are looked up",
    { films: [OPEN], running: "looking-up" },
    "1 film, not looked up yet",
    /in doubt|next refresh/,
  ],
  [
    "after TMDB was not reached",
    { films: [OPEN], ended: { failure: "tmdb-unreachable" } },
    "1 film, not looked up yet",
    /is in doubt/,
  ],
  [
    "when none was found",
    {
      films: [
        { ...OPEN, match: "not-found" },
        { ...RENTED, offers: null, match: "unsure" },
      ],
      ended: { films: 2 },
    },
    "2 films, none of them found yet",
    /with the next refresh/,
  ],
];

describe("with films of which nothing is known, no page counts or filters them,", () => {
  it.each(UNKNOWN)("%s", async (_, state, words, never) => {
    const page = await open(state);
    for (const address of ["/", "/pick", "/pick?minutes=60", "/new", "/worth"]) {
      const text = await look(page, address);
      expect(text).toContain(words);
      expect(text).not.toMatch(/No films match|0 of \d+ films?|would add|No other service/);
      expect(text).not.toMatch(never);
    }
  });
});

describe("a page past the end", () => {
  it("has one way back, and says nothing of paper", async () => {
    const text = await look(await open({ films: [RENTED] }), "/?page=9");
    expect(text).toContain("[/] Back to the first films");
    expect(text).not.toMatch(/on this printout|\] Back </);
    expect(text.match(/Back/g)).toHaveLength(1);
  });
});

const MIXED = [
  RENTED,
  storedFilm("On Netflix", { offers: offersOf({ stream: [8] }), genres: ["Crime"], runtime: 80 }),
  storedFilm("On MUBI", { offers: offersOf({ stream: [11] }), runtime: 150 }),
  storedFilm("With nobody", { runtime: 200 }),
];

/** Views without a film, of lists of several kinds. */
const NOTHING: [films: readonly StoredFilm[], chosen: number | undefined, address: string][] = [
  [[RENTED], undefined, "/?show=mine"],
  [[RENTED], 11, "/?show=mine"],
  [[RENTED], 11, "/?show=mine&q=rent"],
  [MIXED, 8, "/?q=zzz"],
  [MIXED, 8, "/?q=zzz&show=mine"],
  [MIXED, 8, "/?genre=Crime&show=elsewhere"],
  [MIXED, 8, "/?genre=Crime&decade=1920"],
  [MIXED, 8, "/?kind=free"],
  [MIXED, 8, "/?kind=free&show=nowhere&q=nobody"],
];

function waysOut(html: string): [address: string, films: number][] {
  const [, list = ""] = /<ul class="ways">(.*?)<\/ul>/s.exec(html) ?? [];
  return [...list.matchAll(/href="([^"]*)"[^]*?<b>(?:<data[^>]*>)?([\d,]+)/g)].map(
    ([, address = "", n]) => [address.replaceAll("&amp;", "&"), Number(n)],
  );
}

describe("the ways out of a view without a film", () => {
  it.each(NOTHING)(
    "lead to other films each, as many as they say (%#)",
    async (films, chosen, address) => {
      const page = await open({ films, ended: { films: films.length }, chosen });
      const html = await page.see(address);
      expect(html).toContain("No films match");
      const ways = waysOut(html);
      expect(ways.length).toBeGreaterThan(0);
      const sets = await Promise.all(
        ways.map(async ([to, n]) => {
          const titles = titlesOf(await page.see(to));
          expect(titles).toHaveLength(n);
          return titles.toSorted().join();
        }),
      );
      expect(new Set(sets).size).toBe(sets.length);
    },
  );

  it.each([
    [[RENTED], 11, "/pick"],
    [[RENTED], 11, "/pick?minutes=60"],
    [MIXED, 8, "/pick?minutes=60"],
    [MIXED, 8, "/pick?kind=free"],
    [MIXED, 8, "/pick?q=mubi"],
    [MIXED, 11, "/pick?q=netflix&minutes=60"],
    [MIXED, 2, "/pick?show=nowhere&q=zzz"],
  ])("of the pick lead to films (%#)", async (films, chosen, address) => {
    const page = await open({ films, ended: { films: films.length }, chosen });
    const html = await page.see(address);
    expect(html).toContain("Nothing to pick from");
    const ways = waysOut(html);
    expect(ways.length).toBeGreaterThan(0);
    for (const [to, n] of ways) {
      const there = await page.see(to);
      const found = to.startsWith("/pick")
        ? Number(/Suggestion 1 of (\d+)/.exec(there)?.[1])
        : titlesOf(there).length;
      expect([to, found]).toEqual([to, n]);
    }
  });
});
