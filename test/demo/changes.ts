// What happens in the world while the demo runs, if it is asked for: a film is added to the list, services
// get films and lose them. The page shows it after its next refresh.

import type { OfferIds } from "../stand-ins/film.ts";
import { findFilm } from "../stand-ins/films.ts";
import type { ServedStandIns } from "../stand-ins/serve.ts";
import { offersFrom } from "../stand-ins/tmdb/providers.ts";

/** Kept back at the start, to be added later. */
export const LATECOMERS = ["past-lives", "the-red-shoes", "sinners-2025"];

interface Change {
  say: string;
  apply: (context: ServedStandIns, country: string) => void;
}

export const CHANGES: Change[] = [
  {
    say: "Past Lives is added to the watchlist; Netflix gets Blade Runner and Vertigo, and loses Heat",
    apply({ letterboxd, tmdb }, country) {
      letterboxd.add(findFilm("past-lives"));
      offer(tmdb, "blade-runner", country, offersFrom(country, ["Netflix", "shops"]));
      offer(tmdb, "vertigo", country, offersFrom(country, ["Netflix", "shops"]));
      offer(tmdb, "heat-1995", country, offersFrom(country, ["shops"]));
    },
  },
  {
    say: "The Red Shoes is added, House is taken off; Prime gets Magnolia, and Chinatown is free with ads",
    apply({ letterboxd, tmdb }, country) {
      letterboxd.add(findFilm("the-red-shoes"));
      letterboxd.remove("house");
      offer(tmdb, "magnolia", country, offersFrom(country, ["Prime", "shops"]));
      offer(tmdb, "chinatown", country, offersFrom(country, ["Plex"]));
    },
  },
  {
    say: "Sinners is added; The Odyssey can be rented, and Disney Plus has it too",
    apply({ letterboxd, tmdb }, country) {
      letterboxd.add(findFilm("sinners-2025"));
      offer(tmdb, "the-odyssey-2026", country, offersFrom(country, ["Disney+", "shops"]));
    },
  },
];

function offer(
  tmdb: ServedStandIns["tmdb"],
  slug: string,
  country: string,
  offers: OfferIds,
): void {
  const title = findFilm(slug).tmdb;
  if (title !== null) tmdb.setOffers(title.key, country, offers);
}
