// The services of a country, for the page where the owner chooses theirs, and that choice.

import { eq, sql } from "drizzle-orm";
import type { Provider } from "../film.ts";
import type { ServicesChoice } from "../list/services.ts";
import type { Database } from "./database.ts";
import { kv } from "./schema.ts";

/** A statement that saves the country's services, in TMDB's order. */
export function saveProviders(db: Database, country: string, providers: readonly Provider[]) {
  return keep(db, `providers:${country}`, providers);
}

/** In TMDB's order. null: no refresh has read them yet; empty: TMDB knows of none. */
export async function findProviders(db: Database, country: string): Promise<Provider[] | null> {
  const [row] = await db
    .select()
    .from(kv)
    .where(eq(kv.key, `providers:${country}`));
  // Only `saveProviders` writes it.
  return row ? (row.value as Provider[]) : null;
}

/** A statement. */
export function saveChoice(db: Database, choice: ServicesChoice) {
  return keep(db, "services", choice);
}

/** Writes nothing if nothing changed. */
function keep(db: Database, key: string, value: unknown) {
  return db
    .insert(kv)
    .values({ key, value })
    .onConflictDoUpdate({
      target: kv.key,
      set: { value: sql`excluded.value` },
      setWhere: sql`${kv.value} is not excluded.value`,
    });
}
