// What is new: gathered by week and service, newest first; below it, what left.

import type { Child } from "hono/jsx";
import type { ShelfFilm } from "../src/d1/shelf-view.ts";
import type { Facets } from "../src/shelf/facets.ts";
import type { ServicesChoice } from "../src/shelf/services.ts";
import { card } from "./card.ts";
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
  // Each stands under a heading that says what is new: its card need not say it again.
  const context = { ...cardContext(facets, choice, frame), newSince: frame.now };
  const groups = gathered(arrived, frame.now, (film) => [film.arrivedAt, film.arrivedOn]);
  const gone = gathered(left, frame.now, (film) => [film.leftAt, film.leftFrom]);
  const nameOf = (id: number | null) =>
    facets.services.find((service) => service.id === id)?.name ?? "a service";
  return (
    <Layout title="New" description="What came to my services lately." place="new" frame={frame}>
      <header class="hero">
        <h1>{arrived.length === 0 ? "Nothing new yet" : "New on my services"}</h1>
      </header>
      <RefreshNotes frame={frame} />
      {arrived.length === 0 ? (
        <p class="lead">
          What comes to your services from one refresh to the next is gathered here for two months.
          The first look at a film is no arrival.
        </p>
      ) : null}
      {groups.map(({ when, service, films }) => (
        <section class="group">
          <h2>
            {nameOf(service)} <b>{when}</b>
          </h2>
          <ol class="grid">{films.map((film, i) => card(film, i, context)) as Child}</ol>
        </section>
      ))}
      {gone.length > 0 ? <h1 class="gone">Left my services</h1> : null}
      {gone.map(({ when, service, films }) => (
        <section class="group">
          <h2>
            {nameOf(service)} <b>{when}</b>
          </h2>
          <ol class="grid">{films.map((film) => card(film, 99, context)) as Child}</ol>
        </section>
      ))}
    </Layout>
  );
}

interface Gathered {
  when: string;
  service: number | null;
  films: ShelfFilm[];
}

function gathered(
  films: readonly ShelfFilm[],
  now: number,
  of: (film: ShelfFilm) => [at: number | null, service: number | null],
): Gathered[] {
  const groups = new Map<string, Gathered>();
  for (const film of films) {
    const [at, service] = of(film);
    const when = weekWords(now - (at ?? now));
    const key = `${when} ${service}`;
    const group = groups.get(key) ?? { when, service, films: [] };
    group.films.push(film);
    groups.set(key, group);
  }
  return [...groups.values()];
}

const WEEK = 7 * 86_400;

function weekWords(age: number): string {
  const weeks = Math.floor(age / WEEK);
  if (weeks === 0) return "this week";
  return weeks === 1 ? "last week" : `${weeks} weeks ago`;
}
