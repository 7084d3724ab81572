// A page of a watchlist: the frame, the grid and the pages' block, as Letterboxd serves them to a visitor.

import type { StandInFilm } from "../film.ts";
import type { Markup } from "./items.ts";
import { escapeHtml, itemOf } from "./items.ts";
import { pagination } from "./pagination.ts";
import { footWeight, headWeight, menuWeight, navWeight } from "./weight.ts";

export interface WatchlistView {
  username: string;
  /** The films of this page. */
  films: StandInFilm[];
  /** Counts from 1. */
  page: number;
  /** May be less than `page`: then this page lies past the end. */
  pages: number;
  /** As the page states it. */
  total: number;
  markup: Markup;
  /** With all that surrounds the list on the real page: some 85 kB. */
  padding: boolean;
}

export function watchlistPage(view: WatchlistView): string {
  const { username, page, pages, total, markup, padding } = view;
  const owner = escapeHtml(username);
  const weight = (make: (username: string) => string) => (padding ? make(username) : "");
  const bodyClass = markup === "G0" ? "watchlist wide" : "screen-member-child-page watchlist wide";
  return `


<!DOCTYPE html>

<html id="html" lang="en" class="context-client-unknown no-mobile no-js">
<head>
	<meta charset="UTF-8">
	<meta name="viewport" content="width=1024">
	<meta name="description" content="${owner}’s Watchlist">
	<meta property="og:url" content="https://letterboxd.com/${owner}/watchlist/">
	<meta property="og:title" content="${owner}’s Watchlist">
	<meta name="application-name" content="Letterboxd">
	<title>&lrm;${owner}’s Watchlist &bull; Letterboxd</title>
${weight(headWeight)}
</head>
<body class="${bodyClass}" data-owner="${owner}">
${weight(navWeight)}
<div id="content" class="site-body"> <div class="content-wrap">
		<div class="cols-2 js-watchlist-content" data-path="/esi/watchlist/23513508/default/public:6090327/page/${page}/?esiAllowFilters=true" data-num-entries="${total}">

			<section class="section col-24 col-main js-watchlist-main-content">

<div id="content-nav" class="basic"> <h1 class="section-heading"><span class="replace-if-you" data-replacement="You want" data-person="${owner}">${owner} wants</span> to see <span class="js-watchlist-count">${total}&nbsp;films</span></h1> ${weight(menuWeight)} <div class="clear"></div> </div>

${grid(view)}

${pagination({ base: `/${username}/watchlist/`, page, pages, words: ["Newer", "Older"] })}

				<div class="clear"></div>
			</section>

		</div>
</div> </div>
${weight(footWeight)}
</body>
</html>
`;
}

function grid({ films, markup }: WatchlistView): string {
  const items = films.map((film) => itemOf(film, markup)).join("\n\n\n\n");
  if (markup === "G0") return `<ul class="poster-list -p125 -grid -scaled128">\n${items}\n</ul>`;
  return `<div class="poster-grid">
	<ul class="grid -p125 -scaled128">

${items}

	</ul>
</div>`;
}
