// The services: those that the country has, those that listed films are offered by, and the owner's choice.

import { sql, type SQL } from "drizzle-orm";
import type { OfferKind, Provider } from "../film.ts";
import type { Settings } from "../settings/index.ts";
import type { ServicesChoice } from "../shelf/services.ts";
import type { Database } from "./database.ts";
import { listed } from "./listed.ts";
import { kv } from "./schema.ts";

/** A provider with one of the kinds in which it offers a listed film. */
export interface SeenService extends Provider {
  kind: OfferKind;
}

/** A statement: keeps the country's services, in TMDB's order, for the page where the owner chooses. */
export function saveProviders(db: Database, country: string, providers: readonly Provider[]) {
  return keep(db, `providers:${country}`, providers);
}

/** A statement: see readProviders. */
export function storedProviders(db: Database, country: string) {
  return db.all<{ value: string }>(
    sql`select value from memory where key = ${`providers:${country}`}`,
  );
}

/** In TMDB's order; empty until a refresh has asked for them. */
export function readProviders([row]: readonly { value: string }[]): Provider[] {
  return row ? (JSON.parse(row.value) as Provider[]) : [];
}

/** A statement. */
export function saveChoice(db: Database, choice: ServicesChoice) {
  return keep(db, "services", choice);
}

/**
 * Every provider and kind among the offers of the listed films, or of those of them that `which` names. Those
 * with most films first.
 */
export async function listSeenServices(
  db: Database,
  settings: Settings,
  which: SQL,
): Promise<SeenService[]> {
  return db.all<SeenService>(sql`
    select offer.value ->> 'id' as id, offer.value ->> 'name' as name, offer.value ->> 'logo' as logo,
      kinds.key as kind
    from films, json_each(films.offers) as kinds, json_each(kinds.value) as offer
    where ${listed(settings)} and films.country = ${settings.country} and ${which}
    group by offer.value ->> 'id', kinds.key order by count(*) desc`);
}

/** A statement that writes nothing if nothing changed. */
export function keep(db: Database, key: string, value: unknown) {
  return db
    .insert(kv)
    .values({ key, value })
    .onConflictDoUpdate({
      target: kv.key,
      set: { value: sql`excluded.value` },
      setWhere: sql`${kv.value} is not excluded.value`,
    });
}
