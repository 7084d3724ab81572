// The services used most, below the search: one press filters by a service.

import { addressOf, type Query } from "../../src/list/query.ts";
import type { CountedService } from "../../src/list/view.ts";
import { logo } from "./card.ts";
import { Count } from "./count.tsx";
import { films as filmsInWords } from "./words.ts";

interface QuickServicesProps {
  query: Query;
  services: CountedService[];
  chosen: boolean;
  /** Films that came to my services lately. */
  arrived: number;
  imageOrigin: string;
}

export function QuickServices({
  query,
  services,
  chosen,
  arrived,
  imageOrigin,
}: QuickServicesProps) {
  return (
    <ul class="quick" aria-label="Services">
      {arrived > 0 || query.arrived ? (
        <li>
          <a
            class="chip"
            href={addressOf(query, { arrived: !query.arrived })}
            aria-current={query.arrived ? "true" : undefined}
            aria-label={`New on my services ${filmsInWords(arrived)}`}
          >
            New{" "}
            <b>
              <Count n={arrived} />
            </b>
          </a>
        </li>
      ) : null}
      {services.map((service) => (
        <li>
          <a
            class="chip"
            href={toggleService(query, service.id)}
            aria-current={query.services.includes(service.id) ? "true" : undefined}
            aria-label={`${service.name} ${filmsInWords(service.filmsInView)}`}
          >
            {logo({ ...service, name: "" }, imageOrigin)}
            <span>{service.name}</span>{" "}
            <b>
              <Count n={service.filmsInView} />
            </b>
          </a>
        </li>
      ))}
      {chosen ? (
        <li>
          <a class="chip edit" href="/services">
            Change<span class="sr"> my services</span>
          </a>
        </li>
      ) : null}
    </ul>
  );
}

function toggleService(query: Query, id: number): string {
  const isOn = query.services.includes(id);
  const services = isOn ? query.services.filter((other) => other !== id) : [...query.services, id];
  return addressOf(query, { services });
}
