// The first page: of the films I want to see, which can I watch right now, with what I already pay for?

import type { Child } from "hono/jsx";
import { isUsual } from "../../src/list/chosen-lists.ts";
import { addressOf, AVAILABILITIES, isPlain, type Query } from "../../src/list/query.ts";
import { countsAsMine, type ServicesChoice } from "../../src/list/services.ts";
import type { ShownFilm } from "../../src/list/shown-film.ts";
import type { View } from "../../src/list/view.ts";
import { arrivedWords } from "../parts/arrived-words.ts";
import { card, type CardContext } from "../parts/card.ts";
import { cardContext } from "../parts/card-context.ts";
import { Count } from "../parts/count.tsx";
import { whereWords } from "../parts/country-switch.tsx";
import { queryWords } from "../parts/filter-words.ts";
import { Filters } from "../parts/filters.tsx";
import { Chosen, Groups, ShuffleAgain } from "../parts/groups.tsx";
import { HiddenNote } from "../parts/hidden-note.tsx";
import { ListChips } from "../parts/list-chips.tsx";
import { areSeveral, whichFilms } from "../parts/list-words.ts";
import { Layout } from "../parts/layout.tsx";
import type { LayoutView } from "../parts/layout-view.ts";
import { OffersFrom } from "../parts/offers-from.tsx";
import { NewStrip } from "../parts/new-strip.tsx";
import { Paging } from "../parts/paging.tsx";
import { isLockedFor } from "../parts/log-in.tsx";
import { RefreshNotes, StatusLine } from "../parts/refresh-notes.tsx";
import { SavedNote } from "../parts/saved-note.tsx";
import { unknownWords } from "../parts/nothing-yet.tsx";
import { FirstStart, Invitation, NothingFound, SoFarNote, withSeen } from "../parts/states.tsx";
import { availabilityWords, countryWords, films as filmsInWords } from "../parts/words.ts";

interface FilmsProps {
  layout: LayoutView;
  view: View;
  query: Query;
  choice: ServicesChoice | null;
  /** The films of this page of the view. */
  films: ShownFilm[];
  /** Recent arrivals, at the top of the plain view. */
  strip: ShownFilm[];
  /** Films per page. */
  screen: number;
  /** Whether the services have just been saved. */
  saved: boolean;
  /** The watchlist is being read for the first time: these are the films of the pages read so far. */
  isSoFar: boolean;
}

export function FilmsPage(it: FilmsProps) {
  const { layout, view, choice, query } = it;
  if (view.whole.films.length === 0) return <NoFilms {...it} />;
  const mine = view.services.filter((service) => countsAsMine(choice, service));
  const { imageOrigin } = layout;
  return (
    <Layout
      title={queryWords(query, view.services, choice !== null) || "watchwhere"}
      place="films"
      layout={layout}
      lists={query}
      hasFilms
    >
      <header class="hero">
        <h1>{headline(it)}</h1>
        <StatusLine layout={layout} arrived={arrivedWords(view, layout)} />
      </header>
      <ListChips view={view} query={query} />
      {it.saved ? <SavedNote /> : null}
      <RefreshNotes layout={layout} />
      {it.isSoFar ? <SoFarNote /> : null}
      {choice === null && isPlain(query) && !isLockedFor(layout) ? (
        <Invitation services={view.services} imageOrigin={imageOrigin} />
      ) : null}
      <NewStrip films={it.strip} query={query} services={view.services} imageOrigin={imageOrigin} />
      <Filters
        query={query}
        view={view}
        mine={mine}
        chosen={choice !== null}
        imageOrigin={imageOrigin}
      />
      <output class="sr" id="found" for="filters">
        {filmsInWords(view.films.length)}
      </output>
      <Results {...it} />
    </Layout>
  );
}

/** A first start looks so, and lists that have nothing in common. */
function NoFilms({ layout, view, query, saved }: FilmsProps) {
  const note = saved ? <SavedNote /> : null;
  if (view.whole.hidden > 0 || query.hidden) {
    return (
      <Layout title="watchwhere" place="films" layout={layout} lists={query}>
        <header class="hero">
          <h1>{query.hidden ? "No films are hidden" : "Every film is hidden"}</h1>
          <StatusLine layout={layout} />
        </header>
        <ListChips view={view} query={query} />
        <RefreshNotes layout={layout} />
        <HiddenNote view={view} query={query} />
        {query.hidden ? <a href={addressOf(query, { hidden: false })}>Go to the films</a> : null}
      </Layout>
    );
  }
  if (isUsual(view.lists, view.chosen, query)) {
    const isMore = view.lists.some(({ kind }) => kind === "list");
    return (
      <Layout title="watchwhere" place="films" layout={layout}>
        {note}
        {isMore ? <ListChips view={view} query={query} /> : null}
        <FirstStart layout={layout} />
      </Layout>
    );
  }
  return (
    <Layout title="watchwhere" place="films" layout={layout} lists={query}>
      <header class="hero">
        <h1>There are no {whichFilms(view, query.all) ?? "films"}</h1>
        <StatusLine layout={layout} />
      </header>
      {note}
      <ListChips view={view} query={query} />
      <RefreshNotes layout={layout} />
    </Layout>
  );
}

/** The part that the browser's script replaces when the filters change. */
function Results(it: FilmsProps) {
  const { query, view, choice, films } = it;
  const total = view.films.length;
  const context: CardContext = {
    ...cardContext(view, query, choice, it.layout),
    viewFields: addressOf(query, {}, ""),
    withShops: query.kinds.includes("rent") || query.kinds.includes("buy"),
  };
  return (
    <div id="results" class={resultsClass(it)}>
      <Groups
        query={query}
        groups={view.groups}
        chosen={choice !== null}
        where={view.abroad.length > 0 ? ` in ${view.country}` : ""}
      />
      <Chosen query={withSeen(query, view)} services={view.services} />
      <ShuffleAgain query={query} />
      {films.length === 0 ? (
        <NothingFound query={query} view={view} chosen={choice !== null} />
      ) : (
        <Grids {...it} context={context} />
      )}
      {films.length > 0 && films.length < total ? (
        <p class="on-paper small">
          {" "}
          of {filmsInWords(total)} are on this printout: those the page had loaded.
        </p>
      ) : null}
      <HiddenNote view={view} query={query} />
      {films.length === 0 ? null : (
        <Paging
          page={query.page}
          screen={it.screen}
          total={total}
          address={(page) => screenAddress(query, page)}
          comesHere
        />
      )}
    </div>
  );
}

/** A group that is alone need not be dimmed; before services are chosen, less is. */
function resultsClass({ query, choice }: FilmsProps): string | undefined {
  if (query.availability !== null) return "lone";
  return choice === null ? "unchosen" : undefined;
}

/** One grid for each group, so that bright and dimmed films are not mixed. */
function Grids({ films, view, choice, context, layout }: FilmsProps & { context: CardContext }) {
  return AVAILABILITIES.map((availability) => {
    const group = films.filter((film) => film.availability === availability);
    if (group.length === 0) return null;
    return (
      <section class={`group ${availability}`} data-group={availability}>
        <h2>
          {availabilityWords(availability, choice !== null, whereWords(view))}{" "}
          <b>
            <Count n={view.groups[availability]} />
          </b>
        </h2>
        {availability === "unknown" ? null : <OffersFrom />}
        {availability === "unknown" && layout.offersAt !== null ? (
          <p class="group-note">
            <a href="/matches">See which ones are in doubt, and say which they are</a>
          </p>
        ) : null}
        <ol class="grid">{group.map((film) => card(film, context)) as Child}</ol>
      </section>
    );
  });
}

/** Another page of a view starts at its films, not at the top. */
function screenAddress(query: Query, page: number): string {
  return `${addressOf(query, { page })}#results`;
}

function headline({ view, query, choice, layout, isSoFar }: FilmsProps) {
  const { whole } = view;
  const { mine } = whole.groups;
  if (isSoFar) {
    return (
      <>
        Your first <Count n={whole.films.length} /> films
      </>
    );
  }
  if (whole.groups.unknown === whole.films.length) return unknownWords(whole.films.length, layout);
  const which = whichFilms(view, query.all);
  const where =
    choice === null
      ? `${mine === 1 ? "is" : "are"} streaming in ${countryWords(layout.country)}`
      : `${mine === 1 ? "is" : "are"} on ${areSeveral(view) ? "your" : "my"} services${whereWords(view)}`;
  return (
    <>
      <em>
        <Count n={mine} />
      </em>{" "}
      of {which === null ? "" : "the "}
      <Count n={whole.films.length} /> {which ?? "films"} {where}
    </>
  );
}
