// Which films are listed, and where. A member's watchlist as Letterboxd shows it and the file that they brought are two
// rows of `lists` and one list to the eye. SQL for statements that read `films`; knows nobody's settings but a name.

import { sql, type SQL } from "drizzle-orm";
import type { Settings } from "../settings/index.ts";

/** Whose lists are shown. null: no member is configured. */
export type Whose = Pick<Settings, "username">;

/** The number of the member's watchlist; null where they have none yet. */
export function watchlistOf({ username }: Whose): SQL {
  return sql`(select id from lists
    where kind = 'watchlist' and member = ${username} and removed_at is null)`;
}

/**
 * The number of the file that the member brought; null where there is none. What was brought while nobody was named
 * counts as theirs, unless they have a file of their own.
 */
export function fileOf({ username }: Whose): SQL {
  return sql`(select id from lists
    where kind = 'file' and (member is ${username} or member is null) and removed_at is null
    order by member is null limit 1)`;
}

/** The SQL condition, for a `where`. Of a single film `placeOf` tells the same, and reads less. */
export function listed(whose: Whose): SQL {
  return sql`(films.id in (
    select film_id from list_films
    where list_id in (${watchlistOf(whose)}, ${fileOf(whose)}) and place is not null))`;
}

/** How many films are listed. Reads their places only, and no film. */
export function listedCount(whose: Whose): SQL {
  return sql`(select count(distinct film_id) from list_films
    where list_id in (${watchlistOf(whose)}, ${fileOf(whose)}) and place is not null)`;
}

/** A film's place on the list as it is shown, greater is newer; null: it is not listed. */
export function placeOf(whose: Whose): SQL {
  return sql`coalesce(${inList("place", watchlistOf(whose))}, ${inList("place", fileOf(whose))})`;
}

/** A query, a row for each listed film: film_id, place, added_on and listed_at as the functions below tell them. */
export function listedRows(whose: Whose): SQL {
  const [watchlist, file] = [watchlistOf(whose), fileOf(whose)];
  return sql`
    select film_id, coalesce(${only("place", watchlist)}, ${only("place", file)}) as place,
      ${only("added_on", file)} as added_on, min(listed_at) as listed_at
    from list_films where list_id in (${watchlist}, ${file})
    group by film_id having max(place) is not null`;
}

/** In a group of a film's rows, what the row of one list says. */
function only(column: "place" | "added_on", list: SQL): SQL {
  return sql`max(iif(list_id = ${list}, ${sql.identifier(column)}, null))`;
}

/** The ISO date on which the member added a film; null: no file of theirs has told it. */
export function addedOnOf(whose: Whose): SQL {
  return inList("added_on", fileOf(whose));
}

function inList(column: "place" | "added_on", list: SQL): SQL {
  return sql`(select ${sql.identifier(column)} from list_films
    where list_id = ${list} and film_id = films.id)`;
}

/** Whether a list of Letterboxd's, whoever's it is, has a film now: what its page says goes before what a file says. */
export const IS_AT_LETTERBOXD: SQL = isOn("'watchlist', 'list'");

/** A film's source by the lists that have it, whoever's they are; one that has left them all keeps what it had. */
export const SOURCE: SQL = sql`case
  when ${IS_AT_LETTERBOXD} then iif(${isOn("'file'")}, 'both', 'letterboxd')
  when ${isOn("'file'")} then 'export'
  else films.source end`;

function isOn(kinds: string): SQL {
  return sql`exists (
    select 1 from list_films where film_id = films.id and place is not null
      and list_id in (select id from lists where kind in (${sql.raw(kinds)})))`;
}
