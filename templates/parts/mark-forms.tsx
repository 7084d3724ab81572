// The buttons that mark a film as seen or hidden, and take the mark away again. Plain forms: they work without a
// script, and in the dialog as well.

import { MARKS, type Mark } from "../../src/film.ts";

export const SET_WORDS: Record<Mark, string> = { seen: "Seen it", hidden: "Hide it" };
const TAKE_WORDS: Record<Mark, string> = { seen: "Not seen after all", hidden: "Show it again" };
const STATE_WORDS: Record<Mark, string> = {
  seen: "You’ve marked it as seen.",
  hidden: "It’s hidden, so no list, pick or message will include it.",
};

interface MarkFormsProps {
  filmId: number;
  /** The marks that the film has. */
  marks: readonly Mark[];
  /** The page to come back to. */
  to: string;
}

export function MarkForms({ filmId, marks, to }: MarkFormsProps) {
  return (
    <div class="marks">
      {MARKS.filter((mark) => marks.includes(mark)).map((mark) => (
        <p class="note">
          {STATE_WORDS[mark]}{" "}
          <MarkForm filmId={filmId} mark={mark} on={false} to={to} words={TAKE_WORDS[mark]} />
        </p>
      ))}
      {MARKS.filter((mark) => !marks.includes(mark)).map((mark) => (
        <MarkForm filmId={filmId} mark={mark} on to={to} words={SET_WORDS[mark]} />
      ))}
    </div>
  );
}

interface MarkFormProps {
  filmId: number;
  mark: Mark;
  on: boolean;
  to: string;
  words: string;
}

export function MarkForm({ filmId, mark, on, to, words }: MarkFormProps) {
  return (
    <form method="post" action={`/mark/${filmId}`}>
      <input type="hidden" name="mark" value={mark} />
      <input type="hidden" name="on" value={on ? "1" : "0"} />
      <input type="hidden" name="to" value={to} />
      <button class="quiet">{words}</button>
    </form>
  );
}

/** After a mark was set in the pick, whose next film is another one. */
export function MarkedNote({ marked, to }: { marked: MarkedFilm; to: string }) {
  return (
    <p class="note">
      <output>The last film was marked as {marked.mark}.</output>{" "}
      <MarkForm filmId={marked.filmId} mark={marked.mark} on={false} to={to} words="Undo" />
    </p>
  );
}

export interface MarkedFilm {
  filmId: number;
  mark: Mark;
}
