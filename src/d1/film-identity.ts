// Which stored row is the same film as an incoming one, from the live list or an export? Compared by `lid`, then by
// slug, then by title and year, the last only if the codes cannot tell. Needs two statements for some ten thousand
// films; writes nothing.

import { sql, type SQL } from "drizzle-orm";
import type { Database } from "./database.ts";
import { jsonPieces, jsonRows } from "./json-rows.ts";

export interface IncomingFilm {
  slug: string | null;
  lid: string | null;
  title: string;
  year: number | null;
}

/** Incoming films that name the same film get the same `id`. */
export interface Identity {
  /** The row of this film; null: there is none yet. */
  id: number | null;
  /**
   * A second row of this film: one source named it only by its slug, another only by its lid. `mergeFilms` merges the
   * two, after which the film's codes can be written to `id`.
   */
  duplicate: number | null;
  /**
   * A row that has this film's slug but, by its lid, is another film: Letterboxd has reassigned the slug.
   * `releaseSlugs` removes it there, so that it can be written to this film's row.
   */
  slugHolder: number | null;
}

interface StoredCodes extends IncomingFilm {
  id: number;
}

/** Returns identities in the order of `incoming`. */
export async function identifyFilms(
  db: Database,
  incoming: readonly IncomingFilm[],
): Promise<Identity[]> {
  const identities: Identity[] = [];
  for (const piece of jsonPieces(incoming.map(({ lid, slug }) => [lid, slug]))) {
    const films = incoming.slice(identities.length, identities.length + piece.count);
    identities.push(...(await identifyByCode(db, films, piece.rows)));
  }
  await identifyByTitle(db, incoming, identities);
  return identities;
}

/** `rows`: lid and slug of each of the films. */
async function identifyByCode(
  db: Database,
  films: readonly IncomingFilm[],
  rows: SQL,
): Promise<Identity[]> {
  const found = await db.all<{
    byLid: number | null;
    bySlug: number | null;
    lidOfSlug: string | null;
  }>(sql`
    select l.id as "byLid", s.id as "bySlug", s.lid as "lidOfSlug"
    from ${rows} as incoming
    left join films as l on l.lid = incoming.value ->> 0
    left join films as s on s.slug = incoming.value ->> 1
    order by incoming.key`);
  return found.map(({ byLid, bySlug, lidOfSlug }, i) => {
    const lid = films[i]?.lid ?? null;
    if (lid !== null && lidOfSlug !== null && lidOfSlug !== lid) {
      return { id: byLid, duplicate: null, slugHolder: bySlug };
    }
    const id = byLid ?? bySlug;
    return { id, duplicate: bySlug === id ? null : bySlug, slugHolder: null };
  });
}

/** For films still without a row: finds the one with the same title and year, unless a code rules it out. */
async function identifyByTitle(
  db: Database,
  incoming: readonly IncomingFilm[],
  identities: readonly Identity[],
): Promise<void> {
  const unknown = incoming.flatMap((film, i) => {
    const identity = identities[i];
    return identity !== undefined && identity.id === null ? [{ film, identity }] : [];
  });
  if (unknown.length === 0) return;
  const years = [...new Set(unknown.map(({ film }) => film.year ?? NO_YEAR))];
  const rows = await db.all<StoredCodes>(sql`
    select id, slug, lid, title, year from films
    where (lid is null or ${unknown.some(({ film }) => film.lid === null)})
      and (slug is null or ${unknown.some(({ film }) => film.slug === null)})
      and coalesce(year, ${NO_YEAR}) in (select value from ${jsonRows(years)})
    order by id`);
  if (rows.length === 0) return;

  const byTitle = Map.groupBy(rows, titleKey);
  const taken = new Set(identities.flatMap(({ id, duplicate }) => [id, duplicate]));
  for (const { film, identity } of unknown) {
    const rivals = (byTitle.get(titleKey(film)) ?? []).filter(
      (row) => !taken.has(row.id) && !comparable(film, row),
    );
    identity.id = theOne(film, rivals);
    taken.add(identity.id);
  }
}

const NO_YEAR = 0;

function titleKey({ title, year }: Pick<IncomingFilm, "title" | "year">): string {
  return `${plainTitle(title)} (${year ?? NO_YEAR})`;
}

/**
 * Makes titles equal however they were typed: width and case of letters, kinds of quotes and dashes, spaces. Other
 * punctuation is kept, because it distinguishes films ("-30-", "30").
 */
export function plainTitle(title: string): string {
  return title
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[‘’‛′]/g, "'")
    .replaceAll(/[“”‟″]/g, '"')
    .replaceAll(/[‐‑‒–—―−]/g, "-")
    .replaceAll(/\s+/g, " ")
    .trim();
}

/** Whether their codes alone can tell if two films are the same. */
function comparable(a: IncomingFilm, b: IncomingFilm): boolean {
  return (a.lid !== null && b.lid !== null) || (a.slug !== null && b.slug !== null);
}

/**
 * If several rows have the title and the year, a film with a code is treated as new rather than as one of them: its
 * code will identify the new row next time. A film without any code takes the row that has none either, or the oldest
 * one; otherwise every import would add it again.
 */
function theOne(film: IncomingFilm, rivals: readonly StoredCodes[]): number | null {
  const [first, second] = rivals;
  if (first === undefined) return null;
  if (second === undefined) return first.id;
  if (film.lid !== null || film.slug !== null) return null;
  return (rivals.find((row) => row.lid === null && row.slug === null) ?? first).id;
}
