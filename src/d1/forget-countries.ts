// Forgets a country that was removed from the settings long ago. Which services somebody chose there is theirs, and stays.

import { sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { jsonRows } from "./json-rows.ts";

/** Statements: one row written for each film that has offers there. */
export function forgetCountries(db: Database, countries: readonly string[]) {
  const forgotten = sql`(select value from ${jsonRows(countries)})`;
  return [
    db.run(sql`
      update films set
        countries = (
          select json_group_object(key, json(value)) from json_each(countries) where key not in ${forgotten}),
        entry = json_set(entry, '$[9]', (
          select json_group_object(key, json(value)) from json_each(entry, '$[9]') where key not in ${forgotten}))
      where exists (select 1 from json_each(countries) where key in ${forgotten})`),
    db.run(sql`delete from arrivals where country in ${forgotten}`),
    db.run(sql`delete from memory where key in (
      select 'providers:' || value from ${jsonRows(countries)})`),
  ] as const;
}
