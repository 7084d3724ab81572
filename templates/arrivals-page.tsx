// What is new: gathered by week, newest first; below it, what left.

import type { Child } from "hono/jsx";
import type { ShelfFilm } from "../src/d1/shelf-view.ts";
import type { Facets } from "../src/shelf/facets.ts";
import type { ServicesChoice } from "../src/shelf/services.ts";
import { card, type CardContext } from "./card.ts";
import { cardContext } from "./card-context.ts";
import type { FrameView } from "./frame.ts";
import { Layout } from "./layout.tsx";
import { RefreshNotes } from "./refresh-notes.tsx";

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
  const came = ({ arrivedOn }: ShelfFilm) => nameOf(arrivedOn);
  const went = ({ leftFrom }: ShelfFilm) => nameOf(leftFrom);
  const flagOf = (before: string, nameFor: typeof came) => (film: ShelfFilm) => {
    const service = nameFor(film);
    return service === "" ? null : { before, service };
  };
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
      {weeksOf(arrived, frame.now, ({ arrivedAt }) => arrivedAt).map(([week, films]) => (
        <Week
          words={`New ${week}`}
          films={films}
          context={{ ...context, flag: flagOf("New on", came) }}
          service={came}
        />
      ))}
      <div class="went">
        {weeksOf(left, frame.now, ({ leftAt }) => leftAt).map(([week, films]) => (
          <Week
            words={`Left ${week}`}
            films={films}
            context={{ ...context, flag: flagOf("Left", went) }}
            service={went}
          />
        ))}
      </div>
    </Layout>
  );
}

/** If all of a week are of one service, the heading names it: "New this week, MUBI". */
function Week({
  words,
  films,
  context,
  service,
}: {
  words: string;
  films: ShelfFilm[];
  context: CardContext;
  /** The name of the one that a film came to, or left. */
  service: (film: ShelfFilm) => string;
}) {
  const services = new Set(films.map(service));
  const [only] = services;
  const heading = services.size === 1 && only ? `${words}, ${only}` : words;
  return (
    <section class="group">
      <h2>
        {heading} <b>{films.length}</b>
      </h2>
      <ol class="grid">{films.map((film, i) => card(film, i, context)) as Child}</ol>
    </section>
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
