// The films of a watchlist that is being read, from its pages read so far: what the page shows while there is no list yet.
// The list is not proven, so nothing but that page may read this: no snapshot, no program, no feed, no export.

import { sql } from "drizzle-orm";
import { batch } from "./batch.ts";
import type { Entry } from "../list/entry.ts";
import { ON_NO_SERVER } from "../list/own-servers.ts";
import { servicesOf, type SeenProvider } from "../list/services.ts";
import type { FilmCard } from "../list/shown-film.ts";
import type { Snapshot } from "../list/snapshot.ts";
import type { Settings } from "../settings/index.ts";
import { providersOf } from "./assemble-snapshot.ts";
import { linkHere } from "./country-offers.ts";
import type { Database } from "./database.ts";
import { ENTRY } from "./entry-sql.ts";
import { EARLIER_ROUND } from "./pages.ts";

/** Rows are read in full, and again whenever somebody looks: the newest of a long list have to do. */
const MOST_FILMS = sql.raw("500");

/** A query: the films of these pages in the list's order, if it is a watchlist that is being read. */
const READ_SO_FAR = sql`
  select read.value ->> 'id' as film_id, lists.id as list_id, member
  from refreshes
    join readings on readings.rowid = (select min(one.rowid) from readings as one
      where one.refresh_id = refreshes.id and one.state = 'reading')
    join lists on lists.id = list_id and kind = 'watchlist'
    join pages on pages.refresh_id = refreshes.id and page > ${sql.raw(String(EARLIER_ROUND))}
    join json_each(pages.films) as read
  where refreshes.state = 'reading'
  order by page, read.key limit ${MOST_FILMS}`;

interface Row extends Omit<FilmCard, "lists"> {
  entry: string;
  listId: number;
  member: string | null;
}

export interface FilmsSoFar {
  snapshot: Snapshot;
  cards: Map<number, FilmCard>;
}

/** One round trip. null: no page of a watchlist has been read. `marks` are those of the stored snapshot. */
export async function findFilmsSoFar(
  db: Database,
  settings: Pick<Settings, "country">,
  marks: Snapshot["marks"],
): Promise<FilmsSoFar | null> {
  const [rows, providers] = await batch(db, [
    db.all<Row>(sql`
      select films.id, slug, lid, title, year, runtime, poster, ${linkHere(settings)} as link,
        ${ENTRY} as entry, list_id as "listId", member
      from (${READ_SO_FAR}) join films on films.id = film_id`),
    db.all<{ body: string }>(sql`
      select ${providersOf(settings, sql`films.id in (select film_id from (${READ_SO_FAR}))`)} as body`),
  ]);
  const [first] = rows;
  if (first === undefined) return null;
  const { listId, member } = first;
  return {
    cards: new Map(rows.map((row) => [row.id, cardOf(row)])),
    snapshot: {
      country: settings.country,
      films: new Map(rows.map(({ id, entry }) => [id, JSON.parse(entry) as Entry])),
      lists: [{ id: listId, kind: "watchlist", member, name: null, path: null }],
      listFilms: new Map([[listId, rows.map(({ id }) => [id, null])]]),
      services: servicesOf(JSON.parse(providers[0]?.body ?? "[]") as SeenProvider[]),
      countries: [settings.country],
      abroad: [],
      changes: [],
      coming: new Map(),
      marks,
      servers: [],
      onServers: ON_NO_SERVER,
    },
  };
}

function cardOf({ id, slug, lid, title, year, runtime, poster, link }: Row): FilmCard {
  return { id, slug, lid, title, year, runtime, poster, link, linksAbroad: {}, lists: [], own: [] };
}
