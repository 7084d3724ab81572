// An upgrade from the first version loses nothing: whatever that Worker said of its database, today's says too,
// and at once.

import { beforeAll, expect, test } from "vitest";
import { provideBundle } from "../../src/home/bundle.ts";
import { MIGRATIONS_DIR } from "../../src/home/project.ts";
import { openHome, rowsIn, runAt } from "./at-home.ts";
import { snapshotOf, type ShownFilm } from "./snapshot.ts";
import { readV1Worker, type V1State } from "./v1/open.ts";
import { readBuiltWorker } from "./worker-bundle.ts";

beforeAll(async () => {
  await provideBundle(AbortSignal.timeout(60_000));
});

const SHORT_PARTS = [
  "headline",
  "movements",
  "ticked",
  "matches",
  "undoable",
  "apiFilms",
  "exportJson",
  "exportCsv",
  "refreshes",
] as const;

test.each<V1State>(["idle", "reading", "looking-up"])(
  "today's Worker says what the first version's said: %s",
  { timeout: 300_000 },
  async (state) => {
    const now = Date.now();
    const dataDir = openHome({ state, now });
    const places = placesIn(dataDir);
    const before = await runAt(dataDir, readV1Worker());
    const upgraded = openHome({ state, now, migrations: MIGRATIONS_DIR });
    const after = await runAt(upgraded, readBuiltWorker());
    for (const part of SHORT_PARTS) {
      const said = await snapshotOf(before.fetch, part);
      const says = await snapshotOf(after.fetch, part);
      expect(withoutOtherKeys(says)).toEqual(withoutOtherKeys(said));
    }
    // What is being read is shown to nobody: the list is that of the idle one.
    if (state === "reading") return;
    const said = await snapshotOf(before.fetch, "films");
    const says = await snapshotOf(after.fetch, "films");
    expect(withoutTies(says.films, places)).toEqual(withoutTies(said.films, places));
  },
);

/**
 * Of films and refreshes, the first version said nothing of the first four; and it gathered what is new by weeks, where
 * today's has days. Failures have the same kind, in today's words.
 */
const OTHER_KEYS = new Set(["lists", "seen", "hidden", "own", "week", "message", "advice"]);

function withoutOtherKeys(said: unknown): unknown {
  return JSON.parse(
    JSON.stringify(said, (key, value: unknown) => (OTHER_KEYS.has(key) ? undefined : value)),
  );
}

/** By the address of a film's page: its place in the member's list, greater is newer. */
function placesIn(dataDir: string): Map<string, number> {
  const rows = rowsIn(
    dataDir,
    `select coalesce(slug, id) as name, coalesce(live_place, export_place) as place from films`,
  );
  return new Map(rows.map(({ name, place }) => [`/film/${String(name)}`, Number(place)]));
}

/**
 * The watchlist and the export count their places apart, so two films may have the same. The first version gave
 * such films in no certain order: here they stand in that of their addresses.
 */
function withoutTies(films: ShownFilm[], places: Map<string, number>): ShownFilm[] {
  const placeOf = ({ group, address }: ShownFilm) => `${group} ${places.get(address)}`;
  const byPlace = Map.groupBy(films, placeOf);
  return films.map((film) => {
    const tied = byPlace.get(placeOf(film)) ?? [];
    return tied.toSorted((a, b) => (a.address < b.address ? -1 : 1))[tied.indexOf(film)] ?? film;
  });
}
