// Why there is no service to choose in a country.

import type { LayoutView } from "./layout-view.ts";
import { countryWords } from "./words.ts";

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
