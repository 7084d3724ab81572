// The latest arrival or departure of each film on the owner's services, if it is still true. Which services are
// theirs, and which brand a provider belongs to, is decided when this is called. Pure.

import { AT, kindsIn, numberIn } from "./entry.ts";
import { FREE_OF_PAYMENT, placeOf, type CountryServices } from "./services.ts";
import type { Change, Snapshot } from "./snapshot.ts";

/** The latest of my services that a film came to and is still on, or the latest that it left, if it is on none now. */
export interface Movement {
  came: boolean;
  /** The number of the brand. */
  service: number;
  /** Seconds since 1970. */
  at: number;
}

/** By film id. `mine`: for each service, by its index, the bits of the kinds in which its offers count as mine. */
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

/** Of two changes at the same moment, the one of the brand with the greater number wins. */
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
    // A brand's tiers and kinds may have changed since.
    const kinds = change.ofBrand ? FREE_OF_PAYMENT : kind;
    if (came !== isMine || came !== isOffered(place, kinds)) continue;
    if (came && !change.ofBrand && wasThereBefore(change, changes, offers, services)) continue;
    if (last && (last.at > at || (last.at === at && last.service >= service))) continue;
    last = { came, service, at };
  }
  return last;
}

/** A film that comes to one provider of a brand is no arrival if another provider of the brand had it all along. */
export function wasThereBefore(
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
