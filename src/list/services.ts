// Services as people know them: TMDB's providers grouped into brands, and which of their offers count as "mine". Free
// services count unless unticked; renting and buying count only if asked for. Pure.

import { OFFER_KINDS, type OfferKind } from "../film.ts";
import { brandOf } from "../tmdb/brands.ts";
import { bitOf, bitsOf } from "./entry.ts";

/** The owner's choice, by brand number. */
export interface ServicesChoice {
  chosen: number[];
  /** Free services that do not count. */
  without: number[];
  rent: boolean;
  buy: boolean;
}

/** A service, which is a brand with all its providers. */
export interface Service {
  /** The brand's number: see tmdb/brands.ts. */
  id: number;
  name: string;
  logo: string | null;
  /** The bits of the kinds in which it offers any of our films. */
  kinds: number;
}

/** A provider that offers any of our films: TMDB's id, its name and logo, and the bits of its kinds. */
export type SeenProvider = [id: number, name: string, logo: string | null, kinds: number];

/** The services of one country. */
export interface CountryServices {
  /** In the order in which their providers were given: those with most films first. */
  services: Service[];
  /** By TMDB's provider id: the index of its brand in `services`. */
  places: ReadonlyMap<number, number>;
}

/** The index of a provider's brand; -1: it offers none of our films. */
export function placeOf({ places }: CountryServices, provider: number): number {
  return places.get(provider) ?? -1;
}

export function servicesOf(providers: readonly SeenProvider[]): CountryServices {
  const services: Service[] = [];
  const byBrand = new Map<number, number>();
  const places = new Map<number, number>();
  for (const [id, name, logo, kinds] of providers) {
    const brand = brandOf({ id, name, logo });
    const place = byBrand.get(brand.id) ?? services.length;
    const service = services[place];
    places.set(id, place);
    if (service === undefined) {
      byBrand.set(brand.id, place);
      services.push({ id: brand.id, name: serviceName(brand), logo, kinds });
      continue;
    }
    service.kinds |= kinds;
    // The logo of the brand's first provider is the one that people know.
    if (id === brand.id || service.logo === null) service.logo = logo ?? service.logo;
  }
  return { services, places };
}

/** A channel inside another shop is not the same as the service itself, so its name says which shop. */
export function serviceName({ name, via }: { name: string; via: string | null }): string {
  return via === null ? name : `${name} via ${via}`;
}

function isShopKind(kind: OfferKind): kind is "rent" | "buy" {
  return kind === "rent" || kind === "buy";
}

/** The kinds that are meant if a query names a service but no kind: those that cost its subscribers nothing extra. */
export const FREE_OF_PAYMENT = bitsOf(OFFER_KINDS.filter((kind) => !isShopKind(kind)));
export const SHOP_KINDS = OFFER_KINDS.filter(isShopKind);

/**
 * The bits of the kinds in which a service's offers count as mine. Before a choice, everything but renting and buying
 * counts.
 */
export function mineKinds(choice: ServicesChoice | null, { id, kinds }: Service): number {
  return bitsOf(OFFER_KINDS.filter((kind) => isMine(choice, { id, kinds }, kind)));
}

/** Whether an offer of this kind counts as mine. */
export function isMine(
  choice: ServicesChoice | null,
  { id, kinds }: Pick<Service, "id" | "kinds">,
  kind: OfferKind,
): boolean {
  if (isShopKind(kind)) return choice?.[kind] ?? false;
  if (choice === null || choice.chosen.includes(id)) return true;
  // If a brand has subscriptions, its offers with ads are usually a cheaper subscription, and not free.
  const sells = (kinds & bitOf("stream")) > 0;
  if (kind === "stream" || (kind === "ads" && sells)) return false;
  return !choice.without.includes(id);
}

/** Free to whoever has a card of a library that takes part: Kanopy, Hoopla. A new choice counts them only if ticked. */
export const NEEDS_LIBRARY_CARD: readonly number[] = [191, 212];

/** A service that costs nothing: it has no subscription. */
export function isFree({ kinds }: Pick<Service, "kinds">): boolean {
  return (kinds & bitOf("stream")) === 0 && (kinds & bitsOf(["free", "ads"])) > 0;
}

/** Whether a service is ticked on the page where the owner chooses. */
export function isTicked(
  choice: ServicesChoice | null,
  service: Pick<Service, "id" | "kinds">,
): boolean {
  if (choice?.chosen.includes(service.id)) return true;
  if (choice === null && NEEDS_LIBRARY_CARD.includes(service.id)) return false;
  return isFree(service) && !(choice?.without.includes(service.id) ?? false);
}

/** Whether any offer of a service counts as mine. Before a choice none does, so that all are shown alike. */
export function countsAsMine(
  choice: ServicesChoice | null,
  service: Pick<Service, "id" | "kinds">,
): boolean {
  if (choice === null) return false;
  if (isTicked(choice, service)) return true;
  return (service.kinds & bitOf("free")) > 0 && !choice.without.includes(service.id);
}
