// Small pages in the shapes that Letterboxd's have had, oldest first: written here, of films and members that
// do not exist. They keep the traps of the real ones: a poster outside the list, a `.next` that leads nowhere,
// entities, brackets in titles, numbers of films that are not the list's. When Letterboxd changes its markup, add its newest shape; the old ones stay.

export interface PageFilm {
  slug: string;
  title: string;
  year: number | null;
  lid: string;
  number: number;
}

/** `G4` is the newest: September 2026. */
export const GENERATIONS = ["G0 of 2022", "G0", "G1", "G2", "G3", "G4"] as const;
export type Generation = (typeof GENERATIONS)[number];

export interface ListPage {
  films: PageFilm[];
  total: number;
  page?: number;
  pages?: number;
}

/** The second half of the alphabet of traps: brackets, entities, no year, a name that is a year. */
export const FILMS: PageFilm[] = [
  { slug: "the-tin-harbour", title: "The Tin Harbour", year: 1987, lid: "a1B2", number: 1001 },
  { slug: "salt-and-iron", title: 'Salt & Iron\'s "End"', year: 2024, lid: "a1b2", number: 1002 },
  {
    slug: "nine-lamps-2",
    title: "Nine Lamps (and a candle)",
    year: 2019,
    lid: "Zz9",
    number: 1003,
  },
  { slug: "unmade", title: "Unmade <3", year: null, lid: "q0Q0", number: 1004 },
  { slug: "1984-1956", title: "1984", year: 1956, lid: "1984", number: 1005 },
  { slug: "l-ete-de-noe", title: "L’Été de Noé", year: 2003, lid: "eTe", number: 1006 },
];

export function watchlistPage(
  generation: Generation,
  { films, total, page = 1, pages = 1 }: ListPage,
): string {
  const isOld = generation.startsWith("G0");
  const items = films.map((film) => (isOld ? oldItem(generation, film) : item(generation, film)));
  const grid = isOld
    ? `<ul class="poster-list -p125 -grid -scaled128">${items.join("\n")}</ul>`
    : `<div class="poster-grid"><ul class="grid -p125 -scaled128">${items.join("\n")}</ul></div>`;
  return `<!DOCTYPE html>
<html lang="en"><head><title>&lrm;Ada &lt;3’s Watchlist &bull; Letterboxd</title>
<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script></head>
<body class="watchlist wide" data-owner="AdaExample">
<div class="cols-2 js-watchlist-content" data-path="/esi/watchlist/1/page/${page}/" data-num-entries="${total}">
<h1 class="section-heading">Ada &lt;3 wants to see <span class="js-watchlist-count">${total}&nbsp;films</span></h1>
<ul class="smenu-menu"><li><a href="/adaexample/watchlist/on/some-service/">Some Service</a></li></ul>
${grid}
${pages > 1 ? pagination(page, pages) : ""}
</div>
<aside><ul class="poster-list"><li class="griditem">${posterOutside(generation)}</li></ul></aside>
</body></html>`;
}

export interface PageOfList extends ListPage {
  name?: string;
  /** In place of the sentence that states the total. */
  description?: string;
  published?: string;
  /** A list that was never changed has only been published. */
  updated?: string | null;
}

/** A page of a list: its items are a watchlist's, its frame is not. */
export function listPage(
  generation: Generation,
  {
    films,
    total,
    page = 1,
    pages = 1,
    name = "Rainy Sundays",
    description = `A list of ${total.toLocaleString("en")} films compiled on Letterboxd, including The Tin Harbour (1987). About this list: 100 films to see, and then 200 more.`,
    published = "2024-05-01T10:20:30.400Z",
    updated = "2026-09-17T08:00:00Z",
  }: PageOfList,
): string {
  const isOld = generation.startsWith("G0");
  const items = films.map((film) => itemOfList(generation, film));
  const dates =
    updated === null
      ? `<span class="published">Published <time datetime="${published}" class="timeago">${published}</time></span>`
      : `<span class="published is-updated">Published <time datetime="${published}" class="timeago">${published}</time></span> <span class="updated">Updated <time datetime="${updated}" class="timeago">${updated}</time></span>`;
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="UTF-8">
<meta name="description" content="${escape(description)}">
<meta property="og:type" content="letterboxd:list"><meta property="og:title" content="&lrm;${escape(name)}">
<title>&lrm;${escape(name)}, a list of films by Ada Example &bull; Letterboxd</title>
<script>if (1 <2) document.querySelector(".js-list-entries"); // a grid is no script</script></head>
<body class="list-page logged-out" data-owner="AdaExample">
<div id="content-nav" class="has-toggle"> <p class="list-date"> ${dates} </p>
<ul class="smenu-menu"><li><a href="/adaexample/list/rainy-sundays/by/name/">Name</a></li></ul></div>
<div class="list-title-intro"><h1 class="title-1 prettify">${escape(name)}</h1><p>100 films to see, and then 200 more. js-list-entries</p></div>
<ul class="js-list-entries poster-list -p125 -grid${isOld ? " film-list" : ""}">
${items.join("\n")}
</ul>
${pages > 1 ? paginationOfList(page, pages) : ""}
<aside class="sidebar"><section><h3>Cloned from</h3><p>321&nbsp;films</p><ul class="posterlist">${posterOutside(generation)}</ul></section></aside>
<footer><a href="/film/not-in-the-list/">Still</a></footer></body></html>`;
}

function itemOfList(generation: Generation, film: PageFilm): string {
  if (generation.startsWith("G0")) return oldItem(generation, film);
  return item(generation, film)
    .replace('"griditem"', '"posteritem numbered-list-item" data-owner-rating="8"')
    .replace(/<\/li>$/, `<p class="list-number">1</p></li>`);
}

function paginationOfList(page: number, pages: number): string {
  return pagination(page, pages)
    .replaceAll("/watchlist/", "/list/rainy-sundays/")
    .replaceAll("Older", "Next")
    .replaceAll("Newer", "Previous");
}

function item(generation: Generation, film: PageFilm): string {
  const full = escape(film.year === null ? film.title : `${film.title} (${film.year})`);
  const json = identifier(film);
  const identified =
    generation === "G1" || generation === "G2"
      ? `'${json}'`
      : `'${json.replaceAll('"', "&quot;")}'`;
  const number = generation === "G1" || generation === "G2" ? ` data-film-id="${film.number}"` : "";
  const poster = generation === "G4" ? "" : ` data-poster-url="/film/${film.slug}/image-150/"`;
  return `<li class="griditem">
  <div class="react-component" data-component-class="LazyPoster" data-item-name="${generation === "G1" ? escape(film.title) : full}" data-item-slug="${film.slug}" data-item-link="/film/${film.slug}/" data-item-full-display-name="${full}"${number} data-postered-identifier=${identified}${poster} data-target-link="/film/${film.slug}/" data-details-endpoint="/film/${film.slug}/json/" > <div class="poster film-poster"> <img src="/static/empty-poster-125.png" class="image" alt="${escape(film.title)}"/> <span class="frame"></span> </div> </div>
</li>`;
}

function oldItem(generation: Generation, film: PageFilm): string {
  const slug = generation === "G0" ? film.slug : `/film/${film.slug}/`;
  const identified = generation === "G0" ? ` data-postered-identifier='${identifier(film)}'` : "";
  return `<li class="poster-container" data-owner-rating="0">
  <div class="really-lazy-load poster film-poster" data-film-id="${film.number}"${identified} data-film-slug="${slug}" data-target-link="/film/${film.slug}/" > <img src="/static/empty-poster-125.png" class="image" alt="${escape(film.title)}"/> <span class="frame"></span> </div>
</li>`;
}

/** What the real pages show beside a list: films that are not in it. */
function posterOutside(generation: Generation): string {
  const film = {
    slug: "not-in-the-list",
    title: "Not in the List",
    year: 2001,
    lid: "nono",
    number: 9999,
  };
  return generation.startsWith("G0") ? oldItem(generation, film) : item(generation, film);
}

function identifier({ lid, number }: PageFilm): string {
  return JSON.stringify({ lid, uid: `film:${number}`, type: "film", typeName: "film" });
}

function pagination(page: number, pages: number): string {
  const before = page === 2 ? "/adaexample/watchlist/" : `/adaexample/watchlist/page/${page - 1}/`;
  const previous =
    page > 1
      ? `<a class="previous" href="${before}">Newer</a>`
      : `<span class="previous">Newer</span>`;
  const next =
    page < pages
      ? `<a class="next" href="/adaexample/watchlist/page/${page + 1}/">Older</a>`
      : `<span class="next">Older</span>`;
  return `<div class="pagination"><div class="paginate-nextprev">${previous}</div><div class="paginate-nextprev">${next}</div></div>`;
}

function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#039;")
    .replaceAll("É", "&#xC9;");
}

export interface FilmPage {
  /** The address in the link to TMDB; without it there is no link. */
  link?: string;
  action?: string;
  body?: string;
}

export function filmPage({ link, action = "TMDB", body = "" }: FilmPage = {}): string {
  const tmdb =
    link === undefined
      ? ""
      : `<a href="${link}" class="micro-button track-event" data-track-action="${action}" target="_blank">TMDB</a>`;
  return `<!DOCTYPE html>
<html lang="en"><head><title>&lrm;The Tin Harbour (1987) directed by Ada Example &bull; Letterboxd</title></head>
<body class="film backdropped" data-type="film" ${body}>
<p class="text-link text-footer"> 105&nbsp;mins &nbsp; More at <a href="http://www.imdb.com/title/tt0000001/maindetails" class="micro-button track-event" data-track-action="IMDb">IMDb</a> ${tmdb}</p>
<div class="body-text"><p>Not this one: <a href="https://www.themoviedb.org/movie/666/">the other</a></p></div>
<footer>Film data from <a href="https://www.themoviedb.org" class="mute">TMDB</a></footer>
</body></html>`;
}

/** Letterboxd's own pages for what cannot be shown: `Forbidden`, `Not Found`. */
export function errorPage(what: string): string {
  return `<!DOCTYPE html><html><head><title>Letterboxd - ${what}</title></head>
<body class="error message-dark"><section class="message"><h1><a href="/">Letterboxd</a></h1></section>
<script>a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'</script></body></html>`;
}

/** Cloudflare's pages. */
export function wallPage(title: string, script = ""): string {
  return `<!DOCTYPE html><html lang="en-US"><head><title>${title}</title></head>
<body><div class="main-wrapper" role="main"></div><script>${script}</script></body></html>`;
}
