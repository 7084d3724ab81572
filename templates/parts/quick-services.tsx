// The services used most, below the search: one press filters by a service.

import { addressOf, type Query } from "../../src/list/query.ts";
import type { CountedServer, Server } from "../../src/list/own-servers.ts";
import type { CountedService } from "../../src/list/view.ts";
import { logo } from "./card.ts";
import { Count } from "./count.tsx";
import { ServerMark } from "./own-chips.tsx";
import { onServerWords } from "./own-servers.ts";
import { films as filmsInWords } from "./words.ts";

interface QuickServicesProps {
  query: Query;
  services: CountedService[];
  /** The household's own, which stand before them. */
  servers: CountedServer[];
  chosen: boolean;
  /** Films that came to my services lately. */
  arrived: number;
  imageOrigin: string;
}

export function QuickServices({
  query,
  services,
  servers,
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
      {servers.map(({ server, filmsInView }) => (
        <li>
          <a
            class="chip"
            href={toggleServer(query, server)}
            aria-current={query.servers.includes(server) ? "true" : undefined}
            aria-label={`${onServerWords(server)} ${filmsInWords(filmsInView)}`}
          >
            <ServerMark server={server} />
            <span>{onServerWords(server)}</span>{" "}
            <b>
              <Count n={filmsInView} />
            </b>
          </a>
        </li>
      ))}
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

function toggleServer(query: Query, server: Server): string {
  const isOn = query.servers.includes(server);
  const servers = isOn
    ? query.servers.filter((other) => other !== server)
    : [...query.servers, server];
  return addressOf(query, { servers });
}

function toggleService(query: Query, id: number): string {
  const isOn = query.services.includes(id);
  const services = isOn ? query.services.filter((other) => other !== id) : [...query.services, id];
  return addressOf(query, { services });
}
