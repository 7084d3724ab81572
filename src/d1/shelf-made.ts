// What the shelf was made for and from. A shelf that was made for another country or member is shown to nobody,
// and one whose films have changed little is mended and not made anew.

import { sql, type SQL } from "drizzle-orm";
import type { Settings } from "../settings/index.ts";
import type { ServicesChoice } from "../shelf/services.ts";
import type { Database } from "./database.ts";
import type { SeenService } from "./services.ts";
import { batch } from "./batch.ts";

/** Count it up when the code makes other rows than before of the same films: all of them are then made anew. */
export const SHELF_VERSION = 2;

export interface Made {
  version: number;
  country: string;
  username: string | null;
  /** When it was last brought up to date, and when it was last made as a whole, in seconds since 1970. */
  at: number;
  wholeAt: number;
  /** Every service among its films' offers, by kind. */
  seen: SeenService[];
  /** What the rows were made with: how each service's offers count. */
  offers: unknown[];
}

type MadeFor = Pick<Settings, "country" | "username">;

/** For a `where`: the shelf was made for these settings. SQLite asks once for a statement. */
export function isMadeFor({ country, username }: MadeFor): SQL {
  return sql`exists (
    select 1 from memory where key = 'shelf' and value ->> 'country' = ${country}
      and value ->> 'username' is ${username})`;
}

/**
 * What the shelf was made of, null where it has to be made as a whole; the choice, null before there is one; and
 * which bit is whose.
 */
export async function findMade(
  db: Database,
  { country, username }: MadeFor,
): Promise<{ made: Made | null; choice: ServicesChoice | null; slots: string[] }> {
  const [rows] = await batch(db, [
    db.all<{ key: string; value: string }>(
      sql`select key, value from memory where key in ('shelf', 'services', 'slots')`,
    ),
  ]);
  const of = (name: string): unknown => {
    const row = rows.find(({ key }) => key === name);
    return row ? JSON.parse(row.value) : null;
  };
  // Only this app writes these, and it writes these shapes.
  const made = of("shelf") as Made | null;
  const isOurs =
    made?.version === SHELF_VERSION && made.country === country && made.username === username;
  return {
    made: isOurs ? made : null,
    choice: of("services") as ServicesChoice | null,
    slots: (of("slots") ?? []) as string[],
  };
}

/** Whether the shelf is as this code makes it for these settings: after an upgrade it may not be. */
export async function isMade(db: Database, settings: MadeFor): Promise<boolean> {
  const [row] = await db.all<{ made: number }>(sql`
    select exists (select 1 from memory where key = 'shelf' and value ->> 'version' = ${SHELF_VERSION})
      and ${isMadeFor(settings)} as made`);
  return row?.made === 1;
}

/** A statement: from now on the shelf is nobody's, until it has been made. */
export function forgetMade(db: Database) {
  return db.run(sql`delete from memory where key = 'shelf'`);
}
