// Small facts that outlast a refresh, each under its own key.

import { eq, sql } from "drizzle-orm";
import type { KnownCountries } from "../list/countries.ts";
import type { Database } from "./database.ts";
import { kv } from "./schema.ts";

/** The keys and their shapes. Times are seconds since 1970. */
export interface KeyValues {
  /** The next scheduled refresh is the first time of the schedule after this. */
  schedule: { from: number };
  /** The countries whose offers are kept: see list/countries.ts. */
  countries: KnownCountries;
  /** When the list of the country's services was last asked for. */
  "providers-read": { country: string; at: number };
}

export async function findValue<Key extends keyof KeyValues>(
  db: Database,
  key: Key,
): Promise<KeyValues[Key] | null> {
  const [row] = await db.select().from(kv).where(eq(kv.key, key));
  // Only `remember` writes this table, and it writes the key's own shape.
  return row ? (row.value as KeyValues[Key]) : null;
}

/** A statement, so that a fact can be kept in one transaction with what it speaks of. */
export function saveValue<Key extends keyof KeyValues>(
  db: Database,
  key: Key,
  value: KeyValues[Key],
) {
  const json = JSON.stringify(value);
  return db.run(sql`
    insert into memory (key, value) values (${key}, ${json})
    on conflict (key) do update set value = excluded.value where value is not excluded.value`);
}
