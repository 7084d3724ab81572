// What services of the country get and lose between two refreshes, in the stand-in for TMDB.

import { OFFER_KINDS, type OfferKind, type TmdbKey } from "../../../src/film.ts";
import type { OfferIds } from "../../stand-ins/film.ts";
import type { ServedStandIns } from "../../stand-ins/serve.ts";
import { STAND_IN_KEY } from "../../stand-ins/tmdb.ts";
import { chosenBy } from "./films.ts";

const COUNTRY = "GB";

/** What comes: mine and not mine, a tier beside its service, free, with ads, to rent. */
const COMING: [OfferKind, number][] = [
  ["stream", 8],
  ["stream", 11],
  ["stream", 1796],
  ["free", 38],
  ["stream", 1899],
  ["ads", 73],
  ["stream", 337],
  ["rent", 68],
];
const LEAVING = new Set([8, 1796, 337, 11]);

/** Some films come to a service, and some leave all of these that they were on. */
export async function moveOffers(standIns: ServedStandIns, wave: number): Promise<void> {
  const { letterboxd, tmdb } = standIns;
  const films = chosenBy(`offers ${wave}`, letterboxd.films);
  let left = 0;
  for (const [i, film] of films.entries()) {
    if (film.tmdb === null || tmdb.find(film.tmdb.key) === null) continue;
    if (i >= 16 && left >= 8) break;
    const offers = await offersOf(standIns, film.tmdb.key);
    const [kind, id] = COMING[i % COMING.length] ?? ["stream", 8];
    if (i < 16) offers[kind] = [...new Set([...(offers[kind] ?? []), id])];
    else if (offers.stream?.some((service) => LEAVING.has(service))) {
      offers.stream = offers.stream.filter((service) => !LEAVING.has(service));
      left += 1;
    } else continue;
    tmdb.setOffers(film.tmdb.key, COUNTRY, offers);
  }
}

const WIRE_NAMES = { stream: "flatrate", free: "free", ads: "ads", rent: "rent", buy: "buy" };

async function offersOf(standIns: ServedStandIns, { type, id }: TmdbKey): Promise<OfferIds> {
  const address = `${standIns.tmdbOrigin}/3/${type}/${id}/watch/providers?api_key=${STAND_IN_KEY}`;
  const { results } = (await (await fetch(address)).json()) as {
    results: Record<string, Record<string, { provider_id: number }[]>>;
  };
  const offers: OfferIds = {};
  for (const kind of OFFER_KINDS) {
    const given = results[COUNTRY]?.[WIRE_NAMES[kind]];
    if (given) offers[kind] = given.map((provider) => provider.provider_id);
  }
  return offers;
}
