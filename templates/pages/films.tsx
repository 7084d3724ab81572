// The first page: of the films I want to see, which can I watch right now, with what I already pay for?

import type { Child } from "hono/jsx";
import type { ShelfFilm } from "../../src/d1/shelf-view.ts";
import type { Facets } from "../../src/shelf/facets.ts";
import { countsAsMine, type ServicesChoice } from "../../src/shelf/services.ts";
import {
  countOfView,
  isFiltered,
  STANDINGS,
  viewAddress,
  type Standing,
  type View,
} from "../../src/shelf/view.ts";
import { ArrivalStrip } from "../parts/new-strip.tsx";
import { card, type CardContext } from "../parts/card.ts";
import { cardContext } from "../parts/card-context.ts";
import { Count } from "../parts/count.tsx";
import { Filters } from "../parts/filters.tsx";
import type { FrameView } from "../parts/frame.ts";
import { Chosen, Groups } from "../parts/groups.tsx";
import { Layout } from "../parts/layout.tsx";
import { FirstStart, Invitation, NothingFound } from "../parts/states.tsx";
import type { WiderView } from "../parts/suggestions.tsx";
import { RefreshNotes, StatusLine } from "../parts/refresh-notes.tsx";
import { SavedNote } from "../parts/saved-note.tsx";
import { viewWords } from "../parts/filter-words.ts";
import { countryWords, films as filmsInWords, standingWords } from "../parts/words.ts";

export interface ShelfView {
  frame: FrameView;
  facets: Facets;
  choice: ServicesChoice | null;
  view: View;
  films: ShelfFilm[];
  /** How many films of each group the view has. */
  counts: Record<Standing, number>;
  /** Films on one screen. */
  screen: number;
  /** Where nothing was found: the views without one of the filters that have films. */
  wider: WiderView[];
  /** The services were saved just now. */
  saved: boolean;
}

export function ShelfPage(it: ShelfView) {
  const { frame, facets, choice, view } = it;
  if (facets.total === 0) {
    return (
      <Layout title="watchwhere" place="films" frame={frame}>
        {it.saved ? <SavedNote /> : null}
        <FirstStart frame={frame} />
      </Layout>
    );
  }
  const mine = facets.services.filter((service) => countsAsMine(choice, service));
  const isPlain = !isFiltered(view) && view.standing === null && view.page === 1;
  return (
    <Layout
      title={viewWords(view, facets, choice !== null) || "watchwhere"}
      place="films"
      frame={frame}
    >
      <header class="hero">
        <h1>{headline(it)}</h1>
        <StatusLine frame={frame} />
      </header>
      {it.saved ? <SavedNote /> : null}
      <RefreshNotes frame={frame} />
      {choice === null && isPlain ? (
        <Invitation services={facets.services} imageOrigin={frame.imageOrigin} />
      ) : null}
      {isPlain ? <ArrivalStrip facets={facets} imageOrigin={frame.imageOrigin} /> : null}
      <Filters
        view={view}
        facets={facets}
        mine={choice === null ? [] : mine}
        chosen={choice !== null}
        imageOrigin={frame.imageOrigin}
      />
      <output class="sr" id="found" for="filters">
        {filmsInWords(countOfView(view, it.counts))}
      </output>
      <Results {...it} />
    </Layout>
  );
}

/** What the browser's script exchanges when the filters change. */
function Results(it: ShelfView) {
  const { view, counts, choice, facets, films } = it;
  const total = countOfView(view, counts);
  const context: CardContext = {
    ...cardContext(facets, choice, it.frame),
    withShops: view.kinds.includes("rent") || view.kinds.includes("buy"),
  };
  return (
    <div id="results" class={choice === null ? "unchosen" : undefined}>
      <Groups view={view} counts={counts} chosen={choice !== null} />
      <Chosen view={view} facets={facets} />
      {films.length === 0 ? (
        <NothingFound {...it} chosen={choice !== null} />
      ) : (
        <Grids {...it} context={context} />
      )}
      {films.length < total ? (
        <p class="on-paper small">
          {" "}
          of {filmsInWords(total)} are on this paper: those that the page had come to.
        </p>
      ) : null}
      <Paging view={view} total={total} screen={it.screen} />
    </div>
  );
}

/** A grid for each group, so that bright and dimmed ones do not mix. */
function Grids({ films, counts, choice, context }: ShelfView & { context: CardContext }) {
  let position = 0;
  return STANDINGS.map((standing) => {
    const group = films.filter((film) => film.standing === standing);
    if (group.length === 0) return null;
    return (
      <section class={`group ${standing}`} data-group={standing}>
        <h2>
          {standingWords(standing, choice !== null)}{" "}
          <b>
            <Count n={counts[standing]} />
          </b>
        </h2>
        {standing === "unknown" ? (
          <p class="group-note">
            <a href="/matches">See which ones are in doubt, and say which they are</a>
          </p>
        ) : null}
        <ol class="grid">{group.map((film) => card(film, position++, context)) as Child}</ol>
      </section>
    );
  });
}

function Paging({ view, total, screen }: { view: View; total: number; screen: number }) {
  const rest = total - view.page * screen;
  if (rest <= 0 && view.page === 1) return null;
  return (
    <nav class="paging" aria-label="More films">
      {view.page > 1 ? (
        <a class="button" rel="prev" href={screenAddress(view, view.page - 1)}>
          Back
        </a>
      ) : null}
      {rest > 0 ? (
        <a class="button" rel="next" data-more="" href={screenAddress(view, view.page + 1)}>
          More{" "}
          <b>
            <Count n={rest} />
          </b>
        </a>
      ) : null}
    </nav>
  );
}

/** Another screen of a view begins with its films, and not with the page's top. */
function screenAddress(view: View, page: number): string {
  return `${viewAddress(view, { page })}#results`;
}

function headline({ facets, choice, frame }: ShelfView) {
  const { total, standings } = facets;
  const where = choice === null ? `stream in ${countryWords(frame.country)}` : "are on my services";
  return (
    <>
      <em>
        <Count n={standings.mine} />
      </em>{" "}
      of <Count n={total} /> films {standings.mine === 1 ? where.replace("are", "is") : where}
    </>
  );
}
