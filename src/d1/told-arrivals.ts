// The arrivals that feeds, push and messages tell: those of watchlists on services that were the household's when they
// were seen. Leavings are never among them.

import { sql, type SQL } from "drizzle-orm";
import type { OfferKind, TmdbKey } from "../film.ts";
import { gatherArrivals, type LedgerRow } from "../list/gather-arrivals.ts";
import { serviceName } from "../list/services.ts";
import type { Settings } from "../settings/index.ts";
import { brandOf } from "../tmdb/brands.ts";
import { batch } from "./batch.ts";
import type { Database } from "./database.ts";
import { jsonRows } from "./json-rows.ts";
import { IS_HIDDEN, listed, listedRows } from "./listed.ts";
import { providersName } from "./snapshot-parts.ts";

interface ToldFilm {
  id: number;
  slug: string | null;
  lid: string | null;
  title: string;
  year: number | null;
  tmdb: TmdbKey | null;
  /** A path on TMDB's image host; null if there is none. */
  poster: string | null;
  /** TMDB's page of its offers in the country; null if there is none. */
  link: string | null;
}

export interface ToldArrival {
  /**
   * Stays the same after a change of host, a restored backup and a renamed service: `GB/movie-603/8/1764028800`, or
   * `GB/many/8/1764028800` for many at once.
   */
  id: string;
  /** When it was seen, in seconds since 1970; it never changes. */
  at: number;
  country: string;
  /** The brand, by its number and its name of today. */
  service: { id: number; name: string };
  kind: OfferKind;
  /** The film; of many at once the first of `films`. */
  film: ToldFilm;
  /** How many films came at once: 1, unless it is to be told as one line, "33 films came to Netflix". */
  films: number;
}

export interface ToldOptions {
  country: string;
  /** Numbers of lists, as they are shown; missing: all watchlists. */
  lists?: readonly number[];
  /** Arrivals on any service, instead of those that were mine then. */
  all: boolean;
  /** Entries at most. */
  limit: number;
  /** Only what was seen at this time or later, in seconds since 1970. */
  since?: number;
}

type Row = LedgerRow & { provider: number; kind: OfferKind; tmdb: string | null };

/** Of the ledger at most so many rows are read, the newest. */
const MOST_ROWS = sql.raw("2000");

/** Newest first. Two round trips, or one where nothing is to be told. */
export async function listToldArrivals(
  db: Database,
  settings: Pick<Settings, "members">,
  options: ToldOptions,
): Promise<ToldArrival[]> {
  const { country, lists, all, limit, since = 0 } = options;
  const which = lists ? onLists(settings, lists) : listed(settings);
  const rows = await db.all<{ row: string; listed: number }>(sql`
    select json_array(films.id, provider, kind, at, tmdb_type || '-' || tmdb_id) as row,
      (select count(*) from films where ${which}) as listed
    from arrivals join films on films.id = film_id
    where arrivals.country = ${country} and came and kind in ('stream', 'free', 'ads') and at >= ${since}
      ${all ? sql`` : sql`and mine_then`} and ${which} and not ${IS_HIDDEN}
    order by at desc, arrivals.id desc limit ${MOST_ROWS}`);
  const gathered = gatherArrivals(
    rows.map(({ row }) => readRow(row, country)),
    rows[0]?.listed ?? 0,
  ).slice(0, limit);
  if (gathered.length === 0) return [];
  const [films, names] = await batch(db, [
    filmsOf(
      db,
      country,
      gathered.map((one) => one.rows[0].filmId),
    ),
    namesOf(
      db,
      country,
      gathered.map((one) => one.rows[0].provider),
    ),
  ]);
  const nameOf = new Map(names.map(({ id, name }) => [id, name]));
  const filmOf = new Map(films.map((film) => [film.id, film]));
  return gathered.flatMap(({ rows: [row, ...others], isMany }) => {
    const film = filmOf.get(row.filmId);
    if (film === undefined) return [];
    // That of many stands at its first film: a refresh adds further ones while it runs.
    const first = others.at(-1) ?? row;
    const title = isMany ? "many" : (row.tmdb ?? `film-${row.filmId}`);
    return {
      id: `${country}/${title}/${row.brand}/${first.at}`,
      at: first.at,
      country,
      service: { id: row.brand, name: brandName(row.provider, nameOf) },
      kind: row.kind,
      film: toldFilm(film),
      films: others.length + 1,
    };
  });
}

function readRow(json: string, country: string): Row {
  // Written by the statement above.
  const [filmId, provider, kind, at, tmdb] = JSON.parse(json) as [
    number,
    number,
    OfferKind,
    number,
    string | null,
  ];
  const brand = brandOf({ id: provider, name: "", logo: null }).id;
  return { filmId, country, provider, brand, kind, came: true, at, tmdb };
}

function brandName(provider: number, names: ReadonlyMap<number, string>): string {
  const name = names.get(provider) ?? `Service ${provider}`;
  return serviceName(brandOf({ id: provider, name, logo: null }));
}

/** A condition: the film is on one of these lists, as they are shown. */
export function onLists(settings: Pick<Settings, "members">, lists: readonly number[]): SQL {
  const wanted = sql`(select value from ${jsonRows(lists)})`;
  return sql`(films.id in (
    select film_id from (${listedRows(settings)}) where list_id in ${wanted}
    union all select film_id from list_films where place is not null and list_id in ${wanted}
      and list_id in (select id from lists where kind = 'list' and removed_at is null)))`;
}

interface FilmRow extends Omit<ToldFilm, "tmdb"> {
  tmdbType: TmdbKey["type"] | null;
  tmdbId: number | null;
}

function filmsOf(db: Database, country: string, ids: readonly number[]) {
  return db.all<FilmRow>(sql`
    select id, slug, lid, title, year, tmdb_type as "tmdbType", tmdb_id as "tmdbId", poster,
      countries -> ${country} ->> 'link' as link
    from films where id in (select value from ${jsonRows(ids)})`);
}

function toldFilm({ tmdbType, tmdbId, ...film }: FilmRow): ToldFilm {
  const tmdb = tmdbType !== null && tmdbId !== null ? { type: tmdbType, id: tmdbId } : null;
  return { ...film, tmdb };
}

/** The providers' names of today; the snapshot has those that offer a film of ours, `memory` all of the country. */
function namesOf(db: Database, country: string, ids: readonly number[]) {
  const wanted = sql`(select value from ${jsonRows(ids)})`;
  return db.all<{ id: number; name: string }>(sql`
    select seen.value ->> 0 as id, seen.value ->> 1 as name
      from snapshot, json_each(body) as seen
      where snapshot.name = ${providersName({ country })} and seen.value ->> 0 in ${wanted}
    union all select known.value ->> 'id', known.value ->> 'name'
      from memory, json_each(memory.value) as known
      where memory.key = ${`providers:${country}`} and known.value ->> 'id' in ${wanted}`);
}
