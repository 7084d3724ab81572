// Why there is no service to choose in a country.

import type { LayoutView } from "./layout-view.ts";
import { countryWords } from "./words.ts";

/** `areRead`: TMDB has said which services the country has. */
export function noneWords(
  { country, areRead }: { country: string; areRead: boolean },
  { updatedAt, running, failure, abroad }: LayoutView,
): string {
  const inCountry = abroad.length === 0 ? "in your country" : `in ${countryWords(country)}`;
  if (areRead) {
    return `TMDB doesn’t know of any services in ${countryWords(country)}, so there are none to choose, and it can’t say where your films can be watched there.`;
  }
  if (running) return `The refresh that’s running will fetch the services ${inCountry}.`;
  return updatedAt === null && failure === null
    ? `The first refresh will fetch the services ${inCountry}. Come back once it has started.`
    : `The last refresh couldn’t fetch the services ${inCountry}. The next one will try again.`;
}
