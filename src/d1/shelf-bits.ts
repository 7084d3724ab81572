// The bits by which the shelf is searched. Each brand has one for each kind in which it offers anything: in one
// number what is free of further payment, in another what is rented and sold; and each genre has one. There
// are more of them than bits, so the rarest share the lowest, which proves nothing by itself: where it
// decides, the film's texts are asked.

import { sql, type SQL } from "drizzle-orm";
import type { OfferKind } from "../film.ts";
import { isShopKind, kindBit, KIND_LETTERS } from "../shelf/services.ts";
import { GENRES } from "../tmdb/genres.ts";
import type { Database } from "./database.ts";
import { keep } from "./services.ts";

/** SQLite's numbers have 64 bits, of which the sign and the shared one are no slots. */
const SLOTS = 62;

/** What has no bit of its own. */
const SHARED = sql.raw("1");

/** A brand in a kind, as `8.s`. */
export function slotName(brand: number, kind: OfferKind): string {
  return `${brand}.${KIND_LETTERS[kind]}`;
}

/**
 * Which of `names` has which bit, by its place; whatever stands behind the last shares. Whoever had one keeps it,
 * for a row whose bits change is written again; what is free goes to the first of `names`.
 */
export function assignSlots(before: readonly string[], names: readonly string[]): string[] {
  const wanted = new Set(names);
  const slots = before.slice(0, SLOTS);
  const held = new Set(slots);
  for (const name of wanted) {
    if (held.has(name)) continue;
    const free = slots.findIndex((holder) => !wanted.has(holder));
    if (free >= 0) slots[free] = name;
    else slots.push(name);
  }
  return slots;
}

/** A statement. It belongs into one batch with the rows that are made with these slots. */
export function keepSlots(db: Database, slots: readonly string[]) {
  return keep(db, "slots", slots);
}

/** The bit of a slot. */
export function bitOfSlot(slot: SQL): SQL {
  return sql`iif(${slot} < ${sql.raw(`${SLOTS}`)}, 1 << (${slot} + 1), ${SHARED})`;
}

/** An aggregate: the bits of several numbers of which each has bits of its own, but for the shared one. */
export function allBits(number: SQL): SQL {
  return sql`(coalesce(sum(${number} & ~${SHARED}), 0) | coalesce(max(${number} & ${SHARED}), 0))`;
}

/** The bit of a genre by its name. */
export function bitOfGenre(name: SQL): SQL {
  const known = GENRES.map((genre, i) => sql.raw(`when '${genre}' then ${2 ** (i + 1)}`));
  return sql`case ${name} ${sql.join(known, sql` `)} else ${SHARED} end`;
}

/** Whether one of the brands offers a film as one of the kinds. `texts` asks the same, slowly. */
export function isOfferedBy(
  brands: readonly number[],
  kinds: readonly OfferKind[],
  texts: SQL,
): SQL[] {
  const columns = [
    ...(kinds.some((kind) => !isShopKind(kind)) ? ["offer_bits"] : []),
    ...(kinds.some(isShopKind) ? ["shop_bits"] : []),
  ];
  const names = brands.flatMap((brand) => kinds.map((kind) => `'${slotName(brand, kind)}'`));
  // SQLite asks for the mask once, and not for each film.
  const mask = sql`(
    select coalesce(sum(distinct ${bitOfSlot(sql`key`)}), 0)
    from json_each((select value from memory where key = 'slots'))
    where value in (${sql.raw(names.join(", "))}))`;
  return [
    sql`(${sql.raw(columns.join(" | "))}) & ${mask}`,
    sql`iif(${mask} & ${SHARED}, ${texts}, true)`,
  ];
}

/** Whether anybody offers a film as one of the kinds. */
export function isOfferedAs(kinds: readonly OfferKind[]): SQL {
  return sql`kinds & ${sql.raw(`${kinds.reduce((bits, kind) => bits | kindBit(kind), 0)}`)}`;
}

/** Whether a film has all these genres. */
export function hasGenres(genres: readonly string[]): SQL[] {
  const bits = new Set(genres.map((genre) => GENRES.indexOf(genre) + 1));
  const mask = sql.raw(`${[...bits].reduce((sum, bit) => sum + 2 ** bit, 0)}`);
  const unknown = genres.filter((genre) => !GENRES.includes(genre));
  return [
    sql`genre_bits & ${mask} = ${mask}`,
    ...unknown.map((genre) => sql`instr(genres, ${JSON.stringify(genre)})`),
  ];
}
