// The rows of the films that a view has selected, for its cards.

import { sql } from "drizzle-orm";
import type { FilmCard } from "../list/shown-film.ts";
import type { Settings } from "../settings/index.ts";
import { linkHere } from "./country-offers.ts";
import type { Database } from "./database.ts";
import { ownOf } from "./library.ts";
import { jsonRows } from "./json-rows.ts";
import { shownListsOf } from "./listed.ts";

type Row = Omit<FilmCard, "lists" | "linksAbroad" | "own"> & {
  linksAbroad: string | null;
  own: string;
};

export interface AskedCards {
  /** Film ids. */
  ids: readonly number[];
  /** Each film's lists are asked for, which costs a row for each list. */
  withLists: boolean;
}

type CardRow = Row & { lists: string | null };

/** A statement for `readCards`. */
export function cardsOf(db: Database, settings: CardSettings, { ids, withLists }: AskedCards) {
  return db.all<CardRow>(sql`
    select ${columns(settings)}, ${withLists ? shownListsOf(settings) : sql`null`} as lists
    from ${jsonRows(ids)} as wanted join films on films.id = wanted.value`);
}

/** By film id. A film that has been deleted since is missing. */
export function readCards(rows: readonly CardRow[]): Map<number, FilmCard> {
  return new Map(
    rows.map(({ lists, ...row }) => [
      row.id,
      {
        ...row,
        linksAbroad: linksIn(row),
        own: JSON.parse(row.own) as FilmCard["own"],
        lists: lists === null ? [] : (JSON.parse(lists) as number[]),
      },
    ]),
  );
}

/** As `readCards`, in a round trip of its own. */
export async function findCards(
  db: Database,
  settings: CardSettings,
  asked: AskedCards,
): Promise<Map<number, FilmCard>> {
  return asked.ids.length === 0 ? new Map() : readCards(await cardsOf(db, settings, asked));
}

/** A film with the facts that help to decide for or against it. */
export interface PickCard extends FilmCard {
  genres: string[];
  /** 0 to 10; null if there are no votes. */
  rating: number | null;
  overview: string;
}

/** null: it has been deleted since. */
export async function findPickCard(
  db: Database,
  settings: CardSettings,
  id: number,
): Promise<PickCard | null> {
  const [row] = await db.all<
    Row & { genres: string | null; rating: number | null; overview: string | null }
  >(sql`select ${columns(settings)}, genres, rating, overview from films where id = ${id}`);
  if (row === undefined) return null;
  const genres = row.genres === null ? [] : (JSON.parse(row.genres) as string[]);
  const own = JSON.parse(row.own) as FilmCard["own"];
  return {
    ...row,
    linksAbroad: linksIn(row),
    lists: [],
    own,
    genres,
    overview: row.overview ?? "",
  };
}

/** `country` is that of the view; `abroad` are all others. */
type CardSettings = Pick<Settings, "country" | "abroad" | "members" | "libraries">;

function columns({ country, abroad, libraries }: CardSettings) {
  return sql`films.id, slug, lid, title, year, runtime, poster, ${linkHere({ country })} as link,
    ${linksOf(abroad)} as "linksAbroad", ${ownOf({ libraries })} as own`;
}

function linksOf(countries: readonly string[]) {
  if (countries.length === 0) return sql`null`;
  const links = countries.map((country) => sql`${country}, ${linkHere({ country })}`);
  return sql`json_object(${sql.join(links, sql`, `)})`;
}

function linksIn({ linksAbroad }: Row): FilmCard["linksAbroad"] {
  return linksAbroad === null ? {} : (JSON.parse(linksAbroad) as FilmCard["linksAbroad"]);
}
