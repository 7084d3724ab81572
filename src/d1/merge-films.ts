// Statements that make one row of two which turn out to be the same film, and that free a slug which
// Letterboxd has given to another film. For any number of pairs; run them in one batch with what follows.
// (drizzle 0.45 cannot bind `db.run(sql)` in a batch on D1: hence its builders, also where they are bent.)

import { getTableColumns, inArray, sql, type SQL } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { Database } from "./database.ts";
import { jsonRows } from "./json-rows.ts";
import { sourceSql } from "./listed.ts";
import { films, imports } from "./schema.ts";

export interface SameFilm {
  keep: number;
  drop: number;
}

/** What tells where a film comes from. All else is what a look-up found. */
const LISTING = new Set(
  "id slug lid uid title year source livePlace exportPlace addedOn createdAt".split(" "),
);

/** A look-up's columns, as the row `dropped` has them: they belong together and are taken as a whole. */
const droppedLookup = Object.fromEntries(
  Object.entries(getTableColumns(films))
    .filter(([key]) => !LISTING.has(key))
    .map(([key, column]) => [key, dropped(column.name)]),
);

/**
 * The kept row gets the places and the date that only the dropped one has, and its look-up if that is the
 * better one: decided by the owner, or newer. The dropped row's codes are free afterwards. An import that
 * can be undone knows the kept row from then on.
 */
export function mergeFilms(db: Database, pairs: readonly SameFilm[]): BatchItem<"sqlite">[] {
  if (pairs.length === 0) return [];
  const pair = sql`${jsonRows(pairs)} as pair`;
  const both = sql`${pair} join films as dropped on dropped.id = pair.value ->> 'drop'`;
  const isKept = sql`${films.id} = pair.value ->> 'keep'`;

  const settled = sql.raw("in ('owner', 'not-on-tmdb')");
  const droppedIsBetter = sql`
    (dropped.match ${settled}, coalesce(dropped.checked_at, 0))
    > (${films.match} ${settled}, coalesce(${films.checkedAt}, 0))`;

  const livePlace = sql`coalesce(${films.livePlace}, dropped.live_place)`;
  const exportPlace = sql`coalesce(${films.exportPlace}, dropped.export_place)`;

  const remembered = sql`json_each(${imports.before}) as b left join ${pair} on pair.value ->> 'drop' = b.value ->> 0`;

  return [
    db
      .update(films)
      .set(droppedLookup)
      .from(both)
      .where(sql`${isKept} and ${droppedIsBetter}`),
    db
      .update(films)
      .set({
        livePlace,
        exportPlace,
        addedOn: sql`coalesce(${films.addedOn}, dropped.added_on)`,
        createdAt: sql`min(${films.createdAt}, dropped.created_at)`,
        source: sourceSql(livePlace, exportPlace),
      })
      .from(both)
      .where(isKept),
    db
      .update(imports)
      .set({
        before: sql`(
          select json_group_array(json_array(
            coalesce(pair.value ->> 'keep', b.value ->> 0), b.value ->> 1, b.value ->> 2))
          from ${remembered})`,
      })
      .where(sql`exists (select 1 from ${remembered} where pair.key is not null)`),
    db.delete(films).where(inArray(films.id, sql`(select value ->> 'drop' from ${pair})`)),
  ];
}

/** Takes the slug from rows whose slug now names another film; their lid still names them. */
export function releaseSlugs(db: Database, ids: readonly number[]): BatchItem<"sqlite">[] {
  if (ids.length === 0) return [];
  const held = sql`(select value from ${jsonRows(ids)})`;
  return [db.update(films).set({ slug: null }).where(inArray(films.id, held))];
}

function dropped(column: string): SQL {
  return sql`dropped.${sql.identifier(column)}`;
}
