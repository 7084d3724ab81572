// Makes rows of the shelf from films: who offers each, whether that is mine, what came and went. All of it is
// one statement, because D1's time is not the Worker's, and it writes only rows that change.

import { sql, type SQL } from "drizzle-orm";
import { OFFER_KINDS, type OfferKind } from "../film.ts";
import type { Settings } from "../settings/index.ts";
import {
  FREE_OF_PAYMENT,
  isMine,
  kindBit,
  KIND_LETTERS,
  SHOP_KINDS,
  type ServicesChoice,
} from "../shelf/services.ts";
import { brandOf } from "../tmdb/brands.ts";
import type { Database } from "./database.ts";
import { jsonRows } from "./json-rows.ts";
import { addedOnOf, listed, placeOf } from "./listed.ts";
import type { SeenService } from "./services.ts";
import { allBits, bitOfGenre, bitOfSlot, slotName } from "./shelf-bits.ts";
import { STANDING_RANKS } from "./shelf-groups.ts";

/** Each service by kind: its brand, whether its offers are mine, and its slot. */
export function offerRows(
  seen: readonly SeenService[],
  choice: ServicesChoice | null,
  slots: readonly string[],
): unknown[] {
  const slotOf = new Map(slots.map((name, slot) => [name, slot]));
  const selling = new Set(
    seen.filter(({ kind }) => kind === "stream").map((offer) => brandOf(offer).id),
  );
  return seen.map((provider) => {
    const { id, kind } = provider;
    const brand = brandOf(provider).id;
    const mine = isMine(choice, { kind, brand, sells: selling.has(brand) });
    return [id, kind, kindBit(kind), brand, mine, slotOf.get(slotName(brand, kind))];
  });
}

export interface Making {
  settings: Settings;
  /** See offerRows. */
  offers: readonly unknown[];
  /** Which films, as a condition. */
  which: SQL;
  /** Another version may have made the rows that are there: their names are folded again too. */
  isAnew: boolean;
}

/** A statement. */
export function makeRows(db: Database, { settings, offers, which, isAnew }: Making) {
  const these = sql`${listed(settings)} and ${which}`;
  const { mine, elsewhere, nowhere, unknown } = STANDING_RANKS;
  const anew = sql.raw(isAnew ? "true" : "false");
  const here = sql`${these} and films.country = ${settings.country}`;
  return db.run(sql`
    with ${brandTable(offers)}, ${offeredByBrand(here)}, ${offered()}, ${moved(here)}
    insert into shelf (film_id, ${sql.raw(COLUMNS.join(", "))}, search)
    select id,
      case when country is not ${settings.country} or films.offers is null then ${unknown}
        when mine then ${mine} when kinds > 0 then ${elsewhere} else ${nowhere} end,
      ${placeOf(settings)},
      coalesce(kinds, 0), coalesce(offer_bits, 0), coalesce(shop_bits, 0),
      coalesce((select sum(distinct ${bitOfGenre(sql`value`)}) from json_each(films.genres)), 0),
      year, runtime, ${RATING}, ${RELEASE_DAY},
      coalesce(unixepoch(${addedOnOf(settings)}), iif(listed_at > ${firstDay()}, listed_at, null)),
      ${unpack(sql`iif(mine, came, null)`)}, ${unpack(sql`iif(mine, null, went)`)},
      coalesce(offered.offers, ''), coalesce(genres, '[]'), coalesce(shops, ''), ${NAMES}, lower(${NAMES})
    from films left join offered using (id) left join moved using (id)
    where ${these}
    on conflict (film_id) do update set
      ${sql.raw(COLUMNS.map((name) => `${name} = excluded.${name}`).join(", "))},
      search = iif(names is excluded.names, search, excluded.search),
      folded = names is excluded.names and folded and not ${anew}
    where (${columns("shelf")}) is not (${columns("excluded")}) or ${anew}`);
}

const COLUMNS = [
  "standing",
  "place",
  "kinds",
  "offer_bits",
  "shop_bits",
  "genre_bits",
  "year",
  "runtime",
  "rating",
  "release_day",
  "added_at",
  "arrived_at",
  "arrived_on",
  "left_at",
  "left_from",
  "offers",
  "genres",
  "shops",
  "names",
];

function columns(table: string): SQL {
  return sql.raw(COLUMNS.map((name) => `${table}.${name}`).join(", "));
}

export const RATING = sql`cast(round(films.rating * 10) as integer)`;
export const RELEASE_DAY = sql`unixepoch(release_date) / 86400`;

export const NAMES = sql`title || iif(original_title is title or original_title is null, '',
  char(10) || original_title)`;

function brandTable(rows: readonly unknown[]): SQL {
  return sql`brand (provider, kind, bit, brand, mine, slot_bit) as materialized (
    select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, ${bitOfSlot(sql`(value ->> 5)`)}
    from ${jsonRows(rows)})`;
}

function bitsOf(kinds: readonly OfferKind[]): SQL {
  return sql.raw(`${kinds.reduce((bits, kind) => bits | kindBit(kind), 0)}`);
}

/** A film's offers here, a row for each brand. */
function offeredByBrand(here: SQL): SQL {
  return sql`by_brand as materialized (
    select films.id as id, brand.brand as brand, sum(distinct bit) as bits, max(mine) as mine,
      ${slotsOf(FREE_OF_PAYMENT)} as offer_bits, ${slotsOf(SHOP_KINDS)} as shop_bits
    from films, json_each(films.offers) as kind, json_each(kind.value) as offer
    join brand on brand.provider = offer.value ->> 'id' and brand.kind = kind.key
    where ${here} group by films.id, brand.brand)`;
}

/** Distinct, for a brand may have several providers. */
function slotsOf(kinds: readonly OfferKind[]): SQL {
  return sql`coalesce(sum(distinct slot_bit) filter (where bit & ${bitsOf(kinds)}), 0)`;
}

/** Who offers each film. One that nobody offers is not in it. */
function offered(): SQL {
  return sql`offered as materialized (
    select id, ${sql.join(
      OFFER_KINDS.map((kind) => sql`max(bits & ${bitsOf([kind])})`),
      sql` | `,
    )} as kinds,
      max(mine) as mine,
      ${allBits(sql`offer_bits`)} as offer_bits, ${allBits(sql`shop_bits`)} as shop_bits,
      ${tokens(FREE_OF_PAYMENT)} as offers, ${tokens(SHOP_KINDS)} as shops
    from by_brand group by id)`;
}

function tokens(kinds: readonly OfferKind[]): SQL {
  const letters = kinds.map(
    (kind) => sql`iif(bits & ${bitsOf([kind])}, ${sql.raw(`'${KIND_LETTERS[kind]}'`)}, '')`,
  );
  return sql`group_concat(',' || brand || '.' || ${sql.join(letters, sql` || `)}, '')
    filter (where bits & ${bitsOf(kinds)})`;
}

/**
 * The last of my services that a film came to, and the last that it left. Moment and brand travel as one
 * number, so that one maximum finds both.
 */
function moved(here: SQL): SQL {
  const latest = sql`max((change.value ->> 'at') * 1048576 + brand.brand)`;
  return sql`moved as materialized (
    select films.id as id,
      ${latest} filter (where change.value ->> 'came') as came,
      ${latest} filter (where not (change.value ->> 'came')) as went
    from films, json_each(films.changes) as change
    join brand on brand.provider = change.value ->> 'id' and brand.kind = change.value ->> 'kind'
    left join by_brand on by_brand.id = films.id and by_brand.brand = brand.brand
    where ${here} and brand.mine
      and ((change.value ->> 'came') = (coalesce(by_brand.bits & brand.bit, 0) > 0))
      and not ${wasThereBefore()}
    group by films.id)`;
}

/** A film that comes to one of a brand's services is no arrival while another of them had it all along. */
function wasThereBefore(): SQL {
  return sql`((change.value ->> 'came') and exists (
    select 1 from json_each(films.offers, '$.' || brand.kind) as offer
    join brand as same on same.provider = offer.value ->> 'id' and same.kind = brand.kind
    where same.brand = brand.brand and same.provider <> brand.provider and not exists (
      select 1 from json_each(films.changes) as other
      where other.value ->> 'id' = same.provider and other.value ->> 'kind' = same.kind
        and other.value ->> 'came' and other.value ->> 'at' >= change.value ->> 'at')))`;
}

function unpack(packed: SQL): SQL {
  return sql`${packed} >> 20, ${packed} & 1048575`;
}

/** What stood on the list when we first read it was not added then: its first day is none to speak of. */
function firstDay(): SQL {
  return sql`(select min(listed_at) + 86400 from films)`;
}
