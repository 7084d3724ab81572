// A page of somebody's list: a watchlist's items in a frame of its own. Its length stands in the head alone, and
// beside it are films of another list.

import type { StandInFilm } from "../film.ts";
import { hash } from "../hash.ts";
import type { Markup } from "./items.ts";
import { escapeHtml, fullNameOf, itemOf } from "./items.ts";
import { pagination } from "./pagination.ts";
import { footWeight, headWeight, menuWeight, navWeight } from "./weight.ts";

export interface ListView {
  owner: string;
  /** The address of the first page, with the key of an unlisted list. */
  base: string;
  name: string;
  description: string;
  /** The films of this page. */
  films: StandInFilm[];
  /** The number of the first of them, from 1; null: the list is not ranked. */
  firstRank: number | null;
  /** Counts from 1. */
  page: number;
  pages: number;
  /** As the page states it; null: it does not. */
  total: number | null;
  /** ISO 8601. */
  publishedAt: string;
  /** null: it was never changed. */
  updatedAt: string | null;
  /** Films of the list that it was cloned from. */
  clonedFrom: StandInFilm[];
  markup: Markup;
  /** With all that surrounds the list on the real page: some 100 kB. */
  padding: boolean;
}

export function listPage(view: ListView): string {
  const { base, page, pages, padding } = view;
  const owner = escapeHtml(view.owner);
  const name = escapeHtml(view.name);
  const weight = (make: (username: string) => string) => (padding ? make(owner) : "");
  return `


<!DOCTYPE html>

<html id="html" lang="en" class="context-client-unknown no-mobile no-js">
<head>
	<meta charset="UTF-8">
	<meta name="viewport" content="width=1024">
${headOfList(view)}
	<meta name="twitter:title" content="Film list: ${name}">
	<meta name="application-name" content="Letterboxd">
	<title>&lrm;${name}, a list of films by ${owner} &bull; Letterboxd</title>
${weight(headWeight)}
</head>
<body class="list-page" data-owner="${owner}">
${weight(navWeight)}
<div id="content" class="site-body"> <div class="content-wrap">
		<div class="cols-2">
			<section class="section col-17 col-main overflow clearfix">

<div id="content-nav" class="has-toggle"> <ul class="view-toggle"> <li class="selected"><a href="${base}" class="replace view-grid" title="Grid view">Grid</a></li> <li><a href="${base}detail/" class="replace view-list" title="List view">List</a></li> </ul> ${dates(view)} ${weight(menuWeight)} <div class="clear"></div> </div>

				<div class="list-title-intro">
					<h1 class="title-1 prettify">${name}</h1>
					<div class="body-text -prose -hero clear js-collapsible-text"><p>${escapeHtml(view.description)}</p></div>
				</div>

						<ul class="${view.markup === "G0" ? "js-list-entries poster-list -p125 -grid film-list" : "js-list-entries poster-list -p125 -grid"}">

${view.films.map((film, i) => itemOfList(film, view, i)).join("\n")}

						</ul>

				${pagination({ base, page, pages, words: ["Previous", "Next"] })}

<div class="csi js-csi " data-src="/csi/list/207314/comments-section/?esiAllowUser=true" data-on-load=""></div>
				<div class="clear"></div>
			</section>

			<aside class="sidebar">
${clonedFrom(view)}
			</aside>
		</div>
</div> </div>
${weight(footWeight)}
</body>
</html>
`;
}

/** What a page of a list has in its head, in whatever markup the rest is. */
export function headOfList(view: ListView): string {
  const { films, total, page, base } = view;
  const some = films.slice(0, 5).map((film) => fullNameOf(film));
  const including = some.length > 0 ? `, including ${some.join(", ")}` : "";
  const filmsOrFilm = total === 1 ? "film" : "films";
  const sentence =
    total === null
      ? ""
      : `A list of ${total.toLocaleString("en-US")} ${filmsOrFilm} compiled on Letterboxd${including}. `;
  const description = `${sentence}About this list: ${view.description}`;
  const url = page === 1 ? base : `${base}page/${page}/`;
  return `	<meta name="description" content="${escapeHtml(description)}">
	<meta property="og:type" content="letterboxd:list">
	<meta property="og:url" content="https://letterboxd.com${url}">
	<meta property="og:title" content="${escapeHtml(view.name)}">
	<meta property="og:description" content="${escapeHtml(view.description)}">`;
}

function dates({ publishedAt, updatedAt }: ListView): string {
  const time = (at: string) =>
    `<time datetime="${at}" class="timeago -longform timeago-pending">${at}</time>`;
  const updated =
    updatedAt === null ? "" : ` <span class="updated">Updated ${time(updatedAt)}</span>`;
  const of = updatedAt === null ? "published" : "published is-updated";
  return `<p class="list-date"> <span class="${of}">Published ${time(publishedAt)}</span>${updated} </p>`;
}

function itemOfList(film: StandInFilm, { markup, firstRank, base }: ListView, i: number): string {
  const entry = 3_000_000_000 + (hash(`entry ${base} ${film.slug}`) % 1_000_000_000);
  const isRanked = firstRank !== null;
  const rank = isRanked ? `<p class="list-number">${firstRank + i}</p> ` : "";
  const numbered = isRanked ? " numbered-list-item" : "";
  return itemOf(film, markup)
    .replace('<li class="poster-container"', `<li class="poster-container${numbered}"`)
    .replace(
      '<li class="griditem">',
      `<li class="posteritem${numbered}" data-owner-rating="0" data-object-id="filmListEntry:${entry}" data-object-name="list">`,
    )
    .replace(/<\/li>$/, `${rank}</li>`);
}

/** Films that a reader must not take for the list's, and a number that is not its length. */
function clonedFrom({ clonedFrom: films, markup }: ListView): string {
  if (films.length === 0) return "";
  const items = films.map((film) => itemOf(film, markup).replace("griditem", "posteritem"));
  return `<section class="section list-set"><h3 class="section-heading">Cloned from</h3><p class="attribution">321&nbsp;films</p><ul class="posterlist -overlapped">${items.join("\n")}</ul></section>`;
}
