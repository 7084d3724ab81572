// What the page of services says of a service’s films, and why there is none to choose in a country.

import { isTicked, type ServicesChoice } from "../../src/list/services.ts";
import type { CountedService } from "../../src/list/view.ts";
import type { LayoutView } from "./layout-view.ts";
import { count as inWords, countryWords, films } from "./words.ts";

/** `areRead`: TMDB has said which services the country has. */
export function noneWords(
  { country, areRead }: { country: string; areRead: boolean },
  { updatedAt, running, failure, abroad }: LayoutView,
): string {
  const ofCountry = abroad.length === 0 ? "of your country" : `in ${countryWords(country)}`;
  if (areRead) {
    return `TMDB knows no services in ${countryWords(country)}, so there is none to choose, and it cannot say where your films can be watched there.`;
  }
  if (running) return `The services ${ofCountry} come with the refresh that is under way.`;
  return updatedAt === null && failure === null
    ? `The services ${ofCountry} come with the first refresh. Come back when it has begun.`
    : `The services ${ofCountry} could not be read at the last refresh. They come with the next one.`;
}

/** "+41 films, 43 in all" of a service that is not mine; before a choice there is nothing to add to. */
export function filmsWords(
  service: CountedService,
  choice: ServicesChoice | null,
  adds: number,
): string {
  if (choice === null || isTicked(choice, service)) return films(service.films);
  if (adds === 0) return `${films(service.films)}, none new`;
  return adds === service.films
    ? `+${films(adds)}`
    : `+${films(adds)}, ${inWords(service.films)} in all`;
}
