// The services that are asked for most, under the search: one press each.

import type { Service } from "../../src/shelf/services.ts";
import { isFiltered, viewAddress, type View } from "../../src/shelf/view.ts";
import { logo } from "./card.ts";
import { Count } from "./count.tsx";
import { films as filmsInWords } from "./words.ts";

interface QuickServicesProps {
  view: View;
  services: Service[];
  chosen: boolean;
  imageOrigin: string;
}

export function QuickServices({ view, services, chosen, imageOrigin }: QuickServicesProps) {
  // The numbers are of the whole list: beside other filters they would promise too much.
  const isCounted = !isFiltered({ ...view, services: [] });
  return (
    <ul class="quick" aria-label="Services">
      {services.map((service) => (
        <li>
          <a
            class="chip"
            href={toggleService(view, service.id)}
            aria-current={view.services.includes(service.id) ? "true" : undefined}
            aria-label={isCounted ? `${service.name} ${filmsInWords(service.films)}` : service.name}
          >
            {logo({ ...service, name: "" }, imageOrigin)}
            <span>{service.name}</span>
            {isCounted ? (
              <>
                {" "}
                <b>
                  <Count n={service.films} />
                </b>
              </>
            ) : null}
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

function toggleService(view: View, id: number): string {
  const isOn = view.services.includes(id);
  const services = isOn ? view.services.filter((other) => other !== id) : [...view.services, id];
  return viewAddress(view, { services });
}
