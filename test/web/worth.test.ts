import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { saveProviders } from "../../src/d1/services.ts";
import { saveCoverage } from "../../src/d1/coverage.ts";
import { keepCoverage } from "../../src/refresh/keep-coverage.ts";
import { startRefresh } from "../../src/refresh/start.ts";
import { listedFilm } from "../context.ts";
import { deliverAll } from "../refresh/deliver.ts";
import { serveList, serveTmdb } from "../refresh/neighbours.ts";
import { offersOf, openPage } from "./app.ts";
import { FILLED_AT, storedFilm, type StoredFilm } from "./fill.ts";

const DAY = 86_400;

/** On Netflix, on MUBI, or on both. */
const on = (title: string, ids: number[], more: Partial<StoredFilm> = {}) =>
  storedFilm(title, { offers: offersOf({ stream: ids }), ...more });

const FILMS = [
  on("Netflix alone", [8], { rating: 9, addedOn: "2019-05-05" }),
  on("Both have it", [8, 11], { addedOn: "2022-05-05" }),
  on("MUBI alone", [11]),
  storedFilm("For rent", { offers: offersOf({ rent: [2] }) }),
  storedFilm("Nowhere"),
];

const MY_NETFLIX: [string, string][] = [["service", "8"]];

interface Answer {
  services: {
    id: number;
    name: string;
    isMine: boolean;
    films: number;
    only: number;
    adds: number;
  }[];
  brought: { service: number; films: number }[];
  months: {
    month: string;
    films: number | null;
    mine: number | null;
    came: number;
    went: number;
  }[];
  message: string;
}

describe("Before anything was chosen", () => {
  it("what is free counts, but not what needs a library’s card", async () => {
    const page = await openPage([
      storedFilm("On Kanopy", { offers: offersOf({ free: [191] }) }),
      storedFilm("On Tubi", { offers: offersOf({ free: [73] }) }),
    ]);
    const { services } = await (await page.ask("/api/worth")).json<Answer>();
    const mine = services.filter(({ isMine }) => isMine).map(({ id }) => id);
    expect(mine).toEqual([73]);
  });
});

describe("GET /worth", () => {
  it("says in a sentence what one would tell a friend, and which films would be lost", async () => {
    const page = await openPage(FILMS);
    await page.choose(MY_NETFLIX);
    const html = await page.see("/worth");
    expect(html).toContain("MUBI would add 1 film. Without Netflix, you’d lose 2 films.");
    expect(html.replaceAll(/<[^>]*>/g, "").replaceAll(/\s+/g, " ")).toContain(
      "You’d lose: Netflix alone, Both have it",
    );
    expect(html).toContain('href="/?show=elsewhere&amp;service=11"');
    expect(html).toContain('href="/?since=2019"');
  });

  it("names a service that I pay for and that has nothing of the list", async () => {
    const page = await openPage(async (context) => {
      const provider = { id: 531, name: "Paramount Plus", logo: null };
      await saveProviders(context.db, "GB", [provider]);
    });
    await page.choose([["service", "531"]]);
    const { services } = await (await page.ask("/api/worth")).json<Answer>();
    expect(services).toMatchObject([{ id: 531, name: "Paramount+", isMine: true, films: 0 }]);
  });

  it("asks for a choice where there is none, and counts only what is free as mine", async () => {
    const page = await openPage([
      ...FILMS,
      storedFilm("Free", { offers: offersOf({ ads: [73] }) }),
    ]);
    expect(await page.see("/worth")).toContain("You haven’t chosen your services yet");
    const { services } = await (await page.ask("/api/worth")).json<Answer>();
    expect(services.filter(({ isMine }) => isMine)).toMatchObject([{ id: 73, only: 1 }]);
  });

  it("says that there is nothing to count on an empty list", async () => {
    const page = await openPage([]);
    expect(await page.see("/worth")).toContain("nothing to count");
    expect(await (await page.ask("/api/worth")).json()).toMatchObject({ films: 0, best: [] });
  });

  it("needs two round trips at most, and few statements", async () => {
    const page = await openPage(FILMS);
    await page.choose(MY_NETFLIX);
    await page.see("/worth");
    expect(page.statements()).toBeLessThanOrEqual(5);
  });

  it("counts what a service brought lately, without what it has only as another tier", async () => {
    const came = (id: number, at: number) => [{ id, kind: "stream" as const, came: true, at }];
    const page = await openPage([
      on("Came", [8], { changes: came(8, FILLED_AT - 3 * DAY) }),
      on("Came long ago", [8], { changes: came(8, FILLED_AT - 90 * DAY) }),
      on("Came to a tier", [8, 1796], { changes: came(1796, FILLED_AT - 3 * DAY) }),
      on("Came and went", [11], { changes: came(8, FILLED_AT - 3 * DAY) }),
    ]);
    const { brought } = await (await page.ask("/api/worth")).json<Answer>();
    expect(brought).toEqual([{ service: 8, films: 1 }]);
  });
});

describe("GET /api/worth", () => {
  it.each([
    ["genre=Drama", "genre is not understood here"],
    ["list=x", "the number of a list"],
    ["list=999", "a list whose films can be asked for"],
  ])("says what is wrong with %s", async (query, words) => {
    const page = await openPage(FILMS);
    const answer = await page.ask(`/api/worth?${query}`);
    expect(answer.status).toBe(400);
    expect((await answer.json<Answer>()).message).toContain(words);
  });
});

describe("The services page", () => {
  it("says beside each service that is not mine what it would add", async () => {
    const page = await openPage(FILMS);
    expect(await page.see("/services")).not.toContain("+1 film");
    await page.choose(MY_NETFLIX);
    const html = await page.see("/services");
    expect(html).toContain("MUBI<small>+1 film, 2 in all</small>");
    expect(html).toContain("Netflix<small>2 films</small>");
  });
});

describe("The months", () => {
  it("keep a row a day at a refresh’s end, with the day’s last numbers", async () => {
    const page = await openPage(async (context) => {
      Object.assign(
        context.letterboxd,
        serveList(() => [listedFilm(1), listedFilm(2)]),
      );
      Object.assign(context.tmdb, serveTmdb());
      await startRefresh(context, "first");
      await deliverAll(context);
    });
    const { db } = page.context;
    expect(await rows()).toEqual([{ day: "2026-11-18", films: 2, mine: 0 }]);
    await page.choose(MY_NETFLIX);
    expect(await rows()).toEqual([{ day: "2026-11-18", films: 2, mine: 2 }]);
    page.context.now = () => (FILLED_AT + DAY) * 1000;
    await keepCoverage(page.context);
    await keepCoverage(page.context);
    expect(await rows()).toHaveLength(2);
    async function rows() {
      return db.all(sql`select day, films, mine from coverage order by day`);
    }
  });

  it("are told by their last day, with what came to my services of today and went", async () => {
    const gone = { id: 8, kind: "stream" as const, came: false, at: FILLED_AT - 40 * DAY };
    const page = await openPage([on("Went", [11], { changes: [gone] }), on("Here", [8])]);
    const { db } = page.context;
    const numbers = { country: "GB", elsewhere: 1, shops: 0 };
    await saveCoverage(db, { ...numbers, films: 9, mine: 1 }, FILLED_AT - 70 * DAY);
    await saveCoverage(db, { ...numbers, films: 9, mine: 2 }, FILLED_AT - 69 * DAY);
    await saveCoverage(db, { ...numbers, country: "US", films: 7, mine: 7 }, FILLED_AT - 9 * DAY);
    await db.run(sql`
      insert into arrival_months (month, country, provider, came, went)
      values ('2026-09', 'GB', 8, 3, 1), ('2026-09', 'GB', 11, 50, 50), ('2026-09', 'US', 8, 70, 70)`);
    await page.choose(MY_NETFLIX);
    const { months } = await (await page.ask("/api/worth")).json<Answer>();
    expect(months).toEqual([
      { month: "2026-09", films: 9, mine: 2, came: 3, went: 1 },
      { month: "2026-10", films: null, mine: null, came: 0, went: 1 },
      { month: "2026-11", films: 2, mine: 1, came: 0, went: 0 },
    ]);
    expect(await page.see("/worth")).toContain("Nov 2026: 1 of 2 films, 50%");
  });

  it("never stop a refresh", async () => {
    const page = await openPage(FILMS);
    await page.context.db.run(sql`alter table coverage rename to lost`);
    await keepCoverage(page.context);
    await page.context.db.run(sql`alter table lost rename to coverage`);
    expect(page.context.logged.join("")).toContain("coverage-not-kept");
  });
});
