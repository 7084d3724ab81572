// Which films of the shelf a view has, as the condition of a statement. Numbers decide before texts: a row
// that a number rules out is not searched, and searching is what a view costs most.

import { sql, type SQL } from "drizzle-orm";
import { OFFER_KINDS, type OfferKind } from "../film.ts";
import { LATELY_DAYS } from "../shelf/facets.ts";
import { anyKindOf, isShopKind, kindBit, kindOf } from "../shelf/services.ts";
import { foldText, isFiltered, type View } from "../shelf/view.ts";
import { STANDING_RANKS } from "./shelf-facets.ts";

export function matches(view: View, now: number): SQL {
  const lately = now - LATELY_DAYS * 86_400;
  const today = Math.floor(now / 86_400);
  const conditions = [
    view.standing && sql`${standingOf(view)} = ${STANDING_RANKS[view.standing]}`,
    ...offered(view),
    ...view.genres.map((genre) => sql`genre_bits & ${genreBit(sql`${genre}`)}`),
    view.decade !== null && sql`year between ${view.decade} and ${view.decade + 9}`,
    view.minutes !== null && sql`runtime <= ${view.minutes}`,
    view.released && sql`(release_day is null or release_day <= ${today})`,
    view.added && sql`added_at > ${lately}`,
    view.arrived && sql`arrived_at > ${lately}`,
    ...offeredBy(view),
    ...view.genres.map((genre) => sql`instr(genres, ${JSON.stringify(genre)})`),
    ...wordsOf(view.text).map((word) => sql`instr(search, ${word})`),
  ].filter((condition): condition is SQL => typeof condition === "object" && condition !== null);
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

/** The column, for the index where that has the view's order, and else not: it would look up each row again. */
export function standingOf(view: View): SQL {
  const isByPlace = view.order === "added" || view.order === "first-added";
  return isByPlace && !isFiltered(view) ? sql`standing` : sql`+standing`;
}

/** One of 63 bits. Brands share them, so that a bit which is set proves nothing, and one that is not does. */
export function brandBit(brand: SQL): SQL {
  return sql`(1 << (${brand} % 63))`;
}

/** The same for a genre's name. */
export function genreBit(name: SQL): SQL {
  return sql`(1 << ((unicode(${name}) * 5 + length(${name})) % 63))`;
}

/** What is meant where a view names a service and no kind. */
const FREE_OF_PAYMENT = OFFER_KINDS.filter((kind) => !isShopKind(kind));

function askedKinds({ kinds, services }: View) {
  return kinds.length === 0 && services.length > 0 ? FREE_OF_PAYMENT : kinds;
}

function offered(view: View): SQL[] {
  const kinds = askedKinds(view);
  if (kinds.length === 0) return [];
  const ofKind = sql`kinds & ${sql.raw(`${bitsOf(kinds)}`)}`;
  if (view.services.length === 0) return [ofKind];
  return [sql`brand_bits & (${sql.join(view.services.map(serviceBit), sql` | `)})`, ofKind];
}

function bitsOf(kinds: readonly OfferKind[]): number {
  return kinds.reduce((bits, kind) => bits | kindBit(kind), 0);
}

function serviceBit(id: number): SQL {
  return brandBit(sql.raw(`${id}`));
}

function offeredBy({ kinds, services }: View): SQL[] {
  if (services.length === 0) return [];
  const free = kinds.filter((kind) => !isShopKind(kind));
  const found = services.map((id) => {
    const inOffers =
      kinds.length === 0 ? [anyKindOf(id)] : free.flatMap((kind) => kindOf(kind, id));
    const inShops = kinds.filter(isShopKind).flatMap((kind) => kindOf(kind, id));
    const texts = [...foundIn(sql`offers`, inOffers), ...foundIn(sql`shops`, inShops)];
    const any = sql`(${sql.join(texts, sql` or `)})`;
    return services.length === 1 ? any : sql`(brand_bits & ${serviceBit(id)} and ${any})`;
  });
  return [sql`(${sql.join(found, sql` or `)})`];
}

/** Written out, because they are numbers and letters, and D1 takes a hundred parameters at most. */
function foundIn(column: SQL, texts: readonly string[]): SQL[] {
  return texts.map((text) => sql`instr(${column}, ${sql.raw(`'${text}'`)})`);
}

/** The words that a title has to have; nothing but signs finds nothing. */
function wordsOf(text: string): string[] {
  if (text === "") return [];
  const words = foldText(text).split(" ").slice(0, 8);
  return words[0] === "" ? ["\u0000"] : words;
}
