// A watchlist or a list in a markup that nobody has seen yet. A reader that knows no class and no attribute of it
// can still find films, their number and the way to the next page, by what a page of films cannot do without.

import type { StandInFilm } from "../film.ts";
import { escapeHtml, fullNameOf } from "./items.ts";
import { headOfList, type ListView } from "./list-page.ts";
import type { WatchlistView } from "./watchlist-page.ts";

export function strangePage({ username, films, page, pages, total }: WatchlistView): string {
  const count = total.toLocaleString("en-US");
  const next = `/${username}/watchlist/page/${page + 1}/`;
  return strangeFrame({
    head: `<title>${escapeHtml(username)}’s Watchlist • Letterboxd</title>`,
    heading: `${escapeHtml(username)} wants to see ${count} films`,
    films,
    next: page < pages ? `<a rel="next" href="${next}">Older</a>` : "",
  });
}

export function strangeListPage(view: ListView): string {
  const next = `${view.base}page/${view.page + 1}/`;
  return strangeFrame({
    head: headOfList(view),
    heading: escapeHtml(view.name),
    films: view.films,
    next: view.page < view.pages ? `<a rel="next" href="${next}">Next</a>` : "",
  });
}

interface StrangeFrame {
  head: string;
  heading: string;
  films: StandInFilm[];
  next: string;
}

function strangeFrame({ head, heading, films, next }: StrangeFrame): string {
  const cards = films.map(
    (film) =>
      `<article class="x-card" data-v="7"><a class="x-link" href="/film/${film.slug}/"><picture><img loading="lazy" src="/i/${film.uid}.avif" alt="${escapeHtml(fullNameOf(film))}"></picture></a><h3><a href="/film/${film.slug}/">${escapeHtml(film.title)}</a></h3></article>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">${head}</head>
<body><header><a href="/">Letterboxd</a> <a href="/films/">Films</a> <a href="/journal/">Journal</a></header>
<main class="x-main"><h2 class="x-title">${heading}</h2>
<div class="x-wall">${cards.join("\n")}</div><nav class="x-pages">${next}</nav></main>
<footer><a href="/about/">About</a></footer></body></html>`;
}
