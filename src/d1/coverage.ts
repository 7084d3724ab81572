// How the household's watchlists fared over time: what its services had of them, and what came and went.

import { sql } from "drizzle-orm";
import type { Coverage, ProviderMonth } from "../list/months.ts";
import type { Database } from "./database.ts";

export interface CoverageToday extends Omit<Coverage, "month"> {
  country: string;
}

/** A statement: the last of a day stays. `now` in seconds since 1970. */
export function saveCoverage(db: Database, today: CoverageToday, now: number) {
  const { country, films, mine, elsewhere, shops } = today;
  return db.run(sql`
    insert into coverage (country, day, films, mine, elsewhere, shops)
    values (${country}, date(${now}, 'unixepoch'), ${films}, ${mine}, ${elsewhere}, ${shops})
    on conflict (country, day) do update set (films, mine, elsewhere, shops)
      = (excluded.films, excluded.mine, excluded.elsewhere, excluded.shops)
    where (films, mine, elsewhere, shops)
      is not (excluded.films, excluded.mine, excluded.elsewhere, excluded.shops)`);
}

/** A statement: of each month since `from` (`2026-11`), the last day that is known. */
export function coverageOf(db: Database, country: string, from: string) {
  return db.all<Coverage>(sql`
    select substr(day, 1, 7) as month, films, mine, elsewhere, shops from (
      select *, max(day) over (partition by substr(day, 1, 7)) as last_day
      from coverage where country = ${country} and day >= ${from})
    where day = last_day order by day`);
}

/** A statement: by month and provider, also what of it only the months' counts are left of. Renting and buying is left out. */
export function movesOf(db: Database, country: string, from: string) {
  return db.all<ProviderMonth>(sql`
    select month, provider, sum(came) as came, sum(went) as went from (
      select strftime('%Y-%m', at, 'unixepoch') as month, provider, came, not came as went
      from arrivals where country = ${country} and kind in ('stream', 'free', 'ads')
      union all
      select month, provider, came, went from arrival_months where country = ${country})
    where month >= ${from} group by month, provider`);
}
