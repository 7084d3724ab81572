// Which films are listed, and where. A member's watchlist at Letterboxd and their imported file are two rows of
// `lists`, but are shown as one list. SQL for statements that read `films`; of the settings it uses only the names.

import { sql, type SQL } from "drizzle-orm";
import type { Settings } from "../settings/index.ts";
import { jsonRows } from "./json-rows.ts";

/** Whose watchlists are shown. */
export type Whose = Pick<Settings, "members">;

/** The member whose watchlist it is; null for a file imported while no member was configured. */
export type Owner = string | null;

/** The owners of the watchlists that are shown, in the order of the settings. */
function ownersOf({ members }: Whose): Owner[] {
  return members.length > 0 ? [...members] : [null];
}

/** The owner of whatever names no member. */
export function firstOwner({ members }: Whose): Owner {
  return members[0] ?? null;
}

/** The id of the member's watchlist; null if they have none yet. */
export function watchlistOf(owner: Owner): SQL {
  return sql`(select id from lists where kind = 'watchlist' and member = ${owner})`;
}

/** The id of the list that the member imported; null if there is none. */
export function fileOf(owner: Owner): SQL {
  return sql`(select id from lists where kind = 'file' and member is ${owner})`;
}

/**
 * The id of the list that the first member imported. A file imported while no member was configured counts as theirs,
 * unless they have one of their own.
 */
export function firstFileOf(whose: Whose): SQL {
  return sql`(select id from lists
    where kind = 'file' and (member is ${firstOwner(whose)} or member is null)
    order by member is null limit 1)`;
}

function shownFileOf(whose: Whose, owner: Owner): SQL {
  return owner === firstOwner(whose) ? firstFileOf(whose) : fileOf(owner);
}

/** For an `in`: the ids of the watchlists and files that are shown. */
function numbersOf(whose: Whose): SQL {
  const numbers = ownersOf(whose).flatMap((owner) => [
    watchlistOf(owner),
    shownFileOf(whose, owner),
  ]);
  return sql.join(numbers, sql`, `);
}

/** A query: the ids of the public lists that are followed, beside the watchlists. */
export const FOLLOWED: SQL = sql`select id from lists where kind = 'list' and removed_at is null`;

/** An SQL condition: the film is listed. For a single film, testing `placeOf` gives the same result and reads less. */
export function listed(whose: Whose): SQL {
  return sql`(films.id in (
    select film_id from list_films where list_id in (${numbersOf(whose)}) and place is not null))`;
}

/** An SQL condition: the film is on a watchlist or on a followed list, so it has to be looked up. */
export function listedAnywhere(whose: Whose): SQL {
  return sql`(films.id in (${filmsAnywhere(whose)}))`;
}

/** A query: the ids of those films, with duplicates. `but`: a followed list that is left out. */
export function filmsAnywhere(whose: Whose, but: number | null = null): SQL {
  return sql`
    select film_id from list_films where list_id in (${numbersOf(whose)}) and place is not null
    union all select film_id from list_films
      where list_id in (${FOLLOWED}) and list_id is not ${but} and place is not null`;
}

/** An SQL condition: Letterboxd may be asked, because there is a list of its to read. */
export function asksLetterboxd({ members }: Whose): SQL {
  return members.length > 0 ? sql`true` : sql`exists (${FOLLOWED})`;
}

/** In SQL, for statements that read `lists`: the name by which a list is shown. See also list/list-name.ts. */
export const LIST_NAME: SQL = (() => {
  const afterOwner = sql`substr(path, instr(path, '/list/') + 6)`;
  const slug = sql`substr(${afterOwner}, 1, instr(${afterOwner}, '/') - 1)`;
  return sql`coalesce(lists.name, lists.member, replace(${slug}, '-', ' '))`;
})();

/** Like `listedAnywhere`, for one film or a few: it reads only their own rows. */
export function isOnAnyList(whose: Whose): SQL {
  return sql`(${placeOf(whose)} is not null or exists (
    select 1 from list_films
    where film_id = films.id and place is not null and list_id in (${FOLLOWED})))`;
}

/** How many films are on any list. Reads only their places, and no film. */
export function listedAnywhereCount(whose: Whose): SQL {
  return sql`(select count(distinct film_id) from (${filmsAnywhere(whose)}))`;
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
 * A query with a row for each owner: rank (from 0), member, watchlist and file, which are ids or null, and `shown`, the
 * id by which their watchlist is shown: the watchlist's or, if it was never read, the file's; else null.
 */
export function owners(whose: Whose): SQL {
  return sql`
    select *, coalesce(watchlist, file) as shown from (
      select owner.key as rank, owner.value as member,
        (select id from lists where kind = 'watchlist' and member = owner.value) as watchlist,
        (select id from lists
          where kind = 'file' and (member is owner.value or owner.key = 0 and member is null)
          order by member is null limit 1) as file
      from ${jsonRows(ownersOf(whose))} as owner)`;
}

/**
 * A query with a row for each film of each owner's watchlist: list_id (the one by which it is shown), film_id, place,
 * added_on and listed_at.
 */
export function listedRows(whose: Whose): SQL {
  return sql`
    select shown as list_id, film_id,
      coalesce(max(iif(list_id = watchlist, place, null)), max(iif(list_id = file, place, null))) as place,
      max(iif(list_id = file, added_on, null)) as added_on, min(listed_at) as listed_at
    from (${owners(whose)}) join list_films on list_id in (watchlist, file)
    group by rank, film_id having max(place) is not null`;
}

/** A query: the ids of all rows of `lists` that are shown. */
export function shownRowsOf(whose: Whose): SQL {
  return sql`
    select stored.value from (${owners(whose)}) join json_each(json_array(watchlist, file)) as stored
    where stored.value is not null union all ${FOLLOWED}`;
}

/**
 * The lists that have the film, as a JSON array of the ids by which they are shown, the least first: a member's
 * watchlist and file are one. Of the subqueries, those that do not depend on the film run once in a statement.
 */
export function shownListsOf(whose: Whose): SQL {
  const files = sql`(
    select json_group_object(file, shown) from (${owners(whose)}) where file is not null)`;
  return sql`(
    select json_group_array(distinct id order by id) from (
      select coalesce(${files} ->> (list_id || ''), list_id) as id from list_films
      where film_id = films.id and place is not null and list_id in (${shownRowsOf(whose)})))`;
}

/** Whether more than one list is shown. */
export function areSeveral({ members }: Whose): SQL {
  return members.length > 1 ? sql`true` : sql`exists (${FOLLOWED})`;
}

/** An SQL condition on `lists`: it holds marks of a member that is shown, or of the household. */
export function isMarks({ members }: Whose): SQL {
  return sql`kind in ('seen', 'hidden') and removed_at is null
    and (member is null or member in (select value from ${jsonRows(members)}))`;
}

/** Whether the household has hidden the film. */
export const IS_HIDDEN: SQL = sql`exists (
  select 1 from list_films where film_id = films.id and place is not null
    and list_id in (select id from lists where kind = 'hidden'))`;

/** Whether one of these members has seen the film; what is marked by hand counts for everybody. */
export function isSeen(members: readonly string[]): SQL {
  return sql`exists (
    select 1 from list_films where film_id = films.id and place is not null and list_id in (
      select id from lists where kind = 'seen' and ${isMarks({ members })}))`;
}

/** Whether the film never was on a watchlist or in a member's file, but only on other lists. */
export const IS_ONLY_ELSEWHERE: SQL = sql`(
  films.id in (select film_id from list_films
    where list_id in (select id from lists where kind not in ('watchlist', 'file')))
  and films.id not in (select film_id from list_films
    where list_id in (select id from lists where kind in ('watchlist', 'file'))))`;

/** The ISO date on which a member added the film, of the first whose file gives it; null: none does. */
export function addedOnOf(whose: Whose): SQL {
  return firstOf(ownersOf(whose).map((owner) => inList("added_on", shownFileOf(whose, owner))));
}

function firstOf(values: SQL[]): SQL {
  const [first] = values;
  return values.length === 1 && first ? first : sql`coalesce(${sql.join(values, sql`, `)})`;
}

function inList(column: "place" | "added_on", list: SQL): SQL {
  return sql`(select ${sql.identifier(column)} from list_films
    where list_id = ${list} and film_id = films.id)`;
}

/**
 * Whether the film is now on any list that is read at Letterboxd, whoever's it is: what Letterboxd's page says then
 * overrides a file.
 */
export const IS_AT_LETTERBOXD: SQL = isOn(
  "kind = 'watchlist' or kind = 'list' and path is not null",
);

const IS_IN_FILE: SQL = isOn("kind = 'file' or kind = 'list' and path is null");

/** A film's source, by the lists that have it, whoever's they are; a film that is on no list keeps its source. */
export const SOURCE: SQL = sql`case
  when ${IS_AT_LETTERBOXD} then iif(${IS_IN_FILE}, 'both', 'letterboxd')
  when ${IS_IN_FILE} then 'export'
  else films.source end`;

/** `which`: an SQL condition for the list. */
function isOn(which: string): SQL {
  return sql`exists (
    select 1 from list_films where film_id = films.id and place is not null
      and list_id in (select id from lists where ${sql.raw(which)}))`;
}
