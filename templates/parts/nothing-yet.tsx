// What a page says that has no films to work with: there are none, or nothing is known of them yet. Every such page says
// the same, and none speaks of filters then.

import { isUsual } from "../../src/list/chosen-lists.ts";
import type { Query } from "../../src/list/query.ts";
import type { View } from "../../src/list/view.ts";
import type { LayoutView } from "./layout-view.ts";
import { whichFilms } from "./list-words.ts";
import { RefreshNotes } from "./refresh-notes.tsx";
import { firstAdvice, firstWords } from "./states.tsx";
import { films as filmsInWords } from "./words.ts";

export interface NothingYetWords {
  title: string;
  /** null: the title says it all. */
  advice: string | null;
  /** No film is listed at all. */
  isEmpty: boolean;
}

type Lists = Pick<View, "lists" | "chosen" | "whole">;

/** null: there are films, and something is known of one of them at least. */
export function nothingYetWords(
  view: Lists,
  query: Pick<Query, "all">,
  layout: LayoutView,
): NothingYetWords | null {
  const { films, groups, hidden } = view.whole;
  if (films.length === 0) {
    if (hidden > 0) return { title: "Every film is hidden", advice: null, isEmpty: false };
    if (isUsual(view.lists, view.chosen, query)) {
      return { title: firstWords(layout), advice: firstAdvice(layout), isEmpty: true };
    }
    const title = `There are no ${whichFilms(view, query.all) ?? "films"}`;
    return { title, advice: null, isEmpty: false };
  }
  if (groups.unknown < films.length) return null;
  const title = unknownWords(films.length, layout);
  return { title, advice: unknownAdvice(layout), isEmpty: false };
}

/** For a list of which no film has been found. */
export function unknownWords(films: number, { offersAt }: LayoutView): string {
  if (offersAt === null) return `${filmsInWords(films)}, not looked up yet`;
  return films === 1 ? "1 film, not found yet" : `${filmsInWords(films)}, none of them found yet`;
}

/** null: the note about what failed says it. */
function unknownAdvice({ running, offersAt, failure }: LayoutView): string | null {
  if (running !== null) return "Where they can be watched is being looked up right now.";
  if (failure !== null) return null;
  return offersAt === null
    ? "The next refresh will look up where they can be watched."
    : "It isn’t clear which titles on TMDB they are, so it isn’t known where they can be watched.";
}

interface NothingYetProps extends NothingYetWords {
  layout: LayoutView;
  /** For a page that has a heading of its own: what follows from it for the page. */
  so?: string;
}

/** In place of what the page is there for. */
export function NothingYet({ title, advice, isEmpty, layout, so }: NothingYetProps) {
  return (
    <div class="nothing">
      {so === undefined ? <h1>{title}</h1> : <p class="lead">{`${title}: ${so}`}</p>}
      <RefreshNotes layout={layout} />
      {advice === null ? null : <p class="lead">{advice}</p>}
      {layout.members.length === 0 && isEmpty ? (
        <a class="button accent" href="/import">
          Import your export
        </a>
      ) : (
        <a class="button accent" href="/">
          Go to the films
        </a>
      )}
    </div>
  );
}
