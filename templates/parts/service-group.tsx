// A group of services to be ticked, and the kinds of offers that one pays for by the film.

import { foldText } from "../../src/list/fold.ts";
import { isTicked, SHOP_KINDS, type ServicesChoice } from "../../src/list/services.ts";
import type { CountedService } from "../../src/list/view.ts";
import { logo } from "./card.ts";
import { count as inWords, films } from "./words.ts";

interface GroupProps {
  words: string;
  services: readonly CountedService[];
  choice: ServicesChoice | null;
  adds: ReadonlyMap<number, number>;
  suffix: string;
  imageOrigin: string;
  isLocked: boolean;
}

export function ServiceGroup({
  words,
  services,
  choice,
  adds,
  suffix,
  imageOrigin,
  isLocked,
}: GroupProps) {
  if (services.length === 0) return null;
  return (
    <fieldset class="service-group" disabled={isLocked}>
      <legend>{words}</legend>
      {services.map((service) => (
        <label class="service" data-name={foldText(service.name)}>
          <input
            type="checkbox"
            name={`service${suffix}`}
            value={`${service.id}`}
            checked={isTicked(choice, service)}
          />
          {service.logo === null ? (
            <span class="logo"></span>
          ) : (
            logo({ ...service, name: "" }, imageOrigin)
          )}
          <span class="service-name">
            {service.name}
            {service.films > 0 ? (
              <small>{filmsWords(service, choice, adds.get(service.id) ?? 0)}</small>
            ) : null}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** "+41 films, 43 in all" of a service that is not mine; before a choice there is nothing to add to. */
function filmsWords(service: CountedService, choice: ServicesChoice | null, adds: number): string {
  if (choice === null || isTicked(choice, service)) return films(service.films);
  if (adds === 0) return `${films(service.films)}, none new`;
  return adds === service.films
    ? `+${films(adds)}`
    : `+${films(adds)}, ${inWords(service.films)} in all`;
}

export function ShopChoice({
  choice,
  suffix,
  isLocked,
}: Pick<GroupProps, "choice" | "suffix" | "isLocked">) {
  return (
    <fieldset class="service-group shops" disabled={isLocked}>
      <legend>Paying film by film</legend>
      {SHOP_KINDS.map((kind) => (
        <label class="service">
          <input
            type="checkbox"
            name={`${kind}${suffix}`}
            value="1"
            checked={choice?.[kind] ?? false}
          />
          <span class="service-name">
            Films I can {kind}
            <small>count as mine too</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
