// A film's own page → its title on TMDB. Reading stops at the link to TMDB, which comes before the reviews
// that make up most of the page. Selectors: selectors.ts.

import { done, failed, type Result } from "../failure.ts";
import type { TmdbKey } from "../film.ts";
import { rewrite } from "./rewrite.ts";
import { FILM_PAGE } from "./selectors.ts";

const PIECE_BYTES = 16_384;

/** null: the film has no link to TMDB. Fails with `unrecognised` if this is not a film's page. */
export async function parseFilmPage(html: string): Promise<Result<TmdbKey | null>> {
  const seen: Seen = { isFilm: false, fromLink: null, fromBody: null };
  const rewriter = new HTMLRewriter()
    .on(FILM_PAGE.film, {
      element(body) {
        seen.isFilm = true;
        // For television the body says `movie` and gives no number.
        const id = parseId(body.getAttribute(FILM_PAGE.tmdbId));
        const type = body.getAttribute(FILM_PAGE.tmdbType);
        if (type === "movie" && id !== null) seen.fromBody = { type, id };
      },
    })
    .on(FILM_PAGE.tmdbLinks.join(", "), {
      element(link) {
        seen.fromLink ??= parseLink(link.getAttribute("href"));
      },
    });
  const source = inPieces(html, () => seen.fromLink !== null);
  const fault = await rewrite(rewriter, source);
  if (fault !== null) return failed("unrecognised", `a film’s page: ${fault}`);

  const key = seen.fromLink ?? seen.fromBody;
  if (key === null && !seen.isFilm) {
    return failed("unrecognised", `not a film’s page: there is no ${FILM_PAGE.film}`);
  }
  return done(key);
}

interface Seen {
  isFilm: boolean;
  fromLink: TmdbKey | null;
  fromBody: TmdbKey | null;
}

/** The page, until enough of it was seen. (Throwing in a handler would stop the rewriter too, but workerd logs that.) */
function inPieces(html: string, isEnough: () => boolean): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(html);
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length || isEnough()) return controller.close();
      controller.enqueue(bytes.subarray(at, at + PIECE_BYTES));
      at += PIECE_BYTES;
    },
  });
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
