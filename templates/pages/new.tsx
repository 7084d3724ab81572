// What is new: arrivals by day, newest first; below them what was added and is there already, what left, and what is
// coming.

import type { Child } from "hono/jsx";
import type { Film } from "../../src/list/filter.ts";
import type { News, NewsDay } from "../../src/list/news.ts";
import { addressOf, PLAIN_QUERY, type Query } from "../../src/list/query.ts";
import type { ServicesChoice } from "../../src/list/services.ts";
import type { ShownFilm } from "../../src/list/shown-film.ts";
import type { View } from "../../src/list/view.ts";
import { card, type CardContext } from "../parts/card.ts";
import { cardContext } from "../parts/card-context.ts";
import { comingWords, dayWords } from "../parts/coming-words.ts";
import { Count } from "../parts/count.tsx";
import { whereWords } from "../parts/country-switch.tsx";
import type { LayoutView } from "../parts/layout-view.ts";
import { Layout } from "../parts/layout.tsx";
import { ListChips } from "../parts/list-chips.tsx";
import { isLockedFor } from "../parts/log-in.tsx";
import { NothingYet, nothingYetWords } from "../parts/nothing-yet.tsx";
import { OffersFrom } from "../parts/offers-from.tsx";
import { PushButton } from "../parts/push-button.tsx";
import { RefreshNotes } from "../parts/refresh-notes.tsx";

interface NewProps {
  news: News;
  /** Films as cards show them, in the same order; those whose row has gone are left out. */
  shown: (films: readonly Film[]) => ShownFilm[];
  view: View;
  query: Query;
  choice: ServicesChoice | null;
  layout: LayoutView;
}

export function NewPage({ news, shown, view, query, choice, layout }: NewProps) {
  const names = new Map(view.services.map(({ id, name }) => [id, name]));
  const context = cardContext(view, query, choice, layout);
  const days = { shown, names, query, context, now: layout.now };
  const isEmpty = news.came.length === 0;
  const nothingYet = isEmpty ? nothingYetWords(view, query, layout) : null;
  return (
    <Layout
      title="New"
      description="What came to my services recently."
      place="new"
      layout={layout}
      lists={query}
    >
      <header class="hero">
        <h1>
          {isEmpty ? "Nothing new yet" : "New on my services"}
          {whereWords(view)}
        </h1>
      </header>
      <ListChips view={view} query={query} path="/new" />
      {nothingYet === null ? <RefreshNotes layout={layout} /> : null}
      <PushButton layout={layout}>
        <a href="/notifications">Messages and devices</a>
      </PushButton>
      {nothingYet === null ? null : (
        <NothingYet {...nothingYet} layout={layout} so="nothing can be new yet." />
      )}
      {isEmpty && nothingYet === null ? (
        <NothingNew isChosen={choice !== null} mayChoose={!isLockedFor(layout)} />
      ) : null}
      <Parts news={news} />
      <Days days={news.came} verb="came to" before="New on" {...days} />
      <Added films={shown(news.added)} names={names} context={context} />
      {news.left.length > 0 ? (
        <div class="went" id="left">
          <h2 class="part">What left</h2>
          <Days days={news.left} verb="left" before="Left" {...days} />
        </div>
      ) : null}
      <Coming films={news.coming} shown={shown} query={query} context={context} now={layout.now} />
    </Layout>
  );
}

function NothingNew({ isChosen, mayChoose }: { isChosen: boolean; mayChoose: boolean }) {
  return (
    <p class="lead">
      When a film on your list comes to {isChosen ? "one of your services" : "a service"}, it’s
      shown here for two months. What was streaming from the start isn’t news.
      {isChosen || !mayChoose ? null : (
        <>
          {" "}
          <a href="/services">Choose your services</a>, so that only they count.
        </>
      )}
    </p>
  );
}

/** The way to whatever stands below the arrivals. */
function Parts({ news: { added, left, coming } }: { news: News }) {
  const parts = [
    added.length > 0 && { href: "#added", words: "Added, and already there" },
    left.length > 0 && { href: "#left", words: "What left" },
    coming.length > 0 && { href: "#coming", words: "What’s coming" },
  ].filter((part) => part !== false);
  if (parts.length === 0) return null;
  return (
    <p class="small">
      {parts.map(({ href, words }, i) => (
        <>
          {i > 0 ? " · " : "Below: "}
          <a href={href}>{words}</a>
        </>
      ))}
    </p>
  );
}

interface DaysProps {
  days: readonly NewsDay[];
  /** What a film did: "came to", "left". */
  verb: string;
  /** Before the service's name on a film: "New on". */
  before: string;
  shown: NewProps["shown"];
  /** The services' names, by brand number; one that is missing is no longer known. */
  names: ReadonlyMap<number, string>;
  query: Query;
  context: CardContext;
  now: number;
}

/** If all films of a day have the same service, the heading names it: "Seen on 25 November, MUBI". */
function Days({ days, verb, before, shown, names, query, context, now }: DaysProps) {
  const nameOf = ({ movement }: Pick<Film, "movement"> | ShownFilm) =>
    names.get(movement?.service ?? -1) ?? "";
  const flag = (film: ShownFilm) => {
    const service = nameOf(film);
    return service === "" ? null : { before, service };
  };
  return (
    <>
      {days.map(({ day, films, many }) => {
        const [only, ...others] = new Set(films.map(nameOf));
        return (
          <section class="group">
            <h2>
              Spotted on {dayWords(day, now)}
              {only && others.length === 0 && many.length === 0 ? `, ${only}` : ""}{" "}
              {films.length > 0 ? <b>{films.length}</b> : null}
            </h2>
            {many.map((one) => (
              <p class="many">
                <a href={addressOf(PLAIN_QUERY, manyOf(query, one.service))}>
                  <Count n={one.films} /> films {verb} {names.get(one.service) ?? "a service"}
                </a>
              </p>
            ))}
            {films.length > 0 ? (
              <>
                <OffersFrom />
                <ol class="grid">
                  {shown(films).map((film) => card(film, { ...context, flag })) as Child}
                </ol>
              </>
            ) : null}
          </section>
        );
      })}
    </>
  );
}

/** The films of a service, the last to arrive first. */
function manyOf({ lists, all, country }: Query, service: number): Partial<Query> {
  return { lists, all, country, services: [service], order: "arrival" };
}

interface AddedProps {
  films: ShownFilm[];
  names: ReadonlyMap<number, string>;
  context: CardContext;
}

function Added({ films, names, context }: AddedProps) {
  if (films.length === 0) return null;
  const flag = ({ streams }: ShownFilm) => {
    const service = names.get(streams.find((id) => context.mine.has(id)) ?? streams[0] ?? -1);
    return service === undefined ? null : { before: "Already on", service };
  };
  return (
    <section class="group part" id="added">
      <h2>
        Added, and already on my services <b>{films.length}</b>
      </h2>
      <OffersFrom />
      <ol class="grid">{films.map((film) => card(film, { ...context, flag })) as Child}</ol>
    </section>
  );
}

interface ComingProps {
  films: readonly Film[];
  shown: NewProps["shown"];
  query: Query;
  context: CardContext;
  now: number;
}

function Coming({ films, shown, query, context, now }: ComingProps) {
  if (films.length === 0) return null;
  const byWords = Map.groupBy(films, ({ coming }) => (coming ? comingWords(coming, now) : ""));
  return (
    <div class="coming" id="coming">
      <h2 class="part">What’s coming</h2>
      <p class="small">
        These are TMDB’s dates for this country. They don’t say whether a film can be rented then or
        comes with a subscription.{" "}
        <a
          href={addressOf(
            PLAIN_QUERY,
            { lists: query.lists, country: query.country },
            "/calendar.ics",
          )}
        >
          As a calendar
        </a>
      </p>
      {[...byWords].map(([words, some]) => (
        <section class="group">
          <h2>{words}</h2>
          <ol class="grid">{shown(some).map((film) => card(film, context)) as Child}</ol>
        </section>
      ))}
    </div>
  );
}
