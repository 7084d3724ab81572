// A stand-in for TMDB's search, made of real titles and years. What the tables do not hold is made up by rates
// that the figures known of TMDB suggest: retitled films, unknown namesakes, remakes a year apart, discs
// about a film, films named like a series. `crowd` multiplies the namesakes, since nobody has counted those.

import type { Candidate, TmdbKey } from "../../src/film.ts";
import { normaliseTitle } from "../../src/tmdb/normalise-title.ts";

export interface PairedFilm {
  slug: string;
  title: string;
  year: string;
  tmdb_movie_id: string;
  n_lists: string;
}

export interface DatedFilm {
  slug: string;
  title: string;
  lb_year: string;
  tmdb_release_date: string;
  original_language: string;
  popularity: string;
}

export interface WorldOptions {
  pairs: PairedFilm[];
  years: DatedFilm[];
  seed: number;
  crowd: number;
  /** The share of films that TMDB titles otherwise than Letterboxd, and finds by an alternative title. */
  retitledShare: number;
}

export interface MatchWorld {
  wanted: { title: string; year: number | null; key: TmdbKey }[];
  search(
    type: TmdbKey["type"],
    query: string,
    year: number | null,
    wideYears: boolean,
  ): Candidate[];
}

interface Entry {
  candidate: Candidate;
  /** Of the first showing: a search by any release date finds the film by this year too. */
  shownIn: number | null;
  names: string[];
}

/** How TMDB's year differs from Letterboxd's, in 10,000 films; counted in years.csv. */
const YEARS_OFF: [number, number][] = [
  [0, 9451],
  [1, 482],
  [2, 25],
  [-1, 14],
  [5, 28],
];

/** Unknown namesakes of the same year, per film, by the number of words in its title. A guess, hence `crowd`. */
const NAMESAKES_BY_WORDS = [0, 0.3, 0.06, 0.01];

const PAGE = 20;
const MOST_VOTES = 40_000;

export function makeWorld(options: WorldOptions): MatchWorld {
  const random = createRandom(options.seed);
  const entries = new Map<string, Entry>();
  const wanted: MatchWorld["wanted"] = [];
  const dated = new Map(options.years.map((row) => [row.slug, row]));
  const nextId = createCounter(10_000_000);

  const add = (entry: Entry) => {
    const name = `${entry.candidate.key.type}:${entry.candidate.key.id}`;
    if (!entries.has(name)) entries.set(name, entry);
  };
  for (const row of options.pairs) {
    const year = row.year === "" ? null : Number(row.year);
    const key: TmdbKey =
      row.tmdb_movie_id === ""
        ? { type: "tv", id: nextId() }
        : { type: "movie", id: Number(row.tmdb_movie_id) };
    wanted.push({ title: row.title, year, key });
    const known = dated.get(row.slug);
    dated.delete(row.slug);
    const theirs = known ? Number(known.tmdb_release_date.slice(0, 4)) : aYearNear(year, random);
    const popularity = known
      ? Number(known.popularity)
      : 2.5 * Number(row.n_lists) ** 0.2 * Math.exp(1.1 * normal(random));
    const votes = votesOf(popularity, random);
    const retitled = random() < options.retitledShare;
    add(
      makeEntry(key, row.title, year, key.type === "tv" ? year : theirs, votes, retitled, random),
    );
    crowdAround(row.title, year, key.type, options.crowd, random, (title, of, fame) => {
      add(makeEntry({ type: "movie", id: nextId() }, title, of, of, fame, false, random));
    });
  }
  for (const row of dated.values()) {
    const votes = votesOf(Number(row.popularity), random);
    const theirs = Number(row.tmdb_release_date.slice(0, 4));
    const key: TmdbKey = { type: "movie", id: nextId() };
    add(makeEntry(key, row.title, Number(row.lb_year), theirs, votes, false, random));
  }
  return { wanted, search: createSearch([...entries.values()], random) };
}

function makeEntry(
  key: TmdbKey,
  title: string,
  shownIn: number | null,
  year: number | null,
  votes: number,
  retitled: boolean,
  random: () => number,
): Entry {
  const theirs = retitled ? retitle(title, random) : title;
  const originalTitle = retitled && random() < 0.3 ? title : theirs;
  const candidate = { key, title: theirs, originalTitle, year, poster: null, votes, why: "" };
  return { candidate, shownIn, names: [theirs, title] };
}

function retitle(title: string, random: () => number): string {
  const kind = random();
  if (kind < 0.4) return `${title}: The Story`;
  return kind < 0.7 ? title.replace(/o/, "ou").replace(/e/, "ee") : `Retitled ${title.length}`;
}

type AddNamesake = (title: string, year: number, votes: number) => void;

function crowdAround(
  title: string,
  year: number | null,
  type: TmdbKey["type"],
  crowd: number,
  random: () => number,
  add: AddNamesake,
): void {
  if (year === null || crowd === 0) return;
  const unknown = () => (random() < 0.6 ? 0 : Math.round(Math.exp(4 * random())));
  const words = title.split(/\s+/).length;
  for (const off of [-2, -1, 0, 1, 2]) {
    for (let rate = crowd * (NAMESAKES_BY_WORDS[words] ?? 0.002); rate > 0; rate -= 1) {
      if (random() < rate) add(title, year + off, unknown());
    }
  }
  // A remake, or just another known film, in the year before or after.
  if (random() < 0.003 * crowd) add(title, year + (random() < 0.5 ? 1 : -1), aFame(random));
  // A film named like a series, mostly unknown.
  if (type === "tv" && random() < 0.05 * crowd) {
    add(title, year + Math.round(2 * random() - 1), random() < 0.15 ? aFame(random) : unknown());
  }
  if (random() < 0.05 * crowd) add(`The Making of ${title}`, year, unknown());
}

/** By eye from a dozen films whose votes are known; they scatter widely. */
function votesOf(popularity: number, random: () => number): number {
  return Math.min(MOST_VOTES, Math.round(150 * popularity ** 1.5 * Math.exp(1.2 * normal(random))));
}

function aFame(random: () => number): number {
  return Math.round(Math.exp(4 + 4 * random()));
}

function aYearNear(year: number | null, random: () => number): number | null {
  if (year === null) return null;
  let left = random() * 10_000;
  for (const [off, share] of YEARS_OFF) {
    left -= share;
    if (left < 0) return year + off;
  }
  return year;
}

/** Finds what has every word of the query; titles that are just the query tend to come first. */
function createSearch(entries: Entry[], random: () => number): MatchWorld["search"] {
  const byWord = new Map<string, Set<Entry>>();
  for (const entry of entries) {
    for (const word of entry.names.flatMap(wordsOf)) {
      const having = byWord.get(word) ?? new Set();
      byWord.set(word, having.add(entry));
    }
  }
  return (type, query, year, wideYears) => {
    const [first, ...others] = wordsOf(query).map((word) => byWord.get(word) ?? new Set<Entry>());
    const normalised = normaliseTitle(query);
    const found = [...(first ?? [])].filter(
      ({ candidate, shownIn }) =>
        candidate.key.type === type &&
        (year === null || candidate.year === year || (wideYears && shownIn === year)),
    );
    return found
      .filter((entry) => others.every((having) => having.has(entry)))
      .map(({ candidate, names }) => {
        const isExact = names.some((name) => normaliseTitle(name) === normalised);
        const relevance = (isExact ? 6 : 0) + Math.log(candidate.votes + 1) / 2 + 4 * random();
        return { candidate, relevance };
      })
      .toSorted((a, b) => b.relevance - a.relevance)
      .slice(0, PAGE)
      .map(({ candidate }) => candidate);
  };
}

function wordsOf(title: string): string[] {
  const words = title.split(/[\s:,.!?–—-]+/).map(normaliseTitle);
  return words.filter((word) => word !== "");
}

function createCounter(from: number): () => number {
  let last = from;
  return () => (last += 1);
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** The same numbers for the same seed (mulberry32), so that two versions of the matcher meet one world. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
