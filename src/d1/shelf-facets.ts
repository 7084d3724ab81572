// Counts the shelf for the filters, once for each change of it, and keeps the counts as one JSON value.

import { sql } from "drizzle-orm";
import { OFFER_KINDS, type OfferKind } from "../film.ts";
import { LATELY_DAYS, MINUTES, NO_FACETS, type Arrival, type Facets } from "../shelf/facets.ts";
import { isShopKind, kindBit, readToken, serviceName, type Service } from "../shelf/services.ts";
import { brandOf } from "../tmdb/brands.ts";
import type { Database } from "./database.ts";
import { keep, type SeenService } from "./services.ts";
import { STANDING_RANKS } from "./shelf-groups.ts";
import { SHELF_VERSION, type Made } from "./shelf-made.ts";
import { batch } from "./batch.ts";

/** The strip of arrivals on top of the page has so many. */
const ARRIVALS_SHOWN = 12;

interface Sums extends Record<OfferKind, number> {
  total: number;
  mine: number;
  elsewhere: number;
  nowhere: number;
  unknown: number;
  added: number;
  arrived: number;
  left: number;
  unreleased: number;
  [atMost: `m${number}`]: number;
}

type Count = { name: string; n: number };

/** Counts, and keeps with the counts what the shelf was made from. */
export async function rebuildFacets(db: Database, made: Omit<Made, "version">): Promise<void> {
  const lately = made.at - LATELY_DAYS * 86_400;
  const today = Math.floor(made.at / 86_400);
  const tokens = sql`json_each('["' || replace(substr(offers || shops, 2), ',', '","') || '"]')`;
  const [[sums], offered, genres, decades, arrivals] = await batch(db, [
    db.all<Sums>(sql`
      select count(*) as total,
        ${sql.join(Object.entries(STANDING_RANKS).map(countStanding), sql`, `)},
        ${sql.join(MINUTES.map(countMinutes), sql`, `)},
        sum(added_at > ${lately}) as added, sum(arrived_at > ${lately}) as arrived,
        sum(left_at > ${lately}) as "left", sum(release_day > ${today}) as unreleased,
        ${sql.join(OFFER_KINDS.map(countKind), sql`, `)}
      from shelf`),
    db.all<Count>(sql`
      select token.value as name, count(*) as n from shelf, ${tokens} as token
      where kinds group by 1`),
    db.all<Count>(sql`
      select genre.value as name, count(*) as n from shelf, json_each(shelf.genres) as genre
      group by 1 order by n desc, name`),
    db.all<Count>(sql`
      select cast(year / 10 * 10 as text) as name, count(*) as n from shelf where year is not null
      group by 1 order by 1 desc`),
    db.all<Arrival>(sql`
      select films.id as id, films.slug as slug, films.title as title, films.poster as poster,
        arrived_on as service, arrived_at as at
      from shelf join films on films.id = film_id where arrived_at > ${lately}
      order by arrived_at desc, place desc limit ${ARRIVALS_SHOWN}`),
  ]);
  const facets: Facets = {
    ...sumsOf(sums),
    country: made.country,
    username: made.username,
    services: servicesOf(made.seen, offered),
    genres: genres.map(({ name, n }) => [name, n]),
    decades: decades.map(({ name, n }) => [Number(name), n]),
    arrivals,
  };
  await db.batch([
    keep(db, "facets", facets),
    keep(db, "shelf", { version: SHELF_VERSION, ...made } satisfies Made),
  ]);
}

function countStanding([name, rank]: [string, number]) {
  return sql`sum(standing = ${rank}) as ${sql.raw(name)}`;
}

function countKind(kind: OfferKind) {
  return sql`sum(kinds & ${kindBit(kind)} > 0) as ${sql.raw(kind)}`;
}

function countMinutes(minutes: number) {
  return sql`sum(runtime <= ${minutes}) as ${sql.raw(`m${minutes}`)}`;
}

/** An empty table has null for a sum. */
function sumsOf(sums: Sums | undefined) {
  if (!sums?.total) return NO_FACETS;
  const { total, mine, elsewhere, nowhere, unknown, added, arrived, left, unreleased } = sums;
  return {
    total,
    standings: { mine, elsewhere, nowhere, unknown },
    kinds: { stream: sums.stream, free: sums.free, ads: sums.ads, rent: sums.rent, buy: sums.buy },
    minutes: MINUTES.map((most): [number, number] => [most, sums[`m${most}`] ?? 0]),
    added: added ?? 0,
    arrived: arrived ?? 0,
    left: left ?? 0,
    unreleased: unreleased ?? 0,
  };
}

/**
 * Those with most films first. A film offered in two kinds counts in both, and once for the service. What no
 * film is offered by any more is left out.
 */
function servicesOf(seen: readonly SeenService[], tokens: readonly Count[]): Service[] {
  const services = new Map<number, Service>();
  for (const provider of seen) {
    const brand = brandOf(provider);
    const { id, logo } = brand;
    // The brand's first service has the logo that people know.
    if (services.has(id) && provider.id !== id) continue;
    services.set(id, { id, name: serviceName(brand), logo, films: 0, kinds: {} });
  }
  for (const { name, n } of tokens) {
    const token = readToken(name);
    const service = token && services.get(token.brand);
    if (!service) continue;
    for (const kind of token.kinds) service.kinds[kind] = (service.kinds[kind] ?? 0) + n;
    if (!token.kinds.every(isShopKind)) service.films += n;
  }
  return [...services.values()]
    .filter(({ kinds }) => Object.keys(kinds).length > 0)
    .toSorted((one, other) => other.films - one.films || one.name.localeCompare(other.name, "en"));
}
