// What the owner decides about a film's match. It is kept for good: look-ups, film pages and imports do not change
// it, until the owner undoes it.

import { sql, type SQL } from "drizzle-orm";
import type { TmdbKey } from "../film.ts";
import type { Database } from "./database.ts";
import { isOnAnyList } from "./listed.ts";
import { TMDB_COLUMNS } from "./looked-up-films.ts";
import { forgetArrivalsOf } from "./arrivals.ts";
import { addLookupToActive, countActiveFilmsTotal } from "./lookups.ts";
import { batch } from "./batch.ts";
import { WITHOUT_TMDB } from "./entry-sql.ts";
import { assembleSnapshot } from "./assemble-snapshot.ts";
import type { SnapshotSettings } from "./snapshot-parts.ts";

export type Choice =
  | { kind: "title"; key: TmdbKey }
  | { kind: "not-on-tmdb" }
  /** Back to whatever look-ups find. */
  | { kind: "undo" };

export type Chosen = "no-such-film" | "settled" | "to-be-looked-up";

/**
 * Saves the choice, and deletes all that TMDB said of the previous title, so that nobody is shown the offers of a
 * wrong film. If a refresh is under way, the film is added to its look-ups, even if it has been looked up before.
 */
export async function chooseMatch(
  db: Database,
  settings: SnapshotSettings,
  { filmId, choice, now }: { filmId: number; choice: Choice; now: number },
): Promise<Chosen> {
  const film = sql`films.id = ${filmId} and ${isOnAnyList(settings)}`;
  const [, , , rows] = await batch(db, [
    db.run(sql`update films set ${changesBy(choice)} where ${film} ${onlyIf(choice)}`),
    addLookupToActive(db, sql`${film} and ${TO_BE_LOOKED_UP}`),
    countActiveFilmsTotal(db),
    db.all<{ due: 0 | 1 }>(sql`select ${TO_BE_LOOKED_UP} as due from films where ${film}`),
    forgetArrivalsOf(db, [filmId]),
    ...assembleSnapshot(db, settings, now),
  ]);
  const [row] = rows;
  if (row === undefined) return "no-such-film";
  return row.due === 1 ? "to-be-looked-up" : "settled";
}

const TO_BE_LOOKED_UP = sql`("match" <> 'not-on-tmdb' and checked_at is null)`;

function changesBy(choice: Choice): SQL {
  switch (choice.kind) {
    case "title": {
      const { type, id } = choice.key;
      return sql`"match" = 'owner', match_why = 'You picked it', tmdb_type = ${type}, tmdb_id = ${id},
        ${forgetting(sql`(tmdb_type, tmdb_id) is not (${type}, ${id})`)}`;
    }
    case "not-on-tmdb":
      return sql`"match" = 'not-on-tmdb', match_why = 'You said so', tmdb_type = null, tmdb_id = null,
        ${forgetting(sql`1`)}`;
    case "undo":
      // Letterboxd's page may be asked again: its answer may have been overwritten by the choice.
      return sql`"match" = 'pending', match_why = null, tmdb_type = null, tmdb_id = null,
        film_page_asked_at = null, ${forgetting(sql`1`)}`;
  }
}

function onlyIf({ kind }: Choice): SQL {
  return kind === "undo" ? sql`and "match" in ('owner', 'not-on-tmdb')` : sql``;
}

/**
 * SQL for a `set`: deletes TMDB's data if `which` is true. Picking the same title again causes a new look-up only if
 * the last one failed.
 */
function forgetting(which: SQL): SQL {
  const columns = TMDB_COLUMNS.map(
    (name) => sql`${sql.raw(name)} = iif(${which}, null, ${sql.raw(name)})`,
  );
  return sql`${sql.join(columns, sql`, `)}, failure_kind = null,
    entry = iif(${which}, ${WITHOUT_TMDB}, entry),
    checked_at = iif(${which} or failure_kind is not null, null, checked_at)`;
}
