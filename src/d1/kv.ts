// Single values that outlast a refresh, each under its own key.

import { eq, sql } from "drizzle-orm";
import type { FailureKind } from "../failure.ts";
import type { KnownCountries } from "../list/countries.ts";
import type { Database } from "./database.ts";
import { kv } from "./schema.ts";

/** The keys that `findValue` and `saveValue` know, and the shapes of their values. Times are seconds since 1970. */
export interface KeyValues {
  /** The next scheduled refresh is due at the first time of the schedule after this. */
  schedule: { from: number };
  /** The countries whose offers are kept: see list/countries.ts. */
  countries: KnownCountries;
  /** The refresh in which Letterboxd refused a film's page: no other page is asked for in it. */
  "film-pages-stopped": { refreshId: number };
  /** How far the films are asked who made them. */
  credits: CreditsSweep;
  /** The countries for whose sake every film was looked up, or is being looked up. */
  "countries-looked-up": string[];
  /** When the services of the country at home were last fetched, and those of the others. */
  "providers-read": { country: string; at: number; abroad?: Record<string, number> };
  /** Arrivals seen before this have been told, or are not to be. */
  "told-until": { at: number };
  /** Where the owner last sent a form from: an origin. */
  "owners-origin": { origin: string };
  /** Until then TMDB asked not to be searched, when the owner last did. */
  "titles-rest": { until: number };
  /** By these push services know this app; made once. See notify/message.ts. */
  vapid: { publicKey: string; privateKey: string };
}

/** See refresh/read-credits.ts. */
export interface CreditsSweep {
  /** The last refresh that had begun when it began. */
  refreshId: number;
  /** It goes on with the films of lesser ids; null: it begins with the newest. */
  below: number | null;
  /** Until then nothing is due, in seconds since 1970. */
  notBefore: number;
  /** Why TMDB is left alone until then; null: it is not. */
  failure: FailureKind | null;
}

export async function findValue<Key extends keyof KeyValues>(
  db: Database,
  key: Key,
): Promise<KeyValues[Key] | null> {
  const [row] = await db.select().from(kv).where(eq(kv.key, key));
  // Only `saveValue` writes these keys, and it writes each key's own shape.
  return row ? (row.value as KeyValues[Key]) : null;
}

/** A statement, so that a value can be saved in the same transaction as whatever it describes. */
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
