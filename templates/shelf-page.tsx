// The first page: of the films I want to see, which can I watch right now, with what I already pay for?

import type { Child } from "hono/jsx";
import type { ShelfFilm } from "../src/d1/shelf-view.ts";
import type { Facets } from "../src/shelf/facets.ts";
import { countsAsMine, type ServicesChoice } from "../src/shelf/services.ts";
import { isFiltered, STANDINGS, viewAddress, type Standing, type View } from "../src/shelf/view.ts";
import { ArrivalStrip } from "./arrivals.tsx";
import { card, type CardContext } from "./card.ts";
import { cardContext } from "./card-context.ts";
import { Count } from "./count.tsx";
import { Filters } from "./filters.tsx";
import type { FrameView } from "./frame.ts";
import { Chosen, Groups } from "./groups.tsx";
import { Layout } from "./layout.tsx";
import { FirstStart, Invitation, NothingFound } from "./states.tsx";
import { RefreshNotes, StatusLine } from "./refresh-notes.tsx";
import { countryWords, films as filmsInWords, standingWords } from "./words.ts";

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
}

export function ShelfPage(it: ShelfView) {
  const { frame, facets, choice, view } = it;
  if (facets.total === 0) {
    return (
      <Layout title="watchwhere" place="films" frame={frame}>
        <FirstStart frame={frame} />
      </Layout>
    );
  }
  const mine = facets.services.filter((service) => countsAsMine(choice, service));
  const isPlain = !isFiltered(view) && view.standing === null && view.page === 1;
  return (
    <Layout title="watchwhere" place="films" frame={frame}>
      <header class="hero">
        <h1>{headline(it)}</h1>
        <StatusLine frame={frame} />
      </header>
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
      <Results {...it} />
    </Layout>
  );
}

/** What the browser's script exchanges when the filters change. */
function Results(it: ShelfView) {
  const { view, counts, choice, facets, films } = it;
  const total = view.standing === null ? sum(counts) : counts[view.standing];
  const context: CardContext = {
    ...cardContext(facets, choice, it.frame),
    withShops: view.kinds.includes("rent") || view.kinds.includes("buy"),
  };
  return (
    <div id="results" class={choice === null ? "unchosen" : undefined}>
      <Groups view={view} counts={counts} chosen={choice !== null} />
      <Chosen view={view} facets={facets} />
      <output class="sr">{filmsInWords(total)}</output>
      {films.length === 0 ? (
        <NothingFound view={view} counts={counts} facets={facets} chosen={choice !== null} />
      ) : (
        <Grids {...it} context={context} />
      )}
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
        <a class="button" rel="prev" href={viewAddress(view, { page: view.page - 1 })}>
          Back
        </a>
      ) : null}
      {rest > 0 ? (
        <a class="button" rel="next" data-more="" href={viewAddress(view, { page: view.page + 1 })}>
          More{" "}
          <b>
            <Count n={rest} />
          </b>
        </a>
      ) : null}
    </nav>
  );
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

function sum(counts: Record<Standing, number>): number {
  return STANDINGS.reduce((total, standing) => total + counts[standing], 0);
}
