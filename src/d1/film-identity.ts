// Which stored row is the same film as one that comes in, from the live list or from an export? By `lid`,
// then by slug, then by title and year, the last only where the codes cannot tell. Two or three statements
// for any number of films; writes nothing.

import { sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { chunksOf, jsonRows } from "./json-rows.ts";

export interface IncomingFilm {
  slug: string | null;
  lid: string | null;
  title: string;
  year: number | null;
}

/** Films that come in and name the same film twice get the same `id`. */
export interface Identity {
  /** The row that is this film; null: there is none yet. */
  id: number | null;
  /**
   * A second row that is this film too: one source had named it by its slug only, another by its lid only.
   * `mergeFilms` makes one row of both; after it, the film's codes can be written to `id`.
   */
  duplicate: number | null;
  /**
   * A row that holds this film's slug but is another film, as its lid says: Letterboxd has given the slug
   * away. `releaseSlugs` frees it, so that it can be written to this film's row.
   */
  slugHolder: number | null;
}

interface StoredCodes extends IncomingFilm {
  id: number;
}

/** Answers in the order of `incoming`. */
export async function identifyFilms(
  db: Database,
  incoming: readonly IncomingFilm[],
): Promise<Identity[]> {
  const identities: Identity[] = [];
  for (const films of chunksOf(incoming)) identities.push(...(await identifyByCode(db, films)));
  await identifyByTitle(db, incoming, identities);
  return identities;
}

async function identifyByCode(db: Database, films: readonly IncomingFilm[]): Promise<Identity[]> {
  const rows = await db.all<{
    byLid: number | null;
    bySlug: number | null;
    lidOfSlug: string | null;
  }>(sql`
    select l.id as "byLid", s.id as "bySlug", s.lid as "lidOfSlug"
    from ${jsonRows(films.map(({ lid, slug }) => [lid, slug]))} as incoming
    left join films as l on l.lid = incoming.value ->> 0
    left join films as s on s.slug = incoming.value ->> 1
    order by incoming.key`);
  return rows.map(({ byLid, bySlug, lidOfSlug }, i) => {
    const lid = films[i]?.lid ?? null;
    if (lid !== null && lidOfSlug !== null && lidOfSlug !== lid) {
      return { id: byLid, duplicate: null, slugHolder: bySlug };
    }
    const id = byLid ?? bySlug;
    return { id, duplicate: bySlug === id ? null : bySlug, slugHolder: null };
  });
}

/** Gives those still without a row the one that has their title and year, unless a code tells them apart. */
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

/**
 * The same text however it was typed: width of letters, case, kind of quote and dash, space. No more than
 * that, because punctuation tells films apart ("-30-", "30").
 */
function titleKey({ title, year }: Pick<IncomingFilm, "title" | "year">): string {
  const plain = title
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[‘’‛′]/g, "'")
    .replaceAll(/[“”‟″]/g, '"')
    .replaceAll(/[‐‑‒–—―−]/g, "-")
    .replaceAll(/\s+/g, " ")
    .trim();
  return `${plain} (${year ?? NO_YEAR})`;
}

/** Whether their codes alone tell if two are the same film. */
function comparable(a: IncomingFilm, b: IncomingFilm): boolean {
  return (a.lid !== null && b.lid !== null) || (a.slug !== null && b.slug !== null);
}

/**
 * Where several rows have the title and the year, a film with a code is new rather than one of them: its
 * code makes the new row known the next time. A film without any code takes the row that has none either,
 * or the oldest: else every import would add it again.
 */
function theOne(film: IncomingFilm, rivals: readonly StoredCodes[]): number | null {
  const [first, second] = rivals;
  if (first === undefined) return null;
  if (second === undefined) return first.id;
  if (film.lid !== null || film.slug !== null) return null;
  return (rivals.find((row) => row.lid === null && row.slug === null) ?? first).id;
}
