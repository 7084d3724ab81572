// The form that searches TMDB for the right title of a film. Nothing else here asks anybody outside, and it says so.

import type { MatchedFilm } from "../../src/list/matched-film.ts";
import { From, type Origin, type Problem } from "./match-forms.tsx";
import { nameOf } from "./match-words.ts";

interface SearchFormProps {
  film: MatchedFilm;
  from: Origin;
  /** Where it is the page's own matter, it says more. */
  isAlone?: boolean;
  /** What was searched for last; absent: the film's own title and year. */
  text?: string;
  problem?: Problem | null;
}

export function SearchForm({
  film,
  from,
  isAlone = false,
  text = suggestedSearch(film),
  problem = null,
}: SearchFormProps) {
  const noteId = `search-note-${film.id}`;
  const problemId = `search-problem-${film.id}`;
  return (
    <form
      method="post"
      action={`/matches/${film.id}/search`}
      class="link-form"
      aria-label={`Search TMDB for “${nameOf(film)}”`}
    >
      <From from={from} />
      <label>
        <span>Title and year, or a TMDB number or address</span>
        <input
          name="q"
          type="search"
          required
          autocomplete="off"
          spellcheck={false}
          value={text}
          autofocus={problem !== null}
          aria-invalid={problem === null ? undefined : "true"}
          aria-describedby={problem === null ? noteId : problemId}
        />
      </label>
      <button class="button">
        Search TMDB<span class="sr"> for “{nameOf(film)}”</span>
      </button>
      {problem === null ? null : (
        <p class="problem" id={problemId} role="alert">
          {problem.message}
        </p>
      )}
      <p class="small" id={noteId}>
        {isAlone
          ? "TMDB is asked when you press this, and only then: no other page here contacts anyone else while you wait."
          : "TMDB is asked when you press this."}
      </p>
    </form>
  );
}

/** In quotation marks where a number alone, or one at the end, would be taken for something else than the title. */
function suggestedSearch({ title, year }: Pick<MatchedFilm, "title" | "year">): string {
  if (year !== null) return `${title} ${year}`;
  return /\d\)?$/.test(title) ? `“${title}”` : title;
}
