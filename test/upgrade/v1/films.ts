// The films of the kept databases: what the member's watchlist has, what only their export names, and films in
// doubt. All of it is of the stand-ins.

import { filmOf, type StandInFilm } from "../../stand-ins/film.ts";
import { bystanders, films, hostileFilms } from "../../stand-ins/films.ts";
import { hash } from "../../stand-ins/hash.ts";
import { manyFilms } from "../../stand-ins/many-films.ts";

/** Neither Letterboxd's page nor TMDB's search says for certain which title these are. */
const TITLES =
  "The Lamplighter,Sea of Glass,Ferryman,The Second Gate,Nightwork,Paper Crowns,The Long Field," +
  "Low Water,Vesper,Ninth Street,Tidewrack,The Glass Orchard,Saltmarsh,A House by the Weir";

const inDoubt = TITLES.split(",").map((title) => inDoubtFilm(title));

/** The first of them come when a refresh is half done. */
export const newDoubtful: StandInFilm[] = inDoubt.slice(0, 4);
const oldDoubtful = inDoubt.slice(4);
const exportedDoubtful = [inDoubtFilm("Undertow"), inDoubtFilm("The Weather House")];

/** TMDB has two of each title, of other years. It has nothing like the last one of the list. */
const namesakes = [...inDoubt.slice(0, -1), ...exportedDoubtful].flatMap(({ title }) =>
  [1961, 2012].map((year) => filmOf({ title, year, slug: `${title} ${year}` })),
);

function inDoubtFilm(title: string): StandInFilm {
  return { ...filmOf({ title, year: 1996 }), tmdb: null };
}

const invented = manyFilms(1100);

/** So many on the list at first: with those that come and go later it is a thousand in the end. */
const AT_FIRST = 990;

/** The watchlist at first, newest first. */
export const first: StandInFilm[] = [
  ...films,
  ...hostileFilms,
  ...oldDoubtful,
  ...invented.slice(0, AT_FIRST - films.length - hostileFilms.length - oldDoubtful.length),
].toSorted((a, b) => hash(`place ${a.slug}`) - hash(`place ${b.slug}`));

/** Added to it one after another. */
export const later: StandInFilm[] = invented.slice(900, 960);

/** Known to the export alone. */
export const exported: StandInFilm[] = [
  ...invented.slice(1000, 1030),
  inDoubtFilm("Nobody Has Heard of This One"),
  ...exportedDoubtful,
];

/** In an order that is another one for each purpose. Films in doubt are not among them. */
export function chosenBy(purpose: string, among: readonly StandInFilm[]): StandInFilm[] {
  return among
    .filter((film) => !inDoubt.includes(film))
    .toSorted((a, b) => hash(`${purpose} ${a.slug}`) - hash(`${purpose} ${b.slug}`));
}

export const atTmdb: StandInFilm[] = [
  ...films,
  ...bystanders,
  ...hostileFilms,
  ...invented,
  ...namesakes,
];

const bySlug = new Map([...atTmdb, ...inDoubt].map((film) => [film.slug, film]));

/** Any film that is on the watchlist at some time. */
export function findListed(slug: string): StandInFilm {
  const film = bySlug.get(slug);
  if (film === undefined) throw new Error(`No film ${slug} was ever on the list.`);
  return film;
}

/** A row of the member's own export, of a film by its short link unless another address is given. */
export function exportRow(film: StandInFilm, addedOn: string, address?: string): string {
  const title = `"${film.title.replaceAll('"', '""')}"`;
  return `${addedOn},${title},${film.year ?? ""},${address ?? `https://boxd.it/${film.lid}`}`;
}
