// What came to the owner's services and what left them, as far as it still is so. Which services are theirs is
// decided when this is asked, and so is the brand that a provider belongs to. Pure.

import { kindsIn, providerIn, type Entry } from "./entry.ts";
import type { Change, Snapshot } from "./snapshot.ts";

/** The last of my services that a film came to and is still on, or the last that it left and is on none now. */
export interface Movement {
  came: boolean;
  /** The number of the brand. */
  service: number;
  /** Seconds since 1970. */
  at: number;
}

/** By the film's number. `mine`: by the place of a brand, the bits of the kinds in which its offers are mine. */
export function movementsOf(
  { changes, films, services: { services, brandOf }, country }: Snapshot,
  mine: readonly number[],
): Map<number, Movement> {
  const movements = new Map<number, Movement>();
  for (const [filmId, ofFilm] of Map.groupBy(changes, (change) => change.filmId)) {
    const offers = films.get(filmId)?.[9][country];
    if (offers === undefined) continue;
    const places = (provider: number) => brandOf.get(provider) ?? -1;
    const kindsOf = (place: number) =>
      offers.reduce((bits, o) => (places(providerIn(o)) === place ? bits | kindsIn(o) : bits), 0);
    const isMine = offers.some(
      (offer) => (kindsIn(offer) & (mine[places(providerIn(offer))] ?? 0)) > 0,
    );
    for (const change of ofFilm) {
      const place = places(change.provider);
      const service = services[place]?.id;
      if (service === undefined || change.came !== isMine) continue;
      if (((mine[place] ?? 0) & change.kind) === 0) continue;
      if ((kindsOf(place) & change.kind) > 0 !== change.came) continue;
      if (change.came && wasThereBefore(change, ofFilm, offers, brandOf)) continue;
      const last = movements.get(filmId);
      if (last && (last.at > change.at || (last.at === change.at && last.service >= service))) {
        continue;
      }
      movements.set(filmId, { came: change.came, service, at: change.at });
    }
  }
  return movements;
}

/** A film that comes to one of a brand's providers is no arrival while another of them had it all along. */
function wasThereBefore(
  { provider, kind, at }: Change,
  ofFilm: readonly Change[],
  offers: Entry[9][string],
  brandOf: ReadonlyMap<number, number>,
): boolean {
  return offers.some((offer) => {
    const other = providerIn(offer);
    if (other === provider || (kindsIn(offer) & kind) === 0) return false;
    if (brandOf.get(other) !== brandOf.get(provider)) return false;
    return !ofFilm.some(
      (change) =>
        change.provider === other && change.kind === kind && change.came && change.at >= at,
    );
  });
}
