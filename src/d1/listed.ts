// Which films are listed, and where. A member's watchlist at Letterboxd and their imported file are two rows of
// `lists`, but are shown as one list. SQL for statements that read `films`; of the settings it uses only the member's
// name.

import { sql, type SQL } from "drizzle-orm";
import type { Settings } from "../settings/index.ts";

/** Whose lists are shown. `username` is null if no member is configured. */
export type Whose = Pick<Settings, "username">;

/** The id of the member's watchlist; null if they have none yet. */
export function watchlistOf({ username }: Whose): SQL {
  return sql`(select id from lists
    where kind = 'watchlist' and member = ${username} and removed_at is null)`;
}

/**
 * The id of the list that the member imported; null if there is none. A file imported while no member was configured
 * counts as theirs, unless they have one of their own.
 */
export function fileOf({ username }: Whose): SQL {
  return sql`(select id from lists
    where kind = 'file' and (member is ${username} or member is null) and removed_at is null
    order by member is null limit 1)`;
}

/** An SQL condition: the film is listed. For a single film, testing `placeOf` gives the same result and reads less. */
export function listed(whose: Whose): SQL {
  return sql`(films.id in (
    select film_id from list_films
    where list_id in (${watchlistOf(whose)}, ${fileOf(whose)}) and place is not null))`;
}

/** How many films are listed. Reads only their places, and no film. */
export function listedCount(whose: Whose): SQL {
  return sql`(select count(distinct film_id) from list_films
    where list_id in (${watchlistOf(whose)}, ${fileOf(whose)}) and place is not null)`;
}

/** A film's place on the list as it is shown, greater is newer; null: it is not listed. */
export function placeOf(whose: Whose): SQL {
  return sql`coalesce(${inList("place", watchlistOf(whose))}, ${inList("place", fileOf(whose))})`;
}

/**
 * A query with a row for each listed film: film_id, place, added_on and listed_at. The place and the date are those
 * of `placeOf` and `addedOnOf`.
 */
export function listedRows(whose: Whose): SQL {
  const [watchlist, file] = [watchlistOf(whose), fileOf(whose)];
  return sql`
    select film_id, coalesce(${only("place", watchlist)}, ${only("place", file)}) as place,
      ${only("added_on", file)} as added_on, min(listed_at) as listed_at
    from list_films where list_id in (${watchlist}, ${file})
    group by film_id having max(place) is not null`;
}

/** An aggregate over a film's rows: the column of the row that belongs to one list. */
function only(column: "place" | "added_on", list: SQL): SQL {
  return sql`max(iif(list_id = ${list}, ${sql.identifier(column)}, null))`;
}

/** The ISO date on which the member added a film; null: no file of theirs gives it. */
export function addedOnOf(whose: Whose): SQL {
  return inList("added_on", fileOf(whose));
}

function inList(column: "place" | "added_on", list: SQL): SQL {
  return sql`(select ${sql.identifier(column)} from list_films
    where list_id = ${list} and film_id = films.id)`;
}

/**
 * Whether the film is now on any list at Letterboxd, whoever's it is: what Letterboxd's page says then overrides a
 * file.
 */
export const IS_AT_LETTERBOXD: SQL = isOn("'watchlist', 'list'");

/** A film's source, by the lists that have it, whoever's they are; a film that is on no list keeps its source. */
export const SOURCE: SQL = sql`case
  when ${IS_AT_LETTERBOXD} then iif(${isOn("'file'")}, 'both', 'letterboxd')
  when ${isOn("'file'")} then 'export'
  else films.source end`;

function isOn(kinds: string): SQL {
  return sql`exists (
    select 1 from list_films where film_id = films.id and place is not null
      and list_id in (select id from lists where kind in (${sql.raw(kinds)})))`;
}
