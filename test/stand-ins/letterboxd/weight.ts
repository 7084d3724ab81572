// What surrounds the list on a real page: scripts, menus, drawings, dialogues. None of it is Letterboxd's own;
// it has the same kinds of things in it and weighs about as much, for a reader pays for every byte.

import { codeFrom, hash } from "../hash.ts";

const GENRES =
  "Action Adventure Animation Comedy Crime Documentary Drama Family Fantasy History Horror Music Mystery Romance Science-Fiction Thriller TV-Movie War Western".split(
    " ",
  );
const SORTS =
  "date-earliest name popular shuffle release release-earliest rating rating-lowest shortest longest member-rating member-rating-lowest".split(
    " ",
  );
const PAGES =
  "about pro journal apps year-in-review gift-guide welcome legal api-beta contact".split(" ");
const MEMBER_PAGES =
  "activity films diary reviews watchlist lists likes/films tags following stats".split(" ");

function times(count: number, make: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => make(i)).join("\n");
}

/** A drawing like those of the page's icons. */
function glyph(seed: string, points: number): string {
  const curve = Array.from({ length: points }, (_, i) => {
    const n = hash(`${seed} ${i}`);
    return `c${(n % 97) / 10} ${(n % 89) / 10} ${(n % 83) / 10} ${(n % 79) / 10} ${(n % 73) / 10} ${(n % 71) / 10}`;
  });
  return `<svg class="glyph" aria-hidden="true" role="presentation" width="20" height="20" xmlns="http://www.w3.org/2000/svg"><path d="M14.12 4.06${curve.join("")}Z"/></svg>`;
}

/** Scripts and style sheets. Not every string with a bot wall's name in it is a bot wall. */
export function headWeight(username: string): string {
  return `	<script>
		var isMobile = false, baseURL = '', staticAssetBaseURL = 'https://s.ltrbxd.com/'.slice(0, -1),
			supermodelCSRF = '${codeFrom(username, 20)}',
			configuration = { cloudflare: { turnstile: { managedSiteKey: '0x4AAAAAAA${codeFrom("site", 14)}' } } },
			person = { username: "", loggedIn: false, showAds: true, role: "guest", blockedMembers: [] };
		if (person.showAds) { adUnit = '<div class="upgrade-kicker -alignleft"><button type="button">Remove Ads<\\/button></div>'; }
	</script>
${times(60, (i) => `	<link rel="modulepreload" crossorigin href="https://s.ltrbxd.com/static/js/es/chunks/${codeFrom(`chunk ${i}`, 8)}.js">`)}
${times(12, (i) => `	<link rel="stylesheet" crossorigin href="https://s.ltrbxd.com/static/css/part-${codeFrom(`css ${i}`, 8)}.css">`)}
	<script>window.dataLayer = window.dataLayer || []; function gtag() { dataLayer.push(arguments); }</script>`;
}

export function navWeight(username: string): string {
  const main = ["films", "lists", "members", "journal"].map(
    (name) =>
      `<li class="navitem ${name}-page main-nav-item"><a href="/${name}/" class="navlink">${name}</a></li>`,
  );
  const own = MEMBER_PAGES.map(
    (name) =>
      `				<li class="navitem js-page-${name}" data-owner="${username}"><a class="navlink" href="/${username}/${name}/">${name}</a></li>`,
  );
  return `<header id="header" class="site-header -transparent"><section>
	<h1 class="site-logo"><a href="/" class="logo replace">Letterboxd — Your life in film</a></h1>
	<nav class="main-nav"><ul class="navitems">${main.join(" ")}</ul></nav>
	<form id="search" class="js-search-form" action="/search/"><input type="text" name="q" /></form>
	${times(6, (i) => glyph(`nav ${i}`, 40))}
</section></header>
<section class="profile-header js-profile-header -is-mini-nav" data-person="${username}"><nav class="profile-navigation">
	<div class="profile-mini-person -has-badge"><a class="avatar -a24" href="/${username}/"> <img src="https://a.ltrbxd.com/resized/avatar/avtr-0-48-0-48-crop.jpg" alt="${username}" width="24" height="24" /> </a>
		<h1 class="title-3"><a href="/${username}/">${username}</a></h1></div>
	<ul class="navlist">
${own.join("\n")}
	</ul></nav></section>`;
}

/** The menus over the list: sorts, genres, decades, services. A polite reader follows none of them. */
export function menuWeight(username: string): string {
  const entry = (path: string, name: string) =>
    `<li class=""><a class="item" href="/${username}/watchlist/${path}/">${name}</a></li>`;
  const filters = ["watched", "liked", "rated", "logged", "rewatched", "reviewed", "owned", "tv"];
  const visibility = filters.flatMap((name) =>
    ["show", "hide"].map(
      (type) =>
        `<li class="js-film-filter divider-line -inset" data-category="${name}" data-type="${type}"><a class="item" href="#"><i class="ir s icon"></i>${type} ${name} films</a></li>`,
    ),
  );
  const decades = Array.from({ length: 16 }, (_, i) => `${2020 - i * 10}s`);
  const services = Array.from({ length: 60 }, (_, i) => `service-${i + 1}`);
  const menus: [string, string[]][] = [
    ["Visibility Filters", visibility],
    ["Sort by", SORTS.map((sort) => entry(`by/${sort}`, sort))],
    ["Genre", GENRES.map((genre) => entry(`genre/${genre.toLowerCase()}`, genre))],
    ["Decade", decades.flatMap((decade) => [entry(`decade/${decade}`, decade)])],
    ["Service", services.map((service) => entry(`on/${service}`, service))],
    ["Upcoming", [entry("upcoming", "Upcoming")]],
  ];
  const sections = menus.map(
    ([label, entries]) =>
      `<section class="smenu-wrapper"> <div class="smenu"> <label>${label}<i class="ir s icon"></i></label> <ul class="smenu-menu"> ${entries.join(" ")} </ul> </div> </section>`,
  );
  return `<div class="sorting-selects has-hide-toggle"> ${sections.join("\n")} </div>`;
}

export function footWeight(username: string): string {
  const links = PAGES.map((page) => `<li><a href="/${page}/">${page}</a></li>`);
  const dialogue = (
    i: number,
  ) => `<div class="modal modal-${i}" tabindex="-1" aria-hidden="true"><div class="modal-dialog"><div class="modal-content">
	<div class="modal-header"><h2 class="title">Dialogue ${i}</h2><button type="button" class="btn-close" data-bs-dismiss="modal" aria-label="Close"></button></div>
	<div class="modal-body"><div class="body-text -hero"><p>Here a visitor of ${username}’s pages would read what members can do that visitors cannot, with <a href="/pro/">a link</a>.</p></div></div>
	<div class="modal-footer"><a href="/pro/" class="button -action button-action">Learn more</a></div></div></div></div>`;
  return `<footer id="page-footer" class="page-footer js-page-footer"><div class="content-wrap"><nav class="footer-nav"><ul>${links.join("")}</ul></nav>
	<div class="socials">${times(8, (i) => glyph(`social ${i}`, 100))}</div></div></footer>
${times(52, dialogue)}
${times(10, (i) => `<script type="module" crossorigin src="https://s.ltrbxd.com/static/js/es/part-${codeFrom(`part ${i}`, 8)}.js"></script>`)}
<script>(function(){var a=document.createElement('script');window.__CF$cv$params={r:'${codeFrom(username, 16).toLowerCase()}',t:'MTc4MA=='};a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js';document.getElementsByTagName('head')[0].appendChild(a);})();</script>`;
}
