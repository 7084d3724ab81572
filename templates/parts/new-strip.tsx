// What came to my services lately, as a strip of posters on top of the page.

import type { Arrival, Facets } from "../../src/shelf/facets.ts";
import { filmAddress, poster } from "./card.ts";

const IN_STRIP = { sizes: "(max-width: 40em) 6rem, 8rem" };

export function ArrivalStrip({ facets, imageOrigin }: { facets: Facets; imageOrigin: string }) {
  const { arrivals, services } = facets;
  if (arrivals.length === 0) return null;
  return (
    <section class="strip" aria-labelledby="arrivals">
      <header>
        <h2 id="arrivals">{stripWords(arrivals, services)}</h2>
        <a href="/new">
          See all<span class="sr"> that is new</span>
        </a>
      </header>
      <ol>
        {arrivals.map((film, i) => (
          <li>
            {poster(film, imageOrigin, { ...IN_STRIP, eager: i < 4 })}
            <a href={filmAddress(film)} data-film="" dir="auto">
              {film.title}
            </a>
            <span>{nameOf(film.service, services)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** "New on MUBI", if that is where all of them came to. */
function stripWords(arrivals: readonly Arrival[], services: Facets["services"]): string {
  const [first] = arrivals;
  const same = arrivals.every(({ service }) => service === first?.service);
  const name = same && first ? nameOf(first.service, services) : "";
  return name === "" ? "New on my services" : `New on ${name}`;
}

function nameOf(id: number, services: Facets["services"]): string {
  return services.find((service) => service.id === id)?.name ?? "";
}
