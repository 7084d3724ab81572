// Reads a view: the counts of its groups, and the films of one screen. One pass over the narrow shelf for each;
// of the fat rows of `films` only those that are shown are touched.

import { sql, type SQL } from "drizzle-orm";
import { OFFER_KINDS } from "../film.ts";
import { LATELY_DAYS } from "../shelf/facets.ts";
import { anyTokenOf, isShopKind, kindBit, tokenOf } from "../shelf/services.ts";
import { foldText, type Order, type Standing, type View } from "../shelf/view.ts";
import type { Database } from "./database.ts";
import { STANDING_RANKS } from "./shelf-facets.ts";

/** Films of one screen. */
export const SCREEN = 48;

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
  /** Tokens, see shelf/services.ts: who offers it without further payment, and who rents and sells it. */
  offers: string[];
  shops: string[];
  arrivedAt: number | null;
  arrivedOn: number | null;
  leftAt: number | null;
  leftFrom: number | null;
}

export type GroupCounts = Record<Standing, number>;

interface Row extends Omit<ShelfFilm, "standing" | "offers" | "shops"> {
  rank: number;
  offers: string;
  shops: string;
}

const STANDINGS_BY_RANK = new Map(
  Object.entries(STANDING_RANKS).map(([standing, rank]) => [rank, standing as Standing]),
);

/** A statement: the films of a view's screen, in order. */
export function filmsOfView(db: Database, view: View, now: number) {
  const screen = sql`
    select film_id from shelf where ${matches(view, now)}
    order by ${inOrder(view, now)} limit ${SCREEN} offset ${(view.page - 1) * SCREEN}`;
  return filmsOf(db, screen, inOrder(view, now));
}

/** A statement: one film of a view, the `n`th (from 0) of an order that its seed makes. */
export function pickOfView(db: Database, view: View, now: number, n: number) {
  const order = shuffle(view.seed ?? 0);
  const pick = sql`
    select film_id from shelf where ${matches(view, now)} order by ${order} limit 1 offset ${n}`;
  return filmsOf(db, pick, order);
}

/** A statement: what came to my services, or left them, newest first. */
export function filmsThatMoved(db: Database, way: "arrived" | "left", since: number) {
  const at = sql.raw(`${way}_at`);
  const moved = sql`select film_id from shelf where ${at} > ${since} order by ${at} desc limit ${SCREEN}`;
  return filmsOf(db, moved, sql`${at} desc, place desc`);
}

function filmsOf(db: Database, screen: SQL, order: SQL) {
  return db.all<Row>(sql`
    select films.id as id, films.slug as slug, films.lid as lid, films.title as title, films.year as year,
      films.runtime as runtime, films.poster as poster, films.link as link,
      films.release_date as "releaseDate", standing as rank, shelf.offers as offers, shops,
      arrived_at as "arrivedAt", arrived_on as "arrivedOn", left_at as "leftAt", left_from as "leftFrom"
    from (${screen}) as screen
    join shelf on shelf.film_id = screen.film_id join films on films.id = screen.film_id
    order by ${order}`);
}

/** A statement: how many films of each group a view has, whichever group it shows. */
export function countGroups(db: Database, view: View, now: number) {
  const sums = Object.entries(STANDING_RANKS).map(
    ([standing, rank]) => sql`coalesce(sum(standing = ${rank}), 0) as ${sql.raw(standing)}`,
  );
  return db.all<GroupCounts>(sql`
    select ${sql.join(sums, sql`, `)} from shelf where ${matches({ ...view, standing: null }, now)}`);
}

export function readFilms(rows: readonly Row[]): ShelfFilm[] {
  return rows.map((row) => ({
    ...row,
    standing: STANDINGS_BY_RANK.get(row.rank) ?? "unknown",
    offers: JSON.parse(row.offers) as string[],
    shops: JSON.parse(row.shops) as string[],
  }));
}

function matches(view: View, now: number): SQL {
  const lately = now - LATELY_DAYS * 86_400;
  // Numbers before texts: a row that a number rules out is not searched.
  const conditions = [
    view.standing && sql`standing = ${STANDING_RANKS[view.standing]}`,
    view.decade !== null && sql`year between ${view.decade} and ${view.decade + 9}`,
    view.minutes !== null && sql`runtime <= ${view.minutes}`,
    view.added && sql`added_at > ${lately}`,
    view.arrived && sql`arrived_at > ${lately}`,
    view.released && sql`(release_day is null or release_day <= ${dayOf(now)})`,
    ...offered(view),
    ...view.genres.map((genre) => sql`instr(genres, ${JSON.stringify(genre)})`),
    ...wordsOf(view.text).map((word) => sql`instr(search, ${word})`),
  ].filter((condition): condition is SQL => typeof condition === "object" && condition !== null);
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

/** As few searches through texts as can be: they are what a view costs most. */
function offered({ kinds, services }: View): SQL[] {
  const asked = kinds.length === 0 && services.length > 0 ? FREE_OF_PAYMENT : kinds;
  if (asked.length === 0) return [];
  const ofKind = sql`kinds & ${asked.reduce((bits, kind) => bits | kindBit(kind), 0)}`;
  if (services.length === 0) return [ofKind];
  const found = services.flatMap((id) =>
    kinds.length === 0
      ? [sql`instr(offers, ${`"${anyTokenOf(id)}`})`]
      : kinds.map((kind) => {
          const column = isShopKind(kind) ? sql`shops` : sql`offers`;
          return sql`instr(${column}, ${`"${tokenOf(kind, id)}"`})`;
        }),
  );
  return [ofKind, sql`(${sql.join(found, sql` or `)})`];
}

/** What is meant where a view names a service and no kind. */
const FREE_OF_PAYMENT = OFFER_KINDS.filter((kind) => !isShopKind(kind));

/** The words that a title has to have; nothing but signs finds nothing. */
function wordsOf(text: string): string[] {
  if (text === "") return [];
  const words = foldText(text).split(" ").slice(0, 8);
  return words[0] === "" ? ["\u0000"] : words;
}

function inOrder(view: View, now: number): SQL {
  const order = view.order === "random" ? shuffle(view.seed ?? dayOf(now)) : ORDER_BY[view.order];
  return sql`standing desc, ${order}`;
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

function dayOf(now: number): number {
  return Math.floor(now / 86_400);
}
