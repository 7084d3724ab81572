// Small facts that outlast a refresh, each under its own key.

import { eq, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { memory } from "./schema.ts";

/** The keys and their shapes. Times are seconds since 1970. */
export interface Memory {
  /** Whose watchlist the live places are, and when it was last read whole. */
  "live-list": { username: string; readWholeAt: number };
  /** The next scheduled refresh is the first time of the schedule after this. */
  schedule: { from: number };
  /** When the list of the country's services was last asked for. */
  "providers-read": { country: string; at: number };
}

export async function recall<Key extends keyof Memory>(
  db: Database,
  key: Key,
): Promise<Memory[Key] | null> {
  const [row] = await db.select().from(memory).where(eq(memory.key, key));
  // Only `remember` writes this table, and it writes the key's own shape.
  return row ? (row.value as Memory[Key]) : null;
}

/** A statement, so that a fact can be kept in one transaction with what it speaks of. */
export function remember<Key extends keyof Memory>(db: Database, key: Key, value: Memory[Key]) {
  const json = JSON.stringify(value);
  return db.run(sql`
    insert into memory (key, value) values (${key}, ${json})
    on conflict (key) do update set value = excluded.value where value is not excluded.value`);
}
