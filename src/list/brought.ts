// What services have brought lately: films of the list that came to them and are still there. Pure.

import { kindsIn, numberIn, AT } from "./entry.ts";
import type { Film } from "./filter.ts";
import { wasThereBefore } from "./movements.ts";
import { FREE_OF_PAYMENT, placeOf } from "./services.ts";
import type { Change, Snapshot } from "./snapshot.ts";

/** The changes that a snapshot holds are no older. */
export const BROUGHT_DAYS = 60;

/** How many films each service has brought, by its place. What can only be rented or bought is not brought. */
export function broughtBy(
  { changes, country, services }: Pick<Snapshot, "changes" | "country" | "services">,
  films: readonly Film[],
): Map<number, number> {
  const came = changes.filter((change) => change.came && (change.kind & FREE_OF_PAYMENT) > 0);
  const counts = new Map<number, number>();
  if (came.length === 0) return counts;
  const byFilm = Map.groupBy(came, ({ filmId }) => filmId);
  for (const film of films) {
    const ofFilm = byFilm.get(film.id);
    if (ofFilm === undefined) continue;
    const offers = film.entry[AT.offers][country] ?? [];
    const isNew = (change: Change) => !wasThereBefore(change, ofFilm, offers, services);
    const places = new Set(ofFilm.filter(isNew).map(({ provider }) => placeOf(services, provider)));
    for (const brand of film.brands) {
      const place = numberIn(brand);
      if ((kindsIn(brand) & FREE_OF_PAYMENT) > 0 && places.has(place)) {
        counts.set(place, (counts.get(place) ?? 0) + 1);
      }
    }
  }
  return counts;
}
