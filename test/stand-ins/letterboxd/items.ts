// One film of a watchlist in each markup that Letterboxd has had since 2025. What stayed the same in all of
// them is what one may build on.

import type { StandInFilm } from "../film.ts";
import { hash } from "../hash.ts";

/**
 * G0: to July 2025, no year. G1: August 2025, the year in the full name only. G2: October 2025.
 * G3: April 2026, without `data-film-id`. G4: September 2026, without `data-poster-url`.
 */
export type Markup = "G0" | "G1" | "G2" | "G3" | "G4";

const EMPTY_POSTER = "https://s.ltrbxd.com/static/img/empty-poster-125-AiuBHVCI.png";

export function itemOf(film: StandInFilm, markup: Markup): string {
  switch (markup) {
    case "G0":
      return oldItem(film);
    case "G1":
      return firstReactItem(film);
    case "G2":
    case "G3":
    case "G4":
      return reactItem(film, markup);
  }
  return markup satisfies never;
}

export function fullNameOf({ title, year }: StandInFilm): string {
  return year === null ? title : `${title} (${year})`;
}

/** As Letterboxd writes text into its pages. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#039;");
}

/** The number of a film that Letterboxd's scripts use, as JSON. */
export function identifierOf({ lid, uid }: StandInFilm): string {
  return JSON.stringify({ lid, uid: `film:${uid}`, type: "film", typeName: "film" });
}

/** Changes when a film gets another poster. */
function cacheKeyOf({ slug }: StandInFilm): string {
  return hash(`cache ${slug}`).toString(16).padStart(8, "0");
}

const POSTER_NEEDS = `data-request-poster-metadata="true" data-likeable="true" data-watchable="true" data-rateable="true" data-image-width="125" data-image-height="187"`;

function oldItem(film: StandInFilm): string {
  const { slug, uid } = film;
  return `<li class="poster-container" data-owner-rating="0">
	<div class="really-lazy-load poster film-poster linked-film-poster" data-type="film" ${POSTER_NEEDS} data-type-name="film" data-film-id="${uid}" data-item-uid="film:${uid}" data-postered-identifier='${identifierOf(film)}' data-film-slug="${slug}" data-poster-url="/film/${slug}/image-150/" data-linked="linked" data-target-link="/film/${slug}/" data-target-link-target="" data-details-endpoint="/film/${slug}/json/" data-cache-busting-key="_${cacheKeyOf(film)}" data-show-menu="true" > ${imageOf(film)} <span class="frame"><span class="frame-title"></span></span> </div>
</li>`;
}

function firstReactItem(film: StandInFilm): string {
  const { slug, uid } = film;
  return `<li class="griditem">
	<div class="react-component" data-component-class="globals.comps.LazyPoster" data-additional-css-classes="" ${POSTER_NEEDS} data-item-name="${escapeHtml(film.title)}" ${itemAttributes(film)} data-film-id="${uid}" data-postered-identifier='${identifierOf(film)}' data-poster-url="/film/${slug}/image-150/" data-empty-poster-src="${EMPTY_POSTER}" data-has-default-poster="true" data-is-linked="true" data-target-link="/film/${slug}/" data-target-link-target="" data-details-endpoint="/film/${slug}/json/" data-cache-busting-key="${cacheKeyOf(film)}" data-show-menu="true" > ${posterOf(film)} </div>
</li>`;
}

function reactItem(film: StandInFilm, markup: "G2" | "G3" | "G4"): string {
  const { slug, uid } = film;
  const filmId = markup === "G2" ? `data-film-id="${uid}" ` : "";
  const posterUrl = markup === "G4" ? "" : `data-poster-url="/film/${slug}/image-150/" `;
  const identifier = identifierOf(film);
  const poster = JSON.stringify({
    postered: JSON.parse(identifier) as unknown,
    posteredBaseLink: `/film/${slug}/`,
    isAdultThemed: false,
    hasDefaultPoster: film.tmdb?.poster !== null,
    cacheBustingKey: cacheKeyOf(film),
  });
  return `<li class="griditem">
	<div class="react-component" data-component-class="LazyPoster" ${POSTER_NEEDS} data-item-name="${escapeHtml(fullNameOf(film))}" ${itemAttributes(film)} ${filmId}data-postered-identifier='${escapeHtml(identifier)}' ${posterUrl}data-resolvable-poster-path='${escapeHtml(poster)}' data-empty-poster-src="${EMPTY_POSTER}" data-is-linked="true" data-target-link="/film/${slug}/" data-details-endpoint="/film/${slug}/json/" data-show-menu="true" > ${posterOf(film)} </div>
</li>`;
}

function itemAttributes(film: StandInFilm): string {
  return `data-item-slug="${film.slug}" data-item-link="/film/${film.slug}/" data-item-full-display-name="${escapeHtml(fullNameOf(film))}"`;
}

function posterOf(film: StandInFilm): string {
  return `<div class="poster film-poster"> ${imageOf(film)} <span class="frame"><span class="frame-title"></span></span> </div>`;
}

function imageOf(film: StandInFilm): string {
  return `<img src="${EMPTY_POSTER}" class="image" width="125" height="187" alt="${escapeHtml(film.title)}"/>`;
}
