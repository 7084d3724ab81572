// Which films of the shelf a view has, as the condition of a statement. Numbers decide before texts: a row
// that a number rules out is not searched, and searching is what a view costs most.

import { sql, type SQL } from "drizzle-orm";
import type { OfferKind } from "../film.ts";
import { LATELY_DAYS } from "../shelf/facets.ts";
import { anyKindOf, FREE_OF_PAYMENT, isShopKind, kindOf } from "../shelf/services.ts";
import { foldText, STANDINGS, type Standing, type View } from "../shelf/view.ts";
import { hasGenres, isOfferedAs, isOfferedBy } from "./shelf-bits.ts";
import { isAtLeast, isIn } from "./shelf-groups.ts";

export function matches(view: View, now: number): SQL {
  const lately = now - LATELY_DAYS * 86_400;
  const today = Math.floor(now / 86_400);
  const conditions = [
    view.standing === null ? isAtLeast(groupsOf(view).at(-1) ?? "unknown") : isIn(view.standing),
    ...offered(view),
    ...(view.genres.length > 0 ? hasGenres(view.genres) : []),
    view.decade !== null && sql`year between ${view.decade} and ${view.decade + 9}`,
    view.minutes !== null && sql`runtime <= ${view.minutes}`,
    view.released && sql`(release_day is null or release_day <= ${today})`,
    view.added && sql`added_at > ${lately}`,
    view.arrived && sql`arrived_at > ${lately}`,
    ...wordsOf(view.text).map((word) => sql`instr(search, ${word})`),
  ].filter((condition): condition is SQL => typeof condition === "object" && condition !== null);
  return sql.join(conditions, sql` and `);
}

/** The groups in which a view can have films, in their order. */
export function groupsOf({ standing, kinds, services, arrived }: View): readonly Standing[] {
  if (standing !== null) return [standing];
  return kinds.length + services.length > 0 || arrived ? OFFERED : STANDINGS;
}

const OFFERED: readonly Standing[] = ["mine", "elsewhere"];

function offered({ kinds, services }: View): SQL[] {
  if (services.length > 0) {
    const asked = kinds.length === 0 ? FREE_OF_PAYMENT : kinds;
    return isOfferedBy(services, asked, textsOf(services, kinds));
  }
  return kinds.length === 0 ? [] : [isOfferedAs(kinds)];
}

/**
 * The same question to the texts. No kind: whatever is free of further payment. Written out in one piece, for it
 * holds numbers and letters only, and joining a hundred pieces takes longer than the search does.
 */
function textsOf(services: readonly number[], kinds: readonly OfferKind[]): SQL {
  const free = kinds.filter((kind) => !isShopKind(kind));
  const shop = kinds.filter(isShopKind);
  // Or within or: SQLite takes a hundred levels at most.
  const found = services.map((id) => {
    const inOffers =
      kinds.length === 0 ? [anyKindOf(id)] : free.flatMap((kind) => kindOf(kind, id));
    const inShops = shop.flatMap((kind) => kindOf(kind, id));
    return `(${[...foundIn("offers", inOffers), ...foundIn("shops", inShops)].join(" or ")})`;
  });
  return sql.raw(`(${found.join(" or ")})`);
}

function foundIn(column: string, texts: readonly string[]): string[] {
  return texts.map((text) => `instr(${column}, '${text}')`);
}

/** The words that a title has to have; nothing but signs finds nothing. */
function wordsOf(text: string): string[] {
  if (text === "") return [];
  const words = foldText(text).split(" ").slice(0, 8);
  return words[0] === "" ? ["\u0000"] : words;
}
