// Where a card's film is on services of mine in other countries: each logo with its country, linked to TMDB's page of the
// offers there.

import { html } from "hono/html";
import type { ShownFilm } from "../../src/list/shown-film.ts";
import { countryWords } from "./words.ts";

type Html = ReturnType<typeof html>;

const LOGOS_SHOWN = 4;

export function whereAbroad(
  { title, abroad }: ShownFilm,
  logoOf: (service: { name: string; logo: string | null }) => Html,
  /** What stands first. */
  own: readonly Html[],
): Html {
  let left = LOGOS_SHOWN;
  let more = 0;
  const countries = abroad.map(({ country, services, link }) => {
    const shown = services.slice(0, left);
    left -= shown.length;
    more += services.length - shown.length;
    const logos = shown.map(
      (service) =>
        html`<span class="logo-abroad">${logoOf(service)}<b class="land">${country}</b></span>`,
    );
    if (logos.length === 0) return "";
    const name = html`<span class="sr"
      >Where to watch ${title} in ${countryWords(country)}:
    </span>`;
    return link === null
      ? html`${logos}`
      : html`<a class="offers-abroad" href="${link}" tabindex="-1">${name}${logos}</a>`;
  });
  return html`<p class="where">${own}${countries}${more > 0 ? html`<b>+${more}</b>` : ""}</p>`;
}
