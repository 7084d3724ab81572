// The live list: the films that a watchlist page named, their places, and the moment in which a proven list
// becomes the list. Everything before that moment is invisible. The films have one place each, so they are one
// list's, whose member's name is kept beside them.

import { batch, type Statement } from "./batch.ts";
import { sql, type SQL } from "drizzle-orm";
import type { ListedFilm } from "../film.ts";
import { KNOWN_RUN, provesTheRest, type ReadFilm } from "../list/proof.ts";
import type { Database } from "./database.ts";
import { identifyFilms } from "./film-identity.ts";
import { chunksOf, jsonRows } from "./json-rows.ts";
import { saveValue } from "./kv.ts";
import { ownsLiveList, sourceSql } from "./listed.ts";
import type { ListToRead } from "./lists.ts";
import { mergeFilms, releaseSlugs } from "./merge-films.ts";

/** Finds the row of each film, and makes one for each that is new: not listed, so nobody sees it yet. */
export async function enterFilms(
  db: Database,
  listed: readonly ListedFilm[],
  now: number,
): Promise<ReadFilm[]> {
  const identities = await identifyFilms(db, listed);
  const same = identities.flatMap(({ id, duplicate }) =>
    id !== null && duplicate !== null ? [{ keep: id, drop: duplicate }] : [],
  );
  const holders = identities.flatMap(({ slugHolder }) => (slugHolder === null ? [] : [slugHolder]));
  const news = listed.filter((_, i) => identities[i]?.id === null);

  await batch(db, [
    ...mergeFilms(db, same),
    ...releaseSlugs(db, holders),
    ...(news.length > 0 ? [insertFilms(db, news, now)] : []),
  ]);

  const ids = await idsBySlug(db, news);
  return listed.flatMap((film, i) => {
    const id = identities[i]?.id ?? ids.get(film.slug);
    return id === undefined ? [] : [{ id, ...film }];
  });
}

function insertFilms(db: Database, films: readonly ListedFilm[], now: number) {
  const rows = films.map(({ slug, lid, uid, title, year }) => [slug, lid, uid, title, year]);
  return db.run(sql`
    insert into films (slug, lid, uid, title, year, source, created_at)
    select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, 'letterboxd', ${now}
    from ${jsonRows(rows)} where true
    on conflict do nothing`);
}

async function idsBySlug(db: Database, films: readonly ListedFilm[]): Promise<Map<string, number>> {
  if (films.length === 0) return new Map();
  const rows = await db.all<{ id: number; slug: string }>(sql`
    select id, slug from films
    where slug in (select value from ${jsonRows(films.map(({ slug }) => slug))})`);
  return new Map(rows.map(({ id, slug }) => [slug, id]));
}

/** The places of films on this list as it is stored, in the order given; null: not on it. */
export async function findPlaces(
  db: Database,
  list: Pick<ListToRead, "id" | "member">,
  films: readonly ReadFilm[],
): Promise<(number | null)[]> {
  const places = new Map<number, number>();
  for (const part of chunksOf(
    films.map(({ id }) => id),
    50_000,
  )) {
    const rows = await db.all<{ id: number; place: number }>(sql`
      select id, live_place as place from films
      where id in (select value from ${jsonRows(part)}) and live_place is not null
        and ${ownsLiveList({ username: list.member })}`);
    for (const { id, place } of rows) places.set(id, place);
  }
  return films.map(({ id }) => places.get(id) ?? null);
}

/** Whether the films of this list below those read, which have these places, complete it. */
export async function restIsProven(
  db: Database,
  list: Pick<ListToRead, "id" | "member">,
  places: readonly (number | null)[],
  total: number,
): Promise<boolean> {
  const last = places.at(-1) ?? null;
  if (last === null || places.length < KNOWN_RUN) return false;
  const row = await db.get<{ n: number }>(
    sql`select count(*) as n from films
      where live_place is not null and live_place < ${last} and ${ownsLiveList({ username: list.member })}`,
  );
  return provesTheRest({ places, total, countBelow: () => row.n });
}

export interface ProvenList {
  list: Pick<ListToRead, "id" | "member">;
  /** The films read, top down. */
  films: readonly ReadFilm[];
  /** The place that each gets. */
  places: readonly number[];
  /** The places that they have now. */
  stored: readonly (number | null)[];
  /** The list ends with the last film read; else the stored films below it follow. */
  whole: boolean;
  /** Both in seconds since 1970. */
  readWholeAt: number;
  now: number;
}

/** In SQL, before they leave: how many films are on the list no longer. */
export function countGone(it: ProvenList): SQL {
  return sql`(select count(*) from films where ${isGone(it)})`;
}

function isGone({ films, places, whole }: ProvenList): SQL {
  const floor = whole ? 0 : (places.at(-1) ?? 0);
  return sql`live_place is not null and live_place >= ${floor}
    and id not in (select value from ${jsonRows(films.map(({ id }) => id))})`;
}

/**
 * Statements, for one transaction: make the proven list the list. Films that are on it no longer leave it
 * and keep their rows. Writes only rows that change.
 */
export function settleLiveList(db: Database, it: ProvenList): Statement[] {
  const { member } = it.list;
  const rows = it.films.map((film, i) => [
    film.id,
    it.places[i],
    film.slug,
    film.lid,
    film.uid,
    film.title,
    film.year,
  ]);
  return [
    db.run(sql`
      update films set live_place = null, source = ${sourceSql(sql`null`, sql`export_place`)}
      where ${isGone(it)}`),
    ...releaseTakenSlugs(db, it.films),
    ...chunksOf(rows).map((part) => placeFilms(db, part, it.now)),
    ...(member === null
      ? []
      : [saveValue(db, "live-list", { username: member, readWholeAt: it.readWholeAt })]),
  ];
}

/** Letterboxd may rename slugs, even exchange them: a film must not find its new one still in use. */
function releaseTakenSlugs(db: Database, films: readonly ReadFilm[]): Statement[] {
  return chunksOf(films.map(({ id, slug }) => [id, slug])).map((part) =>
    db.run(sql`
      update films set slug = null from ${jsonRows(part)} as read
      where films.slug = read.value ->> 1 and films.id <> read.value ->> 0`),
  );
}

function placeFilms(db: Database, rows: readonly unknown[], now: number) {
  return db.run(sql`
    update films set
      live_place = read.value ->> 1,
      slug = read.value ->> 2,
      lid = coalesce(read.value ->> 3, films.lid),
      uid = coalesce(read.value ->> 4, films.uid),
      title = read.value ->> 5,
      year = coalesce(read.value ->> 6, films.year),
      source = ${sourceSql(sql`read.value`, sql`films.export_place`)},
      listed_at = coalesce(films.listed_at, ${now})
    from ${jsonRows(rows)} as read
    where films.id = read.value ->> 0
      and (films.live_place, films.slug, films.title, films.listed_at is null)
          is not (read.value ->> 1, read.value ->> 2, read.value ->> 5, 0)
       or films.id = read.value ->> 0 and (
          films.lid is not coalesce(read.value ->> 3, films.lid)
          or films.year is not coalesce(read.value ->> 6, films.year)
          or films.uid is not coalesce(read.value ->> 4, films.uid))`);
}
