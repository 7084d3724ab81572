import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { noOffers } from "../../src/film.ts";
import { offersOf, openPage, titlesOf } from "./app.ts";
import { FILLED_AT, storedFilm, type StoredFilm } from "./fill.ts";
import { openLists, type TestList } from "./several-lists.ts";

const DAY = 86_400;
const HOUR = 3600;

/** 18 November 2026, 11:06 UTC. */
const NOW = FILLED_AT;

function moved(title: string, hoursAgo: number, came = true, service = 8): StoredFilm {
  const changes = [{ id: service, kind: "stream" as const, came, at: NOW - hoursAgo * HOUR }];
  return storedFilm(title, {
    offers: came ? offersOf({ stream: [service] }) : noOffers(),
    changes,
  });
}

function many(count: number, came: boolean): StoredFilm[] {
  return Array.from({ length: count }, (_, i) => moved(`Film ${i}`, 30 + i / 1000, came));
}

/** The page's headings, without the numbers of films. */
function headingsOf(html: string): string[] {
  const headings = html.matchAll(/<h2[^>]*>(?<words>.*?)<\/h2>/gs);
  return [...headings].map(({ groups }) =>
    (groups?.["words"] ?? "").replaceAll(/<b>.*?<\/b>/g, "").trim(),
  );
}

describe("The page New", () => {
  it("tells by day what came and what left, and then what is coming", async () => {
    const soon = new Date((NOW + 16 * DAY) * 1000).toISOString().slice(0, 10);
    const { see } = await openPage([
      moved("Heat", 1),
      moved("Vertigo", 40),
      moved("Alien", 41, true, 11),
      moved("Jaws", 2, false),
      storedFilm("Brazil", { coming: { date: soon, note: "Netflix" } }),
      storedFilm("Carol", { coming: { date: soon, note: null } }),
      moved("Always there", 24 * 70, true, 11),
    ]);
    const html = await see("/new");
    expect(headingsOf(html)).toEqual([
      "Spotted on 18 November, Netflix",
      "Spotted on 16 November",
      "What left",
      "Spotted on 18 November, Netflix",
      "What’s coming",
      "Digital release on 4 December",
      "Digital release on 4 December (TMDB’s note: Netflix)",
    ]);
    expect(titlesOf(html)).toEqual(["Heat", "Vertigo", "Alien", "Jaws", "Carol", "Brazil"]);
    expect(html).not.toMatch(/\bsince\b/);
  });

  it("loads the first poster before all others, and those of the first row at once", async () => {
    const days = Array.from({ length: 12 }, (_, i) => moved(`Film ${i}`, i * 24));
    const { see } = await openPage(days);
    const posters = (await see("/new")).match(/<img class="poster"[^>]*>/g) ?? [];
    expect(posters.map((poster) => poster.includes("fetchpriority"))).toEqual(
      posters.map((_, i) => i === 0),
    );
    expect(posters.map((poster) => poster.includes("lazy"))).toEqual(posters.map((_, i) => i >= 8));
    expect(posters).toHaveLength(12);
  });

  it("takes a day for what it is where the household lives", async () => {
    const films = [moved("Heat", 12)];
    const { see } = await openPage(films, { timeZone: "Pacific/Auckland" });
    expect(headingsOf(await see("/new"))).toEqual(["Spotted on 18 November, Netflix"]);
    const west = await openPage(films, { timeZone: "America/Los_Angeles" });
    expect(headingsOf(await west.see("/new"))).toEqual(["Spotted on 17 November, Netflix"]);
  });

  it("tells in one line that many films came at once, or left", async () => {
    const others = Array.from({ length: 30 }, (_, i) => storedFilm(`Other ${i}`));
    const elsewhere = storedFilm("Netflix is known by", { offers: offersOf({ stream: [8] }) });
    const came = await openPage([...many(12, true), ...others, elsewhere]);
    const html = await came.see("/new");
    expect(html).toMatch(/<a href="\/\?service=8&amp;order=arrival">12 films came to Netflix<\/a>/);
    expect(titlesOf(html)).toEqual([]);

    const left = await openPage([...many(12, false), ...others, elsewhere]);
    expect(await left.see("/new")).toContain("12 films left Netflix");
    const few = await openPage([...many(10, true), ...others]);
    expect(titlesOf(await few.see("/new"))).toHaveLength(10);
  });

  it("tells what was added and is there already apart from what came", async () => {
    const first = storedFilm("On the list from the start");
    const added = storedFilm("Heat", {
      offers: offersOf({ stream: [8] }),
      listedAt: NOW - 2 * DAY,
    });
    const html = await (await openPage([first, added])).see("/new");
    expect(headingsOf(html)).toEqual(["Added, and already on my services"]);
    expect(html).toContain("Already on </span>Netflix");
  });
});

const LISTS: TestList[] = [{ kind: "watchlist", member: "ann", titles: ["Heat", "Brazil"] }];

/** A page whose last refresh saw an arrival one hour ago. */
async function withArrival(hoursAgo = 1) {
  const lists = await openLists([moved("Heat", hoursAgo), storedFilm("Brazil")], LISTS, {
    members: ["ann"],
  });
  await lists.context.db.run(sql`delete from refreshes`);
  await lists.context.db.run(sql`
    insert into refreshes (id, "trigger", username, country, state, outcome, started_at, finished_at, progress_at, lookups_at)
    values (1, 'schedule', 'ann', 'GB', 'ended', 'done', ${NOW - HOUR}, ${NOW}, ${NOW}, ${NOW})`);
  return lists;
}

const DOT = 'class="dot"';

describe("The dot in the menu", () => {
  it("says that something came which this browser has not seen, until it has been on the page New", async () => {
    const { ask, see } = await withArrival();
    expect(await see("/")).toContain(DOT);
    const visit = await ask("/new");
    expect(await visit.text()).not.toContain(DOT);
    const kept = visit.headers.get("Set-Cookie")?.split(";")[0] ?? "";
    expect(kept).toBe(`watchwhere=new%3D${NOW - HOUR}`);
    for (const path of ["/", "/services", "/refreshes"]) {
      expect(await see(path)).toContain(DOT);
      expect(await see(path, kept)).not.toContain(DOT);
    }
    expect((await ask("/new", { headers: { Cookie: kept } })).headers.get("Set-Cookie")).toBeNull();
  });

  it("changes the page's ETag, so that no browser keeps a page with a dot", async () => {
    const { ask } = await withArrival();
    const [dotted, seen] = [await ask("/"), await ask("/", cookie(NOW - HOUR))];
    expect(dotted.headers.get("ETag")).not.toBe(seen.headers.get("ETag"));
    const headers = { "If-None-Match": seen.headers.get("ETag") ?? "" };
    const [again, before] = [
      await ask("/", { headers: { ...cookie(NOW - HOUR).headers, ...headers } }),
      await ask("/", { headers }),
    ];
    expect([again.status, before.status]).toEqual([304, 200]);
  });

  it("is not there for what came long ago, nor for what was seen", async () => {
    expect(await (await withArrival(24 * 15)).see("/")).not.toContain(DOT);
    const { ask } = await withArrival();
    const later = await ask("/", cookie(NOW));
    expect(await later.text()).not.toContain(DOT);
    const earlier = await ask("/", cookie(NOW - 2 * HOUR));
    expect(await earlier.text()).toContain(DOT);
  });
});

function cookie(seenAt: number) {
  return { headers: { Cookie: `watchwhere=new%3D${seenAt}` } };
}
