// What came to a country's services and what left them, between two looks at a film. Pure.

import { OFFER_KINDS, type OfferKind, type Offers } from "../film.ts";
import { brandOf } from "../tmdb/brands.ts";
import { isMine, type CountryServices, type ServicesChoice } from "./services.ts";

/** One change that a look-up saw. */
export interface Arrival {
  country: string;
  /** TMDB's number of the provider. */
  provider: number;
  kind: OfferKind;
  came: boolean;
  /** Whether the brand was one of the owner's at that time; null: none were chosen yet. */
  mineThen: boolean | null;
}

/** What the owner has, and which services the country has: both as of this look. */
export interface Household {
  choice: ServicesChoice | null;
  services: CountryServices;
}

/** The first look at a film in a country is no arrival: then `before` is undefined. */
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
