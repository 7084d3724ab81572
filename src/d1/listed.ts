// Which films are listed, and where. A member's watchlist as Letterboxd shows it and the file that they brought are two
// rows of `lists` and one list to the eye. SQL for statements that read `films`; of the settings it knows only names.

import { sql, type SQL } from "drizzle-orm";
import type { Settings } from "../settings/index.ts";

/** Whose watchlists are shown. */
export type Whose = Pick<Settings, "members">;

/** Whose watchlist a list is: a member's by the name; null: what was brought while nobody was named. */
export type Owner = string | null;

/** Those whose watchlists are shown, in the order of the settings. */
export function ownersOf({ members }: Whose): Owner[] {
  return members.length > 0 ? [...members] : [null];
}

/** To whom belongs what names nobody. */
export function firstOwner({ members }: Whose): Owner {
  return members[0] ?? null;
}

/** The number of the member's watchlist as Letterboxd shows it; null where it was never read. */
export function watchlistOf(owner: Owner): SQL {
  return sql`(select id from lists where kind = 'watchlist' and member = ${owner})`;
}

/** The number of the file that the member brought; null where there is none. */
export function fileOf(owner: Owner): SQL {
  return sql`(select id from lists where kind = 'file' and member is ${owner})`;
}

/** The first named member's file; what was brought while nobody was named counts as theirs, if they have none. */
export function firstFileOf(whose: Whose): SQL {
  return sql`(select id from lists
    where kind = 'file' and (member is ${firstOwner(whose)} or member is null)
    order by member is null limit 1)`;
}

function shownFileOf(whose: Whose, owner: Owner): SQL {
  return owner === firstOwner(whose) ? firstFileOf(whose) : fileOf(owner);
}

/** For an `in`: the numbers of the watchlists and files that are shown. */
function numbersOf(whose: Whose): SQL {
  const numbers = ownersOf(whose).flatMap((owner) => [
    watchlistOf(owner),
    shownFileOf(whose, owner),
  ]);
  return sql.join(numbers, sql`, `);
}

/** A query: the numbers of the lists that are followed beside the watchlists. */
export const FOLLOWED: SQL = sql`select id from lists where kind = 'list' and removed_at is null`;

/** The SQL condition, for a `where`. Of a single film `placeOf` tells the same, and reads less. */
export function listed(whose: Whose): SQL {
  return sql`(films.id in (
    select film_id from list_films where list_id in (${numbersOf(whose)}) and place is not null))`;
}

/** Like `listed`, of the lists that are followed as well: whatever is to be looked up. */
export function listedAnywhere(whose: Whose): SQL {
  return sql`(films.id in (${filmsAnywhere(whose)}))`;
}

/** A query: the numbers of those films. Some come twice. */
function filmsAnywhere(whose: Whose): SQL {
  return sql`
    select film_id from list_films where list_id in (${numbersOf(whose)}) and place is not null
    union all select film_id from list_films where list_id in (${FOLLOWED}) and place is not null`;
}

/** How many films are listed. Reads only their places, and no film. */
export function listedCount(whose: Whose): SQL {
  return sql`(select count(distinct film_id) from list_films
    where list_id in (${numbersOf(whose)}) and place is not null)`;
}

/** A film's place on the first watchlist that has it, greater is newer; null: it is not listed. */
export function placeOf(whose: Whose): SQL {
  return firstOf(
    ownersOf(whose).flatMap((owner) => [
      inList("place", watchlistOf(owner)),
      inList("place", shownFileOf(whose, owner)),
    ]),
  );
}

/**
 * A query, a row for each film of an owner's watchlist: list_id, which is their watchlist or, where it was never read,
 * their file; film_id, place, added_on and listed_at as the functions here tell them.
 */
export function listedRows(whose: Whose, owner: Owner): SQL {
  const [watchlist, file] = [watchlistOf(owner), shownFileOf(whose, owner)];
  return sql`
    select ${shownNumber(whose, owner)} as list_id, film_id,
      coalesce(${only("place", watchlist)}, ${only("place", file)}) as place,
      ${only("added_on", file)} as added_on, min(listed_at) as listed_at
    from list_films where list_id in (${watchlist}, ${file})
    group by film_id having max(place) is not null`;
}

/** The number by which an owner's watchlist is shown; null: neither was it read, nor did they bring a file. */
export function shownNumber(whose: Whose, owner: Owner): SQL {
  return sql`coalesce(${watchlistOf(owner)}, ${shownFileOf(whose, owner)})`;
}

/** In a group of a film's rows, what the row of one list says. */
function only(column: "place" | "added_on", list: SQL): SQL {
  return sql`max(iif(list_id = ${list}, ${sql.identifier(column)}, null))`;
}

/** The ISO date on which the first member who told it added a film; null: no file of theirs has. */
export function addedOnOf(whose: Whose): SQL {
  return firstOf(ownersOf(whose).map((owner) => inList("added_on", shownFileOf(whose, owner))));
}

function firstOf(values: SQL[]): SQL {
  const [only] = values;
  return values.length === 1 && only ? only : sql`coalesce(${sql.join(values, sql`, `)})`;
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
