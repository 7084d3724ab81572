// A list as Letterboxd shows it: the films that its pages named, their places, and the moment at which a proven list
// takes effect. Until then nothing of it is visible.

import { batch, type Statement } from "./batch.ts";
import { sql, type SQL } from "drizzle-orm";
import type { ListedFilm } from "../film.ts";
import { isStoredStart, KNOWN_RUN, provesTheRest, type ReadFilm } from "../list/proof.ts";
import type { Database } from "./database.ts";
import { decidedAgain } from "./decided-again.ts";
import { identifyFilms } from "./film-identity.ts";
import { chunksOf, jsonRows } from "./json-rows.ts";
import { mergeFilms, releaseSlugs, renewSources } from "./merge-films.ts";
import type { ListToRead } from "./lists.ts";

/**
 * Finds the row of each film, and inserts one for each that is new. New rows are not listed, so nobody sees them yet.
 */
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

/** The stored places of these films on the list, in the order given; null: not on it. */
export async function findPlaces(
  db: Database,
  list: Pick<ListToRead, "id">,
  films: readonly ReadFilm[],
): Promise<(number | null)[]> {
  const places = new Map<number, number>();
  for (const part of chunksOf(
    films.map(({ id }) => id),
    50_000,
  )) {
    const rows = await db.all<{ id: number; place: number }>(sql`
      select film_id as id, place from list_films
      where list_id = ${list.id} and place is not null
        and film_id in (select value from ${jsonRows(part)})`);
    for (const { id, place } of rows) places.set(id, place);
  }
  return films.map(({ id }) => places.get(id) ?? null);
}

/**
 * Whether the films read, whose stored places these are, and the stored films below the last of them make up a list
 * of `total` films.
 */
export async function restIsProven(
  db: Database,
  list: Pick<ListToRead, "id">,
  places: readonly (number | null)[],
  total: number,
): Promise<boolean> {
  const last = places.at(-1) ?? null;
  if (last === null || places.length < KNOWN_RUN) return false;
  const below = await countBelow(db, list, last);
  return provesTheRest({ places, total, countBelow: () => below });
}

/** Whether the films read, whose stored places these are, are the first of a stored list that has `total` films. */
export async function showsNoChange(
  db: Database,
  list: Pick<ListToRead, "id">,
  places: readonly (number | null)[],
  total: number,
): Promise<boolean> {
  const last = places.at(-1) ?? null;
  if (last === null) return false;
  const below = await countBelow(db, list, last);
  return isStoredStart({ places, total, countBelow: () => below });
}

/** How many stored films stand below this place. */
async function countBelow(
  db: Database,
  list: Pick<ListToRead, "id">,
  place: number,
): Promise<number> {
  const row = await db.get<{ n: number }>(
    sql`select count(*) as n from list_films where list_id = ${list.id} and place < ${place}`,
  );
  return row.n;
}

export interface ProvenList {
  list: Pick<ListToRead, "id">;
  /** The films read, from the top down. */
  films: readonly ReadFilm[];
  /** The new place of each film. */
  places: readonly number[];
  /** The stored place of each film; null: it was not on the list. */
  stored: readonly (number | null)[];
  /** True: the list ends with the last film read. False: the stored films below it follow. */
  whole: boolean;
  /** In seconds since 1970; so are the other times. */
  readWholeAt: number;
  /** When the refresh began that read it. */
  since: number;
  now: number;
}

/**
 * In SQL: how many films are about to leave the list, or the file that is shown with it. Evaluate it before
 * `settleLiveList`.
 */
export function countGone(it: ProvenList): SQL {
  const { list, films } = it;
  return sql`(select count(*) from list_films where ${isGone(it)})
    + (select count(*) from list_films where list_id = ${olderFile(it)} and place is not null
      and film_id not in (select value from ${jsonRows(films.map(({ id }) => id))})
      and film_id not in (select film_id from list_films where list_id = ${list.id} and place is not null))`;
}

/**
 * The id of the file that its member imported before this watchlist was read, so that the watchlist is the newer proof
 * of the two. null: there is none. A file that the first version took in, when both were shown side by side for good,
 * stays as it is until the next import.
 */
function olderFile({ list, since }: ProvenList): SQL {
  return sql`(
    select file.id from lists as live join lists as file on file.kind = 'file' and file.member = live.member
    where live.id = ${list.id} and live.kind = 'watchlist' and exists (
      select 1 from imports where list_id = file.id and imported_at < ${since}
        and id = (select max(id) from imports
          where undone_at is null and (list_id = file.id or list_id is null))))`;
}

/** How many films the list is about to lose. */
export async function findLost(db: Database, it: ProvenList): Promise<number> {
  const row = await db.get<{ n: number }>(sql`select ${countGone(it)} as n`);
  return row.n;
}

function isGone({ list, films, places, whole }: ProvenList): SQL {
  const floor = whole ? 0 : (places.at(-1) ?? 0);
  return sql`list_id = ${list.id} and place >= ${floor}
    and film_id not in (select value from ${jsonRows(films.map(({ id }) => id))})`;
}

/**
 * Statements, for one transaction, that make the proven list take effect. Films that are no longer on it lose their
 * place and keep their rows, also in a file that is older. Writes only rows that change, and none of another list.
 */
export function settleLiveList(db: Database, it: ProvenList): Statement[] {
  const ids = jsonRows(it.films.map(({ id }) => id));
  return [
    db.run(sql`update list_films set place = null, left_at = ${it.now} where ${isGone(it)}`),
    ...chunksOf(it.films.map(({ id }, i) => [id, it.places[i]])).map((part) =>
      placeFilms(db, it.list.id, part, it.now),
    ),
    // The film keeps the date on which the file says that it was added.
    db.run(sql`
      update list_films set place = null, left_at = ${it.now}
      where list_id = ${olderFile(it)} and place is not null and film_id not in (
        select film_id from list_films where list_id = ${it.list.id} and place is not null)`),
    ...releaseTakenSlugs(db, it.films),
    ...chunksOf(it.films).map((part) => describeFilms(db, part, it.now)),
    renewSources(db, whichOf(it, ids)),
  ];
}

/** The films whose place on this list, or in the file, may just have changed. */
function whichOf(it: ProvenList, ids: ReturnType<typeof jsonRows>) {
  return sql`films.id in (
    select film_id from list_films where list_id in (${it.list.id}, ${olderFile(it)}) and left_at = ${it.now}
    union all select value from ${ids})`;
}

function placeFilms(db: Database, listId: number, rows: readonly unknown[], now: number) {
  return db.run(sql`
    insert into list_films (list_id, film_id, place, listed_at)
    select ${listId}, value ->> 0, value ->> 1, ${now} from ${jsonRows(rows)} where true
    on conflict (list_id, film_id) do update set place = excluded.place, left_at = null,
      listed_at = coalesce(list_films.listed_at, excluded.listed_at)
      where list_films.place is not excluded.place`);
}

/**
 * Letterboxd may rename slugs, and even swap them, so each film's new slug is first taken from whichever other row
 * has it.
 */
function releaseTakenSlugs(db: Database, films: readonly ReadFilm[]): Statement[] {
  return chunksOf(films.map(({ id, slug }) => [id, slug])).map((part) =>
    db.run(sql`
      update films set slug = null from ${jsonRows(part)} as read
      where films.slug = read.value ->> 1 and films.id <> read.value ->> 0`),
  );
}

/**
 * What the page says of the films. Where title or year change, the snapshot's entry, which holds them, is made anew,
 * and the match is decided again.
 */
function describeFilms(db: Database, films: readonly ReadFilm[], now: number) {
  const rows = films.map(({ id, slug, lid, uid, title, year }) => [
    id,
    slug,
    lid,
    uid,
    title,
    year,
  ]);
  return db.run(sql`
    with read as materialized (
      select value ->> 0 as id, value ->> 1 as slug, value ->> 2 as lid, value ->> 3 as uid,
        value ->> 4 as title, value ->> 5 as year
      from ${jsonRows(rows)})
    update films set
      slug = read.slug,
      lid = coalesce(read.lid, films.lid),
      uid = coalesce(read.uid, films.uid),
      title = read.title,
      year = coalesce(read.year, films.year),
      entry = iif((films.title, films.year) is (read.title, coalesce(read.year, films.year)), entry, null),
      ${decidedAgain(sql`read.title`, sql`coalesce(read.year, films.year)`)},
      listed_at = coalesce(films.listed_at, ${now})
    from read
    where films.id = read.id
      and (films.slug, films.lid, films.uid, films.title, films.year, films.listed_at is null)
        is not (read.slug, coalesce(read.lid, films.lid), coalesce(read.uid, films.uid), read.title,
          coalesce(read.year, films.year), 0)`);
}
