// The first version's Worker, as it was built, on the schema of today. On Cloudflare it runs on that for some
// seconds, between the migrations and the new code, and for longer where the deploying fails in between: so a
// migration only adds. What fails here is a migration that took away or renamed what that Worker uses.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { MIGRATIONS_DIR } from "../../src/home/project.ts";
import { openHome, rowsIn, runAt, serveWorldOf } from "./at-home.ts";
import type { RunningWorker } from "./run-worker.ts";
import { snapshotOf, type Snapshot } from "./snapshot.ts";
import { exported, exportRow, findListed } from "./v1/films.ts";
import { readV1Messages, readV1Worker, V1_MIGRATIONS_DIR, type V1State } from "./v1/open.ts";

function openMigrated(state: V1State = "idle"): string {
  return openHome({ state, migrations: MIGRATIONS_DIR });
}

async function post(
  worker: RunningWorker,
  path: string,
  body: URLSearchParams | FormData,
): Promise<number> {
  const headers = { Accept: "application/json" };
  return (await worker.fetch(path, { method: "POST", body, headers })).status;
}

/** The refresh that is under way, or the last one. */
function lastRefresh(dataDir: string): Record<string, unknown> | undefined {
  return rowsIn(dataDir, "select * from refreshes order by id desc limit 1")[0];
}

test("migrations that were released have not been touched since", () => {
  for (const name of readdirSync(V1_MIGRATIONS_DIR)) {
    const released = readFileSync(join(V1_MIGRATIONS_DIR, name), "utf8");
    expect(readFileSync(join(MIGRATIONS_DIR, name), "utf8")).toBe(released);
  }
});

test("on today's schema it says what it said on its own", { timeout: 300_000 }, async () => {
  const now = Date.now();
  const own = await runAt(openHome({ now }), readV1Worker());
  const migrated = await runAt(openHome({ now, migrations: MIGRATIONS_DIR }), readV1Worker());
  const shown = await snapshotOf(own.fetch);
  saysAllThereIs(shown);
  expect(await snapshotOf(migrated.fetch)).toEqual(shown);
});

/** Nothing of the page may have escaped the one who compares. */
function saysAllThereIs(shown: Snapshot): void {
  const { mine, total } = shown.headline;
  expect(total).toBe(LISTED);
  expect(shown.films).toHaveLength(LISTED);
  expect(filmsIn(shown, "mine")).toHaveLength(mine);
  expect(filmsIn(shown, "elsewhere").length).toBeGreaterThan(300);
  expect(filmsIn(shown, "unknown").length).toBeGreaterThan(5);
  expect(shown.movements.filter(({ came }) => came).length).toBeGreaterThan(30);
  expect(shown.movements.filter(({ came }) => !came).length).toBeGreaterThan(20);
  expect(new Set(shown.movements.map(({ week }) => week)).size).toBeGreaterThan(5);
  expect(shown.ticked).toContain("service 8");
  expect(shown.ticked).not.toContain("service 41");
  const doubts = ["gone", "unsure", "not-found", "likely", "decided"];
  expect(new Set(shown.matches.map(({ doubt }) => doubt))).toEqual(new Set(doubts));
  expect(shown.undoable).toEqual({ id: 2, file: "watchlist.csv" });
  const inApi = shown.apiFilms["films"] as { listed: boolean }[];
  expect(shown.apiFilms["total"]).toBe(LISTED);
  expect(inApi.filter(({ listed }) => listed)).toHaveLength(LISTED);
  expect(inApi.length).toBeGreaterThan(LISTED);
  expect(shown.exportJson["films"]).toHaveLength(LISTED);
  // A head above, and nothing behind the last line.
  expect(shown.exportCsv).toHaveLength(LISTED + 2);
  const history = shown.refreshes["refreshes"] as { outcome: string; trigger: string }[];
  const outcomes = ["done", "partial", "failed"];
  expect(new Set(history.map(({ outcome }) => outcome))).toEqual(new Set(outcomes));
  const triggers = ["first", "settings", "schedule", "button", "import", "choice"];
  expect(new Set(history.map(({ trigger }) => trigger))).toEqual(new Set(triggers));
}

/** A thousand on the watchlist, and those that only the export has. */
const LISTED = 1000 + 28;

function filmsIn({ films }: Pick<Snapshot, "films">, group: string): unknown[] {
  return films.filter((film) => film.group === group);
}

test("on today's schema it goes on reading the list", async () => {
  const dataDir = openMigrated("reading");
  const worker = await runAt(dataDir, readV1Worker(), await serveWorldOf(dataDir));
  await worker.deliver(readV1Messages("reading"));
  expect(lastRefresh(dataDir)).toMatchObject({
    state: "reading",
    round: 1,
    pages_read: 4,
    films_done: 10,
  });
  const [next] = await worker.takeHeld();
  expect(next?.body).toMatchObject({ step: "round 1, page 5" });
});

test("on today's schema it goes on looking films up, and asks a film's own page", async () => {
  const dataDir = openMigrated("looking-up");
  const worker = await runAt(dataDir, readV1Worker(), await serveWorldOf(dataDir));
  const before = lastRefresh(dataDir);
  const page = "select count(*) as n from film_pages";
  const [askedBefore] = rowsIn(dataDir, page);
  await worker.deliver(readV1Messages("looking-up").slice(0, 6));
  const after = lastRefresh(dataDir);
  expect(after?.["looked_up"]).toBeGreaterThan(Number(before?.["looked_up"]) + 10);
  expect(rowsIn(dataDir, page)[0]?.["n"]).toBe(Number(askedBefore?.["n"]) - 1);
});

/** By the choice of those databases. */
const MINE_WITHOUT_RENTING = 600;

test("on today's schema it takes another choice of services, and shows the list by it", async () => {
  const worker = await runAt(openMigrated(), readV1Worker());
  const choice = new URLSearchParams({ form: "1", service: "1899", rent: "1" });
  expect(await post(worker, "/services", choice)).toBe(303);
  const shown = await snapshotOf(worker.fetch, "headline", "ticked");
  expect(shown.ticked).toContain("service 1899");
  expect(shown.ticked).toContain("rent 1");
  expect(shown.ticked).not.toContain("service 8");
  expect(shown.headline.mine).toBeGreaterThan(MINE_WITHOUT_RENTING);
});

test("on today's schema it takes an export, looks its films up, and takes it back", async () => {
  const dataDir = openMigrated();
  const worker = await runAt(dataDir, readV1Worker(), await serveWorldOf(dataDir));
  const before = await snapshotOf(worker.fetch, "headline", "exportCsv");
  const films = [findListed("heat-1995"), ...exported.slice(0, 2)];
  const rows = films.map((film) => exportRow(film, "2026-01-02"));
  const form = new FormData();
  form.append(
    "file",
    new File([["Date,Name,Year,Letterboxd URI", ...rows].join("\n")], "mine.csv"),
  );
  expect(await post(worker, "/import", form)).toBe(200);
  // Those that only the export has are looked up last.
  await worker.deliver((await worker.takeHeld()).slice(-1));
  const taken = await snapshotOf(worker.fetch, "headline", "undoable", "exportCsv");
  expect(taken.headline.total).toBe(1000 + 2);
  expect(taken.undoable).toEqual({ id: 3, file: "mine.csv" });
  expect(taken.exportCsv.find((line) => line.includes(",Heat,1995"))).toContain("2026-01-02");

  expect(await post(worker, "/import/undo", new URLSearchParams({ import: "3" }))).toBe(200);
  const after = await snapshotOf(worker.fetch, "headline", "undoable", "exportCsv");
  expect(after.headline.total).toBe(before.headline.total);
  expect(after.exportCsv).toHaveLength(before.exportCsv.length);
  expect(after.undoable).toBeNull();
});

test("on today's schema it keeps what the owner says of a film, and ends its refresh", async () => {
  const dataDir = openMigrated();
  const worker = await runAt(dataDir, readV1Worker(), await serveWorldOf(dataDir));
  const before = await snapshotOf(worker.fetch, "headline", "matches");
  const film = before.matches.find(({ doubt }) => doubt === "unsure");
  const link = film?.candidates[0] ?? "";
  expect(await post(worker, `/matches/${film?.film}`, new URLSearchParams({ link }))).toBe(303);
  await worker.deliverAll();
  expect(lastRefresh(dataDir)).toMatchObject({ trigger: "choice", outcome: "done", looked_up: 1 });
  const { matches } = await snapshotOf(worker.fetch, "matches");
  expect(matches.find((match) => match.film === film?.film)?.doubt).toBe("decided");
  expect(rowsIn(dataDir, `select "match" from films where id = ${film?.film}`)).toEqual([
    { match: "owner" },
  ]);
});
