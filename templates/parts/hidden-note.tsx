// How many films are hidden, below the others.

import { addressOf, NO_FILTERS, type Query } from "../../src/list/query.ts";
import type { View } from "../../src/list/view.ts";
import { films as filmsInWords } from "./words.ts";

interface HiddenNoteProps {
  view: Pick<View, "whole">;
  query: Query;
}

/** Hidden films are in no view but one, to which this leads. */
export function HiddenNote({ view: { whole }, query }: HiddenNoteProps) {
  if (whole.hidden === 0 || query.hidden) return null;
  return (
    <p class="small">
      {filmsInWords(whole.hidden)} {whole.hidden === 1 ? "is" : "are"} hidden.{" "}
      <a href={addressOf(query, { ...NO_FILTERS, availability: null, hidden: true })}>
        Show {whole.hidden === 1 ? "it" : "them"}
      </a>
    </p>
  );
}
