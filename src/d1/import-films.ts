// The films of an import, each once however many of its lists have it, and which of them have a row already.

import type { Database } from "./database.ts";
import type { DescribedFilm, ImportedFilm, KnownFilm, PlacedFilm } from "./exported-films.ts";
import { identifyFilms, type IncomingFilm } from "./film-identity.ts";
import type { FileList } from "./import-lists.ts";
import type { SameFilm } from "./merge-films.ts";

export interface ImportedFilms {
  known: KnownFilm[];
  /** Films without a row. */
  news: DescribedFilm[];
  /** The row of any of the films. */
  rowOf: (film: IncomingFilm) => PlacedFilm["film"];
  /** Rows that turn out to be one film. */
  pairs: SameFilm[];
  /** Rows whose slug belongs to another film now. */
  slugHolders: number[];
}

interface Named extends Pick<FileList, "kind"> {
  films: readonly ImportedFilm[];
}

/** Writes nothing. */
export async function findImportedFilms(
  db: Database,
  lists: readonly Named[],
): Promise<ImportedFilms> {
  const { films, indexOf } = eachOnce(lists);
  const identities = await identifyFilms(db, films);
  const known = new Map<number, KnownFilm>();
  const news: DescribedFilm[] = [];
  const rows = films.map((film, i) => {
    const id = identities[i]?.id ?? null;
    if (id === null) return { nth: news.push(film) - 1 };
    const same = known.get(id);
    if (same === undefined) known.set(id, Object.assign(film, { id }));
    else same.isListed ||= film.isListed;
    return { id };
  });
  return {
    known: [...known.values()],
    news,
    rowOf: (film) => {
      const row = rows[indexOf(film)];
      if (row === undefined) throw new Error("The film is not one of the import's.");
      return row;
    },
    pairs: identities.flatMap(({ id, duplicate }) =>
      id !== null && duplicate !== null ? [{ keep: id, drop: duplicate }] : [],
    ),
    slugHolders: identities.flatMap(({ slugHolder }) => (slugHolder === null ? [] : [slugHolder])),
  };
}

/** As the first list that has it names it. */
function eachOnce(lists: readonly Named[]) {
  const films: DescribedFilm[] = [];
  const indices = new Map<string, number>();
  for (const { kind, films: listed } of lists) {
    const isListed = kind !== "seen";
    for (const film of listed) {
      const key = keyOf(film);
      const same = films[indices.get(key) ?? -1];
      if (same === undefined) {
        const { slug, lid, title, year } = film;
        indices.set(key, films.push({ slug, lid, title, year, isListed }) - 1);
      } else same.isListed ||= isListed;
    }
  }
  return { films, indexOf: (film: IncomingFilm) => indices.get(keyOf(film)) ?? -1 };
}

function keyOf({ lid, slug, title, year }: IncomingFilm): string {
  if (lid !== null) return `lid ${lid}`;
  return slug === null ? `title ${title} ${year}` : `slug ${slug}`;
}
