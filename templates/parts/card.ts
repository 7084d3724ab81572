// A film's card on the grid. Uses tagged templates instead of JSX, because a page has dozens of cards: they also
// escape, and are five times as fast. When a card is pressed, the browser's script shows the film's own page in a
// dialog.

import { html, raw } from "hono/html";
import { serviceSearch } from "../../src/list/service-search.ts";
import type { Service } from "../../src/list/services.ts";
import type { Availability } from "../../src/list/query.ts";
import type { ShownFilm } from "../../src/list/shown-film.ts";
import type { CountedService } from "../../src/list/view.ts";
import { whereAbroad } from "./card-abroad.ts";
import { ownMarks } from "./own-servers.ts";
import { lengthWords } from "./words.ts";

/** The path of a film's own page in this app. */
export function filmAddress({ id, slug }: { id: number; slug: string | null }): string {
  return `/film/${slug === null ? id : encodeURIComponent(slug)}`;
}

export interface CardContext {
  /** By brand number. */
  services: ReadonlyMap<number, CountedService>;
  /** Brands that count as mine. */
  mine: ReadonlySet<number>;
  imageOrigin: string;
  /** Whose services’ searches the logos lead to. */
  country: string;
  /** Whether offers to rent and buy are shown too. */
  withShops: boolean;
  /** Names of lists, by their ids: a card names those that have its film. */
  listNames: ReadonlyMap<number, string>;
  /** Behind a film’s address, the query of the view, `?order=title`: its page then knows the films before and after it. */
  viewFields: string;
  /** What the films are ordered by, where the card does not show it anyway; null: it does. */
  orderKey: (film: ShownFilm) => string | null;
  /** Which card of the page the next one is, from 0. */
  nextPlace: () => number;
  /** The label on a film's poster; null: none. */
  flag: (film: ShownFilm) => Flag | null;
}

/** "New on Netflix"; if there is no room, only the service is shown. */
interface Flag {
  before: string;
  service: string;
}

type Html = ReturnType<typeof html>;

const LOGOS_SHOWN = 4;
/** The posters of about the first row load at once, the others when they come near. */
const EAGER = 8;

export function card(film: ShownFilm, it: CardContext): Html {
  const place = it.nextPlace();
  const key = it.orderKey(film);
  const address = filmAddress(film) + it.viewFields;
  const parts = [
    poster(film, it.imageOrigin, { ...IN_GRID, eager: place < EAGER, first: place === 0 }),
    flagOn(it.flag(film)),
    html`<h3><a href="${address}" data-film dir="auto">${film.title}</a></h3>`,
    facts(film, key),
    key === null ? "" : html`<p class="facts">${key}</p>`,
    onLists(film, it),
    where(film, it),
    source(film),
  ];
  return html`<li class="card ${film.availability}">${parts}</li>`;
}

function flagOn(flag: Flag | null): Html | string {
  if (flag === null) return "";
  return html`<p class="flag"><span class="roomy">${flag.before} </span>${flag.service}</p>`;
}

function facts(film: ShownFilm, key: string | null): Html {
  const words = [film.year, lengthWords(film)].filter(Boolean).join(" · ");
  const rating = key?.startsWith("★") ? "" : ratingWords(film);
  const seen = film.isSeen ? html` · <span class="seen">Seen</span>` : "";
  return html`<p class="facts">${words}${rating}${seen}</p>`;
}

/** Where there is room. */
function ratingWords({ rating }: ShownFilm): Html | string {
  return rating === null || rating === 0
    ? ""
    : html`<span class="rating"> · ★ ${rating.toFixed(1)}</span>`;
}

const LISTS_NAMED = 2;

function onLists({ lists }: ShownFilm, { listNames }: CardContext): Html | string {
  const names = [...listNames].flatMap(([id, name]) => (lists.includes(id) ? [name] : []));
  if (names.length === 0) return "";
  const words = names
    .slice(0, LISTS_NAMED)
    .map((name, i) => html`${i > 0 ? ", " : ""}<span dir="auto">${name}</span>`);
  const more = names.length - LISTS_NAMED;
  const all = more > 0 ? html` title="${names.join(", ")}"` : "";
  // oxfmt-ignore
  return html`<p class="on-lists"${all}><span class="sr">On the lists: </span>${words}${more > 0 ? ` +${more}` : ""}</p>`;
}

interface PosterPlace {
  /** How wide it is shown: the `sizes` attribute; null: so small that the least of TMDB's pictures does. */
  sizes: string | null;
  /** Loads at once, because it is visible from the start. */
  eager: boolean;
  /** Loads before all else: the page is there when this poster is. */
  first?: boolean;
}

const IN_GRID = { sizes: "(max-width: 40em) 30vw, (max-width: 110em) 11rem, 13rem" };

/** The only poster of a page. */
export const LARGE: PosterPlace = {
  sizes: "(max-width: 46em) 58vw, 20rem",
  eager: true,
  first: true,
};

export function poster(
  { title, poster: path }: { title: string; poster: string | null },
  imageOrigin: string,
  { sizes, eager, first = false }: PosterPlace,
): Html {
  if (path === null) {
    return html`<div class="poster none" aria-hidden="true"><span dir="auto">${title}</span></div>`;
  }
  const picture = (width: number) => `${imageOrigin}/t/p/w${width}${path}`;
  // A grid has dozens, each no wider than the second of them.
  const widths = sizes === LARGE.sizes ? [185, 342, 500] : [185, 342];
  const choice = widths.map((width) => `${picture(width)} ${width}w`).join(", ");
  const several = sizes === null ? "" : html` srcset="${choice}" sizes="${sizes}"`;
  const loading = raw(first ? ' fetchpriority="high"' : eager ? "" : ' loading="lazy"');
  // On one line, because the blanks of dozens of them would weigh.
  // oxfmt-ignore
  return html`<img class="poster" src="${picture(sizes === null ? 185 : 342)}"${several} width="342" height="513" alt=""${loading}>`;
}

export function letterboxdAddress(
  { slug, lid }: { slug: string | null; lid: string | null },
  origin: string,
): string | null {
  if (slug !== null) return `${origin}/film/${encodeURIComponent(slug)}/`;
  return lid === null ? null : `https://boxd.it/${lid}`;
}

/** The services as logos. */
function where(film: ShownFilm, it: CardContext): Html {
  const own = ownMarks(film.own);
  if (film.availability === "abroad") {
    return whereAbroad(film, (service) => logo(service, it.imageOrigin), own);
  }
  const { names, more, isShop } = shown(film, it);
  if (names.length === 0)
    return html`<p class="where">${own}${NO_SERVICE_WORDS[film.availability]}</p>`;
  const logos = names.map((service) => logoLink(service, film, it));
  const others = more > 0 ? html`<b>+${more}</b>` : "";
  return html`<p class="where">${own}${isShop ? "Rent or buy " : ""}${logos}${others}</p>`;
}

/** A logo leads to the service’s own search for the film, where one is known; else it is no link. */
function logoLink(service: Service, { title }: ShownFilm, it: CardContext): Html {
  const address = serviceSearch(service, title, it.country);
  if (address === null) return logo(service, it.imageOrigin);
  return html`<a href="${address}" tabindex="-1">${logo(service, it.imageOrigin)}</a>`;
}

const NO_SERVICE_WORDS: Record<Availability, string> = {
  mine: "",
  abroad: "",
  elsewhere: "Rent or buy",
  nowhere: "Nowhere yet",
  unknown: "Not found yet",
};

/**
 * JustWatch's mark in the corner, linked to TMDB's page of the film's offers: the source has to stand beside the data.
 * Like all but the title, it is no stop for the Tab key: the film's own page has the same link.
 */
function source({ title, link: atHome, abroad: [there] }: ShownFilm): Html | string {
  const link = there === undefined ? atHome : there.link;
  if (link === null) return "";
  return html`<a class="source" href="${link}" tabindex="-1" aria-label="JustWatch: ${title}"></a>`;
}

export function logo({ name, logo: path }: Pick<Service, "name" | "logo">, imageOrigin: string) {
  if (path === null) return html`<span class="logo none">${name}</span>`;
  const tooltip = name === "" ? "" : html` title="${name}"`;
  // oxfmt-ignore
  return html`<img class="logo" src="${imageOrigin}/t/p/w92${path}" width="92" height="92" alt="${name}"${tooltip} loading="lazy">`;
}

function shown(film: ShownFilm, { services, mine, withShops }: CardContext) {
  const isShop = film.streams.length === 0 && withShops;
  const all = (isShop ? film.shops : film.streams)
    .flatMap((id) => services.get(id) ?? [])
    .toSorted((a, b) => Number(mine.has(b.id)) - Number(mine.has(a.id)) || b.films - a.films);
  // Services of mine answer the question; the others would only distract.
  const own = all.filter(({ id }) => mine.has(id));
  const names = film.availability === "mine" && own.length > 0 ? own : all;
  return {
    names: names.slice(0, LOGOS_SHOWN),
    more: Math.max(names.length - LOGOS_SHOWN, 0),
    isShop,
  };
}
