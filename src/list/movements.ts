// What came to the owner's services and what left them, as far as it still is so. Which services are theirs is
// decided when this is asked, and so is the brand that a provider belongs to. Pure.

import { AT, kindsIn, numberIn } from "./entry.ts";
import { placeOf, type CountryServices } from "./services.ts";
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
  { changes, films, services, country }: Snapshot,
  mine: readonly number[],
): Map<number, Movement> {
  const movements = new Map<number, Movement>();
  for (const [filmId, ofFilm] of Map.groupBy(changes, (change) => change.filmId)) {
    const offers = films.get(filmId)?.[AT.offers][country];
    const last = offers && lastMovement(ofFilm, offers, services, mine);
    if (last) movements.set(filmId, last);
  }
  return movements;
}

/** Of two at the same moment, that of the brand with the greater number. */
function lastMovement(
  changes: readonly Change[],
  offers: readonly number[],
  services: CountryServices,
  mine: readonly number[],
): Movement | null {
  const isOffered = (place: number, kinds: number) =>
    offers.some((o) => placeOf(services, numberIn(o)) === place && (kindsIn(o) & kinds) > 0);
  const isMine = offers.some((o) => (kindsIn(o) & (mine[placeOf(services, numberIn(o))] ?? 0)) > 0);
  let last: Movement | null = null;
  for (const change of changes) {
    const { came, at, kind } = change;
    const place = placeOf(services, change.provider);
    const service = services.services[place]?.id;
    if (service === undefined || ((mine[place] ?? 0) & kind) === 0) continue;
    if (came !== isMine || came !== isOffered(place, kind)) continue;
    if (came && wasThereBefore(change, changes, offers, services)) continue;
    if (last && (last.at > at || (last.at === at && last.service >= service))) continue;
    last = { came, service, at };
  }
  return last;
}

/** A film that comes to one of a brand's providers is no arrival while another of them had it all along. */
function wasThereBefore(
  { provider, kind, at }: Change,
  changes: readonly Change[],
  offers: readonly number[],
  services: CountryServices,
): boolean {
  return offers.some((offer) => {
    const other = numberIn(offer);
    if (other === provider || (kindsIn(offer) & kind) === 0) return false;
    if (placeOf(services, other) !== placeOf(services, provider)) return false;
    return !changes.some((c) => c.provider === other && c.kind === kind && c.came && c.at >= at);
  });
}
