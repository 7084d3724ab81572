// Is this the right film? For one film, however certain its match is.

import type { MatchedFilm } from "../../src/list/matched-film.ts";
import { filmAddress } from "../parts/card.ts";
import type { LayoutView } from "../parts/layout-view.ts";
import { Layout } from "../parts/layout.tsx";
import { LockedNote } from "../parts/log-in.tsx";
import { MatchFilm } from "../parts/match-film.tsx";
import { ChoiceForm, type Origin, type Problem } from "../parts/match-forms.tsx";
import { choiceWords, isDecided, nameOf } from "../parts/match-words.ts";
import { RefreshNotes } from "../parts/refresh-notes.tsx";

interface MatchPageProps {
  layout: LayoutView;
  film: MatchedFilm;
  problem: Problem | null;
  /** Where in the list the owner came from. */
  from: Origin;
  /** The owner has just decided about it. */
  changed: boolean;
  mayChange: boolean;
}

export function MatchPage({ layout, film, problem, from, changed, mayChange }: MatchPageProps) {
  return (
    <Layout
      title={`Which film is ${nameOf(film)}?`}
      place="matches"
      layout={layout}
      stays={problem !== null}
    >
      <header class="hero">
        <h1>Is this the right film?</h1>
      </header>
      {changed ? <ChoiceNote film={film} from={null} /> : null}
      <RefreshNotes layout={layout} />
      <LockedNote layout={layout} what="say which film is meant" />
      <MatchFilm
        film={film}
        layout={layout}
        mayChange={mayChange}
        from={from}
        problem={problem}
        isAlone
      />
      <p class="match-ways">
        <a href={filmAddress(film)}>Where to watch it</a>
        <a href="/matches">All films in doubt</a>
      </p>
    </Layout>
  );
}

/** What came of the owner's choice, with an undo. The list's address jumps to it. */
export function ChoiceNote({ film, from }: { film: MatchedFilm; from: Origin }) {
  return (
    <section class="note choice" id="decided" tabindex={-1} aria-labelledby="decided-words">
      <output id="decided-words">{choiceWords(film)}</output>
      {isDecided(film) ? <ChoiceForm film={film} from={from} choice="undo" words="Undo" /> : null}
    </section>
  );
}
