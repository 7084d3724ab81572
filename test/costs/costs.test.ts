// What every address and every step of the background asks of D1, against costs.json, which `npm run costs` writes.
// On Cloudflare's Free plan rows are counted by the day, and statements in each invocation.

import { beforeAll, describe, expect, it, vi } from "vitest";
import { emptyDatabase } from "../refresh/list.ts";
import { differences, textOf, totalOf, type KeptCosts } from "./cost.ts";
import { measureRefreshes, type MeasuredRefreshes } from "./refreshes.ts";
import { AGAIN, measureRequests, OTHER_FILMS, VIEWS, type MeasuredRequests } from "./requests.ts";

const files = import.meta.glob("./costs.json", { query: "?raw", import: "default", eager: true });

let requests: MeasuredRequests;
let refreshes: MeasuredRefreshes;

beforeAll(async () => {
  // Pauses vary by chance, and with them which step comes before which.
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  await emptyDatabase();
  requests = await measureRequests();
  await emptyDatabase();
  refreshes = await measureRefreshes();
}, 240_000);

const NONE: KeptCosts = { costs: {}, texts: {} };

/** A file that a merge has broken, for example, is written anew like one that is missing. */
function keptCosts(): KeptCosts {
  try {
    return { ...NONE, ...(JSON.parse(files["./costs.json"] ?? "") as KeptCosts) };
  } catch {
    return NONE;
  }
}

describe("What is asked of D1", () => {
  it("is what costs.json says", async () => {
    const costs = new Map([...requests.costs, ...refreshes.costs]);
    const words = differences(keptCosts(), costs);
    await expect(textOf(costs), `${words}\n`).toMatchFileSnapshot("costs.json");
  });

  it("is measured for every route", () => {
    expect(requests.leftOut).toEqual([]);
  });
});

describe("A view of 1,000 films", () => {
  it.each(VIEWS)("reads at most 60 rows and one for each film that it shows: %s", (path) => {
    const shown = requests.shown.get(path) ?? 0;
    expect(costOf(`GET ${path}`).rowsRead).toBeLessThanOrEqual(60 + shown);
    expect(costOf(`GET ${path} ${AGAIN}`).rowsRead).toBeLessThanOrEqual(60 + shown);
  });

  it("reads two rows more for each card that was guessed and is not shown", () => {
    const shown = requests.shown.get("/") ?? 0;
    expect(costOf(OTHER_FILMS).rowsRead).toBeLessThanOrEqual(60 + shown + 2 * 36);
    expect(requests.costs.get(OTHER_FILMS)?.roundTrips).toBe(2);
  });

  it.each(VIEWS)("makes at most two round trips, and writes nothing: %s", (path) => {
    expect(requests.costs.get(`GET ${path}`)?.roundTrips).toBeLessThanOrEqual(2);
    expect(costOf(`GET ${path}`).rowsWritten).toBe(0);
  });

  it.each(VIEWS)("makes one round trip if it shows what it showed last time: %s", (path) => {
    expect(requests.costs.get(`GET ${path} ${AGAIN}`)?.roundTrips).toBe(1);
  });

  it("shows a screen of them, and on top what is new", () => {
    expect(requests.shown.get("/?page=20")).toBe(36);
    expect(requests.shown.get("/")).toBeGreaterThan(36);
  });

  function costOf(name: string) {
    const cost = requests.costs.get(name);
    if (cost === undefined) throw new Error(`${name} was not measured.`);
    return totalOf(cost);
  }
});

describe("A refresh of 1,000 films", () => {
  it("looks up all of them, and ends well", () => {
    const well = { outcome: "done", films: 1000, lookedUp: 1000, lookupsFailed: 0 };
    expect(refreshes.first.ended).toMatchObject({ trigger: "first", ...well });
    expect(refreshes.daily.ended).toMatchObject({ trigger: "schedule", ...well });
  });

  it("in which nothing has changed writes no more than two rows for each and a few", () => {
    expect(refreshes.daily.rowsWritten).toBeLessThanOrEqual(2220);
    expect(refreshes.daily.queueOperations).toBeLessThan(700);
  });

  it("of which none was known stays within a day of the Free plan", () => {
    expect(refreshes.first.rowsWritten).toBeLessThan(15_000);
    expect(refreshes.first.queueOperations).toBeLessThan(1000);
  });

  it("asks D1 no more than 45 times in any invocation, where the Free plan grants 50", () => {
    const { first, daily } = refreshes;
    expect(Math.max(first.mostStatements, daily.mostStatements)).toBeLessThanOrEqual(45);
  });
});

describe("A tick with nothing to do", () => {
  it("writes and sends nothing, for there are 288 a day", () => {
    expect(refreshes.idle).toMatchObject({ queueOperations: 0, rowsWritten: 0 });
    expect(refreshes.idle.rowsRead).toBeLessThan(50);
  });
});
