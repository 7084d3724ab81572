// The films of the downloads, in parts. SQLite joins the names and builds the JSON, so that ten
// thousand films cost the Worker little.

import { sql, type SQL } from "drizzle-orm";
import { OFFER_KINDS, type OfferKind } from "../film.ts";
import type { Settings } from "../settings/index.ts";
import type { Database } from "./database.ts";
import { checkedHere, linkHere, offersHere } from "./country-offers.ts";
import { filmsByNumber, filmsInParts } from "./films-in-parts.ts";
import { addedOnOf, IS_HIDDEN, listed, placeOf } from "./listed.ts";

export type ExportRow = {
  /** Letterboxd's address of the film; null if it has none. */
  uri: string | null;
  /** Of films only: TMDB numbers television separately. */
  tmdbId: number | null;
  title: string;
  year: number | null;
  addedOn: string | null;
  /** ISO 8601; null: its offers in this country are not known. */
  checkedAt: string | null;
} & {
  /** Names of services, separated by semicolons; null: none, or not known. */
  [kind in OfferKind]: string | null;
};

/** Films by their ids, in this order; null: all of the watchlists, newest first. */
type Wanted = readonly number[] | null;

/** Includes only the offers of the configured country. */
export function listExportRows(
  db: Database,
  settings: Settings,
  wanted: Wanted,
): AsyncGenerator<ExportRow[]> {
  const offers = OFFER_KINDS.map(
    (kind) => sql`(
      select group_concat(value ->> 'name', '; ')
      from json_each(coalesce(${offersHere(settings)}, '{}'), ${`$.${kind}`})) as ${sql.identifier(kind)}`,
  );
  return inParts<ExportRow>(db, settings, wanted, [
    sql`${uri(settings)} as uri`,
    sql`iif(tmdb_type = 'movie', tmdb_id, null) as "tmdbId"`,
    sql`title, year, ${addedOnOf(settings)} as "addedOn"`,
    sql`${checkedHere(settings)} as "checkedAt"`,
    ...offers,
  ]);
}

/** Each film as a JSON text. */
export async function* listExportJson(
  db: Database,
  settings: Settings,
  wanted: Wanted,
): AsyncGenerator<string[]> {
  const film = sql`json_object(
    'title', title, 'year', year, 'letterboxdUri', ${uri(settings)}, 'slug', slug, 'lid', lid,
    'source', source, 'addedOn', ${addedOnOf(settings)},
    'tmdb', iif(tmdb_id is null, null, json_object('type', tmdb_type, 'id', tmdb_id)),
    'match', "match",
    'offers', ${offersHere(settings)},
    'link', ${linkHere(settings)},
    'checkedAt', ${checkedHere(settings)})`;
  const parts = inParts<{ film: string }>(db, settings, wanted, [sql`${film} as film`]);
  for await (const rows of parts) {
    yield rows.map((row) => row.film);
  }
}

function inParts<Row>(
  db: Database,
  settings: Settings,
  wanted: Wanted,
  fields: SQL[],
): AsyncGenerator<Row[]> {
  if (wanted !== null) return filmsByNumber<Row>(db, wanted, fields);
  const order = sql`${placeOf(settings)} desc, id`;
  return filmsInParts<Row>(db, {
    which: sql`${listed(settings)} and not ${IS_HIDDEN}`,
    order,
    fields,
  });
}

/** The short link is more stable than the slug. */
function uri({ letterboxdOrigin }: Settings): SQL {
  return sql`case when lid is not null then 'https://boxd.it/' || lid
    when slug is not null then ${`${letterboxdOrigin}/film/`} || slug || '/' end`;
}
