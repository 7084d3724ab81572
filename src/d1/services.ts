// The services of a country, for the page where the owner chooses theirs, and that choice. The choice at home is kept as
// `services`, that of another country as `services:US`; each says its country, in case another one becomes home.

import { sql } from "drizzle-orm";
import type { Provider } from "../film.ts";
import type { ServicesChoice } from "../list/services.ts";
import type { Database } from "./database.ts";
import { jsonRows } from "./json-rows.ts";
import { kv } from "./schema.ts";

/** A statement that saves the country's services, in TMDB's order. */
export function saveProviders(db: Database, country: string, providers: readonly Provider[]) {
  return keep(db, `providers:${country}`, providers);
}

/** By country, in TMDB's order. null: no refresh has read them yet; empty: TMDB knows of none. */
export async function findProvidersOf(
  db: Database,
  countries: readonly string[],
): Promise<Map<string, Provider[] | null>> {
  const rows = await db
    .select()
    .from(kv)
    .where(sql`key in (select 'providers:' || value from ${jsonRows(countries)})`);
  // Only `saveProviders` writes them.
  const byKey = new Map(rows.map(({ key, value }) => [key, value as Provider[]]));
  return new Map(countries.map((country) => [country, byKey.get(`providers:${country}`) ?? null]));
}

/** Statements that save the choices of these countries, and leave those of others as they are. */
export function saveChoices(
  db: Database,
  home: string,
  choices: Iterable<readonly [country: string, choice: ServicesChoice]>,
) {
  const saved = [...choices].map(([country, choice]) =>
    keep(db, country === home ? OWN : `${OWN}:${country}`, { ...choice, country }),
  );
  return [setAside(db, home), ...saved] as const;
}

const OWN = "services";
const IS_OF_ANOTHER = (home: string) => sql`key = ${OWN} and value ->> 'country' <> ${home}`;

/** A statement: the choice that was made at home, where that was another country, becomes the other country's. */
function setAside(db: Database, home: string) {
  return db.run(sql`
    insert into memory (key, value)
    select ${`${OWN}:`} || (value ->> 'country'), value from memory where ${IS_OF_ANOTHER(home)}
    on conflict (key) do update set value = excluded.value`);
}

/**
 * Statements for when another country becomes home: each choice stays its country's. `before`: the country that was home,
 * to which a choice belongs that does not say so.
 */
export function moveChoices(db: Database, { before, home }: { before: string; home: string }) {
  return [
    db.run(sql`
      update memory set value = json_set(value, '$.country', ${before})
      where key = ${OWN} and value ->> 'country' is null`),
    setAside(db, home),
    db.run(sql`delete from memory where ${IS_OF_ANOTHER(home)}`),
    db.run(sql`
      insert into memory (key, value) select ${OWN}, value from memory where key = ${`${OWN}:${home}`}
      on conflict (key) do nothing`),
    db.run(sql`delete from memory where key = ${`${OWN}:${home}`}`),
  ] as const;
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
