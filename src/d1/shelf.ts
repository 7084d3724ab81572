// Makes the shelf from the films: who offers each, whether that is mine, what came and went. Nearly all of it
// is SQL, because D1's time is not the Worker's, and every statement writes only rows that change.

import { sql, type SQL } from "drizzle-orm";
import { brandOf } from "../tmdb/brands.ts";
import type { World } from "../world.ts";
import { isMine, kindBit, tokenOf, type ServicesChoice } from "../shelf/services.ts";
import { foldText } from "../shelf/view.ts";
import type { Database } from "./database.ts";
import { jsonRows } from "./json-rows.ts";
import { listed } from "./listed.ts";
import { rebuildFacets } from "./shelf-facets.ts";
import { listSeenServices, type SeenService } from "./services.ts";
import { together } from "./together.ts";

/** Titles folded in one go: a thousand take about two milliseconds. */
const FOLDED_AT_ONCE = 1500;

/**
 * Brings the shelf and its counts up to date. Call it after the list, films' offers, matches or the choice of
 * services changed; calling it without need writes nothing. Twelve statements at most.
 */
export async function rebuildShelf(world: Pick<World, "db" | "settings" | "now">): Promise<void> {
  const { db, settings } = world;
  const now = Math.floor(world.now() / 1000);
  const { seen, choice } = await listSeenServices(db, settings);
  const offers = offerRows(seen, choice);
  const onList = listed(settings);
  await together(db, [
    db.run(sql`delete from shelf where film_id not in (select id from films where ${onList})`),
    db.run(sql`
      with ${brandTable(offers)}, ${offered(onList, settings)}, ${moved(onList, settings)}
      insert into shelf (film_id, ${sql.raw(COLUMNS.join(", "))}, search)
      select id,
        case when country is not ${settings.country} or films.offers is null then 0
          when mine then 3 when kinds > 0 then 2 else 1 end,
        ${settings.username === null ? sql`export_place` : sql`coalesce(live_place, export_place)`},
        year, runtime, cast(round(rating * 10) as integer), unixepoch(release_date) / 86400,
        coalesce(unixepoch(added_on), iif(listed_at > ${firstDay()}, listed_at, null)),
        ${unpack(sql`iif(mine, came, null)`)}, ${unpack(sql`iif(mine, null, went)`)},
        coalesce(kinds, 0), coalesce(offered.offers, '[]'), coalesce(genres, '[]'), ${names()},
        coalesce(shops, '[]'), lower(${names()})
      from films left join offered using (id) left join moved using (id)
      where ${onList}
      on conflict (film_id) do update set
        ${sql.raw(COLUMNS.map((name) => `${name} = excluded.${name}`).join(", "))},
        search = iif(names is excluded.names, search, excluded.search),
        folded = names is excluded.names and folded
      where (${columns("shelf")}) is not (${columns("excluded")})`),
  ]);
  await foldNames(db);
  await rebuildFacets(db, seen, now);
}

const COLUMNS = [
  "standing",
  "place",
  "year",
  "runtime",
  "rating",
  "release_day",
  "added_at",
  "arrived_at",
  "arrived_on",
  "left_at",
  "left_from",
  "kinds",
  "offers",
  "genres",
  "names",
  "shops",
] as const;

function columns(table: string): SQL {
  return sql.raw(COLUMNS.map((name) => `${table}.${name}`).join(", "));
}

/** What each offer is called on the shelf, and whether it is mine. */
function offerRows(seen: readonly SeenService[], choice: ServicesChoice | null): unknown[] {
  const selling = new Set(
    seen.filter(({ kind }) => kind === "stream").map((offer) => brandOf(offer).id),
  );
  return seen.map((provider) => {
    const { id, kind } = provider;
    const brand = brandOf(provider).id;
    const mine = isMine(choice, { kind, brand, sells: selling.has(brand) });
    return [id, kind, kindBit(kind), tokenOf(kind, brand), brand, mine];
  });
}

function brandTable(rows: readonly unknown[]): SQL {
  return sql`brand (provider, kind, bit, token, brand, mine) as materialized (
    select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5
    from ${jsonRows(rows)})`;
}

const SHOP_BITS = kindBit("rent") | kindBit("buy");

/** Who offers each listed film in this country. A film that nobody offers is not in it. */
function offered(onList: SQL, { country }: World["settings"]): SQL {
  return sql`offered as materialized (
    select films.id as id, sum(distinct bit) as kinds, max(mine) as mine,
      json_group_array(distinct token) filter (where not (bit & ${SHOP_BITS})) as offers,
      json_group_array(distinct token) filter (where bit & ${SHOP_BITS}) as shops
    from films, json_each(films.offers) as kind, json_each(kind.value) as offer
    join brand on brand.provider = offer.value ->> 'id' and brand.kind = kind.key
    where ${onList} and films.country = ${country}
    group by films.id)`;
}

/**
 * The last of my services that a film came to, and the last that it left. Moment and brand travel as one
 * number, so that one maximum finds both.
 */
function moved(onList: SQL, { country }: World["settings"]): SQL {
  const latest = sql`max((change.value ->> 'at') * 1048576 + brand.brand)`;
  const token = sql`'"' || brand.token || '"'`;
  return sql`moved as materialized (
    select films.id as id,
      ${latest} filter (where change.value ->> 'came') as came,
      ${latest} filter (where not (change.value ->> 'came')) as went
    from films, json_each(films.changes) as change
    join brand on brand.provider = change.value ->> 'id' and brand.kind = change.value ->> 'kind'
    left join offered using (id)
    where ${onList} and films.country = ${country} and brand.mine
      and ((change.value ->> 'came')
        = (coalesce(instr(offered.offers || offered.shops, ${token}), 0) > 0))
      and not ${wasThereBefore()}
    group by films.id)`;
}

/** A film that comes to one of a brand's services is no arrival while another of them had it all along. */
function wasThereBefore(): SQL {
  return sql`((change.value ->> 'came') and exists (
    select 1 from json_each(films.offers, '$.' || brand.kind) as offer
    join brand as same on same.provider = offer.value ->> 'id' and same.kind = brand.kind
    where same.token = brand.token and same.provider <> brand.provider and not exists (
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

function names(): SQL {
  return sql`title || iif(original_title is title or original_title is null, '',
    char(10) || original_title)`;
}

/** SQLite's lower() knows ASCII alone, so new names are folded here, some at a time. */
async function foldNames(db: Database): Promise<void> {
  const rows = await db.all<{ id: number; names: string }>(sql`
    select film_id as id, names from shelf where not folded limit ${FOLDED_AT_ONCE}`);
  if (rows.length === 0) return;
  const folded = rows.map(({ id, names: text }) => [id, searchText(text)]);
  await db.run(sql`
    update shelf set search = row.value ->> 1, folded = 1
    from ${jsonRows(folded)} as row where film_id = row.value ->> 0`);
}

/** Begins with the title, its leading article behind it, so that it serves for the order by title too. */
export function searchText(text: string): string {
  return text
    .split("\n")
    .map((name) => foldText(name).replace(/^(the|a|an) (.+)/, "$2 $1"))
    .join("\n");
}
