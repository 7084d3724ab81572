// The names of the films that a refresh added to the watchlists, or removed.

import type { ChangedFilm, ChangedFilms } from "../../src/list/changed-films.ts";
import { filmAddress } from "./card.ts";
import { count } from "./words.ts";

/** How many are named; of more, the rest is counted. */
const MOST_NAMED = 10;

/** `added`, `removed`: how many it were, also of those that nobody can name any more. */
export function ChangedNames({
  films,
  added,
  removed,
}: {
  films: ChangedFilms | undefined;
  added: number;
  removed: number;
}) {
  if (films === undefined || films.came.length + films.left.length === 0) return null;
  return (
    <p class="small changed">
      <Names words="Added" films={films.came} total={added} />
      {films.came.length > 0 && films.left.length > 0 ? " " : null}
      <Names words="Removed" films={films.left} total={removed} />
    </p>
  );
}

function Names({ words, films, total }: { words: string; films: ChangedFilm[]; total: number }) {
  if (films.length === 0) return null;
  const named = films.slice(0, MOST_NAMED);
  const rest = Math.max(total, films.length) - named.length;
  return (
    <>
      {words}:{" "}
      {named.map((film, i) => (
        <>
          {i === 0 ? "" : i === named.length - 1 && rest === 0 ? " and " : ", "}
          <a href={filmAddress(film)} dir="auto">
            {film.title}
            {film.year === null ? null : ` (${film.year})`}
          </a>
        </>
      ))}
      {rest > 0 ? ` and ${count(rest)} more` : null}.
    </>
  );
}
