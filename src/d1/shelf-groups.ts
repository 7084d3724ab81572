// The groups of the shelf: how a row tells to which it belongs, and how one sum counts them all.

import { sql, type SQL } from "drizzle-orm";
import type { Standing } from "../shelf/view.ts";

/** A group's count has so many bits of a sum of standings. */
const COUNT_BITS = 20;

/**
 * The numbers by which rows know their group. Their order is the groups', and one sum of them counts three
 * groups at once, in half the time that a sum for each takes; the unknown are what is left.
 */
export const STANDING_RANKS: Record<Standing, number> = {
  mine: 2 ** (2 * COUNT_BITS),
  elsewhere: 2 ** COUNT_BITS,
  nowhere: 1,
  unknown: 0,
};

/** A condition. */
export function isIn(standing: Standing): SQL {
  return sql.raw(`standing = ${STANDING_RANKS[standing]}`);
}

/** A condition: in this group or in one that stands before it. */
export function isAtLeast(standing: Standing): SQL {
  return sql.raw(`standing >= ${STANDING_RANKS[standing]}`);
}

/** How many of a group are in the sum of some rows' standings. */
export function countIn(sum: string, standing: Exclude<Standing, "unknown">): SQL {
  return sql.raw(`${sum} / ${STANDING_RANKS[standing]} & ${2 ** COUNT_BITS - 1} as ${standing}`);
}
