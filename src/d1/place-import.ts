// One list of an import, against what the list had before: the place of each film, and what came and what went. Pure.

import { placesFor } from "../list/proof.ts";
import type { ImportedFilm, PlacedFilm } from "./exported-films.ts";
import { plainTitle, type IncomingFilm } from "./film-identity.ts";
import type { FilmBefore } from "./import-lists.ts";

export interface FilmName {
  title: string;
  year: number | null;
}

/** A film that a row names which could not be imported. */
export interface Mention {
  slug: string | null;
  lid: string | null;
  title: string | null;
  year: number | null;
}

export interface IncomingList {
  /** Oldest first, or from the bottom up. */
  films: readonly ImportedFilm[];
  /** These films are on the list, so they do not leave it. */
  mentioned: readonly Mention[];
}

interface ListBefore {
  listId: number;
  /** The film's row. */
  rowOf: (film: IncomingFilm) => PlacedFilm["film"];
  before: readonly FilmBefore[];
  /** The films that Letterboxd shows on the same list. */
  live: ReadonlySet<number>;
}

/** `staying`: `[list, film]` of each film that keeps a row. */
export function placeOnList(
  { films, mentioned }: IncomingList,
  { listId, rowOf, before, live }: ListBefore,
) {
  const rows = eachOnce(films, rowOf);
  const stored = new Map(before.map(({ id, place }) => [id, place]));
  const newestFirst = rows.toReversed();
  const places = placesFor(
    newestFirst.map(({ row }) => ("id" in row ? (stored.get(row.id) ?? null) : null)),
  );
  const placed = newestFirst
    .map(({ row, film }, i): PlacedFilm => ({
      listId,
      film: row,
      place: places[i] ?? 0,
      addedOn: film.addedOn,
    }))
    .toReversed();

  const ids = new Set(rows.flatMap(({ row }) => ("id" in row ? [row.id] : [])));
  const isMentioned = whetherMentioned(mentioned);
  const missing = before.filter(({ id }) => !ids.has(id));
  const gone = missing.filter((film) => !isMentioned(film));
  const goneIds = new Set(gone.map(({ id }) => id));
  const result = {
    films: placed.length,
    added: rows
      .filter(({ row }) => !("id" in row) || (!stored.has(row.id) && !live.has(row.id)))
      .map(({ film }) => nameOf(film)),
    removed: gone.filter(({ id }) => !live.has(id)).map(nameOf),
    stillLive: gone.filter(({ id }) => live.has(id)).map(nameOf),
  };
  const kept = missing.map(({ id }) => id).filter((id) => !goneIds.has(id));
  const staying = [...ids, ...kept].map((id) => [listId, id] as const);
  return { placed, staying, result };
}

/** Two of the incoming films may be one of ours. */
function eachOnce(films: readonly ImportedFilm[], rowOf: ListBefore["rowOf"]) {
  const seen = new Set<string>();
  return films.flatMap((film) => {
    const row = rowOf(film);
    const key = "id" in row ? `id ${row.id}` : `new ${row.nth}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ row, film }];
  });
}

/** By a code or, where the two have no code in common that differs, by title and year. */
function whetherMentioned(mentioned: readonly Mention[]): (film: FilmBefore) => boolean {
  const codes = new Set(mentioned.flatMap(({ lid, slug }) => [`lid ${lid}`, `slug ${slug}`]));
  const byTitle = Map.groupBy(mentioned, ({ title }) => (title === null ? "" : plainTitle(title)));
  return (film) => {
    const { lid, slug } = film;
    if (lid !== null && codes.has(`lid ${lid}`)) return true;
    if (slug !== null && codes.has(`slug ${slug}`)) return true;
    return (byTitle.get(plainTitle(film.title)) ?? []).some(
      (it) =>
        (it.year === null || film.year === null || it.year === film.year) &&
        (it.lid === null || lid === null) &&
        (it.slug === null || slug === null),
    );
  };
}

function nameOf({ title, year }: FilmName): FilmName {
  return { title, year };
}
