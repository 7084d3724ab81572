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

/** What a brand offers a film as: the brand's number and its kinds' letters in their order, as `8.sa`. */
export type Token = string;

/** In the order of the kinds. */
export const KIND_LETTERS: Record<OfferKind, string> = {
  stream: "s",
  free: "f",
  ads: "a",
  rent: "r",
  buy: "b",
};

/** A film's tokens are kept as one text, a comma before each: `,8.sa,73.a`. */
export function splitTokens(text: string): Token[] {
  return text === "" ? [] : text.slice(1).split(",");
}

/** What every token of a brand, whatever its kinds, has in a film's text, and no other. */
export function anyKindOf(brand: number): string {
  return `,${brand}.`;
}

/** The same for one kind: its letter stands behind some or none of those before it. */
export function kindOf(kind: OfferKind, brand: number): string[] {
  const before = OFFER_KINDS.slice(0, OFFER_KINDS.indexOf(kind)).filter(
    (other) => isShopKind(other) === isShopKind(kind),
  );
  let beginnings = [""];
  for (const other of before) {
    beginnings = beginnings.flatMap((letters) => [letters, letters + KIND_LETTERS[other]]);
  }
  return beginnings.map((letters) => `,${brand}.${letters}${KIND_LETTERS[kind]}`);
}

/** null: not a token. */
export function readToken(token: Token): { kinds: OfferKind[]; brand: number } | null {
  const [brand, letters = ""] = token.split(".");
  const kinds = OFFER_KINDS.filter((kind) => letters.includes(KIND_LETTERS[kind]));
  return kinds.length === 0 ? null : { kinds, brand: Number(brand) };
}

/** A film's kinds of offers are kept as bits of one number. */
export function kindBit(kind: OfferKind): number {
  return 1 << OFFER_KINDS.indexOf(kind);
}

export function isShopKind(kind: OfferKind): kind is "rent" | "buy" {
  return kind === "rent" || kind === "buy";
}

/** What is meant where a view names a service and no kind: what one who has it does not pay for any more. */
export const FREE_OF_PAYMENT = OFFER_KINDS.filter((kind) => !isShopKind(kind));
export const SHOP_KINDS = OFFER_KINDS.filter(isShopKind);

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
