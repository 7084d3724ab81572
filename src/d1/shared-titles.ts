// Listed films that are matched with one title of TMDB, and those with a namesake of their year at Letterboxd: title
// and year alone have settled at least one of them, and that cannot be true of all. Looked for once in a refresh, when all films are looked up, for it reads every film (three rows each, with what SQLite sorts): an
// index on the titles would be written with each look-up.

import { sql, type SQL } from "drizzle-orm";
import { BY_TITLE, type Candidate, type Match, type TmdbKey } from "../film.ts";
import type { Database } from "./database.ts";
import { WITHOUT_TMDB } from "./entry-sql.ts";
import { jsonRows } from "./json-rows.ts";
import { asksLetterboxd, listedAnywhere, type Whose } from "./listed.ts";
import { ASKED_AGAIN_AFTER_SECONDS, TMDB_COLUMNS } from "./looked-up-films.ts";

/** The words that are stored with such a doubt. By them it is known later that the first candidate is the shared title. */
export const SHARED = "Another film of your list would be matched with the same one";

/** The same of a film that has a namesake of its year at Letterboxd, which tells them apart by a counter. */
export const COUNTED = "Letterboxd has more than one film of this title and year";

const IS_SHARED = sql`("match" = 'unsure' and match_why = ${SHARED})`;

const IS_BY_TITLE = sql.raw(`"match" in (${BY_TITLE.map((name) => `'${name}'`).join(", ")})`);

/** A namesake of its year is stored, with a counter behind the slug. Finds nothing for nearly all, and reads no row. */
const HAS_NAMESAKE = sql`iif(${IS_BY_TITLE} and slug glob '*-[12][0-9][0-9][0-9]', exists (
  select 1 from films as other where other.slug in (films.slug || '-1', films.slug || '-2')), 0)`;

/** More than any list has. What is left over is found by the next refresh. */
const MOST_TITLES = sql.raw("200");

/** A film, and the title that it is matched with, or was until another one was matched with it, too. */
export interface Claim {
  id: number;
  match: Match;
  key: TmdbKey;
  candidates: Candidate[];
  /** The title as TMDB has it, if no candidate tells. */
  originalTitle: string | null;
  poster: string | null;
  filmPageAskedAt: number | null;
  hasNamesake: boolean;
}

type Row = Omit<Claim, "key" | "candidates" | "hasNamesake"> & {
  type: TmdbKey["type"];
  number: number;
  candidates: string | null;
  hasNamesake: 0 | 1;
};

/**
 * The listed films that share a title with others, one of which is matched by title and year; those that once did; and
 * those with a namesake.
 * Reads three rows a film; where there are any, these and the lists as well.
 */
export async function findClaims(db: Database, whose: Whose): Promise<Claim[]> {
  const groups = await db.all<{ ids: string }>(sql`
    select json_group_array(id) as ids from films
    where tmdb_id is not null and "match" <> 'pending' or ${IS_SHARED}
    group by ${claimed("type")}, ${claimed("id")}
    having count(*) > 1 and sum(${IS_BY_TITLE}) > 0 or sum(${IS_SHARED} or ${HAS_NAMESAKE}) > 0
    limit ${MOST_TITLES}`);
  if (groups.length === 0) return [];
  const ids = groups.flatMap((group) => JSON.parse(group.ids) as number[]);
  const rows = await db.all<Row>(sql`
    select id, "match", ${claimed("type")} as type, ${claimed("id")} as number, candidates,
      original_title as "originalTitle", poster, film_page_asked_at as "filmPageAskedAt",
      ${HAS_NAMESAKE} as "hasNamesake"
    from films where id in (select value from ${jsonRows(ids)}) and ${listedAnywhere(whose)}`);
  return rows.map((row) => ({
    id: row.id,
    match: row.match,
    key: { type: row.type, id: row.number },
    // Only look-ups write this column, and they write this shape.
    candidates: row.candidates === null ? [] : (JSON.parse(row.candidates) as Candidate[]),
    originalTitle: row.originalTitle,
    poster: row.poster,
    filmPageAskedAt: row.filmPageAskedAt,
    hasNamesake: row.hasNamesake === 1,
  }));
}

function claimed(part: keyof TmdbKey): SQL {
  return sql.raw(`coalesce(tmdb_${part}, candidates ->> '$[0].key.${part}')`);
}

/** A claim, and in words why it is in doubt. */
export type DoubtedClaim = Claim & { why: string };

/**
 * A statement: these films are in doubt, and the title that they were matched with is their first candidate. What TMDB says of it
 * stays until the film's own page has answered, where it can be asked.
 */
export function doubtClaims(
  db: Database,
  claims: readonly DoubtedClaim[],
  { now, whose }: { now: number; whose: Whose },
) {
  const rows = claims.map(({ id, match, key, candidates, why }) => [
    id,
    match,
    key.type,
    key.id,
    JSON.stringify(candidates),
    why,
  ]);
  const columns = TMDB_COLUMNS.map((name) => sql.raw(`${name} = iif(waits, films.${name}, null)`));
  return db.run(sql`
    with doubted as materialized (
      select films.id as film_id, value ->> 4 as others, value ->> 5 as why,
        ${asksLetterboxd(whose)} and slug is not null and (film_page_asked_at is null
          or film_page_asked_at < ${now - ASKED_AGAIN_AFTER_SECONDS}) as waits
      from ${jsonRows(rows)} join films on films.id = value ->> 0
      where ("match", tmdb_type, tmdb_id) is (value ->> 1, value ->> 2, value ->> 3))
    update films set "match" = 'unsure', match_why = why, tmdb_type = null, tmdb_id = null,
      candidates = others, film_page_asked_at = iif(waits, null, film_page_asked_at),
      entry = iif(waits, entry, ${WITHOUT_TMDB}), ${sql.join(columns, sql`, `)}
    from doubted where films.id = film_id`);
}

/** A statement: no other film has the title any more, so the next look-up decides again. */
export function releaseClaims(db: Database, filmIds: readonly number[]) {
  return db.run(sql`
    update films set "match" = 'pending'
    where id in (select value from ${jsonRows(filmIds)}) and ${IS_SHARED}`);
}
