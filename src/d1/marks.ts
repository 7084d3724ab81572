// What the household marks by hand: films that they have seen, films that they do not want to see here. Each mark is a
// list of its kind that is nobody's in particular and has no name; what a file says is its member's, and is called like
// the file (see imports.ts).

import { and, eq, isNotNull, sql, type SQL } from "drizzle-orm";
import { MARKS, type Mark } from "../film.ts";
import { assembleMarks } from "./assemble-snapshot.ts";
import { batch } from "./batch.ts";
import type { Database } from "./database.ts";
import { isMarks, type Whose } from "./listed.ts";
import { listFilms } from "./schema.ts";
import type { SnapshotSettings } from "./snapshot-parts.ts";

export interface NewMark {
  filmId: number;
  mark: Mark;
  /** False: the mark is taken away. */
  on: boolean;
  /** Seconds since 1970. */
  now: number;
}

/** False: there is no such film, and nothing was changed. */
export async function setMark(
  db: Database,
  settings: SnapshotSettings,
  it: NewMark,
): Promise<boolean> {
  const { filmId, mark, on, now } = it;
  const list = listOf(mark);
  const [, , rows] = await batch(db, [
    db.run(sql`
      insert into lists (kind, created_at) select ${mark}, ${now} where ${list} is null and ${on ? 1 : 0}`),
    on ? addMark(db, list, filmId, now) : removeMark(db, list, filmId, now),
    db.all<{ id: number }>(sql`select id from films where id = ${filmId}`),
    assembleMarks(db, settings),
  ]);
  return rows.length > 0;
}

function listOf(mark: Mark): SQL {
  return sql`(select id from lists where kind = ${mark} and member is null and name is null)`;
}

function addMark(db: Database, list: SQL, filmId: number, now: number) {
  return db.run(sql`
    insert into list_films (list_id, film_id, place, listed_at)
    select ${list}, id, ${now}, ${now} from films where id = ${filmId}
    on conflict (list_id, film_id) do update set place = excluded.place, left_at = null
      where list_films.place is null`);
}

function removeMark(db: Database, list: SQL, filmId: number, now: number) {
  return db
    .update(listFilms)
    .set({ place: null, leftAt: now })
    .where(
      and(eq(listFilms.listId, list), eq(listFilms.filmId, filmId), isNotNull(listFilms.place)),
    );
}

/** In a statement that reads `films`: a JSON array of the marks that the household has set for a film. */
export const MARKS_OF_FILM: SQL = sql`(
  select json_group_array(kind) from lists cross join list_films on list_id = lists.id and film_id = films.id
  where kind in (${sql.raw(MARKS.map((mark) => `'${mark}'`).join(", "))}) and member is null and lists.name is null
    and place is not null)`;

/** A JSON array of the configured members whose files say that they have seen a film. */
export function seenBy(whose: Whose): SQL {
  return sql`(
    select json_group_array(member) from lists cross join list_films on list_id = lists.id and film_id = films.id
    where kind = 'seen' and member is not null and place is not null and ${isMarks(whose)})`;
}
