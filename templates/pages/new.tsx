// Recent arrivals by week, newest first, and below them the departures.

import type { Child } from "hono/jsx";
import type { Query } from "../../src/list/query.ts";
import type { ServicesChoice } from "../../src/list/services.ts";
import type { ShownFilm } from "../../src/list/shown-film.ts";
import type { View } from "../../src/list/view.ts";
import { card, type CardContext } from "../parts/card.ts";
import { cardContext } from "../parts/card-context.ts";
import type { LayoutView } from "../parts/layout-view.ts";
import { Layout } from "../parts/layout.tsx";
import { ListChips } from "../parts/list-chips.tsx";
import { OffersFrom } from "../parts/offers-from.tsx";
import { PushButton } from "../parts/push-button.tsx";
import { RefreshNotes } from "../parts/refresh-notes.tsx";

interface NewProps {
  /** Newest first. */
  came: ShownFilm[];
  left: ShownFilm[];
  view: View;
  query: Query;
  choice: ServicesChoice | null;
  layout: LayoutView;
}

export function NewPage({ came, left, view, query, choice, layout }: NewProps) {
  const names = new Map(view.services.map(({ id, name }) => [id, name]));
  const serviceOf = ({ movement }: ShownFilm) => names.get(movement?.service ?? -1) ?? "";
  const context = cardContext(view, query, choice, layout);
  return (
    <Layout
      title="New"
      description="What came to my services lately."
      place="new"
      layout={layout}
      lists={query}
    >
      <header class="hero">
        <h1>{came.length === 0 ? "Nothing new yet" : "New on my services"}</h1>
      </header>
      <ListChips view={view} query={query} path="/new" />
      <RefreshNotes layout={layout} />
      <PushButton layout={layout}>
        <a href="/notifications">Messages and devices</a>
      </PushButton>
      {came.length === 0 ? (
        <p class="lead">
          When a film of your list comes to {choice === null ? "a service" : "one of your services"}
          , it stands here for two months. What streamed from the start is not news.
          {choice === null ? (
            <>
              {" "}
              <a href="/services">Choose your services</a>, so that only they count.
            </>
          ) : null}
        </p>
      ) : null}
      <Weeks
        verb="New"
        before="New on"
        films={came}
        service={serviceOf}
        context={context}
        now={layout.now}
      />
      <div class="went">
        <Weeks
          verb="Left"
          before="Left"
          films={left}
          service={serviceOf}
          context={context}
          now={layout.now}
        />
      </div>
    </Layout>
  );
}

interface WeeksProps {
  /** What happened in a week: "New", as in "New this week". */
  verb: string;
  /** Before the service's name on a film: "New on". */
  before: string;
  films: ShownFilm[];
  /** The name of the service that a film came to or left; empty: it is no longer known. */
  service: (film: ShownFilm) => string;
  context: CardContext;
  now: number;
}

/** If all films of a week have the same service, the heading names it: "New this week, MUBI". */
function Weeks({ verb, before, films, service, context, now }: WeeksProps) {
  const flag = (film: ShownFilm) => {
    const name = service(film);
    return name === "" ? null : { before, service: name };
  };
  return (
    <>
      {weeksOf(films, now).map(([week, ofWeek]) => {
        const [only, ...others] = new Set(ofWeek.map(service));
        return (
          <section class="group">
            <h2>
              {verb} {week}
              {only && others.length === 0 ? `, ${only}` : ""} <b>{ofWeek.length}</b>
            </h2>
            <OffersFrom />
            <ol class="grid">
              {ofWeek.map((film, i) => card(film, i, { ...context, flag })) as Child}
            </ol>
          </section>
        );
      })}
    </>
  );
}

const WEEK = 7 * 86_400;

function weeksOf(films: readonly ShownFilm[], now: number): [week: string, films: ShownFilm[]][] {
  const weeks = new Map<string, ShownFilm[]>();
  for (const film of films) {
    const words = weekWords(Math.floor((now - (film.movement?.at ?? now)) / WEEK));
    const week = weeks.get(words);
    if (week) week.push(film);
    else weeks.set(words, [film]);
  }
  return [...weeks];
}

function weekWords(weeksAgo: number): string {
  if (weeksAgo <= 0) return "this week";
  return weeksAgo === 1 ? "last week" : `${weeksAgo} weeks ago`;
}
