// A film as a card shows it: the view's data and the film's row combined. Pure.

import type { Film } from "./filter.ts";
import type { Movement } from "./movements.ts";
import type { Availability } from "./query.ts";
import { AT, kindsIn, numberIn } from "./entry.ts";
import { FREE_OF_PAYMENT, type CountryServices, type Service } from "./services.ts";
import type { OtherCountry } from "./snapshot.ts";

/** The columns of a film's row that a card shows. */
/** Where a film stands on a media server of the household's own. */
export interface OwnItem {
  /** `jellyfin`, `plex`. */
  server: string;
  link: string;
}

export interface FilmCard {
  id: number;
  slug: string | null;
  lid: string | null;
  title: string;
  year: number | null;
  runtime: number | null;
  poster: string | null;
  /** TMDB's page of its offers; null if the country has none. */
  link: string | null;
  /** By country: the same for the others; empty, if only one is configured. */
  linksAbroad: Readonly<Record<string, string | null>>;
  /** Ids of the lists that have it; empty where they were not asked for. */
  lists: readonly number[];
  /** On the household's own servers. It is no offer, and moves no film. */
  own: readonly OwnItem[];
}

/** Services of mine in another country, by brand number, and TMDB's page of the film's offers there. */
interface ShownAbroad {
  country: string;
  services: readonly Service[];
  /** null: the country has none. */
  link: string | null;
}

export interface ShownFilm extends Omit<FilmCard, "linksAbroad"> {
  availability: Availability;
  /** If it is only on services of mine in other countries: those. Else empty. */
  abroad: ShownAbroad[];
  /** Numbers of the brands that offer it at no extra cost, and of those that rent or sell it. */
  streams: number[];
  shops: number[];
  movement: Movement | null;
  isSeen: boolean;
  isSeries: boolean;
  /** Seconds since 1970; null: it was on the list when we first read it. */
  addedAt: number | null;
  /** When it comes out digitally, in days since 1970; null: it streams, or nothing is known. */
  comingDay: number | null;
  /** TMDB's, out of ten, to a tenth; null: it has none. */
  rating: number | null;
}

/** Films whose row has been deleted since are left out. `others` are the snapshot's other countries. */
export function shownFilms(
  films: readonly Film[],
  cards: ReadonlyMap<number, FilmCard>,
  services: CountryServices,
  others: readonly OtherCountry[] = [],
): ShownFilm[] {
  return films.flatMap((film) => {
    const card = cards.get(film.id);
    if (card === undefined) return [];
    const { availability, movement = null, isSeen, addedAt } = film;
    const comingDay = film.coming?.day ?? null;
    const brandsBy = (kinds: number) =>
      film.brands.flatMap((brand) => {
        const service = services.services[numberIn(brand)];
        return service && (kindsIn(brand) & kinds) > 0 ? [service.id] : [];
      });
    const [streams, shops] = [brandsBy(FREE_OF_PAYMENT), brandsBy(~FREE_OF_PAYMENT)];
    const { linksAbroad, ...columns } = card;
    const abroad = film.abroad.flatMap(({ place, brands }): ShownAbroad[] => {
      const other = others[place];
      if (other === undefined) return [];
      const mine = brands.flatMap((brand) => other.services.services[numberIn(brand)] ?? []);
      return [{ country: other.country, services: mine, link: linksAbroad[other.country] ?? null }];
    });
    const tenths = film.entry[AT.rating];
    const rating = tenths === null ? null : tenths / 10;
    const isSeries = film.entry[AT.isSeries] === 1;
    const facts = { isSeen, isSeries, rating, addedAt, comingDay };
    return [{ ...columns, availability, abroad, movement, streams, shops, ...facts }];
  });
}
