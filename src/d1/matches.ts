// Which TMDB title each film is matched with, and which matches are doubtful, for the owner to check. choices.ts
// writes what the owner decides.

import type { MatchedFilm } from "../list/matched-film.ts";
import { DOUBTS, MATCHES_SCREEN, type Doubt, type MatchCounts } from "../list/match-counts.ts";
import { sql, type SQL } from "drizzle-orm";
import type { Candidate, TmdbKey } from "../film.ts";
import type { Settings } from "../settings/index.ts";
import type { Database } from "./database.ts";
import { isOnAnyList, listed, listedAnywhereCount, placeOf } from "./listed.ts";

const DOUBT = sql`case
  when failure_kind = 'tmdb-title-gone' then 'gone'
  when match in ('unsure', 'not-found') then match
  when match in ('near-year', 'only-title') then 'likely'
  when match in ('owner', 'not-on-tmdb') then 'decided' end`;

type Row = Omit<MatchedFilm, "key" | "candidates" | "filmPageAnswered"> & {
  tmdbType: TmdbKey["type"] | null;
  tmdbId: number | null;
  candidates: string | null;
  filmPageAnswered: 0 | 1;
};

function selectFilms(where: SQL, rest: SQL) {
  return sql<Row>`
    select id, slug, lid, title, year, match, match_why as why, tmdb_type as "tmdbType", tmdb_id as "tmdbId",
      candidates, original_title as "originalTitle", release_date as "releaseDate", poster,
      film_page_asked_at is not null as "filmPageAnswered", checked_at as "checkedAt",
      failure_kind as "failureKind", ${DOUBT} as doubt
    from films where ${where} ${rest}`;
}

/** A statement that reads one page of the doubtful films, most doubtful first, then in the list's order. */
export function doubtfulFilms(
  db: Database,
  settings: Settings,
  { doubt, page }: { doubt: Doubt | null; page: number },
) {
  const which = doubt === null ? sql`${DOUBT} is not null` : sql`${DOUBT} is ${doubt}`;
  const order = sql.join(
    DOUBTS.map((name, i) => sql.raw(`when '${name}' then ${i}`)),
    sql` `,
  );
  const rest = sql`
    order by case ${DOUBT} ${order} end, ${placeOf(settings)} desc, id
    limit ${MATCHES_SCREEN} offset ${(page - 1) * MATCHES_SCREEN}`;
  return db.all<Row>(selectFilms(sql`${which} and ${isOnAnyList(settings)}`, rest));
}

/** A statement that reads this film, if it is listed. */
export function matchedFilm(db: Database, settings: Settings, id: number) {
  return db.all<Row>(selectFilms(sql`id = ${id} and ${isOnAnyList(settings)}`, sql``));
}

export function readMatchedFilms(rows: readonly Row[]): MatchedFilm[] {
  return rows.map(({ tmdbType, tmdbId, ...row }) => ({
    ...row,
    key: tmdbType && tmdbId ? { type: tmdbType, id: tmdbId } : null,
    // Only look-ups write this column, and they write this shape.
    candidates: row.candidates ? (JSON.parse(row.candidates) as Candidate[]) : [],
    filmPageAnswered: row.filmPageAnswered === 1,
  }));
}

/** Posters of the films at the top of the list: TMDB's paths. */
export async function listPosters(
  db: Database,
  settings: Settings,
  limit: number,
): Promise<string[]> {
  const rows = await db.all<{ poster: string }>(sql`
    select poster from films where poster is not null and ${listed(settings)}
    order by ${placeOf(settings)} desc limit ${limit}`);
  return rows.map(({ poster }) => poster);
}

interface CountRow {
  name: Doubt | "pending" | "failed" | "total";
  n: number;
}

/** A statement. Places are queried only for films that are counted under a name: most are not doubtful. */
export function countMatches(db: Database, settings: Settings) {
  return db.all<CountRow>(sql`
    select coalesce(${DOUBT}, iif(failure_kind is not null and tmdb_id is null, 'failed', 'pending')) as name,
      count(*) as n
    from films where (${DOUBT} is not null or match = 'pending') and ${isOnAnyList(settings)}
    group by 1
    union all select 'total', ${listedAnywhereCount(settings)}`);
}

export function readMatchCounts(rows: readonly CountRow[]): MatchCounts {
  const of = (name: CountRow["name"]) => rows.find((row) => row.name === name)?.n ?? 0;
  return {
    gone: of("gone"),
    unsure: of("unsure"),
    "not-found": of("not-found"),
    likely: of("likely"),
    decided: of("decided"),
    total: of("total"),
    pending: of("pending"),
    failed: of("failed"),
  };
}
