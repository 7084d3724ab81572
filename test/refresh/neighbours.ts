// Fakes for the steps: a Letterboxd that serves a list which may change, and a TMDB that knows every film of it by
// its number.

import { done, failed } from "../../src/failure.ts";
import type { Candidate, ListedFilm } from "../../src/film.ts";
import type { Letterboxd, Tmdb } from "../../src/ports.ts";
import { tmdbFilm } from "../context.ts";

export function serveList(list: () => readonly ListedFilm[], perPage = 28) {
  const asked: number[] = [];
  const readWatchlistPage: Letterboxd["readWatchlistPage"] = async (_, page) => {
    asked.push(page);
    return pageOf(list(), page, perPage);
  };
  return { asked, readWatchlistPage };
}

/** Each member has their own list; `asked` records whose page was asked for, as "ada 1". */
export function serveLists(lists: Record<string, readonly ListedFilm[]>) {
  const asked: string[] = [];
  const readWatchlistPage: Letterboxd["readWatchlistPage"] = async (username, page) => {
    asked.push(`${username} ${page}`);
    const list = lists[username];
    return list ? pageOf(list, page) : failed("no-such-member", `No member ${username}.`);
  };
  return { asked, readWatchlistPage };
}

function pageOf(films: readonly ListedFilm[], page: number, perPage = 28) {
  return done({
    films: films.slice((page - 1) * perPage, page * perPage),
    total: films.length,
    hasNext: films.length > page * perPage,
  });
}

export function serveTmdb(more: Partial<Tmdb> = {}) {
  const asked: number[] = [];
  const tmdb: Partial<Tmdb> = {
    searchFilms: async (title) => done([candidate(Number(title.split(" ")[1]))]),
    readFilm: async (key, countries) => {
      asked.push(key.id);
      return done(tmdbFilm(key, {}, countries));
    },
    ...more,
  };
  return { asked, ...tmdb };
}

export function candidate(n: number): Candidate {
  return {
    key: { type: "movie", id: n },
    title: `Film ${n}`,
    originalTitle: `Film ${n}`,
    year: 2001,
    poster: null,
    votes: 100,
    why: "",
  };
}
