// Reads a view: the counts of its groups, and the films of one screen. One pass over the narrow shelf for each;
// of the fat rows of `films` only those that are shown are touched.

import { sql, type SQL } from "drizzle-orm";
import { splitTokens, type Token } from "../shelf/services.ts";
import { PLAIN_VIEW, type Order, type Standing, type View } from "../shelf/view.ts";
import type { AppContext } from "../context.ts";
import { countIn, isIn, STANDING_RANKS } from "./shelf-groups.ts";
import { isMadeFor } from "./shelf-made.ts";
import { groupsOf, matches } from "./shelf-matches.ts";

/** Films of one screen. */
export const SCREEN = 36;

/** A film as a card shows it. */
export interface ShelfFilm {
  id: number;
  slug: string | null;
  lid: string | null;
  title: string;
  year: number | null;
  runtime: number | null;
  poster: string | null;
  link: string | null;
  releaseDate: string | null;
  standing: Standing;
  /** Who offers it without further payment, and who rents and sells it. */
  offers: Token[];
  shops: Token[];
  arrivedAt: number | null;
  arrivedOn: number | null;
  leftAt: number | null;
  leftFrom: number | null;
}

/** One film to look at, with what helps to decide. */
export interface PickedFilm extends ShelfFilm {
  genres: string[];
  rating: number | null;
  overview: string;
}

export type GroupCounts = Record<Standing, number>;

/** A view is of what was made for these settings. */
type Shelved = Pick<AppContext, "db" | "settings">;

interface Row extends Omit<ShelfFilm, "standing" | "offers" | "shops"> {
  rank: number;
  offers: string;
  shops: string;
}

interface PickRow extends Row {
  genres: string | null;
  rating: number | null;
  overview: string | null;
}

const STANDINGS_BY_RANK = new Map(
  Object.entries(STANDING_RANKS).map(([standing, rank]) => [rank, standing as Standing]),
);

/**
 * A statement: the films of a view's screen, in order. One group after the other is read until the screen is
 * full, so that most often the first, by far not the largest, is all that is sorted.
 */
export function filmsOfView(context: Shelved, view: View, now: number) {
  const order = inOrder(view, now);
  const offset = (view.page - 1) * SCREEN;
  const parts = groupsOf(view).map(
    (group) => sql`select * from (
      select film_id from hit as shelf where ${isIn(group)} order by ${order} limit ${offset + SCREEN})`,
  );
  return filmsOf(context, {
    hit: matches({ ...view, standing: null }, now),
    ids: sql.join(parts, sql` union all `),
    order: sql`standing desc, ${order}`,
    offset,
    limit: SCREEN,
  });
}

/** A statement: one film of a view, the `n`th (from 0) of an order that its seed makes. */
export function pickOfView(context: Shelved, view: View, now: number, n: number) {
  const order = shuffle(view.seed ?? 0);
  return filmsOf<PickRow>(context, {
    hit: matches(view, now),
    ids: sql`select film_id from hit as shelf order by ${order}`,
    order,
    offset: n,
    limit: 1,
    more: sql`, films.genres as genres, films.rating as rating, overview`,
  });
}

/** A statement: what came to my services, or left them, newest first. */
export function filmsThatMoved(context: Shelved, way: "arrived" | "left", since: number) {
  const at = sql.raw(`${way}_at`);
  const order = sql`${at} desc, place desc`;
  return filmsOf(context, {
    hit: sql`${at} > ${since}`,
    ids: sql`select film_id from hit as shelf order by ${order}`,
    order,
    offset: 0,
    limit: SCREEN,
  });
}

interface Screen {
  /** Which rows of the shelf are meant; `ids` finds them as `hit`. */
  hit: SQL;
  /** A query for their films, in the order in which they are shown. */
  ids: SQL;
  order: SQL;
  offset: number;
  limit: number;
  /** Columns beside those of a card. */
  more?: SQL;
}

/** The joins are cross joins so that SQLite begins with the screen, and looks up only its films. */
function filmsOf<Kept extends Row = Row>(
  { db, settings }: Shelved,
  { hit, ids, order, offset, limit, more = sql`` }: Screen,
) {
  return db.all<Kept>(sql`
    with hit as not materialized (select * from shelf where ${hit})
    select films.id as id, films.slug as slug, films.lid as lid, films.title as title, films.year as year,
      films.runtime as runtime, films.poster as poster, films.link as link,
      films.release_date as "releaseDate", standing as rank, shelf.offers as offers, shops,
      arrived_at as "arrivedAt", arrived_on as "arrivedOn", left_at as "leftAt", left_from as "leftFrom"${more}
    from (
      select * from (${ids}) limit iif(${isMadeFor(settings)}, ${limit}, 0) offset ${offset}
    ) as screen
    cross join shelf on shelf.film_id = screen.film_id cross join films on films.id = screen.film_id
    order by ${order}`);
}

/** A statement: how many films of each group a view has, whichever group it shows. */
export function countGroups({ db, settings }: Shelved, view: View, now: number) {
  return db.all<GroupCounts>(sql`
    select mine, elsewhere, nowhere, total - mine - elsewhere - nowhere as unknown from (
      select ${countIn("sums", "mine")}, ${countIn("sums", "elsewhere")}, ${countIn("sums", "nowhere")}, total from (
        select coalesce(sum(standing), 0) as sums, count(*) as total
        from shelf where ${matches({ ...view, standing: null }, now)}))
    where ${isMadeFor(settings)}`);
}

/**
 * A statement: how many films each of a view's filters alone keeps out of it, as `n0`, `n1` and so on. They are
 * asked in one pass, and none twice.
 */
export function countKeptOut(
  { db, settings }: Shelved,
  standing: Standing | null,
  filters: readonly Partial<View>[],
  now: number,
) {
  const missed = filters.map((filter, i) => {
    const isMatch = matches({ ...PLAIN_VIEW, ...filter }, now);
    return sql`((${isMatch}) is not true) * ${sql.raw(`${2 ** i}`)}`;
  });
  const counts = filters.map((_, i) => `coalesce(sum(missed = ${2 ** i}), 0) as n${i}`);
  return db.all<Record<string, number>>(sql`
    select ${sql.raw(counts.join(", "))} from (
      select ${sql.join(missed, sql` + `)} as missed
      from shelf where ${matches({ ...PLAIN_VIEW, standing }, now)} and ${isMadeFor(settings)})`);
}

export function readFilms(rows: readonly Row[]): ShelfFilm[] {
  return rows.map(({ rank, offers, shops, ...film }) => ({
    ...film,
    standing: STANDINGS_BY_RANK.get(rank) ?? "unknown",
    offers: splitTokens(offers),
    shops: splitTokens(shops),
  }));
}

/** null: there is none. */
export function readPick(rows: readonly PickRow[]): PickedFilm | null {
  const [row] = rows;
  const [film] = readFilms(rows);
  if (row === undefined || film === undefined) return null;
  const { genres, rating, overview } = row;
  return {
    ...film,
    genres: genres === null ? [] : (JSON.parse(genres) as string[]),
    rating,
    overview: overview ?? "",
  };
}

/** The order within a group. */
function inOrder(view: View, now: number): SQL {
  const seed = view.seed ?? Math.floor(now / 86_400);
  return view.order === "random" ? shuffle(seed) : ORDER_BY[view.order];
}

const ORDER_BY: Record<Exclude<Order, "random">, SQL> = {
  added: sql`place desc`,
  "first-added": sql`place`,
  arrival: sql`arrived_at desc, place desc`,
  title: sql`search, shelf.year`,
  newest: sql`shelf.year desc, place desc`,
  oldest: sql`shelf.year nulls last, place desc`,
  shortest: sql`shelf.runtime nulls last, place desc`,
  longest: sql`shelf.runtime desc, place desc`,
  rating: sql`shelf.rating desc, place desc`,
};

/** An order that is the same for the same seed: squares of shifted numbers, modulo the prime 2^31 - 1. */
function shuffle(seed: number): SQL {
  const prime = 2_147_483_647;
  const shifted = sql.raw(`((shelf.film_id * 48271 + ${Math.trunc(seed)} * 16807) % ${prime})`);
  return sql`${shifted} * ${shifted} % ${sql.raw(`${prime}`)}, shelf.film_id`;
}
