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
  /** Of each other country, in their order: "Stream: Netflix; MUBI | Rent: Apple TV"; null: nothing, or not known. */
  abroad: (string | null)[];
} & {
  /** Names of services, separated by semicolons; null: none, or not known. */
  [kind in OfferKind]: string | null;
};

/** Films by their ids, in this order; null: all of the watchlists, newest first. */
type Wanted = readonly number[] | null;

/** The country at home has a column for each kind, and each other country has one. */
export async function* listExportRows(
  db: Database,
  settings: Settings,
  wanted: Wanted,
): AsyncGenerator<ExportRow[]> {
  const offers = OFFER_KINDS.map(
    (kind) => sql`(
      select group_concat(value ->> 'name', '; ')
      from json_each(coalesce(${offersHere(settings)}, '{}'), ${`$.${kind}`})) as ${sql.identifier(kind)}`,
  );
  const parts = inParts<Omit<ExportRow, "abroad"> & { abroad: string }>(db, settings, wanted, [
    sql`${uri(settings)} as uri`,
    sql`iif(tmdb_type = 'movie', tmdb_id, null) as "tmdbId"`,
    sql`title, year, ${addedOnOf(settings)} as "addedOn"`,
    sql`${checkedHere(settings)} as "checkedAt"`,
    sql`json_array(${sql.join(settings.abroad.map(offersInWords), sql`, `)}) as abroad`,
    ...offers,
  ]);
  for await (const rows of parts) {
    yield rows.map((row) =>
      Object.assign(row, { abroad: JSON.parse(row.abroad) as (string | null)[] }),
    );
  }
}

function offersInWords(country: string): SQL {
  return sql`(
    select group_concat(upper(substr(kind.key, 1, 1)) || substr(kind.key, 2) || ': ' || (
      select group_concat(value ->> 'name', '; ') from json_each(kind.value)), ' | ')
    from json_each(coalesce(${offersHere({ country })}, '{}')) as kind where kind.value <> '[]')`;
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
    ${abroadField(settings)}'checkedAt', ${checkedHere(settings)})`;
  const parts = inParts<{ film: string }>(db, settings, wanted, [sql`${film} as film`]);
  for await (const rows of parts) {
    yield rows.map((row) => row.film);
  }
}

function abroadField({ abroad }: Settings): SQL {
  if (abroad.length === 0) return sql``;
  const each = abroad.map(
    (country) =>
      sql`${country}, json_object('offers', ${offersHere({ country })}, 'link', ${linkHere({ country })})`,
  );
  return sql`'abroad', json_object(${sql.join(each, sql`, `)}), `;
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
