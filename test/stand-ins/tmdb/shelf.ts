// What the stand-in for TMDB knows: titles by key and by poster, and an index for each of its two searches.

import type { TmdbKey } from "../../../src/film.ts";
import type { OfferIds, StandInFilm, TmdbTitle } from "../film.ts";
import type { SearchIndex } from "./search.ts";
import { imdbIdOf } from "./answers.ts";
import { createSearchIndex } from "./search.ts";

export interface Shelf {
  index: Record<TmdbKey["type"], SearchIndex>;
  find: (key: TmdbKey) => TmdbTitle | null;
  /** By the name of its image, without slash and extension. */
  findByPoster: (name: string) => TmdbTitle | null;
  /** By IMDb's number, such as `tt0133093`. */
  findByImdb: (id: string) => TmdbTitle | null;
  add: (film: StandInFilm) => void;
  kill: (key: TmdbKey) => void;
  setOffers: (key: TmdbKey, country: string, offers: OfferIds) => void;
  setDigital: (key: TmdbKey, country: string, releases: TmdbTitle["digital"][string]) => void;
}

export function createShelf(films: StandInFilm[]): Shelf {
  const titles = new Map<string, TmdbTitle>();
  const posters = new Map<string, TmdbTitle>();
  const shelf: Shelf = {
    index: { movie: createSearchIndex(), tv: createSearchIndex() },
    find: (key) => titles.get(`${key.type}/${key.id}`) ?? null,
    findByPoster: (name) => posters.get(name) ?? null,
    findByImdb: (id) => [...titles.values()].find((title) => imdbIdOf(title) === id) ?? null,
    add({ tmdb }) {
      if (tmdb === null) return;
      // A copy: what changes while one stand-in runs changes no other.
      const title = { ...tmdb, offers: { ...tmdb.offers }, digital: { ...tmdb.digital } };
      titles.set(`${title.key.type}/${title.key.id}`, title);
      if (title.poster !== null) posters.set(nameOf(title.poster), title);
      shelf.index[title.key.type].add(title);
    },
    kill(key) {
      titles.delete(`${key.type}/${key.id}`);
    },
    setOffers(key, country, offers) {
      const title = shelf.find(key);
      if (title === null) throw new Error(`TMDB has no ${key.type}/${key.id}`);
      title.offers[country] = offers;
    },
    setDigital(key, country, releases) {
      const title = shelf.find(key);
      if (title === null) throw new Error(`TMDB has no ${key.type}/${key.id}`);
      title.digital[country] = releases;
    },
  };
  for (const film of films) shelf.add(film);
  return shelf;
}

/** An image's name without slash and extension. */
export function nameOf(path: string): string {
  return path.replace("/", "").replace(/\.\w+$/, "");
}
