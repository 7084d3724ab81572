// Makes the shelf from the films: who offers each, whether that is mine, what came and went. Nearly all of it
// is SQL, because D1's time is not the Worker's, and every statement writes only rows that change.

import { sql, type SQL } from "drizzle-orm";
import { brandOf } from "../tmdb/brands.ts";
import type { World } from "../world.ts";
import { isMine, payingNothingTo, tokenOf, type ServicesChoice } from "../shelf/services.ts";
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
 * services changed; calling it without need writes nothing. Six to ten statements.
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
      with ${brandTable(offers)},
      ${shelved(onList, settings)},
      ${filmsOfMine()}
      insert into shelf (film_id, standing, place, year, runtime, rating, release_date, added_at,
        arrived_at, arrived_on, left_at, left_from, offers, genres, title_key, search, names)
      select id,
        case when tokens is null then 0 when mine then 3 when tokens <> '[]' then 2 else 1 end,
        place, year, runtime, rating, release_date, added_at,
        ${unpack(sql`iif(mine, came, null)`)}, ${unpack(sql`iif(mine, null, went)`)},
        coalesce(tokens, '[]'), coalesce(genres, '[]'), lower(title), lower(names), names
      from judged where true
      on conflict (film_id) do update set
        ${sql.join(
          COLUMNS.map((name) => sql.raw(`${name} = excluded.${name}`)),
          sql`, `,
        )},
        title_key = iif(names is excluded.names, title_key, excluded.title_key),
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
  "release_date",
  "added_at",
  "arrived_at",
  "arrived_on",
  "left_at",
  "left_from",
  "offers",
  "genres",
  "names",
] as const;

function columns(table: string): SQL {
  return sql.raw(COLUMNS.map((name) => `${table}.${name}`).join(", "));
}

/** What each offer is called on the shelf, and whether it is mine: [provider, kind, token, brand, mine]. */
function offerRows(seen: readonly SeenService[], choice: ServicesChoice | null): unknown[] {
  const selling = new Set(
    seen.filter(({ kind }) => kind === "stream").map((offer) => brandOf(offer).id),
  );
  return seen.flatMap((provider) => {
    const { id, kind } = provider;
    const brand = brandOf(provider).id;
    const mine = isMine(choice, { kind, brand, sells: selling.has(brand) });
    const own = [id, kind, tokenOf(kind, brand), brand, mine];
    const isShop = kind === "rent" || kind === "buy";
    return isShop ? [own] : [own, [id, kind, payingNothingTo(brand), brand, false]];
  });
}

function brandTable(rows: readonly unknown[]): SQL {
  return sql`brand (provider, kind, token, brand, mine) as materialized (
    select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 from ${jsonRows(rows)})`;
}

/** The listed films with the tokens of their offers; null where nobody knows their offers in this country. */
function shelved(onList: SQL, { country }: World["settings"]): SQL {
  const known = sql`iif(country is ${country}, offers, null)`;
  return sql`shelved as materialized (
    select id, title, year, runtime, rating, release_date, genres, changes,
      coalesce(live_place, export_place) as place,
      title || iif(original_title is title or original_title is null, '', char(10) || original_title) as names,
      coalesce(unixepoch(added_on), iif(listed_at > ${firstDay()}, listed_at, null)) as added_at,
      iif(${known} is null, null, (
        select json_group_array(distinct token)
        from json_each(films.offers) as kinds, json_each(kinds.value) as offer
        join brand on brand.provider = offer.value ->> 'id' and brand.kind = kinds.key)) as tokens
    from films where ${onList})`;
}

/** What stood on the list when we first read it was not added then: its first day is none to speak of. */
function firstDay(): SQL {
  return sql`(select min(listed_at) + 86400 from films)`;
}

/**
 * Whether a film is mine, and the last of my services that it came to or left. A change of a provider whose
 * brand offered the film all along, through another provider, is none. Moment and brand travel as one number,
 * so that one maximum finds both.
 */
function filmsOfMine(): SQL {
  const change = sql`
    from json_each(shelved.changes) as change
    join brand on brand.provider = change.value ->> 'id' and brand.kind = change.value ->> 'kind'
    where brand.mine`;
  const latest = sql`max((change.value ->> 'at') * 1048576 + brand.brand)`;
  return sql`judged as (
    select shelved.*,
      exists (
        select 1 from json_each(shelved.tokens) as offer
        where offer.value in (select token from brand where mine)) as mine,
      iif(json_array_length(changes) > 0, (
        select ${latest} ${change} and change.value ->> 'came'
          and exists (select 1 from json_each(shelved.tokens) as offer where offer.value = brand.token)),
        null) as came,
      iif(json_array_length(changes) > 0, (
        select ${latest} ${change} and not (change.value ->> 'came')), null) as went
    from shelved)`;
}

function unpack(packed: SQL): SQL {
  return sql`${packed} >> 20, ${packed} & 1048575`;
}

/** SQLite's lower() knows ASCII alone, so new names are folded here, some at a time. */
async function foldNames(db: Database): Promise<void> {
  const rows = await db.all<{ id: number; names: string }>(sql`
    select film_id as id, names from shelf where not folded limit ${FOLDED_AT_ONCE}`);
  if (rows.length === 0) return;
  const folded = rows.map(({ id, names }) => [id, titleKey(names), foldText(names)]);
  await db.run(sql`
    update shelf set title_key = row.value ->> 1, search = row.value ->> 2, folded = 1
    from ${jsonRows(folded)} as row where film_id = row.value ->> 0`);
}

/** A title is sorted without its leading article. */
export function titleKey(names: string): string {
  const [title = ""] = names.split("\n");
  const key = foldText(title);
  return key.replace(/^(the|a|an) (?=.)/, "") || title.toLowerCase();
}
