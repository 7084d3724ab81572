// Above a film on its own page: the films before and after it in the view that the reader came from, and the way back.

import { addressOf, type Query } from "../../src/list/query.ts";

export function FilmTurns({ filmId, query }: { filmId: number; query: Query }) {
  return (
    <nav class="turns" aria-label="Films of the list">
      <a rel="prev" href={addressOf(query, {}, `/film/${filmId}/previous`)}>
        <span aria-hidden="true">‹ </span>Previous
      </a>
      <a href={addressOf(query)}>All films</a>
      <a rel="next" href={addressOf(query, {}, `/film/${filmId}/next`)}>
        Next<span aria-hidden="true"> ›</span>
      </a>
    </nav>
  );
}
