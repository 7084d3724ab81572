// Thirty refreshes and a few more, in which services come, go, flap, change their names and numbers: the ledger says what
// a person would say happened.

import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { listToldArrivals, type ToldOptions } from "../../src/d1/told-arrivals.ts";
import type { RefreshTrigger } from "../../src/list/ended-refresh.ts";
import { batch } from "../../src/d1/batch.ts";
import { saveChoices } from "../../src/d1/services.ts";
import { done, failed } from "../../src/failure.ts";
import { noOffers, type OfferKind, type Offers } from "../../src/film.ts";
import { startRefresh } from "../../src/refresh/start.ts";
import { createTestContext, listedFilm, offersIn, tmdbFilm } from "../context.ts";
import { runToTheEnd, type Fate } from "./deliver.ts";
import { emptyDatabase } from "./list.ts";
import { serveList, serveTmdb } from "./neighbours.ts";

beforeEach(emptyDatabase);

const DAY_MS = 86_400_000;

type OfferWords = `${number} ${string}` | `${OfferKind}: ${number} ${string}`;

/** From which day on who offers the film; `null`: TMDB does not answer. */
interface Story {
  days: Record<number, OfferWords[] | null>;
  /** What a person would say; a film without a word here has nothing to tell. */
  told?: string[];
  /** Whether it is on the list on a day; always, if missing. */
  listed?: (day: number) => boolean;
}

const NETFLIX = "8 Netflix";
const MUBI = "11 MUBI";

const STORIES: Record<string, Story> = {
  "was always there": { days: { 0: [NETFLIX] } },
  comes: { days: { 0: [], 3: [NETFLIX] }, told: ["3 came 8"] },
  "leaves, which the second look-up believes": {
    days: { 0: [NETFLIX], 5: [] },
    told: ["6 left 8"],
  },
  "is missed for a day, three times": {
    days: { 0: [NETFLIX], 4: [], 5: [NETFLIX], 7: [], 8: [NETFLIX], 9: [], 10: [NETFLIX] },
  },
  "is lost for two weeks, as TMDB loses whole services": {
    days: { 0: [NETFLIX, MUBI], 5: [MUBI], 19: [NETFLIX, MUBI] },
  },
  "is gone for good, and comes again after more than a month": {
    days: { 0: [NETFLIX], 1: [], 36: [NETFLIX] },
    told: ["2 left 8", "36 came 8"],
  },
  "changes the tier": {
    days: { 0: [NETFLIX], 4: ["ads: 1796 Netflix Standard with Ads"], 6: [NETFLIX] },
  },
  "gets a tier more": {
    days: { 0: [NETFLIX], 4: [NETFLIX, "ads: 1796 Netflix Standard with Ads"] },
  },
  "is on a service that gets another number": {
    days: { 0: ["7001 Curzon Home"], 8: ["7002 CURZON Home "] },
  },
  "is on one that gets another number, and is missed in between": {
    days: { 0: ["7001 Curzon Home"], 7: [], 12: ["7002 Curzon Home"] },
  },
  "is on two numbers that are merged": {
    days: { 0: ["9 Amazon Prime Video", "2100 Prime Video with Ads"], 6: ["119 Prime Video"] },
  },
  "is on a service that gets another name": {
    days: { 0: ["7100 Sky Now"], 6: ["7100 NOW"] },
  },
  "has ads and later has none, on a service that costs nothing": {
    days: { 0: ["ads: 300 Pluto TV"], 5: ["free: 300 Pluto TV"], 9: ["300 Pluto TV"] },
  },
  "comes to the service itself, after its channel": {
    days: { 0: ["201 MUBI Amazon Channel"], 9: ["201 MUBI Amazon Channel", MUBI] },
    told: ["9 came 11"],
  },
  "comes to two at once": {
    days: { 0: [], 12: [NETFLIX, MUBI] },
    told: ["12 came 8", "12 came 11"],
  },
  "comes to three numbers of one brand": {
    days: { 0: [], 12: ["9 Prime", "119 Prime", "ads: 2100 Prime Video with Ads"] },
    told: ["12 came 9"],
  },
  "is there for a day": {
    days: { 0: [], 10: [NETFLIX], 11: [] },
    told: ["10 came 8", "12 left 8"],
  },
  "can be rented and bought": { days: { 0: [], 5: ["rent: 2 Apple TV", "buy: 2 Apple TV"] } },
  "is listed late, and comes somewhere later": {
    days: { 0: [NETFLIX], 14: [NETFLIX, MUBI] },
    told: ["14 came 11"],
    listed: (day) => day >= 10,
  },
  "leaves the list and returns, and came in between": {
    days: { 0: [], 8: [NETFLIX] },
    listed: (day) => day < 4 || day > 20,
  },
  "cannot be asked for, while it comes": {
    days: { 0: [], 5: null, 9: [NETFLIX] },
    told: ["9 came 8"],
  },
};

const TITLES = Object.keys(STORIES);

function offersOn({ days }: Story, day: number): Offers | null {
  const from = Math.max(
    ...Object.keys(days).flatMap((key) => (Number(key) <= day ? [Number(key)] : [])),
  );
  const words = days[from] ?? null;
  if (words === null) return null;
  const offers = noOffers();
  for (const word of words) {
    const { kind, id, name } = /^((?<kind>\w+): )?(?<id>\d+) (?<name>.*)$/.exec(word)?.groups ?? {};
    offers[(kind ?? "stream") as OfferKind].push({ id: Number(id), name: name ?? "", logo: null });
  }
  return offers;
}

/** A list whose films live through these stories. */
function worldOf(stories: Record<string, Story>) {
  const titles = Object.keys(stories);
  let day = 0;
  const letterboxd = serveList(() =>
    titles.flatMap((title, i) =>
      (stories[title]?.listed?.(day) ?? true) ? [listedFilm(i + 1)] : [],
    ),
  );
  const tmdb = serveTmdb({
    readFilm: async (key, countries) => {
      const story = stories[titles[key.id - 1] ?? ""];
      const offers = story ? offersOn(story, day) : noOffers();
      if (offers === null) return failed("tmdb-unreachable", "HTTP 503");
      return done(tmdbFilm(key, { countries: offersIn(countries, offers) }));
    },
  });
  const context = createTestContext({ letterboxd, tmdb, settings: { cooldownMinutes: 0 } });
  const begun = context.now();

  /** A refresh on each of these days, which may have fractions. */
  const go = async (
    days: readonly number[],
    options: { trigger?: RefreshTrigger; everyFilm?: boolean; fate?: Fate } = {},
  ) => {
    for (day of days) {
      const { trigger = day === 0 ? "first" : "schedule", everyFilm = false, fate } = options;
      context.pass(begun + day * DAY_MS - context.now());
      await startRefresh(context, trigger, { everyFilm });
      await runToTheEnd(context, fate);
    }
  };

  /** What the ledger has, by the film's story. */
  const ledger = async () => {
    const rows = await context.db.all<{ slug: string; at: number; came: number; provider: number }>(
      sql`select slug, at, came, provider from arrivals join films on films.id = film_id
        order by at, arrivals.id`,
    );
    const wordsOf = ({ at, came, provider }: (typeof rows)[number]) =>
      `${Math.floor((at * 1000 - begun) / DAY_MS)} ${came === 1 ? "came" : "left"} ${provider}`;
    return Object.fromEntries(
      titles.map((title, i) => [
        title,
        rows.filter(({ slug }) => slug === `film-${i + 1}`).map(wordsOf),
      ]),
    );
  };
  const mineThen = async () => {
    const rows = await context.db.all<{ mine: number | null }>(
      sql`select mine_then as mine from arrivals order by at, id`,
    );
    return rows.map(({ mine }) => mine);
  };
  const choose = async (...chosen: number[]) => {
    await batch(
      context.db,
      saveChoices(context.db, context.settings.country, [
        [context.settings.country, { chosen, without: [], rent: false, buy: false }],
      ]),
    );
  };
  const told = async (options: Partial<ToldOptions> = {}) => {
    const asked = { country: "GB", all: false, limit: 50, ...options };
    return listToldArrivals(context.db, context.settings, asked);
  };
  return { go, ledger, mineThen, choose, told, context };
}

describe("the ledger, after thirty refreshes", () => {
  it("says of each film what a person would say", async () => {
    const { go, ledger } = worldOf(STORIES);
    await go([...Array.from({ length: 30 }, (_, day) => day), 36, 37]);
    const expected = TITLES.map((title) => [title, STORIES[title]?.told ?? []]);
    expect(await ledger()).toEqual(Object.fromEntries(expected));
  });
});

describe("the ledger", () => {
  const film: Story = { days: { 0: [], 3: [NETFLIX], 5: [MUBI], 8: [NETFLIX, MUBI] } };

  it("believes no departure before twenty hours have passed, however often TMDB is asked", async () => {
    const { go, ledger } = worldOf({ film: { days: { 0: [NETFLIX], 5: [] } } });
    await go([0, 4, 5, 5 + 1 / 24, 5 + 19 / 24], { everyFilm: true });
    expect(await ledger()).toEqual({ film: [] });
    await go([5 + 21 / 24]);
    expect(await ledger()).toEqual({ film: [] });
    await go([5 + 22 / 24], { everyFilm: true });
    expect(await ledger()).toEqual({ film: ["5 left 8"] });
  });

  it("remembers whether a service was mine then, and one that is chosen later brings nothing", async () => {
    const { go, ledger, mineThen, choose, told } = worldOf({ film });
    await go([0, 1]);
    await choose(11);
    await go([3, 4, 5]);
    await choose(8, 11);
    await go([6, 7]);
    expect(await ledger()).toEqual({ film: ["3 came 8", "5 came 11", "6 left 8"] });
    expect(await mineThen()).toEqual([0, 1, 1]);
    expect((await told()).map(({ service }) => service.name)).toEqual(["MUBI"]);
    expect((await told({ all: true })).map(({ service }) => service.name)).toEqual([
      "MUBI",
      "Netflix",
    ]);
  });

  it("has nothing to tell before services are chosen, nor of what an update sees", async () => {
    const { go, ledger, mineThen, choose, told } = worldOf({ film });
    await go([0, 3]);
    await choose(8, 11);
    await go([5], { trigger: "upgrade" });
    expect(await ledger()).toEqual({ film: ["3 came 8", "5 came 11"] });
    expect(await mineThen()).toEqual([null, null]);
    expect(await told()).toEqual([]);
  });

  it("is told by arrivals with ids that stay, and of many films at once in one line", async () => {
    const comes: Story = { days: { 0: [], 1: [NETFLIX], 2: [NETFLIX, MUBI] } };
    const others: [string, Story][] = Array.from({ length: 11 }, (_, i) => [
      `other ${i}`,
      { days: { 0: [], 1: [NETFLIX] } },
    ]);
    const { go, choose, told, context } = worldOf({ comes, ...Object.fromEntries(others) });
    await choose(8, 11);
    const at = Math.floor(context.now() / 1000);
    await go([0, 1, 2]);
    const [single, many, ...more] = await told();
    expect(more).toEqual([]);
    expect(single).toMatchObject({
      id: expect.stringMatching(/^GB\/movie-1\/11\/\d+$/),
      films: 1,
      kind: "stream",
      film: { title: "Film 1", tmdb: { type: "movie", id: 1 } },
    });
    expect(many).toMatchObject({ service: { id: 8, name: "Netflix" }, films: 12 });
    expect(many?.id).toBe(`GB/many/8/${many?.at}`);
    expect(many?.at).toBeGreaterThanOrEqual(at + 86_400);
    expect(await told({ since: (many?.at ?? 0) + 3600 })).toEqual([single]);
    expect(await told({ limit: 1 })).toEqual([single]);
    expect(await told({ lists: [999] })).toEqual([]);
    await context.db.run(sql`insert into lists (id, kind, created_at) values (77, 'hidden', 0)`);
    await context.db.run(sql`
      insert into list_films (list_id, film_id, place) select 77, id, 1 from films where slug = 'film-1'`);
    expect((await told()).map(({ films }) => films)).toEqual([11]);
  });

  it("writes a change once, even if every message is delivered twice", async () => {
    const { go, ledger } = worldOf({ film });
    await go([0, 1, 3], { fate: (message) => [message, message] });
    expect(await ledger()).toEqual({ film: ["3 came 8"] });
  });

  it("becomes counts by month after half a year", async () => {
    const moved: Story = { days: { 0: [], 3: [NETFLIX], 5: [MUBI] } };
    const { go, ledger, context } = worldOf({ film: moved });
    await go([0, 3, 4, 5, 6]);
    expect(await ledger()).toEqual({ film: ["3 came 8", "5 came 11", "6 left 8"] });
    await go([184]);
    expect(await ledger()).toEqual({ film: ["5 came 11", "6 left 8"] });
    await go([200]);
    expect(await ledger()).toEqual({ film: [] });
    const months = sql`select month, country, provider, came, went from arrival_months order by provider`;
    expect(await context.db.all(months)).toEqual([
      { month: "2026-11", country: "GB", provider: 8, came: 1, went: 1 },
      { month: "2026-11", country: "GB", provider: 11, came: 1, went: 0 },
    ]);
  });
});
