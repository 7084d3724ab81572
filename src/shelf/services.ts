// What the owner has: which offers count as "mine". Free services count unless unticked; renting and buying
// count only when asked for. Pure.

import { OFFER_KINDS, type OfferKind } from "../film.ts";

/** The owner's choice, by numbers of brands. */
export interface ServicesChoice {
  chosen: number[];
  /** Free services that are not to count. */
  without: number[];
  rent: boolean;
  buy: boolean;
}

/** A service under its brand, and how many listed films it offers, by kind. */
export interface Service {
  id: number;
  name: string;
  logo: string | null;
  /** For those who have it: without what it rents and sells. */
  films: number;
  kinds: Partial<Record<OfferKind, number>>;
}

/** A channel inside another shop is another thing to have than the service itself, and says so. */
export function serviceName({ name, via }: { name: string; via: string | null }): string {
  return via === null ? name : `${name} via ${via}`;
}

/** An offer in a film's row of the shelf: the brand's number and the kind's letter, as `8.s`. */
export type Token = string;

const LETTERS: Record<OfferKind, string> = {
  stream: "s",
  free: "f",
  ads: "a",
  rent: "r",
  buy: "b",
};
const KINDS = new Map(Object.entries(LETTERS).map(([kind, letter]) => [letter, kind as OfferKind]));

export function tokenOf(kind: OfferKind, brand: number): Token {
  return `${brand}.${LETTERS[kind]}`;
}

/** How all tokens of a brand begin. */
export function anyTokenOf(brand: number): string {
  return `${brand}.`;
}

/** null: not a token. */
export function readToken(token: Token): { kind: OfferKind; brand: number } | null {
  const [brand, letter] = token.split(".");
  const kind = KINDS.get(letter ?? "");
  return kind === undefined ? null : { kind, brand: Number(brand) };
}

/** A film's kinds of offers are kept as bits of one number. */
export function kindBit(kind: OfferKind): number {
  return 1 << OFFER_KINDS.indexOf(kind);
}

export function isShopKind(kind: OfferKind): boolean {
  return kind === "rent" || kind === "buy";
}

/**
 * Whether an offer counts as mine. `sells` says that the brand has subscriptions: its offers with ads are
 * then most often a cheaper subscription and not free. Before a choice, whatever streams counts.
 */
export function isMine(
  choice: ServicesChoice | null,
  { kind, brand, sells }: { kind: OfferKind; brand: number; sells: boolean },
): boolean {
  if (kind === "rent" || kind === "buy") return choice?.[kind] ?? false;
  if (choice === null || choice.chosen.includes(brand)) return true;
  if (kind === "stream" || (kind === "ads" && sells)) return false;
  return !choice.without.includes(brand);
}

/** A service that costs nothing: it never sells a subscription. */
export function isFree({ kinds }: Pick<Service, "kinds">): boolean {
  return kinds.stream === undefined && (kinds.free !== undefined || kinds.ads !== undefined);
}

/** Whether a service is ticked on the page where the owner chooses. */
export function isTicked(choice: ServicesChoice | null, service: Service): boolean {
  if (choice?.chosen.includes(service.id)) return true;
  return isFree(service) && !(choice?.without.includes(service.id) ?? false);
}

/** Whether anything of a service counts as mine. Before a choice no service does: all are shown alike. */
export function countsAsMine(choice: ServicesChoice | null, service: Service): boolean {
  if (choice === null) return false;
  if (isTicked(choice, service)) return true;
  return service.kinds.free !== undefined && !choice.without.includes(service.id);
}
