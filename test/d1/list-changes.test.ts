// Which films came to the watchlists and left them, and what it costs to read: everybody may look at the history.

import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import { jsonRows } from "../../src/d1/json-rows.ts";
import { findOrAddWatchlist } from "../../src/d1/lists.ts";
import { listChanges } from "../../src/d1/list-changes.ts";
import { createTestContext } from "../context.ts";
import { countingD1, type Counted } from "../refresh/faults.ts";
import { emptyDatabase } from "../refresh/list.ts";

beforeEach(emptyDatabase);

const FILMS = 300;
const NUMBERS = Array.from({ length: FILMS }, (_, i) => i + 1);

it("names each film that came or left since then, and reads each row of the lists once", async () => {
  const counted: Counted = { statements: 0, rowsWritten: 0, rowsRead: 0 };
  const { db } = createTestContext({ db: countingD1(env.DB, counted) });
  const { id } = await findOrAddWatchlist(db, "ada", 0);
  await db.run(sql`
    insert into films (id, slug, title, year, source, created_at)
    select value, 'film-' || value, 'Film ' || value, 2001, 'letterboxd', 0 from ${jsonRows(NUMBERS)}`);
  await db.run(sql`
    insert into list_films (list_id, film_id, place, listed_at, left_at)
    select ${id}, value, iif(value in (3, 4), null, value), iif(value in (2, 3), 100, 10),
      case value when 3 then 120 when 4 then 110 when 5 then 20 end
    from ${jsonRows(NUMBERS)}`);
  counted.rowsRead = 0;
  const changes = await listChanges(db, { members: ["ada"] }, 100);
  expect(changes.map(({ came, at, slug }) => `${came} ${at} ${slug}`)).toEqual([
    "0 120 film-3",
    "0 110 film-4",
    "1 100 film-2",
    "1 100 film-3",
  ]);
  expect(counted.rowsRead).toBeLessThan(1.5 * FILMS);
});
