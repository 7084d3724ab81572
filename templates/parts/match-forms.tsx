// The plain forms that decide a film's match. Each says where to go back to.

import type { MatchedFilm } from "../../src/list/matched-film.ts";
import { nameOf } from "./match-words.ts";

export interface Problem {
  message: string;
  /** What was pasted. */
  text: string;
}

/**
 * Where the result is shown: in the list, with its filter, its page and the film's index there; null: on the film's
 * own page.
 */
export type Origin = { show: string | null; page: number; at: number | null } | null;

export function LinkForm({
  film,
  from,
  problem,
}: {
  film: MatchedFilm;
  from: Origin;
  problem: Problem | null;
}) {
  const problemId = `problem-${film.id}`;
  return (
    <form method="post" action={`/matches/${film.id}`} class="link-form">
      <From from={from} />
      <label>
        <span>Paste its address or number on TMDB</span>
        <input
          name="link"
          required
          autocomplete="off"
          spellcheck={false}
          placeholder="https://www.themoviedb.org/movie/550"
          value={problem?.text}
          autofocus={problem !== null}
          aria-invalid={problem === null ? undefined : "true"}
          aria-describedby={problem === null ? undefined : problemId}
        />
      </label>
      <button class="button">Match</button>
      {problem === null ? null : (
        <p class="problem" id={problemId} role="alert">
          {problem.message} Nothing was changed.
        </p>
      )}
    </form>
  );
}

interface ChoiceFormProps {
  film: MatchedFilm;
  from: Origin;
  choice: "not-on-tmdb" | "undo";
  words: string;
}

export function ChoiceForm({ film, from, choice, words }: ChoiceFormProps) {
  return (
    <form method="post" action={`/matches/${film.id}`}>
      <From from={from} />
      <button class="quiet" name="choice" value={choice}>
        {words}
        <span class="sr"> “{nameOf(film)}”</span>
      </button>
    </form>
  );
}

export function From({ from }: { from: Origin }) {
  if (from === null) return null;
  return (
    <>
      <input type="hidden" name="from" value="list" />
      {from.show === null ? null : <input type="hidden" name="show" value={from.show} />}
      <input type="hidden" name="page" value={String(from.page)} />
      {from.at === null ? null : <input type="hidden" name="at" value={String(from.at)} />}
    </>
  );
}
