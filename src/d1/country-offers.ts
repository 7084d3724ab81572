// What a film's row says of one country, as SQL for statements that read `films`.

import { sql, type SQL } from "drizzle-orm";
import type { Settings } from "../settings/index.ts";

type Where = Pick<Settings, "country">;

/** The offers, as JSON; null: not known. */
export function offersHere({ country }: Where): SQL {
  return sql`(films.countries -> ${country} -> 'offers')`;
}

/** TMDB's page of the offers; null: the country has none. */
export function linkHere({ country }: Where): SQL {
  return sql`(films.countries -> ${country} ->> 'link')`;
}

/** When it comes out digitally, as JSON of `Coming` in list/snapshot.ts; null: nothing is known. */
export function comingHere({ country }: Where): SQL {
  const coming = sql`(films.countries -> ${country} -> 'coming')`;
  return sql`iif(${coming} is null, null,
    json_object('day', unixepoch(${coming} ->> 'date') / 86400, 'note', ${coming} ->> 'note'))`;
}

/** The same of the other countries, as a JSON array in their order; null: there is only one. */
export function offersAbroad({ abroad }: Pick<Settings, "abroad">): SQL {
  if (abroad.length === 0) return sql`null`;
  const each = abroad.map(
    (country) =>
      sql`json_object('country', ${country}, 'offers', ${offersHere({ country })}, 'link', ${linkHere({ country })})`,
  );
  return sql`json_array(${sql.join(each, sql`, `)})`;
}

/** When the offers were last asked for, in seconds since 1970; null: never. */
export function checkedAtHere({ country }: Where): SQL {
  return sql`iif(films.tmdb_id is null or films.countries -> ${country} is not null, films.checked_at, null)`;
}

/** The same in ISO 8601. */
export function checkedHere(where: Where): SQL {
  return sql`strftime('%Y-%m-%dT%H:%M:%SZ', ${checkedAtHere(where)}, 'unixepoch')`;
}
