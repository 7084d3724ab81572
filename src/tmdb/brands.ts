// Which services are shown as one. TMDB has separate numbers for a service's tiers and countries, and names
// change, so brands go by number. A channel sold inside another shop ("… Amazon Channel") is a subscription of
// its own: it is shown as the service "via" that shop, and never merged with the service itself.

import type { Provider } from "../film.ts";

export interface Brand {
  /** The TMDB number of the brand's first service. It never changes: "my services" are stored by it. */
  id: number;
  name: string;
  /** The shop that sells the channel; null: this is the service itself. */
  via: string | null;
  /** A path on TMDB's image host; null if there is no logo. */
  logo: string | null;
}

interface BrandRow {
  name: string;
  via: string | null;
  /** The first is the brand's own number. Only ever add to the end. */
  providers: readonly [number, ...number[]];
}

/** Services that TMDB lists in several parts, or under a poor name. Every other service is a brand of its own. */
const BRANDS: readonly BrandRow[] = [
  // With and without advertisements, for children, by country.
  { name: "Netflix", via: null, providers: [8, 1796, 175] },
  { name: "Prime Video", via: null, providers: [9, 119, 2100, 613] },
  { name: "Disney+", via: null, providers: [337, 122] },
  { name: "Paramount+", via: null, providers: [531, 2303, 2304, 2616] },
  { name: "Peacock", via: null, providers: [386, 387] },
  { name: "Canal+", via: null, providers: [381, 2101] },
  { name: "discovery+", via: null, providers: [510, 524, 520] },
  { name: "MagentaTV", via: null, providers: [178, 1856] },
  { name: "MGM+", via: null, providers: [34] },
  // A company's shop and its subscription: two brands, whatever they are called at the time.
  { name: "Amazon Video", via: null, providers: [10] },
  { name: "Apple TV Store", via: null, providers: [2] },
  { name: "Apple TV", via: null, providers: [350] },
  // The best-known channels, under the name of the service itself.
  { name: "Paramount+", via: "Amazon", providers: [582] },
  { name: "Paramount+", via: "Apple TV", providers: [1853] },
  { name: "Paramount+", via: "Roku", providers: [633] },
  { name: "MGM+", via: "Amazon", providers: [583, 588, 2141] },
  { name: "MGM+", via: "Apple TV", providers: [2142] },
  { name: "MGM+", via: "Roku", providers: [636] },
  { name: "AMC+", via: "Amazon", providers: [528] },
  { name: "AMC+", via: "Apple TV", providers: [1854] },
  { name: "AMC+", via: "Roku", providers: [635] },
  { name: "BritBox", via: "Apple TV", providers: [1852] },
  { name: "discovery+", via: "Amazon", providers: [584] },
  { name: "Peacock", via: "Amazon", providers: [2553] },
  { name: "Lionsgate+", via: "Amazon", providers: [2358] },
  // Channels whose names do not end like those of the others.
  { name: "Arthaus", via: "Amazon", providers: [533] },
  { name: "Acorn TV", via: "Apple TV", providers: [2034] },
  { name: "HBO Max", via: "U-NEXT", providers: [2284] },
  { name: "Filmtastic", via: "Canal+", providers: [1929] },
];

const rowOf = new Map(BRANDS.flatMap((row) => row.providers.map((id) => [id, row] as const)));

/**
 * There are some 350 channels, with new ones every month, so a channel that is not in the table is recognised by
 * the end of its name; nowhere else does a name decide. One that is missed is shown as TMDB calls it, so nothing
 * is lost. TMDB has many spellings, "Amzon channels" among them.
 */
const CHANNEL = /^(?<name>.+?)\s+(?<shop>ama?zon|apple tv|roku premium)\s+channels?$/i;

const SHOPS = new Map([
  ["amazon", "Amazon"],
  ["amzon", "Amazon"],
  ["apple tv", "Apple TV"],
  ["roku premium", "Roku"],
]);

export function brandOf(provider: Provider): Brand {
  const { id, logo } = provider;
  const row = rowOf.get(id);
  if (row !== undefined) return { id: row.providers[0], name: row.name, via: row.via, logo };

  const given = provider.name.trim().replaceAll(/\s+/g, " ");
  const { name = given, shop = "" } = CHANNEL.exec(given)?.groups ?? {};
  return { id, name, via: SHOPS.get(shop.toLowerCase()) ?? null, logo };
}

/** The brands of these services, each once, in order of first appearance. */
export function brandsOf(providers: readonly Provider[]): Brand[] {
  const brands = new Map<number, Brand>();
  for (const provider of providers) {
    const brand = brandOf(provider);
    const known = brands.get(brand.id);
    if (known === undefined) brands.set(brand.id, brand);
    // The logo of the service itself is better than that of its tier with advertisements.
    else if (provider.id === brand.id || known.logo === null) known.logo = brand.logo ?? known.logo;
  }
  return [...brands.values()];
}
