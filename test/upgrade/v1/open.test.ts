import { expect, test } from "vitest";
import { openHome, rowsIn, runAt } from "../at-home.ts";
import { snapshotOf } from "../snapshot.ts";
import { readV1Worker, V1_MADE_AT, type V1State } from "./open.ts";

const DAY = 86_400_000;

test(
  "a database that is opened later shows what it showed then",
  { timeout: 300_000 },
  async () => {
    const asMade = await runAt(openHome({ now: V1_MADE_AT }), readV1Worker());
    await asMade.setClock(V1_MADE_AT);
    const later = await runAt(openHome(), readV1Worker());
    const parts = ["headline", "movements"] as const;
    expect(await snapshotOf(later.fetch, ...parts)).toEqual(
      await snapshotOf(asMade.fetch, ...parts),
    );
    for (const view of ["/", "/?added=lately", "/?new=1", "/?order=arrival"]) {
      expect(titlesOf(await (await later.fetch(view)).text())).toEqual(
        titlesOf(await (await asMade.fetch(view)).text()),
      );
    }
  },
);

function titlesOf(html: string): string[] {
  return [...html.matchAll(/data-film dir="auto">([^<]*)</g)].map(([, title = ""]) => title);
}

test.each<V1State>(["idle", "reading", "looking-up"])(
  "no moment of the days in which it was made is left in one that is moved: %s",
  (state) => {
    expect(columnsOfThoseDays(openHome({ state, now: V1_MADE_AT + 1000 * DAY }))).toEqual([]);
    const asMade = columnsOfThoseDays(openHome({ state, now: V1_MADE_AT }));
    expect(asMade).toContain("films.checked_at");
    expect(asMade).toContain("memory.value");
  },
);

/** Columns that hold moments of then, in seconds or in milliseconds, or within JSON. */
function columnsOfThoseDays(dataDir: string): string[] {
  const tables = rowsIn(dataDir, "select name from sqlite_master where type = 'table'")
    .map(({ name }) => String(name))
    .filter((name) => !["d1_migrations", "_cf_METADATA"].includes(name));
  const found = tables.flatMap((table) =>
    rowsIn(dataDir, `select * from "${table}"`).flatMap((row) =>
      Object.entries(row)
        .filter(([, value]) => holdsThoseDays(String(value)))
        .map(([column]) => `${table}.${column}`),
    ),
  );
  return [...new Set(found)];
}

function holdsThoseDays(text: string): boolean {
  return [...text.matchAll(/\b\d{10}(\d{3})?\b/g)].some(([digits, thousandths]) => {
    const at = Number(digits) * (thousandths === undefined ? 1000 : 1);
    return at > V1_MADE_AT - 100 * DAY && at < V1_MADE_AT + DAY;
  });
}
