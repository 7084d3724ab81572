// What we believe about Letterboxd's pages: the only file that breaks when they change their markup.
// Each list runs from the newest shape that was seen to the oldest; the first one present counts.
// Selectors are HTMLRewriter's: no :has, no sibling combinators.

/** One film of a grid, be it a watchlist's or a list's: attributes of the element that names it. */
export const ITEM = {
  /** In 2020-22 the slug was written as `/film/<slug>/`. */
  slug: ["data-item-slug", "data-film-slug"],
  /** `Title (Year)`; in August 2025 only the first of them had the year. */
  name: ["data-item-full-display-name", "data-item-name"],
  /** JSON with `lid` and `uid`; seen in single quotes, with and without entities, and in double quotes. */
  identifier: "data-postered-identifier",
  /** The item's own number, gone since April 2026: `uid` is `film:` and this. */
  number: "data-film-id",
} as const;

/** A page of a watchlist: `/<member>/watchlist/`, `/<member>/watchlist/page/2/`. */
export const WATCHLIST = {
  /** Encloses the grid. Pages also show posters outside it, of films that are not on the list. */
  content: ".js-watchlist-content",
  /** On the content: a bare integer, the length of the whole list. */
  total: "data-num-entries",

  items: [
    ".js-watchlist-content .griditem [data-item-slug]", // since August 2025
    ".js-watchlist-content .poster-container [data-film-slug]", // before; title in an <img> of its own
  ],
  /** The titles of old items: an `alt` without a year. */
  oldTitle: ".js-watchlist-content .poster-container img[alt]",

  /** On the last page `.next` is a <span>. */
  next: ".js-watchlist-content .pagination a.next",
} as const;

/** A page of a list: `/<owner>/list/<slug>/`, `/<owner>/list/<slug>/page/2/`. A hundred films, and up to 340 kB. */
export const LIST = {
  /** The grid itself. Beside it, under "Cloned from", there may be posters of another list. */
  content: ".js-list-entries",
  items: [
    ".js-list-entries [data-item-slug]", // since August 2025
    ".js-list-entries .poster-container [data-film-slug]", // before; title in an <img> of its own
  ],
  oldTitle: ".js-list-entries .poster-container img[alt]",
  /** Comes after the grid and not within it. On the last page `.next` is a <span>; a list of one page has neither. */
  next: ".pagination a.next",

  /** What makes a page a list's, with or without films: this, or `type` with this content. */
  page: "body.list-page",
  type: { meta: 'meta[property="og:type"]', content: "letterboxd:list" },
  name: 'meta[property="og:title"]',
  /** The length of the whole list stands nowhere else, and the list's own description may follow it. */
  description: 'meta[name="description"]',
  total: /^A list of ([\d.,\s]{1,30}) films? compiled on Letterboxd/,
  /** When it was published and, if it was changed since, when that was. */
  dates: ".list-date time[datetime]",

  /** The same in plain text, by which the page is cut before it is parsed. */
  marks: {
    content: "js-list-entries",
    /** The first of these after the grid and its pagination. */
    ends: ["<aside", "<footer"],
    dates: "list-date",
    datesEnd: "</p",
  },
} as const;

/** A film's own page: `/film/<slug>/`. */
export const FILM_PAGE = {
  /**
   * The link to TMDB below the film's data. For television the body's attributes say `movie` and give no number,
   * so the link is what counts. Not just any link, because members put links of their own into reviews.
   */
  tmdbLinks: [
    'a[data-track-action="tmdb" i]',
    'a.micro-button[href*="themoviedb.org/"]',
    '.text-footer a[href*="themoviedb.org/"]',
  ],
  /** What makes a page a film's page. */
  film: 'body.film, body[data-type="film"]',
  tmdbType: "data-tmdb-type",
  tmdbId: "data-tmdb-id",
} as const;

/**
 * Titles of pages that come instead of the one that was asked for. The whole title has to match: a member or a
 * film may have such a name, but then "Letterboxd" follows it. `/cdn-cgi/challenge-platform` proves nothing,
 * because it is in ordinary pages, too.
 */
export const TITLES = {
  challenge: /^Just a moment\.\.\.$/i,
  /** Cloudflare's blocks, by address or by rule. */
  blocks: [
    /^Attention Required!(?: \| Cloudflare)?$/i,
    /^Access denied \| .+ used Cloudflare to restrict access$/i,
  ],
  /** With status 403: the watchlist is private. */
  forbidden: /^Letterboxd\W+Forbidden$/i,
} as const;
