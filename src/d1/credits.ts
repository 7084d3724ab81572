// Who made the films: which of them are to be asked for, what is kept, and for how long. TMDB's terms do not allow
// its data to be kept for longer than six months.

import { sql, type SQL } from "drizzle-orm";
import type { FailureKind } from "../failure.ts";
import type { FilmCredits, TmdbKey } from "../film.ts";
import { DAY_SECONDS } from "../time.ts";
import type { Database } from "./database.ts";
import { jsonRows } from "./json-rows.ts";
import type { CreditsSweep } from "./kv.ts";
import { isOnAnyList, type Whose } from "./listed.ts";

/** A month before it has to be forgotten, so that there is time to ask for all of them. */
const ASKED_AGAIN_AFTER_DAYS = 150;
const KEPT_DAYS = 180;

/** After a failure of one film. */
const TRIED_AGAIN_AFTER_DAYS = 1;

/** In SQL, for statements that read `films`: `known` is the row of the title that the film is matched with now. */
const IS_OF_FILM = sql`known.film_id = films.id
  and known.of_type = films.tmdb_type and known.of_id = films.tmdb_id`;

/** In SQL, for statements that read `films`: a JSON array of names; null: nobody is known. Costs one row. */
export const DIRECTORS: SQL = sql`(select known.directors from film_credits as known where ${IS_OF_FILM})`;

/**
 * The same with all that the film's own page shows, as a JSON object. A film that was not asked for yet has the failure
 * for which none is; null: nothing at all is known. Costs one row or two.
 */
export const CREDITS: SQL = sql`coalesce((
    select json_object('directors', json(coalesce(known.directors, '[]')), 'cast', json(coalesce(known.actors, '[]')),
      'trailer', known.trailer, 'countries', json(coalesce(known.made_in, '[]')), 'failure', known.failure_kind)
    from film_credits as known where ${IS_OF_FILM}),
  (select json_object('failure', value ->> 'failure') from memory where key = 'credits'))`;

export interface CreditsState {
  /** The last refresh that began. */
  refreshId: number;
  isUnderWay: 0 | 1;
  /** JSON; null: no film was ever asked for. */
  sweep: string | null;
}

/** null: there was no refresh yet, so there is nothing to ask for. Costs two rows. */
export async function findCreditsState(db: Database): Promise<CreditsState | null> {
  const [row] = await db.all<CreditsState>(sql`
    select id as "refreshId", state <> 'ended' as "isUnderWay",
      (select value from memory where key = 'credits') as sweep
    from refreshes order by id desc limit 1`);
  return row ?? null;
}

export interface FilmWithKey {
  filmId: number;
  key: TmdbKey;
}

/**
 * The films to ask for next, from `below` downwards, so that new ones come first. `below` null: from the top. Reads two
 * rows and a few for each film that it passes.
 */
export async function findDueCredits(
  db: Database,
  whose: Whose,
  { below, now, most }: { below: number | null; now: number; most: number },
): Promise<FilmWithKey[]> {
  const askedBefore = sql`${now} - ${DAY_SECONDS} * iif(known.failure_kind is null,
    ${sql.raw(`${ASKED_AGAIN_AFTER_DAYS}`)}, ${sql.raw(`${TRIED_AGAIN_AFTER_DAYS}`)})`;
  const rows = await db.all<{ filmId: number; type: TmdbKey["type"]; id: number }>(sql`
    select films.id as "filmId", films.tmdb_type as type, films.tmdb_id as id
    from films left join film_credits as known on ${IS_OF_FILM}
    where ${below === null ? sql`true` : sql`films.id < ${below}`}
      and films.tmdb_type is not null and films.tmdb_id is not null
      and (known.film_id is null or known.asked_at <= ${askedBefore})
      and ${isOnAnyList(whose)}
    order by films.id desc limit ${most}`);
  return rows.map(({ filmId, ...key }) => ({ filmId, key }));
}

export interface AskedCredits extends FilmWithKey {
  /** null: nothing was learnt, or TMDB has no such title. */
  credits: FilmCredits | null;
  failure: FailureKind | null;
}

/** A statement: one row each. A failure leaves what is known of the same title as it is. */
export function saveCredits(db: Database, asked: readonly AskedCredits[], now: number) {
  const rows = asked.map(({ filmId, key, credits, failure }) => ({
    filmId,
    type: key.type,
    id: key.id,
    failure,
    directors: credits && JSON.stringify(credits.directors),
    actors: credits && JSON.stringify(credits.cast),
    trailer: credits?.trailer ?? null,
    madeIn: credits && JSON.stringify(credits.countries),
  }));
  const stays = sql`excluded.failure_kind is not null
    and (excluded.of_type, excluded.of_id) = (film_credits.of_type, film_credits.of_id)`;
  const kept = ["known_at", "directors", "actors", "trailer", "made_in"].map(
    (name) => sql`${sql.raw(name)} = iif(${stays}, film_credits.${sql.raw(name)},
      excluded.${sql.raw(name)})`,
  );
  return db.run(sql`
    insert into film_credits (film_id, of_type, of_id, asked_at, known_at, directors, actors, trailer, made_in, failure_kind)
    select value ->> 'filmId', value ->> 'type', value ->> 'id', ${now},
      iif(value ->> 'failure' is null, ${now}, null), value ->> 'directors', value ->> 'actors', value ->> 'trailer',
      value ->> 'madeIn', value ->> 'failure'
    from ${jsonRows(rows)} where true
    on conflict (film_id) do update set ${sql.join(kept, sql`, `)}, of_type = excluded.of_type,
      of_id = excluded.of_id, asked_at = excluded.asked_at, failure_kind = excluded.failure_kind`);
}

/** A statement that deletes what may not be kept any longer, of films that were not asked for again. Reads the whole table. */
export function forgetOldCredits(db: Database, now: number) {
  return db.run(sql`
    delete from film_credits where coalesce(known_at, asked_at) < ${now - KEPT_DAYS * DAY_SECONDS}`);
}

/** Only refresh/read-credits.ts writes it, and it writes this shape. */
export function readSweep({ sweep }: CreditsState): CreditsSweep | null {
  return sweep === null ? null : (JSON.parse(sweep) as CreditsSweep);
}

/** What `CREDITS` has found. */
export function readCredits(json: string | null): FilmCredits & { failure: FailureKind | null } {
  const nobody = { directors: [], cast: [], trailer: null, countries: [], failure: null };
  return { ...nobody, ...(json === null ? {} : (JSON.parse(json) as Partial<typeof nobody>)) };
}
