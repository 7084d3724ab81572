// All films as JSON for other programs. SQLite builds the JSON, one text per row, so that a list of any length costs
// the Worker next to nothing.

import { sql } from "drizzle-orm";
import type { Settings } from "../settings/index.ts";
import type { Database } from "./database.ts";
import { checkedHere, linkHere, offersHere } from "./country-offers.ts";
import { ownOf } from "./library.ts";
import { filmsByNumber, filmsInParts } from "./films-in-parts.ts";
import {
  addedOnOf,
  IS_HIDDEN,
  IS_ONLY_ELSEWHERE,
  isSeen,
  listedCount,
  placeOf,
  shownListsOf,
} from "./listed.ts";

const NO_OFFERS = JSON.stringify({ stream: [], free: [], ads: [], rent: [], buy: [] });

/**
 * All films that were ever on a proven watchlist or in an import; listed ones first, in the list's order. Yields each
 * film's JSON. Image addresses are absolute.
 */
export async function* listFilmsAsJson(db: Database, settings: Settings): AsyncGenerator<string> {
  const parts = filmsInParts<{ film: string }>(db, {
    which: sql`(listed_at is not null or source <> 'letterboxd') and not ${IS_ONLY_ELSEWHERE}`,
    order: sql`${placeOf(settings)} desc, id`,
    fields: [sql`${filmJson(settings, settings.members)} as film`],
  });
  for await (const rows of parts) for (const { film } of rows) yield film;
}

/** The films with these ids, in this order. Yields each film's JSON. `people`: members by whom a film may be seen. */
export async function* filmsAsJson(
  db: Database,
  settings: Settings,
  ids: readonly number[],
  people: readonly string[],
): AsyncGenerator<string> {
  const fields = [sql`${filmJson(settings, people)} as film`];
  const parts = filmsByNumber<{ film: string }>(db, ids, fields);
  for await (const rows of parts) for (const { film } of rows) yield film;
}

function filmJson(settings: Settings, people: readonly string[]) {
  const image = (size: string) => `${settings.tmdbImageOrigin}/t/p/${size}`;
  return sql`json_object(
    'slug', slug, 'lid', lid, 'title', title, 'year', year, 'source', source,
    'listed', json(iif(${placeOf(settings)} is null, 'false', 'true')), 'addedOn', ${addedOnOf(settings)},
    'tmdb', iif(tmdb_id is null, null, json_object('type', tmdb_type, 'id', tmdb_id)),
    'match', "match",
    'poster', ${image("w342")} || poster,
    'runtime', runtime,
    'offers', ${offersJson(settings)},
    'link', ${linkHere(settings)}, 'own', json(${ownOf(settings)}),
    ${abroadJson(settings)}'checkedAt', ${checkedHere(settings)},
    'letterboxdUrl', case when slug is not null then ${`${settings.letterboxdOrigin}/film/`} || slug || '/'
      when lid is not null then 'https://boxd.it/' || lid end,
    'lists', json(${shownListsOf(settings)}), 'seen', json(iif(${isSeen(people)}, 'true', 'false')), 'hidden', json(iif(${IS_HIDDEN}, 'true', 'false')))`;
}

/** With absolute addresses of logos. */
function offersJson({ country, tmdbImageOrigin }: Pick<Settings, "country" | "tmdbImageOrigin">) {
  return sql`json(replace(coalesce(${offersHere({ country })}, ${NO_OFFERS}),
    '"logo":"/', ${`"logo":"${tmdbImageOrigin}/t/p/w92/`}))`;
}

/** The field of the other countries; none, if only one is configured. */
function abroadJson({ abroad, tmdbImageOrigin }: Settings) {
  if (abroad.length === 0) return sql``;
  const each = abroad.map(
    (country) => sql`${country}, json_object(
      'offers', ${offersJson({ country, tmdbImageOrigin })}, 'link', ${linkHere({ country })})`,
  );
  return sql`'abroad', json_object(${sql.join(each, sql`, `)}), `;
}

export async function countListed(db: Database, settings: Settings): Promise<number> {
  const row = await db.get<{ n: number }>(sql`select ${listedCount(settings)} as n`);
  return row.n;
}
