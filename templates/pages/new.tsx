// What is new: gathered by week, newest first; below it, what left.

import type { Child } from "hono/jsx";
import type { ShelfFilm } from "../../src/d1/shelf-view.ts";
import type { Facets } from "../../src/shelf/facets.ts";
import type { ServicesChoice } from "../../src/shelf/services.ts";
import { card, type CardContext } from "../parts/card.ts";
import { cardContext } from "../parts/card-context.ts";
import type { FrameView } from "../parts/frame.ts";
import { Layout } from "../parts/layout.tsx";
import { RefreshNotes } from "../parts/refresh-notes.tsx";

interface ArrivalsProps {
  /** Newest first. */
  arrived: ShelfFilm[];
  left: ShelfFilm[];
  facets: Facets;
  choice: ServicesChoice | null;
  frame: FrameView;
}

export function ArrivalsPage({ arrived, left, facets, choice, frame }: ArrivalsProps) {
  const names = new Map(facets.services.map(({ id, name }) => [id, name]));
  const nameOf = (id: number | null) => names.get(id ?? -1) ?? "";
  const context = cardContext(facets, choice, frame);
  return (
    <Layout title="New" description="What came to my services lately." place="new" frame={frame}>
      <header class="hero">
        <h1>{arrived.length === 0 ? "Nothing new yet" : "New on my services"}</h1>
      </header>
      <RefreshNotes frame={frame} />
      {arrived.length === 0 ? (
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
        films={arrived}
        at={({ arrivedAt }) => arrivedAt}
        service={({ arrivedOn }) => nameOf(arrivedOn)}
        context={context}
        now={frame.now}
      />
      <div class="went">
        <Weeks
          verb="Left"
          before="Left"
          films={left}
          at={({ leftAt }) => leftAt}
          service={({ leftFrom }) => nameOf(leftFrom)}
          context={context}
          now={frame.now}
        />
      </div>
    </Layout>
  );
}

interface WeeksProps {
  /** What happened in a week: "New this week". */
  verb: string;
  /** Before the service's name on a film: "New on". */
  before: string;
  films: ShelfFilm[];
  at: (film: ShelfFilm) => number | null;
  /** The name of the service that a film came to, or left; empty: it is not known any more. */
  service: (film: ShelfFilm) => string;
  context: CardContext;
  now: number;
}

/** If all of a week are of one service, the heading names it: "New this week, MUBI". */
function Weeks({ verb, before, films, at, service, context, now }: WeeksProps) {
  const flag = (film: ShelfFilm) => {
    const name = service(film);
    return name === "" ? null : { before, service: name };
  };
  return (
    <>
      {weeksOf(films, now, at).map(([week, ofWeek]) => {
        const [only, ...others] = new Set(ofWeek.map(service));
        return (
          <section class="group">
            <h2>
              {verb} {week}
              {only && others.length === 0 ? `, ${only}` : ""} <b>{ofWeek.length}</b>
            </h2>
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

function weeksOf(
  films: readonly ShelfFilm[],
  now: number,
  at: (film: ShelfFilm) => number | null,
): [week: string, films: ShelfFilm[]][] {
  const weeks = new Map<string, ShelfFilm[]>();
  for (const film of films) {
    const words = weekWords(Math.floor((now - (at(film) ?? now)) / WEEK));
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
