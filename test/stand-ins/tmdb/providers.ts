// The services of the stand-in, under the numbers that TMDB gives to the real ones. Colours and initials
// are for logos of our own drawing.

import type { OfferKind } from "../../../src/film.ts";
import type { OfferIds } from "../film.ts";
import { chance, codeFrom, hash } from "../hash.ts";

export interface StandInProvider {
  id: number;
  /** As TMDB spells it, stray blanks included. */
  name: string;
  initials: string;
  colour: string;
  /** A path on TMDB's image host. */
  logo: string;
  /** Where it exists: countries, or "*" for everywhere. */
  countries: string[];
}

/** id | name as TMDB has it | initials | colour | countries */
const TABLE = `
8 | Netflix | N | #b1060f | *
1796 | Netflix Standard with Ads | N | #7a0a12 | US GB DE FR ES IT CA AU BR MX JP
9 | Amazon Prime Video | P | #1399d6 | US GB DE AT JP
119 | Amazon Prime Video | P | #1399d6 | *
2100 | Amazon Prime Video with Ads | P | #0f6f9c | US GB DE AT CA FR IT ES AU
337 | Disney Plus | D+ | #0b2a6f | *
350 | Apple TV | TV | #1c1c1e | *
1899 | HBO Max | HM | #3b1d8f | *
15 | Hulu | H | #17b978 | US
531 | Paramount Plus | P+ | #0a5cff | US GB DE FR IT CA AU BR MX
386 | Peacock Premium | PK | #f0b41c | US
387 | Peacock Premium Plus | PK | #c48a0a | US
11 | MUBI | M | #12213f | *
283 | Crunchyroll | C | #f27a24 | *
258 | Criterion Channel | CC | #3a3a3a | US CA
526 | AMC+ | A+ | #0f8f8c | US CA
99 | Shudder | S | #8f1414 | US GB CA AU DE
2 | Apple TV Store | tv | #2c2c2e | *
10 | Amazon Video | av | #146eb4 | US GB DE AT FR IT ES JP CA AU BR
3 | Google Play Movies | GP | #2f7d5b | *
192 | YouTube | YT | #c4302b | *
7 | Fandango At Home | FH | #3478c7 | US
35 | Rakuten TV | R | #bf0000 | GB DE AT FR ES IT NL SE DK NO FI PL PT IE BE CH
68 | Microsoft Store | MS | #107c41 | US GB DE FR CA AU
73 | Tubi TV | T | #7a2ff2 | US CA AU MX GB
300 | Pluto TV | PL | #3d3a00 | US GB DE FR IT ES BR CA
207 | The Roku Channel | RC | #662d91 | US CA GB MX
538 | Plex | X | #a37307 | *
191 | Kanopy | K | #5b3fa8 | US CA GB AU
212 | Hoopla | h | #2f74a8 | US CA
38 | BBC iPlayer | iP | #c2226e | GB
41 | ITVX | X | #0f4d52 | GB
103 | Channel 4 | 4 | #1f7a3e | GB
224 | BFI Player | BFI | #27304f | GB
189 | Curzon Home Cinema | CZ | #57423f | GB
591 | Now TV Cinema | NOW | #0d7a70 | GB
29 | Sky Go | SKY | #2b4b9b | GB DE IT AT IE
130 | Sky Store | SKY | #42347c | GB DE IE CH
30 | WOW | WOW | #5a1fa8 | DE
234 | Arte | a | #d9541e | DE FR
219 | ARD Mediathek | ARD | #10356e | DE
178 | MagentaTV | MTV | #c4056b | DE
298 | RTL+ | R+ | #26408f | DE
1773 | SkyShowtime | SS | #3b1160 | NL SE DK NO FI PL PT ES CZ HU
201 | MUBI Amazon Channel | M | #24406f | US GB DE FR IT ES CA
1825 | HBO Max Amazon Channel | HM | #56379f | US GB DE FR IT
582 | Paramount+ Amazon Channel | P+ | #3f7ae0 | US GB DE FR IT
1853 | Paramount Plus Apple TV Channel  | P+ | #5f8fe0 | US GB DE
1854 | AMC Plus Apple TV Channel  | A+ | #3f9f9c | US
204 | Shudder Amazon Channel | S | #a84040 | US GB DE
1968 | Crunchyroll Amazon Channel | C | #d98f4f | US GB DE
2074 | A24 All Access Apple TV Channel | A24 | #6f6a5f | US
2075 | ALLBLK Amazon channel | AB | #4a3f2f | US
1733 | STUDIOCANAL PRESENTS Apple TV Channel | SC | #24346f | GB DE
`;

export const providers: StandInProvider[] = TABLE.split("\n").flatMap((line) => {
  const [id = "", name = "", initials = "", colour = "", countries = ""] = line.split(" | ");
  if (id === "") return [];
  const logo = `/${codeFrom(`logo ${id}`, 27)}.${chance(`png ${id}`, 0.3) ? "png" : "jpg"}`;
  return [{ id: Number(id), name, initials, colour, logo, countries: countries.split(" ") }];
});

const byId = new Map(providers.map((provider) => [provider.id, provider]));

export function findProvider(id: number): StandInProvider {
  const provider = byId.get(id);
  if (provider === undefined) throw new Error(`no provider ${id} in the table`);
  return provider;
}

export function existsIn({ countries }: StandInProvider, country: string): boolean {
  return countries.includes("*") || countries.includes(country);
}

/** A country's own rank of a service; the big ones stand in front everywhere. */
export function priorityIn({ id }: StandInProvider, country: string): number {
  const place = providers.findIndex((provider) => provider.id === id);
  return place < 8 ? place : place + (hash(`${country} ${id}`) % 12);
}

/** The words of the shelves. A service of the list comes with its tiers and channels, as it does at TMDB. */
const SERVICES: Record<string, [OfferKind, ...number[]]> = {
  Netflix: ["stream", 8, 1796],
  Prime: ["stream", 9, 119, 2100],
  "Disney+": ["stream", 337],
  "Apple TV": ["stream", 350],
  "HBO Max": ["stream", 1899, 1825],
  Hulu: ["stream", 15],
  "Paramount+": ["stream", 531, 582, 1853],
  Peacock: ["stream", 386, 387],
  MUBI: ["stream", 11, 201],
  Crunchyroll: ["stream", 283, 1968],
  Criterion: ["stream", 258],
  "AMC+": ["stream", 526, 1854],
  Shudder: ["stream", 99, 204],
  A24: ["stream", 2074],
  Sky: ["stream", 29],
  Now: ["stream", 591],
  WOW: ["stream", 30],
  "BFI Player": ["stream", 224],
  StudioCanal: ["stream", 1733],
  Kanopy: ["free", 191],
  Hoopla: ["free", 212],
  "BBC iPlayer": ["free", 38],
  ARD: ["free", 219],
  arte: ["free", 234],
  Tubi: ["ads", 73],
  Pluto: ["ads", 300],
  Plex: ["ads", 538],
  ITVX: ["ads", 41],
  "Channel 4": ["ads", 103],
  Curzon: ["rent", 189],
};

const SHOPS = [2, 10, 3, 192, 7, 35, 68, 130];

/** What the words of a shelf mean in a country: its services, those only that exist there. */
export function offersFrom(country: string, services: string[]): OfferIds {
  const offers: OfferIds = {};
  const add = (kind: OfferKind, ids: number[]) => {
    const here = ids.filter((id) => existsIn(findProvider(id), country));
    if (here.length > 0) offers[kind] = [...new Set([...(offers[kind] ?? []), ...here])];
  };
  for (const service of services) {
    if (service === "shops" || service === "rent") add("rent", SHOPS);
    if (service === "shops" || service === "buy") add("buy", SHOPS);
    if (["shops", "rent", "buy"].includes(service)) continue;
    const [kind, ...ids] = SERVICES[service] ?? [];
    if (kind === undefined) throw new Error(`no service ${service} among the words of the shelves`);
    add(kind, ids[0] === 9 ? primeIn(country) : ids);
  }
  return offers;
}

/** Prime has one number in five countries, and another one everywhere else. */
export function primeIn(country: string): number[] {
  return [existsIn(findProvider(9), country) ? 9 : 119, 2100];
}
