// TMDB answers with the offers of the whole world, whichever country one wants: some 130 countries and
// some 40 kB for a well-known film. Here they are in TMDB's wire form.

import { OFFER_KINDS } from "../../../src/film.ts";
import type { OfferKind } from "../../../src/film.ts";
import { slugOf } from "../film.ts";
import type { OfferIds, TmdbTitle } from "../film.ts";
import { chance, hash } from "../hash.ts";
import { countries } from "./countries.ts";
import type { StandInProvider } from "./providers.ts";
import { existsIn, findProvider, primeIn, priorityIn } from "./providers.ts";

const WIRE_NAMES: Record<OfferKind, string> = {
  stream: "flatrate",
  free: "free",
  ads: "ads",
  rent: "rent",
  buy: "buy",
};

type CountryAnswer = Record<string, string | Record<string, string | number>[]>;

/** The value of `results`: countries with offers only; without `worldSized` only those that the film names. */
export function resultsOf(film: TmdbTitle, worldSized: boolean): Record<string, CountryAnswer> {
  const results: Record<string, CountryAnswer> = {};
  for (const country of worldSized ? countries : Object.keys(film.offers)) {
    const offers = film.offers[country] ?? (worldSized ? offersElsewhere(film, country) : {});
    const answer = answerFor(film, country, offers);
    if (answer !== null) results[country] = answer;
  }
  return results;
}

function answerFor(film: TmdbTitle, country: string, offers: OfferIds): CountryAnswer | null {
  const given = OFFER_KINDS.filter((kind) => offers[kind]?.length);
  if (given.length === 0) return null;
  const slug = slugOf(film.title);
  const name = slug.startsWith("film-") ? "" : `-${slug}`;
  const answer: CountryAnswer = {
    link: `https://www.themoviedb.org/${film.key.type}/${film.key.id}${name}/watch?locale=${country}`,
  };
  // The kinds come in no certain order.
  for (const kind of given.toSorted((a, b) => hash(country + a) - hash(country + b))) {
    answer[WIRE_NAMES[kind]] = (offers[kind] ?? [])
      .map((id) => wireProvider(findProvider(id), country))
      .toSorted((a, b) => a.display_priority - b.display_priority);
  }
  return answer;
}

function wireProvider(provider: StandInProvider, country: string) {
  return {
    logo_path: provider.logo,
    provider_id: provider.id,
    provider_name: provider.name,
    display_priority: priorityIn(provider, country),
  };
}

/** A film without a word about any country has nothing anywhere; else it is had as it is in the named ones. */
function offersElsewhere(film: TmdbTitle, country: string): OfferIds {
  const named = Object.values(film.offers);
  if (named.length === 0 && film.votes < 250) return {};
  if (named.length > 0 && named.every((offers) => Object.keys(offers).length === 0)) return {};
  const seed = `${film.key.type}/${film.key.id} ${country}`;
  const known = new Set(named.flatMap((offers) => offers.stream ?? []));
  const stream = [8, 337, 1899, 11, 283].filter((id) =>
    chance(`${seed} ${id}`, known.has(id) ? 0.8 : named.length === 0 ? 0.15 : 0.03),
  );
  if (chance(`${seed} prime`, 0.2)) stream.push(...primeIn(country));
  if (known.has(8) && named.every((offers) => offers.stream?.includes(8))) return { stream: [8] };
  const shops = [2, 10, 3, 35].filter((id) => chance(`${seed} shop ${id}`, 0.25));
  return { stream: stream.filter(here), rent: shops.filter(here), buy: shops.filter(here) };

  function here(id: number): boolean {
    return existsIn(findProvider(id), country);
  }
}

/** TMDB's answer about the services of a country. */
export function providersAnswer(list: StandInProvider[], region: string | null) {
  const chosen = list.filter((provider) => region === null || existsIn(provider, region));
  return {
    results: chosen.map((provider, place) => ({
      display_priorities: Object.fromEntries(
        countries
          .filter((country) => existsIn(provider, country))
          .map((country) => [country, priorityIn(provider, country)]),
      ),
      display_priority: (place * 7) % 31,
      logo_path: provider.logo,
      provider_name: provider.name,
      provider_id: provider.id,
    })),
  };
}
