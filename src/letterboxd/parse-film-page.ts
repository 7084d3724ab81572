// A film's own page → its title on TMDB. Reading stops at the link to TMDB, which stands above the reviews:
// they are most of the page. Selectors: selectors.ts.

import { done, failed, type Result } from "../failure.ts";
import type { TmdbKey } from "../film.ts";
import { FILM_PAGE } from "./selectors.ts";

/** null: the film has no link to TMDB. Fails with `unrecognised` where this is not a film's page. */
export async function parseFilmPage(html: string): Promise<Result<TmdbKey | null>> {
  const seen: Seen = { isFilm: false, fromLink: null, fromBody: null };
  const rewriter = new HTMLRewriter()
    .on(FILM_PAGE.film, {
      element(body) {
        seen.isFilm = true;
        // For television the body says `movie` and no number.
        const id = parseId(body.getAttribute(FILM_PAGE.tmdbId));
        const type = body.getAttribute(FILM_PAGE.tmdbType);
        if (type === "movie" && id !== null) seen.fromBody = { type, id };
      },
    })
    .on(FILM_PAGE.tmdbLinks.join(", "), {
      element(link) {
        seen.fromLink = parseLink(link.getAttribute("href"));
        if (seen.fromLink !== null) throw new Error("read far enough");
      },
    });
  try {
    await rewriter.transform(new Response(html)).arrayBuffer();
  } catch (error) {
    // Throwing is the only way to stop a rewriter.
    if (seen.fromLink === null) throw error;
  }

  const key = seen.fromLink ?? seen.fromBody;
  if (key === null && !seen.isFilm) {
    return failed("unrecognised", `not a film's page: there is no ${FILM_PAGE.film}`);
  }
  return done(key);
}

interface Seen {
  isFilm: boolean;
  fromLink: TmdbKey | null;
  fromBody: TmdbKey | null;
}

function parseLink(href: string | null): TmdbKey | null {
  const [, type, id] = /themoviedb\.org\/(movie|tv)\/(\d+)/.exec(href ?? "") ?? [];
  const number = parseId(id ?? null);
  if (number === null) return null;
  return { type: type === "tv" ? "tv" : "movie", id: number };
}

function parseId(written: string | null): number | null {
  return written !== null && /^[1-9]\d{0,9}$/.test(written) ? Number(written) : null;
}
