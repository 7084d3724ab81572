// Recent arrivals on my services, as a strip of posters at the top of the page.

import { addressOf, PLAIN_QUERY, type Query } from "../../src/list/query.ts";
import type { Service } from "../../src/list/services.ts";
import type { ShownFilm } from "../../src/list/shown-film.ts";
import { filmAddress, poster } from "./card.ts";

interface NewStripProps {
  /** Newest first. */
  films: readonly ShownFilm[];
  /** Of the view that the strip stands above. */
  query: Query;
  services: readonly Service[];
  imageOrigin: string;
}

export function NewStrip({
  films,
  query: { lists, all, country },
  services,
  imageOrigin,
}: NewStripProps) {
  if (films.length === 0) return null;
  return (
    <section class="strip" aria-labelledby="arrivals">
      <header>
        <h2 id="arrivals">{stripWords(films, services)}</h2>
        <a href={addressOf(PLAIN_QUERY, { lists, all, country }, "/new")}>
          See all<span class="sr"> that is new</span>
        </a>
      </header>
      <ol>
        {films.map((film) => (
          <li>
            {poster(film, imageOrigin, { sizes: null, eager: false })}
            <a href={filmAddress(film)} data-film="" dir="auto">
              {film.title}
            </a>
            <span>{nameOf(film, services)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** "New on MUBI", if all of them came to that service. */
function stripWords(films: readonly ShownFilm[], services: readonly Service[]): string {
  const [name, ...others] = new Set(films.map((film) => nameOf(film, services)));
  return name && others.length === 0 ? `New on ${name}` : "New on my services";
}

/** The name of the service that it came to; empty: it is no longer known. */
function nameOf({ movement }: ShownFilm, services: readonly Service[]): string {
  return services.find(({ id }) => id === movement?.service)?.name ?? "";
}
