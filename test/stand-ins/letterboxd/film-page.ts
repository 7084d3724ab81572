// A film's own page, with the one link that tells which TMDB title it is, and with the trap beside it: for
// television the body's attributes say "movie" and name no number.

import type { StandInFilm } from "../film.ts";
import { escapeHtml, fullNameOf, identifierOf } from "./items.ts";
import { footWeight, headWeight } from "./weight.ts";

export function filmPage(film: StandInFilm, padding: boolean): string {
  const name = escapeHtml(fullNameOf(film));
  const key = film.tmdb?.key ?? null;
  const link =
    key === null
      ? ""
      : ` <a href="https://www.themoviedb.org/${key.type}/${key.id}/" class="micro-button track-event" data-track-action="TMDB" target="_blank" >TMDB</a>`;
  const year =
    film.year === null
      ? ""
      : `<span class="releasedate"> <a href="/films/year/${film.year}/">${film.year}</a> </span>`;
  const minutes = film.tmdb?.runtime ? ` ${film.tmdb.runtime}&nbsp;mins &nbsp;` : "";
  return `

<!DOCTYPE html>
<html id="html" lang="en" class="context-client-unknown no-mobile no-js">
<head>
	<meta charset="UTF-8">
	<meta property="og:type" content="video.movie">
	<meta property="og:url" content="https://letterboxd.com/film/${film.slug}/">
	<meta property="og:title" content="${name}">
	<title>&lrm;${name} • Reviews, film + cast &bull; Letterboxd</title>
	<meta name="production:identifier" content="${escapeHtml(identifierOf(film))}">
	<meta name="production:name" content="${escapeHtml(film.title)}">
${padding ? headWeight(film.slug) : ""}
</head>

<body class="film backdropped" data-type="film" data-tmdb-type="movie" data-tmdb-id="${key?.type === "movie" ? key.id : ""}">
<main id="content" class="site-body -backdrop"> <div class="content-wrap">
<h1 class="site-logo"><a href="/">Letterboxd</a></h1>
<section class="production-masthead -shadowed -productionscreen -film"> <div class="details">
<h1 class="headline-1 primaryname"><span class="name js-widont prettify">${escapeHtml(film.title)}</span></h1>
<div class="productioninfo"> ${year} </div> </div> </section>
<div class="truncate"> <p>${escapeHtml(film.tmdb?.overview ?? "")}</p> </div>
<p class="text-link text-footer">${minutes} More at <a href="http://www.imdb.com/title/tt0000000/maindetails" class="micro-button track-event" data-track-action="IMDb" target="_blank" >IMDb</a>${link} </p>
${padding ? reviews() : ""}
</div> </main>
${padding ? footWeight(film.slug) : ""}
</body>
</html>
`;
}

/** A real page is mostly made of these. */
function reviews(): string {
  return Array.from({ length: 30 }, (_, i) => review(`Member ${i + 1}`)).join("\n");
}

function review(member: string): string {
  const words = `What ${member} thought of it, at some length. `.repeat(12);
  return `<article class="production-viewing"><div class="body"><a class="avatar -a40" href="/member/"><img src="https://a.ltrbxd.com/resized/avatar.jpg" alt="${member}" width="40" height="40" /></a> <div class="js-review-body"><p>${words}</p></div></div></article>`;
}
