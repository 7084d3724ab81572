// What arrived on a country's services and what left them between two look-ups of a film. Pure.

import { OFFER_KINDS, type OfferKind, type Offers } from "../film.ts";
import { brandOf } from "../tmdb/brands.ts";
import { isMine, type CountryServices, type ServicesChoice } from "./services.ts";

/** One change that a look-up saw. */
export interface Arrival {
  country: string;
  /** TMDB's id of the provider. */
  provider: number;
  kind: OfferKind;
  came: boolean;
  /** Whether the offer counted as the owner's at that time; null: no services were chosen yet. */
  mineThen: boolean | null;
}

/** The owner's choice of services, and the services of the country, both at the time of this look-up. */
export interface Household {
  choice: ServicesChoice | null;
  services: CountryServices;
}

/** `before` is undefined at a film's first look-up in a country: then nothing counts as an arrival. */
export function arrivalsBetween(
  country: string,
  before: Offers | undefined,
  after: Offers,
  household: Household,
): Arrival[] {
  if (before === undefined) return [];
  return OFFER_KINDS.flatMap((kind) => {
    const [had, has] = [numbersOf(before[kind]), numbersOf(after[kind])];
    const came = after[kind].filter(({ id }) => !had.has(id));
    const left = before[kind].filter(({ id }) => !has.has(id));
    return [...came, ...left].map((provider) => ({
      country,
      provider: provider.id,
      kind,
      came: has.has(provider.id),
      mineThen: wasMine(household, brandOf(provider).id, kind),
    }));
  });
}

function numbersOf(providers: Offers[OfferKind]): Set<number> {
  return new Set(providers.map(({ id }) => id));
}

function wasMine({ choice, services }: Household, id: number, kind: OfferKind): boolean | null {
  if (choice === null) return null;
  const kinds = services.services.find((service) => service.id === id)?.kinds ?? 0;
  return isMine(choice, { id, kinds }, kind);
}
